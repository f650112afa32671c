"""A Problem, and the error that carries some."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from escarcha.problems.codes import Code, Severity
from escarcha.problems.sentences import because, printable

if TYPE_CHECKING:
    from collections.abc import Iterable


class ProblemRecord(TypedDict):
    """One problem as ``--format json`` prints it."""

    code: str
    severity: str
    path: str
    line: int | None
    cause: str
    remedy: str
    detail: str
    manual: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, and how to mend it.

    Args:
        code: its kind.
        path: the file to open, written from the project's folder; empty if it is not about a file.
        line: the line in that file, from 1; None when the file as a whole is meant.
        cause: a Spanish sentence that begins in lower case and does not repeat the place.
        remedy: a Spanish sentence in the imperative; may be empty where the cause says it all.
        severity: whether it stops the publication.
        detail: lines to show below the message: a difference, a traceback.
        subject: what it is about, as the author wrote it, where that is the address of a link; else empty.
    """

    code: Code
    path: str
    line: int | None
    cause: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    detail: str = ""
    subject: str = ""

    @property
    def place(self) -> str:
        """``content/a.md:12``, without control characters."""
        return printable(f"{self.path}:{self.line}" if self.line else self.path)

    def __str__(self) -> str:
        """The one line people read: place, cause, remedy, code."""
        place = f"{self.place}: " if self.path else ""
        sentence = f"{printable(self.cause)} {printable(self.remedy)}".rstrip()
        return f"{place}{sentence} [{self.code.value}]"

    def record(self) -> ProblemRecord:
        """The problem for machines."""
        return {
            "code": self.code.value,
            "severity": self.severity.value,
            "path": printable(self.path),
            "line": self.line,
            "cause": printable(self.cause),
            "remedy": printable(self.remedy),
            "detail": "\n".join(map(printable, self.detail.split("\n"))),
            "manual": self.code.address,
        }


class EscarchaError(Exception):
    """What stops the work: one or more problems, of which at least one is an error.

    Args:
        problems: every problem found so far, warnings included.
        exit_code: what the command ends with: 1 for content, 2 for wrong usage.
    """

    def __init__(self, *problems: Problem, exit_code: int = 1) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[object, tuple[Problem, ...]]:
        """Come out of another process as it went in."""
        return functools.partial(EscarchaError, exit_code=self.exit_code), self.problems


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by file, line and code, so that every run lists them alike."""
    return sorted(
        set(problems), key=lambda found: (found.path, found.line or 0, found.code.value, found.cause)
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops the publication."""
    return any(found.severity is Severity.ERROR for found in problems)


_PLURALS = {Severity.ERROR: "errores", Severity.WARNING: "avisos", Severity.HINT: "sugerencias"}


def count_problems(problems: Iterable[Problem]) -> str:
    """Count problems by severity: ``1 error, 3 avisos``; ``sin avisos`` where there are none."""
    counts = Counter(problem.severity for problem in problems)
    words = [
        f"{counts[severity]} {severity.value if counts[severity] == 1 else _PLURALS[severity]}"
        for severity in Severity
        if counts[severity]
    ]
    return ", ".join(words) or "sin avisos"


def unreadable(error: OSError, place: str) -> Problem:
    """Say why a file or folder that was found cannot be read.

    Args:
        error: the system's refusal.
        place: written from the project's folder.
    """
    if isinstance(error, FileNotFoundError):
        cause, remedy = "estaba al empezar y ha desaparecido.", "Repite la orden."
    else:
        cause, remedy = f"no se puede leer: {because(error)}.", "Revisa sus permisos."
    return Problem(Code.UNREADABLE, place, None, cause, remedy)
