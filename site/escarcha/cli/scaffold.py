"""New notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.notes.slugs import file_slug
from escarcha.problems import Code, EscarchaError, Problem, because

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.config import Project


def new_note(project: Project, title: str, folder: Path) -> Path:
    """Write a note that holds its title, and return where.

    Args:
        project: which gets the note.
        title: in any spelling; it is the note's H1.
        folder: from ``content/``.

    Raises:
        EscarchaError: if there is a file of that name, or the folder lies outside ``content/``.
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
    line = " ".join(title.split())
    try:
        target.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as note:
            note.write(f"# {line}\n\n")
    except FileExistsError:
        cause, remedy = "ya hay una nota con este nombre.", "Ábrela, o elige otro título."
        raise EscarchaError(Problem(Code.ALREADY_EXISTS, place, None, cause, remedy)) from None
    except OSError as error:
        cause = f"no se puede escribir: {because(error)}."
        raise EscarchaError(Problem(Code.WRITE_FAILED, place, None, cause)) from error
    return file
