"""What ``[checks]`` in ``site.toml`` decides: how much each kind of problem matters, and what is accepted."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from escarcha.problems import FIXED, Code, Problem, Severity, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

OFF = "off"
"""The word for what is not told at all; the others are those of ``Severity``."""

_WORDS = (*(severity.name.lower() for severity in Severity), OFF)
_CHOSEN = sorted(code.value for code in Code if code not in FIXED)
_LINKS, _PATHS = "accept_links", "accept_paths"


def wrong_checks(place: str, text: str, table: object) -> Iterator[Problem]:
    """Yield what is wrong in the table, each with its line.

    Args:
        place: of the file, as problems name it.
        text: that it holds.
        table: as TOML has it; anything else is told by whoever knows what settings may be.
    """
    for key, value in table.items() if isinstance(table, dict) else ():
        line = _line_of(key, text)
        if key in {_LINKS, _PATHS}:
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                cause = f"«{key}», en [checks], debe ser una lista de textos."
                yield Problem(Code.INVALID_SETTING, place, line, cause, f'Escribe {key} = ["patrón"].')
        elif (code := _code(key)) is None:
            near = nearest(key, [*_CHOSEN, _LINKS, _PATHS])
            remedy = f"¿Querías «{near}»?" if near else "Los que hay están en «escarcha manual problemas»."
            cause = f"«{key}», en [checks], no es el código de ningún problema."
            yield Problem(Code.INVALID_SETTING, place, line, cause, remedy)
        elif code in FIXED:
            cause = f"cuánto pesa «{key}» no se puede elegir: sin arreglarlo no hay nada bueno que publicar."
            yield Problem(Code.INVALID_SETTING, place, line, cause, "Quita la línea.")
        elif value not in _WORDS:
            words = ", ".join(f"«{word}»" for word in _WORDS[:-1])
            cause = f"«{key}», en [checks], debe ser {words} o «{_WORDS[-1]}»."
            yield Problem(Code.INVALID_SETTING, place, line, cause, f'Escribe "{key}" = "hint".')


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What an author has decided of kinds of problems.

    Args:
        severities: by code; None for what is not told.
        links: the addresses of links, as they are written, of which nothing is told.
        paths: the paths from ``content/`` of which nothing is told.
    """

    severities: Mapping[Code, Severity | None]
    links: re.Pattern[str] | None
    paths: re.Pattern[str] | None

    @classmethod
    def of(cls, table: Mapping[str, str | Iterable[str]]) -> Verdicts:
        """Read a table in which nothing is wrong."""
        severities = {
            Code(key): None if value == OFF else Severity[str(value).upper()]
            for key, value in table.items()
            if key not in {_LINKS, _PATHS}
        }
        return cls(severities, _any_of(table.get(_LINKS, ())), _any_of(table.get(_PATHS, ())))

    def judge(self, problem: Problem, path: str) -> Problem | None:
        """Give a problem the severity that its author has chosen; None if it is not to be told.

        Args:
            problem: as it was found.
            path: of its file from ``content/``; anything else if it lies elsewhere.
        """
        if problem.code in FIXED:
            return problem
        if self.links and problem.subject and self.links.fullmatch(problem.subject):
            return None
        if self.paths and any(map(self.paths.fullmatch, (path, path.rpartition("/")[2]))):
            return None
        severity = self.severities.get(problem.code, problem.severity)
        if severity is None:
            return None
        return problem if severity is problem.severity else replace(problem, severity=severity)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str] | None:
    found = [fnmatch.translate(pattern.rstrip("/") or pattern) for pattern in patterns]
    return re.compile("|".join(found)) if found else None


def _code(word: str) -> Code | None:
    return next((code for code in Code if code.value == word), None)


def _line_of(key: str, text: str) -> int:
    found = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
