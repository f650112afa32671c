r"""Numbers of formulas: those alone that ``\tag`` or ``\label`` ask for, as on GitHub and in Obsidian.

https://docs.mathjax.org/en/latest/input/tex/eqnumbers.html. The library numbers every row, as LaTeX does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NUMBERED = frozenset(["align", "equation", "gather", "multline"])
_ROW_BY_ROW = frozenset(["align", "gather"])
_PART = re.compile(
    r"\\(?P<edge>begin|end)\s*\{(?P<name>[A-Za-z]+\*?)\}"
    r"|(?P<number>\\(?:tag|label)(?![A-Za-z]))|(?P<none>\\(?:notag|nonumber)(?![A-Za-z]))|(?P<row>\\\\)|\\."
)
_STARRED = re.compile(r"\\begin\{\w+\*\}")


def number(latex: str, *, is_display: bool) -> str:
    """Take the numbers that nobody has asked for from the rows of a formula.

    Args:
        latex: without its dollar signs.
        is_display: whether it stands on a line of its own, so that all of it can have a number.
    """
    if r"\begin" not in latex and r"\tag" not in latex and r"\label" not in latex:
        return latex
    walk = _Walk(latex)
    for found in _PART.finditer(latex):
        walk.pass_by(found)
    for start, end, text in reversed(walk.changes):
        latex = latex[:start] + text + latex[end:]
    if walk.is_numbered and is_display and not _STARRED.search(latex):
        return rf"\begin{{equation}}{latex}\end{{equation}}"
    return latex


@dataclass(slots=True)
class _Rows:
    """The rows of an environment that the library would number.

    Args:
        opening: of the environment.
        start: of the row that is read.
        depth: how many environments are open inside.
        ends: where each row ends that is to have no number.
        is_said: whether the row that is read has a number, or says that it has none.
        has_number: whether any row has one.
    """

    opening: re.Match[str]
    start: int
    depth: int = 0
    ends: list[int] = field(default_factory=list)
    is_said: bool = False
    has_number: bool = False


class _Walk:
    """A walk along a formula, from command to command.

    ``changes`` are the places that are to be written otherwise, and ``is_numbered`` tells whether all of the
    formula asks for a number.

    Args:
        latex: the formula.
    """

    def __init__(self, latex: str) -> None:
        self.changes: list[tuple[int, int, str]] = []
        self.is_numbered = False
        self._latex = latex
        self._rows: _Rows | None = None

    def pass_by(self, found: re.Match[str]) -> None:
        """Take a command into account."""
        if self._rows:
            self._inside(self._rows, found)
        elif found["edge"] == "begin" and found["name"] in _NUMBERED:
            self._rows = _Rows(found, found.end())
        elif found["number"]:
            self.is_numbered = True

    def _inside(self, rows: _Rows, found: re.Match[str]) -> None:
        if found["edge"]:
            rows.depth += 1 if found["edge"] == "begin" else -1
            if rows.depth < 0:
                self._end_row(rows, found)
                self._close(rows, found)
                self._rows = None
        elif found["row"] and not rows.depth:
            self._end_row(rows, found)
        elif found["number"] or found["none"]:
            rows.is_said = True
            rows.has_number = rows.has_number or bool(found["number"])

    def _end_row(self, rows: _Rows, found: re.Match[str]) -> None:
        if not rows.is_said and self._latex[rows.start : found.start()].strip():
            rows.ends.append(found.start())
        rows.start, rows.is_said = found.end(), False

    def _close(self, rows: _Rows, end: re.Match[str]) -> None:
        name = rows.opening["name"]
        if not rows.has_number:
            self.changes.append((*rows.opening.span(), rf"\begin{{{name}*}}"))
            self.changes.append((*end.span(), rf"\end{{{name}*}}"))
        elif name in _ROW_BY_ROW:
            self.changes += [(at, at, r"\notag ") for at in rows.ends]
