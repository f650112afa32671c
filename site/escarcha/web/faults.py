"""What an app answers where a page cannot be made."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from escarcha.problems import EscarchaError
from escarcha.web.diagnosis import diagnose
from escarcha.web.routes import missing
from escarcha.web.shown import shown_edition
from escarcha.web.told import problem_page

if TYPE_CHECKING:
    from flask import Response

    from escarcha.config import Project


def show_problems(error: Exception, project: Project) -> tuple[str | Response, int] | HTTPException:
    """Answer to an exception with what is wrong, and where, in place of the page; never a traceback.

    Args:
        error: whatever it is.
        project: from whose folder files are named.

    Raises:
        EscarchaError: while the site is frozen, and nobody is there to see the page.
    """
    if isinstance(error, HTTPException):
        if error.code != HTTPStatus.NOT_FOUND:
            return error
        try:
            return missing(), HTTPStatus.NOT_FOUND
        except Exception as broken:  # noqa: BLE001 - the page for what is missing may itself be broken
            error = broken
    if not current_app.config["ESCARCHA_LIVE"]:
        # Diagnosed here and not by the freezer, to which a view's own OSError would look like a full disk.
        if isinstance(error, EscarchaError):
            raise error
        raise EscarchaError(diagnose(error, request.path, shown_edition().site, project)) from error
    try:
        site = shown_edition().site
    except EscarchaError:
        site = None
    found = (
        error.problems if isinstance(error, EscarchaError) else [diagnose(error, request.path, site, project)]
    )
    return problem_page(found, project), 500
