"""The file of LaTeX that defines what the formulas of every note may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.config import setting_place
from escarcha.notes.reach import Reach
from escarcha.problems import Code, EscarchaError, Problem, because

if TYPE_CHECKING:
    from escarcha.config import Project, Settings


def read_macros(project: Project, settings: Settings) -> str:
    """Return what the file says that ``math_macros`` names; nothing where the setting is empty.

    Raises:
        EscarchaError: if it is not there, or out of the notes' reach.
    """
    name = settings.math_macros
    if not name:
        return ""
    try:
        file = (project.content / name.lstrip("/")).resolve()
        wrong = Reach(project).refusal(file)
        text = "" if wrong else file.read_text("utf-8-sig")
    except OSError as error:
        wrong = because(error)
    except ValueError:  # a name that no disk takes, or bytes that are no UTF-8
        wrong = "no es un archivo de texto en UTF-8"
    if wrong:
        place, line = setting_place(project, name, key="math_macros")
        cause = f"«math_macros» nombra «{name}», que no se puede leer: {wrong}."
        remedy = "Escribe la ruta de un archivo desde la carpeta de notas: «_macros.tex»."
        raise EscarchaError(Problem(Code.INVALID_SETTING, place, line, cause, remedy))
    return text


def broken_macros(project: Project, settings: Settings, line: int, cause: str) -> Problem:
    """Say that what the file defines is no LaTeX.

    Args:
        project: whose file it is.
        settings: which name it.
        line: of the file, from 1.
        cause: a sentence.
    """
    place = project.display(project.content / settings.math_macros.lstrip("/"))
    said = f"las órdenes de LaTeX no se entienden: {cause}"
    return Problem(Code.BROKEN_FORMULA, place, line, said, "Corrige esa línea, o quítala.")
