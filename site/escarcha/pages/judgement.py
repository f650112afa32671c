"""What is told of the problems that were found: as headers, comments in notes and ``[checks]`` have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.config import Verdicts
from escarcha.problems import BEYOND_SITE, FIXED, Code, Problem, Severity, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from escarcha.markup.ignores import Ignore
    from escarcha.notes import Note

_IN_HEADER = 1
"""The line that stands for a whole note."""


@dataclass(slots=True)
class _Wish:
    """Something that a note asks not to be told.

    Args:
        code: of a problem, as it is written.
        line: of the file, where that is written.
        first: of the lines that are meant; of all there are none but the last.
        last: of these lines; None if the whole note is meant.
        is_used: whether there was something to tell.
    """

    code: str
    line: int
    first: int
    last: int | None
    is_used: bool = False

    def covers(self, problem: Problem) -> bool:
        """Tell whether it is about this problem."""
        if problem.code.value != self.code or problem.code in FIXED:
            return False
        return self.last is None or self.first <= (problem.line or _IN_HEADER) <= self.last


def judge(
    problems: Iterable[Problem],
    notes: Iterable[tuple[Note, tuple[Ignore, ...]]],
    checks: Mapping[str, str | Iterable[str]],
    *,
    folder: str,
    are_all: bool,
) -> list[Problem]:
    """Return what is to be told of some problems.

    Args:
        problems: as they were found.
        notes: each with the comments in it that ask not to be told of something; those that ask for nothing
            may be left out.
        checks: the settings of that name.
        folder: of the notes, as it stands before their paths in problems.
        are_all: whether nothing else can be found, so that it is known what asks in vain.
    """
    verdicts = Verdicts.of(checks)
    wishes: dict[str, list[_Wish]] = {}
    for note, ignores in notes:
        if ignores or note.header.ignore:
            wishes[note.place] = list(_wishes(note, ignores))
    told: list[Problem] = []
    for problem in problems:
        covering = [wish for wish in wishes.get(problem.path, ()) if wish.covers(problem)]
        for wish in covering:
            wish.is_used = True
        if not covering:
            told.append(problem)
    if are_all:
        sought_elsewhere = {code.value for code in BEYOND_SITE}
        told += [
            _unused(wish, place)
            for place, some in wishes.items()
            for wish in some
            if not wish.is_used and wish.code not in sought_elsewhere
        ]
    judged = (verdicts.judge(problem, problem.path.removeprefix(folder)) for problem in told)
    return [problem for problem in judged if problem]


def folder_of(notes: Iterable[Note]) -> str:
    """Return what stands before the paths of some notes in problems: ``content/``, or nothing."""
    return next((note.place.removesuffix(note.path.as_posix()) for note in notes), "")


def _wishes(note: Note, ignores: tuple[Ignore, ...]) -> Iterator[_Wish]:
    for code in note.header.ignore:
        yield _Wish(code, note.header_lines.get("ignore", 1), _IN_HEADER, None)
    before = note.body_line - 1
    for ignore in ignores:
        for code in ignore.codes or ("",):
            yield _Wish(code, ignore.line + before, ignore.first + before, ignore.last + before)


def _unused(wish: _Wish, place: str) -> Problem:
    known = {code.value: code for code in Code}
    if not wish.code:
        cause, remedy = "no dice qué hay que pasar por alto.", "Escribe el código tras «ignora»."
    elif wish.code not in known:
        near = nearest(wish.code, known)
        cause = f"pasa por alto «{wish.code}», que no es el código de ningún problema."
        remedy = f"¿Querías «{near}»?" if near else "Los que hay están en «escarcha manual problemas»."
    elif known[wish.code] in FIXED:
        cause, remedy = f"«{wish.code}» no se puede pasar por alto.", "Quítalo, y arregla lo que dice."
    elif wish.last is not None and wish.last < wish.first:
        cause = f"pasa por alto «{wish.code}», y detrás no hay ningún bloque."
        remedy = "Pon el comentario en una línea propia, encima del bloque."
    else:
        cause, remedy = f"pasa por alto «{wish.code}», y ahí no hay ninguno.", "Quítalo: ya no hace falta."
    return Problem(Code.UNUSED_IGNORE, place, wish.line, cause, remedy, Severity.HINT)
