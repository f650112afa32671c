"""An app that shows the notes as they are now; what renders them is loaded with the first request."""

from __future__ import annotations

import dataclasses
import threading
from typing import TYPE_CHECKING, NoReturn

from flask import abort
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from escarcha.web import create_app, show_editions
from escarcha.web.own import JOINED, Joined
from escarcha.web.shown import Live

if TYPE_CHECKING:
    from flask import Flask

    from escarcha.config import Project
    from escarcha.pages import Edition
    from escarcha.preview.current import Current
    from escarcha.problems import Problem


def live_app(project: Project) -> Flask:
    """Make an app that shows a project's notes as they are at each request, drafts included."""
    app = create_app(project)
    show_live(app, project)
    return app


def join_app(app: Flask, project: Project) -> None:
    """Have an app of the author's show a project's notes below the project's prefix.

    By the name of the prefix, ``url_for`` makes links to them: ``url_for("notas", path="lecturas/")``.
    """
    inner = live_app(project)
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {project.prefix: inner})  # type: ignore[method-assign]  # as Flask has it
    name = project.prefix[1:].replace("/", "_").replace(".", "_")
    for rule in (f"{project.prefix}/", f"{project.prefix}/<path:path>"):
        app.add_url_rule(rule, name, _nobody_asks, build_only=True)
    app.extensions[JOINED] = Joined(inner, project.prefix)


def _nobody_asks(**_: object) -> NoReturn:
    """Stand for the notes where Frozen-Flask looks for a view; requests for them never come so far."""
    abort(404)


def show_live(app: Flask, project: Project) -> None:
    """Have an app show a project's notes as they are at each request, drafts included."""
    later = _Later(at_root(project))
    show_editions(app, later, live=True, told=Live(problems=later.problems))


def at_root(project: Project) -> Project:
    """Return a project as it is previewed: at the root of its host, wherever it will be published."""
    return dataclasses.replace(project, base_url="")


class _Later:
    """Makes the Current edition of a project when it is first asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._turn = threading.Lock()
        self._current: Current | None = None

    def __call__(self) -> Edition:
        with self._turn:
            if self._current is None:
                from escarcha.preview.current import Current  # noqa: PLC0415 - see above

                self._current = Current(self._project)
        return self._current()

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the notes."""
        return self._current.problems if self._current else ()
