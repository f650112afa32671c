"""An app that shows the notes as they are now; what renders them is loaded with the first request."""

from __future__ import annotations

import dataclasses
import threading
from typing import TYPE_CHECKING

from escarcha.web import create_app, show_editions
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
