"""The application factory."""

from __future__ import annotations

import mimetypes
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, current_app, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.exceptions import HTTPException

from escarcha import bundled
from escarcha.bundled import THEME
from escarcha.problems import EscarchaError, in_order
from escarcha.web.assets import assets
from escarcha.web.diagnosis import diagnose
from escarcha.web.language import DEFAULT_LANGUAGE, long_date, texts
from escarcha.web.routes import blueprint, missing
from escarcha.web.shown import shown_edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.config import Project

# Systems differ in the types that they know, and a file must have the same type on every machine.
for _suffix, _type in (
    (".svg", "image/svg+xml"),
    (".webp", "image/webp"),
    (".avif", "image/avif"),
    (".woff2", "font/woff2"),
    (".js", "text/javascript"),
    (".xml", "application/xml"),
    (".speculationrules", "application/speculationrules+json"),
):
    mimetypes.add_type(_type, _suffix)


class _ThemeLoader(FileSystemLoader):
    """Looks in one folder after the other, and notices a template that appears in an earlier one."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template.startswith(THEME):
            theme = FileSystemLoader(self.searchpath[-1])
            return theme.get_source(environment, template.removeprefix(THEME))
        source, file, is_current = super().get_source(environment, template)
        before = [Path(folder, template) for folder in self.searchpath]
        before = before[: before.index(Path(file))] if Path(file) in before else []
        return source, file, lambda: is_current() and not any(other.exists() for other in before)


def create_app(project: Project) -> Flask:
    """Make the app; ``show_editions`` tells it what to show.

    Args:
        project: whose own templates come before the theme's.
    """
    app = Flask("escarcha", root_path=str(bundled.PACKAGE), static_folder=None, template_folder=None)
    app.jinja_options = {
        "loader": _ThemeLoader([project.templates, bundled.templates()]),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
    }
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.config["TEMPLATES_AUTO_RELOAD"] = True
    _speak(app)
    app.register_blueprint(blueprint)
    app.register_error_handler(Exception, lambda error: _show_problems(error, project))
    return app


def _speak(app: Flask) -> None:
    """Let templates say ``_("Portada")`` and ``{{ date | long_date }}`` in the language of the site shown."""

    def language() -> str:
        return shown_edition().site.settings.language

    install: Callable[..., None] = app.jinja_env.install_gettext_callables  # type: ignore[attr-defined]  # the extension adds it
    install(
        lambda text: texts(language()).gettext(text),
        lambda one, many, number: texts(language()).ngettext(one, many, number),
        newstyle=True,
    )
    app.add_template_filter(lambda day: long_date(day, language()), "long_date")


def _show_problems(error: Exception, project: Project) -> tuple[str, int] | HTTPException:
    """Answer to an exception with what is wrong, and where, in place of the page; never a traceback."""
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
    # From the bundled templates alone: the project's own may be what is broken.
    own = Environment(
        loader=FileSystemLoader(bundled.templates()), autoescape=True, undefined=StrictUndefined
    )
    page = own.get_template("problems.html")
    sheets = [assets(DEFAULT_LANGUAGE)[f"{name}.css"].url for name in ("site", "notices")]
    return page.render(problems=in_order(found), sheets=sheets), 500
