"""A baseline: the warnings and hints that were known one day, so that the new ones are told alone.

Lines are no part of it, as they change with every edit above them. Errors are never known: they are told
until they are mended.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from escarcha.problems.codes import Severity
from escarcha.problems.problem import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.problems.problem import Problem


class Known(NamedTuple):
    """What is known of a problem.

    Args:
        path: of its file.
        code: its kind.
        about: what tells it from others of this kind in this file: the address of a link, or else its cause.
    """

    path: str
    code: str
    about: str

    def __str__(self) -> str:
        return f"{self.path}: {self.about} [{self.code}]"


class _Record(msgspec.Struct):
    """A line of the file: what is known, and how often it was found."""

    path: str
    code: str
    about: str
    times: int


class _Records(msgspec.Struct):
    """The file."""

    known: list[_Record]


class Baseline:
    """The problems that are known, each as often as it was found.

    Args:
        known: how often each.
    """

    def __init__(self, known: Counter[Known]) -> None:
        self._known = known

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Baseline:
        """Take some problems for known."""
        return cls(Counter(_key(each) for each in set(problems) if each.severity is not Severity.ERROR))

    @classmethod
    def parse(cls, text: str) -> Baseline:
        """Read what ``dump`` has written.

        Raises:
            ValueError: if it is something else.
        """
        try:
            records = msgspec.json.decode(text, type=_Records).known
        except msgspec.MsgspecError as error:
            raise ValueError(text[:80]) from error
        return cls(Counter({Known(each.path, each.code, each.about): each.times for each in records}))

    def dump(self) -> str:
        """Write it down, a problem a line, so that two versions can be compared."""
        records = (_Record(*known, times) for known, times in sorted(self._known.items()))
        lines = [msgspec.json.encode(record).decode() for record in records]
        return '{"known": [\n' + ",\n".join(lines) + "\n]}\n"

    @property
    def count(self) -> int:
        """How many problems it knows."""
        return self._known.total()

    def compare(self, problems: Iterable[Problem]) -> tuple[list[Problem], list[Known]]:
        """Return those of some problems that are not known, and what was known and is gone."""
        left, new = self._known.copy(), []
        for problem in in_order(problems):
            key = _key(problem)
            if problem.severity is not Severity.ERROR and left[key] > 0:
                left[key] -= 1
            else:
                new.append(problem)
        return new, sorted(left.elements())


def _key(problem: Problem) -> Known:
    return Known(problem.path, problem.code.value, problem.subject or problem.cause)
