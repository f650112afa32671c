"""New notes."""

from __future__ import annotations

import datetime as dt
import traceback
from typing import TYPE_CHECKING

from jinja2 import (
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)

from escarcha.figures.faults import explain
from escarcha.notes.slugs import file_slug
from escarcha.problems import Code, EscarchaError, Problem, because, nearest, unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.config import Project


PLAIN = "# {{ title }}\n\n"
"""What a new note holds where the author has no template for it."""


def new_note(project: Project, title: str, folder: Path, template: str | None = None) -> Path:
    """Write a note that holds its title, or what a template of the author's makes of it, and return where.

    Args:
        project: which gets the note.
        title: in any spelling; it is the note's H1.
        folder: from ``content/``.
        template: the name of one in ``templates/``, without «.md»; without it, ``new.md`` if there is one.

    Raises:
        EscarchaError: if there is a file of that name, the folder lies outside ``content/``, or the template
            is missing or broken.
    """
    target = (project.content / folder).resolve()
    file = target / f"{file_slug(title)[0]}.md"
    place = project.display(file)
    if not title.strip():
        cause = "el título está vacío."
        raise EscarchaError(Problem(Code.WRITE_FAILED, "", None, cause, "Escribe uno."), exit_code=2)
    inside = target.is_relative_to(project.content)
    if not inside or any(part.startswith(("_", ".")) for part in target.relative_to(project.content).parts):
        cause = "la carpeta no está dentro de la de notas, o es de las que no se publican."
        raise EscarchaError(Problem(Code.WRITE_FAILED, place, None, cause), exit_code=2)
    text = _fill(project, template, title=" ".join(title.split()), section=folder.as_posix().strip("."))
    try:
        target.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as note:
            note.write(text)
    except FileExistsError:
        cause, remedy = "ya hay una nota con este nombre.", "Ábrela, o elige otro título."
        raise EscarchaError(Problem(Code.ALREADY_EXISTS, place, None, cause, remedy)) from None
    except OSError as error:
        cause = f"no se puede escribir: {because(error)}."
        raise EscarchaError(Problem(Code.WRITE_FAILED, place, None, cause)) from error
    return file


def _fill(project: Project, template: str | None, **values: str) -> str:
    """Return what a template of the author's makes of some values and of today's date."""
    name = f"{template or 'new'}.md"
    file = project.templates / name
    place = project.display(file)
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(project.templates), _fallback(template)]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown, which its author goes on writing
    )
    today = dt.datetime.now().astimezone().date()
    try:
        return environment.get_template(name).render(date=today, **values)
    except TemplateNotFound:
        near = nearest(template or "", [each.stem for each in project.templates.glob("*.md")])
        remedy = f"¿Querías «{near}»?" if near else "Escríbela ahí, o quita «--template»."
        raise EscarchaError(Problem(Code.BROKEN_TEMPLATE, place, None, "no existe.", remedy)) from None
    except OSError as error:
        raise EscarchaError(unreadable(error, place)) from error
    except Exception as error:  # whatever a template may raise
        cause = f"la plantilla no sirve para una nota: {explain(error)}."
        remedy = "Puede usar «title», «date» y «section»."
        raise EscarchaError(
            Problem(Code.BROKEN_TEMPLATE, place, _line(error, name), cause, remedy)
        ) from error


def _fallback(template: str | None) -> DictLoader:
    return DictLoader({} if template else {"new.md": PLAIN})


def _line(error: Exception, name: str) -> int:
    """Return the line of a template on which an exception was raised."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename.endswith(name)), 1)
