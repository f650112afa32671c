"""A long list of Problems in few lines: those that say the same together, errors last, the rest counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.problems.codes import Severity
from escarcha.problems.problem import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.problems.codes import Code
    from escarcha.problems.problem import Problem

_LAST = list(Severity)[::-1]
"""The worst at the end, where whoever has waited looks first."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of the list tells.

    Args:
        problem: the first of those that say the same.
        others: how many more there are of them.
    """

    problem: Problem
    others: int

    @property
    def height(self) -> int:
        """How many lines it takes, with its detail."""
        return 1 + (self.problem.detail.count("\n") + 1 if self.problem.detail else 0)


@dataclass(frozen=True, slots=True)
class Brief:
    """A list of problems as people read it.

    Args:
        lines: to be shown, the worst last.
        rest: how many problems of each code are not.
    """

    lines: tuple[Line, ...]
    rest: dict[Code, int]


def in_brief(problems: Iterable[Problem], most: int) -> Brief:
    """Choose what to show of some problems, so that every code is seen before one is seen again.

    Args:
        problems: in any order.
        most: lines at most, details counted; each code has one in any case.
    """
    ordered = in_order(problems)
    alike = Counter(map(_says, ordered))
    first = {_says(problem): problem for problem in reversed(ordered)}
    lines = sorted(
        (Line(problem, alike[says] - 1) for says, problem in first.items()),
        key=lambda line: (line.problem.path, line.problem.line or 0),
    )
    seen: Counter[Code] = Counter()
    ranked: list[tuple[bool, int, int, int]] = []
    for line in lines:
        turn = seen[line.problem.code]
        seen[line.problem.code] += 1
        ranked.append((turn > 0, -_LAST.index(line.problem.severity), turn, len(ranked)))
    shown, height = [], 0
    for is_repeated, _, _, place in sorted(ranked):
        if not is_repeated or height + lines[place].height <= most:
            shown.append(place)
            height += lines[place].height
    told = [lines[place] for place in sorted(shown)]
    rest = Counter(problem.code for problem in ordered)
    for line in told:
        rest[line.problem.code] -= 1 + line.others
    told.sort(key=lambda line: _LAST.index(line.problem.severity))
    return Brief(tuple(told), {code: count for code, count in sorted(rest.items(), key=_by_name) if count})


def _says(problem: Problem) -> tuple[Severity, Code, str, str]:
    return problem.severity, problem.code, problem.cause, problem.detail


def _by_name(item: tuple[Code, int]) -> str:
    return item[0].value
