"""Which code blocks of a note are an exercise: what one starts from, its tests, and its solution.

``exercise`` begins one, or with ``file=`` adds a file to the one that has begun. ``tests`` and ``solution``
belong to the exercise above them, or to the one that they name. Two Examples are made of it: with the
solution the tests must pass, and with the start they must fail.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from markupsafe import Markup

from escarcha.examples import Example, Step
from escarcha.examples.download import without_notations
from escarcha.examples.example import Kind, is_inside
from escarcha.figures.templates import HOLES
from escarcha.figures.variables import CompanionFigure
from escarcha.markup.fences import ROLES, SOLUTION, START, TESTS
from escarcha.notes.slugs import slugify
from escarcha.problems import Code, Remark, Severity, nearest
from escarcha.rendering.fragment import Exercise

if TYPE_CHECKING:
    from escarcha.figures import Figures
    from escarcha.markup import CodeBlock, Fence
    from escarcha.rendering.exhibits.run_options import RunOptions

_NAMES = {START: "el archivo", TESTS: "las pruebas", SOLUTION: "la solución"}
"""What authors call the parts."""

DOWNLOAD = "<!--\ufddc-->"
"""Where the figure of an exercise's files will stand, as they lie below an address."""

_USUAL = "app.py"
"""The file that one begins with, where the author says no other."""

PIECE = "data-piece"
"""The attribute by which a part of an exercise is known, with the number of the exercise."""


@dataclass(slots=True)
class _Draft:
    """An exercise in the making; of each part, the texts of its files by their paths."""

    name: str
    line: int
    parts: dict[str, dict[str, str]] = field(default_factory=lambda: {role: {} for role in ROLES})
    lines: dict[str, int] = field(default_factory=dict)
    settings: dict[str, float | int | None] = field(default_factory=dict)
    is_withheld: bool = False

    @property
    def is_whole(self) -> bool:
        return all(self.parts.values())

    @property
    def path(self) -> str:
        """The file that a reader begins with."""
        return next(iter(self.parts[START]), _USUAL)


