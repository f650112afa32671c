"""From an exception to the file an author can mend."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from escarcha.problems import Code, Problem

if TYPE_CHECKING:
    from escarcha.config import Project
    from escarcha.notes import Site


def blame(error: Exception, url: str, site: Site | None, project: Project) -> Problem:
    """Make a Problem of an exception raised while a page was made.

    Args:
        error: whatever it is.
        url: of the page.
        site: to find the page's note; None if there is none yet.
        project: from whose folder the file is named.

    Returns:
        A problem with the template at fault, else the project's own Python, else the page's note.
    """
    if place := _template_place(error, project):
        cause = f"la plantilla falla en {url}: {error}."
        return Problem(Code.BROKEN_TEMPLATE, *place, cause, "Las variables de cada plantilla están en el manual.")
    if place := _project_place(error, project):
        cause = f"{type(error).__name__} al pedir {url}: {error}."
        return Problem(Code.BROKEN_PROJECT, *place, cause)
    entry = site.entries.get(url) if site else None
    place = (entry.note.place, 1) if entry and entry.note else ("", None)
    return Problem(Code.FREEZE_FAILED, *place, f"la página {url} no se puede congelar: {error}.")


def _template_place(error: Exception, project: Project) -> tuple[str, int | None] | None:
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return project.display(Path(error.filename)), error.lineno
    # Jinja rewrites tracebacks so that compiled templates show as their own files.
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.lineno and Path(frame.filename).suffix in {".html", ".xml", ".txt"}:
            return project.display(Path(frame.filename)), frame.lineno
    if isinstance(error, TemplateNotFound):
        return f"templates/{error.name}", None
    return ("templates", None) if isinstance(error, TemplateError) else None


def _project_place(error: Exception, project: Project) -> tuple[str, int | None] | None:
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename) == project.root / "freeze.py":
            return "freeze.py", frame.lineno
    return None
