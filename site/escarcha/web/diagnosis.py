"""From an exception to the file an author can mend."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import TemplateError, TemplateNotFound

from escarcha.figures.faults import SUFFIXES, explain, find_fault, remedy_of
from escarcha.problems import Code, Problem, nearest, remedy_for, said, unreadable

if TYPE_CHECKING:
    from flask import Flask

    from escarcha.config import Project
    from escarcha.notes import Site


def diagnose(error: BaseException, url: str, site: Site | None, project: Project) -> Problem:
    """Make a Problem of an exception raised while a page was made.

    Args:
        error: whatever it is.
        url: of the page.
        site: to find the page's note; None if there is none yet.
        project: from whose folder the file is named.

    Returns:
        A problem with the project's own Python, if that is where it was raised last, as in a filter that a
        template calls; else with the template at fault, else with the page's note.
    """
    if place := _project_place(error, project):
        cause = f"falla al pedir {url} ({said(error)})."
        return Problem(Code.BROKEN_PROJECT, place.path, place.line, cause, remedy_for(error))
    if place := _template_place(error, project):
        cause = f"la plantilla falla en {url}: {explain(error)}."
        return Problem(Code.BROKEN_TEMPLATE, place.path, place.line, cause, remedy_of(error))
    entry = site.entries.get(url) if site else None
    path, line = (entry.note.place, 1) if entry and entry.note else ("", None)
    cause = f"la página {url} no se puede congelar: {_reason(error)}."
    remedy = "Si la añades tú en freeze.py, haz que responda 200, sin redirigir y con el tipo de su nombre."
    return Problem(Code.FREEZE_FAILED, path, line, cause, remedy)


def _reason(error: BaseException) -> str:
    """Say in Spanish what Frozen-Flask refuses; whatever else it is keeps its own words."""
    text = str(error)
    if status := re.match(r"Unexpected status '(\d+)", text):
        return f"la respuesta tiene el código {status[1]} y debe ser 200"
    if kinds := re.match(
        r"Filename extension of '(.*)' \(type (.*)\) does not match Content-Type: (.*)$", text
    ):
        return f"el nombre «{kinds[1]}» promete {kinds[2]} y la respuesta es {kinds[3]}"
    return said(error)


def check_templates(app: Flask, project: Project) -> list[Problem]:
    """Read every template of the project, so that all that cannot be read are reported together."""
    found = []
    for file in sorted(project.templates.rglob("*")):
        if file.suffix in SUFFIXES:
            try:
                if not file.is_file():
                    continue
                app.jinja_env.get_template(file.relative_to(project.templates).as_posix())
            except OSError as error:
                found.append(unreadable(error, project.display(file)))
            except Exception as error:  # noqa: BLE001 - Jinja compiles Python, and works out constants
                place = _template_place(error, project) or _Place(project.display(file), 1)
                cause = f"la plantilla no se puede leer: {explain(error)}."
                found.append(Problem(Code.BROKEN_TEMPLATE, place.path, place.line, cause, remedy_of(error)))
    return found


def check_choices(app: Flask, site: Site) -> list[Problem]:
    """Find the notes whose header names a template that does not exist."""
    known = {name.removesuffix(".html") for name in app.jinja_env.list_templates(["html"])}
    found = []
    for entry in site.entries.values():
        name = entry.note.header.template if entry.note else None
        if entry.note and name and name not in known:
            near = nearest(name, sorted(known))
            remedy = f"¿Querías «{near}»?" if near else f"Escribe «templates/{name}.html»."
            cause = f"la nota pide la plantilla «{name}», que no existe."
            line = entry.note.header_lines["template"]
            found.append(Problem(Code.BROKEN_TEMPLATE, entry.note.place, line, cause, remedy))
    return found


class _Place(NamedTuple):
    path: str
    line: int | None


def _template_place(error: BaseException, project: Project) -> _Place | None:
    if isinstance(error, UnicodeDecodeError) and (file := _file_of(error.object, project.templates)):
        return _Place(project.display(file), error.object.count(b"\n", 0, error.start) + 1)
    if fault := find_fault(error):
        return _Place(project.display(Path(fault[0])), fault[1])
    if isinstance(error, TemplateNotFound):
        return _Place(f"templates/{error.name}", None)
    return _Place("templates", None) if isinstance(error, TemplateError) else None


def _file_of(content: bytes, folder: Path) -> Path | None:
    """Find a template by what is in it: an error of decoding does not name it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return next((file for file in files if file.read_bytes() == content), None)


def _project_place(error: BaseException, project: Project) -> _Place | None:
    """Return the line of the project's own Python in which an exception was raised, unless in a template.

    Behind that line there may be packages that it has called, but no template.
    """
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.suffix in SUFFIXES:
            return None
        if file.suffix == ".py" and file.parent == project.root:
            return _Place(project.display(file), frame.lineno)
    return None