class Exercises:
    """Gathers the exercises of a note, block by block; ``remarks`` says what is wrong with them.

    Args:
        figures: that draw their parts.
    """

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self.in_solution = False
        self._drafts: list[_Draft] = []
        self._remarks: list[Remark] = []

    def frame(self) -> tuple[str, str]:
        """Return what stands around a callout that belongs to the exercise above it; nothing without one."""
        before, _, after = _piece(len(self._drafts), HOLES[1]).partition(HOLES[1])
        return (before, after) if self._drafts else ("", "")

    @property
    def remarks(self) -> list[Remark]:
        """What is wrong, now that the note has ended."""
        missing = [
            self._remark(draft.line, f"al ejercicio «{draft.name}» le {_lacks(role)}.", _REMEDIES[role])
            for draft in self._drafts
            for role in (TESTS, SOLUTION)
            if not draft.parts[role]
        ]
        return [*self._remarks, *missing]

    def examples(self) -> list[Example]:
        """Return two Examples of each exercise that has all its parts: of its solution, and of its start."""
        made = []
        for draft in self._drafts:
            if draft.is_whole:
                start = draft.parts[START]
                made += [_example(draft, {**start, **draft.parts[SOLUTION]}, SOLUTION)]
                made += [_example(draft, start, START)]
        return made

    def finished(self, before: int) -> tuple[Exercise, ...]:
        """Return what readers get of each exercise.

        Args:
            before: how many Examples the note has besides those of exercises.
        """
        numbers = itertools.count(before, 2)
        return tuple(
            Exercise(
                draft.name, _given(draft), (*draft.parts[TESTS],), next(numbers) if draft.is_whole else None
            )
            for draft in self._drafts
        )

    def titled(self, fence: Fence) -> Fence:
        """Return a fence with the name of its file as a title, if it is part of an exercise and has none."""
        draft = self._drafts[-1] if self._drafts else None
        if fence.title or not (draft or fence.role == START) or not fence.role:
            return fence
        return replace(fence, options={**fence.options, "title": _path(fence, draft)})

    def add(self, block: CodeBlock, fence: Fence, asked: RunOptions, code: str) -> str:
        """Take up a block that is part of an exercise.

        Args:
            block: the block.
            fence: what stands after its opening marks.
            asked: its options, as they were read.
            code: the block as it is drawn.

        Returns:
            The HTML for its place.
        """
        number = self._take(block, fence, asked)
        if number is None or (self.in_solution and fence.role != START):  # whose box folds already
            return code
        if fence.role != START:
            figure = CompanionFigure(Markup(code), fence.role, fence.options.get("file", ""))  # noqa: S704 - drawn by us
            code = self._figures.draw(figure)
        return _piece(number, code)

    def withhold(self, block: CodeBlock, fence: Fence, asked: RunOptions, day: str) -> str:
        """Take up a solution that runs and is not shown; draw what stands in its place, once for an exercise.

        Args:
            block: the block.
            fence: what stands after its opening marks.
            asked: its options, as they were read.
            day: from which on it may be seen.
        """
        told = [*self._remarks]
        is_clear = fence.role == SOLUTION and not asked.remarks
        number = self._take(block, fence, asked) if fence.role == SOLUTION else None
        if not is_clear or self._remarks != told:
            self._remarks = [*told, self._remark(block.line, *_UNTOLD)]
        if number is None or self._drafts[number - 1].is_withheld:
            return ""
        self._drafts[number - 1].is_withheld = True
        figure = CompanionFigure(Markup(), SOLUTION, "", *_written(day))
        return _piece(number, self._figures.draw(figure))

    def _take(self, block: CodeBlock, fence: Fence, asked: RunOptions) -> int | None:
        """Take up a block; return the number of its exercise, from 1, or None if it has none."""
        if not is_inside(path := _path(fence, None)):
            cause = f"«{path}» no es un nombre de archivo dentro de la carpeta del ejercicio."
            self._complain(block.line, cause, "Escribe una ruta como «templates/hola.html».")
            return None
        draft = self._draft_for(fence.role, block, fence)
        if draft is None:
            return None
        path, files = _path(fence, draft), draft.parts[fence.role]
        files[path] = f"{files[path]}\n\n{block.code}" if path in files else block.code
        draft.lines.setdefault(fence.role, block.line)
        draft.settings |= asked.settings
        return self._drafts.index(draft) + 1

    def _draft_for(self, role: str, block: CodeBlock, fence: Fence) -> _Draft | None:
        name = fence.options[role]
        named = next((draft for draft in self._drafts if slugify(draft.name) == slugify(name)), None)
        if role == START and not (fence.options.get("file") and self._drafts and (named or not name)):
            if named and name:
                self._complain(block.line, f"ya hay otro ejercicio «{name}» en esta nota.", _TWICE)
                return None
            self._drafts.append(_Draft(name or str(len(self._drafts) + 1), block.line))
            return self._drafts[-1]
        found = named if name else self._drafts[-1] if self._drafts else None
        if found is None:
            whose = f"del ejercicio «{name}», que no está antes" if name else "de ningún ejercicio"
            near = nearest(name, [draft.name for draft in self._drafts]) if name else None
            cause = f"{_NAMES[role]} de este bloque no {'son' if role == TESTS else 'es'} {whose}."
            remedy = f"¿Querías «{role}={near}»?" if near else _ORPHAN
            self._complain(block.line, cause, remedy, Severity.ERROR if name else Severity.WARNING)
        return found

    def _remark(self, line: int, cause: str, remedy: str, severity: Severity = Severity.ERROR) -> Remark:
        return Remark(Code.EXERCISE, line, cause, remedy, severity)

    def _complain(self, line: int, cause: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        self._remarks.append(self._remark(line, cause, remedy, severity))


_TWICE = "Cámbiale el nombre a uno de los dos, o añade un archivo al primero con «file=»."
_UNTOLD = (
    "en las opciones de esta solución, que aún no se publica, algo no va.",
    "Quita un momento «solutions_from» para ver qué es.",
)
_ORPHAN = "Ponle delante el bloque con que se empieza: «```python exercise»."
_REMEDIES = {
    TESTS: "Añade detrás un bloque «```python tests» con funciones «test_…».",
    SOLUTION: "Añade detrás un bloque «```python solution» que pase las pruebas.",
}


def _lacks(role: str) -> str:
    return f"faltan {_NAMES[role]}" if role == TESTS else f"falta {_NAMES[role]}"


def _piece(number: int, html: str) -> str:
    """Mark what belongs to an exercise, until the whole of it is known; see ``exercise_pieces.py``."""
    return f'<div {PIECE}="{HOLES[0]}{number}">{html}</div>'


def _written(day: str) -> tuple[str, str]:
    """Return a day as machines and as people read it; nothing of one that is not known."""
    if day == str(dt.date.max):
        return "", ""
    from babel.dates import format_date  # noqa: PLC0415 - few notes have solutions that wait

    return day, format_date(dt.date.fromisoformat(day), "long", locale="es")


def _path(fence: Fence, draft: _Draft | None) -> str:
    """Return the file that a block is: what it says itself, else the one that is usual for its part."""
    role, first = fence.role, draft.path if draft else _USUAL
    path = fence.options.get("file", "")
    named = fence.title if PurePosixPath(fence.title).suffix and " " not in fence.title else ""
    if path or role == SOLUTION:
        return path or first
    if role == START:
        return named or _USUAL
    is_found = PurePosixPath(named).name.startswith("test_") and named.endswith(".py")
    return named if is_found else f"test_{PurePosixPath(first).stem}.py"


def _given(draft: _Draft) -> dict[str, str]:
    """Return the files of an exercise that is to be solved, as they are without marks for the page."""
    files = {**draft.parts[START], **draft.parts[TESTS]}
    return {path: without_notations(text) for path, text in files.items()}


def _example(draft: _Draft, files: dict[str, str], role: str) -> Example:
    """Make the Example of an exercise whose tests run with some files."""
    line = draft.lines[role]
    tests = draft.parts[TESTS]
    steps = [Step(Kind.FILE, text, line, path=path) for path, text in files.items() if path not in tests]
    steps += [
        Step(Kind.FILE, text, draft.lines[TESTS], path=path)
        for path, text in tests.items()
        if path != next(iter(tests))
    ]
    path, text = next(iter(tests.items()))
    told = Step(
        Kind.TESTS,
        text,
        draft.lines[TESTS],
        path=path,
        must_fail=role == START,
        is_withheld=draft.is_withheld and role == SOLUTION,
    )
    return Example((*steps, told), **draft.settings)  # type: ignore[arg-type]
