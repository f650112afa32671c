"""Problems as a page shows them: with the lines around the fault, and a link that opens them in an editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from escarcha.config import EDITORS

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.config import Project
    from escarcha.problems import Problem

AROUND = 3
"""Lines that are shown before and after the fault."""

LARGEST = 2_000_000
"""Bytes of a file from which no lines are shown."""


class Line(NamedTuple):
    """A line of a file: its number, its text, and whether it is the one at fault."""

    number: int
    text: str
    is_fault: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A problem as a page shows it.

    Args:
        problem: what is wrong.
        lines: around the fault; none where the file cannot be shown.
        link: opens the file in the author's editor; empty where none is set.
    """

    problem: Problem
    lines: tuple[Line, ...]
    link: str


def lines_around(problem: Problem, project: Project) -> tuple[Line, ...]:
    """Return the lines of a problem's file around its fault."""
    file = _file(problem, project)
    if file is None or not problem.line:
        return ()
    try:
        if file.stat().st_size > LARGEST:
            return ()
        lines = file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    first = max(1, problem.line - AROUND)
    shown = lines[first - 1 : problem.line + AROUND]
    return tuple(Line(number, text, number == problem.line) for number, text in enumerate(shown, first))


def editor_link(editor: str, problem: Problem, project: Project) -> str:
    """Return the address that opens a problem's file at its line; empty where there is none."""
    file = _file(problem, project)
    return file_link(editor, file, problem.line or 1) if file else ""


def file_link(editor: str, file: Path, line: int = 1) -> str:
    """Return the address that opens a file in an editor.

    Args:
        editor: as ``site.toml`` names it: one that is known, or an address with ``{file}`` and ``{line}``;
            empty for none.
        file: its whole path.
        line: from 1.
    """
    pattern = EDITORS.get(editor, editor)
    path = quote(file.as_posix() if file.as_posix().startswith("/") else f"/{file.as_posix()}")
    return pattern.replace("{file}", path).replace("{line}", str(line))


def _file(problem: Problem, project: Project) -> Path | None:
    """Return the file of a problem, if it is one of the project's."""
    file = (project.root / problem.path).resolve()
    is_own = file.is_relative_to(project.root) or file.is_relative_to(project.content)
    return file if problem.path and is_own and file.is_file() else None
