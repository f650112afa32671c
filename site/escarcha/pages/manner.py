"""How the notes of a site are rendered: what its settings say, and what stands in the files that they name.

These hold for every note: LaTeX that formulas may use (``math_macros``), and ``abbreviations``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.config import setting_place
from escarcha.markup.abbreviations import find_abbreviations
from escarcha.notes.reach import Reach
from escarcha.problems import Code, EscarchaError, Problem, because
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escarcha.config import Project, Settings
    from escarcha.figures import Figures
    from escarcha.markup.reader import Extensions


@dataclass(frozen=True, slots=True)
class Manner:
    """How notes are rendered, whatever draws their figures.

    Args:
        extensions: options of further Markdown extensions by their names.
        trusts_html: whether raw HTML goes through as it is.
        macros: LaTeX that every note may use.
        dialect: in which the notes are written.
        abbreviations: what they stand for in every note.
        anchor_case: what the anchors of MkDocs do with capitals.
    """

    extensions: Extensions = field(default_factory=dict)
    trusts_html: bool = False
    macros: str = ""
    dialect: str = "github"
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    anchor_case: str = "lower"

    def renderer(self, folder: Path | None, figures: Figures) -> Renderer:
        """Make what renders them so.

        Args:
            folder: where drawn diagrams are kept.
            figures: that draw what is no text.

        Raises:
            ExtensionError: if an extension cannot be loaded.
            MathError: if the macros are no LaTeX.
        """
        return Renderer(
            self.extensions,
            trusts_html=self.trusts_html,
            macros=self.macros,
            folder=folder,
            figures=figures,
            dialect=self.dialect,
            abbreviations=self.abbreviations,
            anchor_case=self.anchor_case,
        )


def read_manner(project: Project, settings: Settings) -> Manner:
    """Return how a project's notes are rendered.

    Raises:
        EscarchaError: if a file that the settings name is not there, or out of the notes' reach.
    """
    macros = [_read(project, "math_macros", name) for name in [settings.math_macros] if name]
    return Manner(
        dict(settings.extensions),
        trusts_html=settings.html == "trusted",
        macros="".join(macros),
        dialect=settings.dialect,
        abbreviations={
            word: meaning
            for name in settings.abbreviations
            for word, meaning in find_abbreviations(_read(project, "abbreviations", name)).items()
        },
        anchor_case=settings.anchor_case,
    )


def shared_files(project: Project, settings: Settings) -> list[Path]:
    """Return the files that hold for every note, whether they are there or not."""
    names = [*filter(None, [settings.math_macros]), *settings.abbreviations]
    return [_file(project, name) for name in names]


def broken_macros(project: Project, settings: Settings, line: int, cause: str) -> Problem:
    """Say that what the file of macros defines is no LaTeX.

    Args:
        project: whose file it is.
        settings: which name it.
        line: of the file, from 1.
        cause: a sentence.
    """
    place = project.display(_file(project, settings.math_macros))
    said = f"las órdenes de LaTeX no se entienden: {cause}"
    return Problem(Code.BROKEN_FORMULA, place, line, said, "Corrige esa línea, o quítala.")


_EXAMPLES = {"math_macros": "_macros.tex", "abbreviations": "_abreviaturas.md"}


def _read(project: Project, setting: str, name: str) -> str:
    """Read a file that a setting names."""
    try:
        file = _file(project, name).resolve()
        # Whoever names a file of abbreviations names its folder, which may lie beside that of the notes.
        folders = [str(file.parent)] if setting == "abbreviations" else []
        wrong = Reach(project, folders).refusal(file)
        text = "" if wrong else file.read_text("utf-8-sig")
    except OSError as error:
        wrong = because(error)
    except ValueError:  # a name that no disk takes, or bytes that are no UTF-8
        wrong = "no es un archivo de texto en UTF-8"
    if wrong:
        place, line = setting_place(project, name, key=setting)
        cause = f"«{setting}» nombra «{name}», que no se puede leer: {wrong}."
        remedy = f"Escribe la ruta de un archivo desde la carpeta de notas: «{_EXAMPLES[setting]}»."
        raise EscarchaError(Problem(Code.INVALID_SETTING, place, line, cause, remedy))
    return text


def _file(project: Project, name: str) -> Path:
    return Path(os.path.normpath(project.content / name.lstrip("/")))
