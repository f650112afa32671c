"""What is stashed while Markdown is read: code, formulas, the frames of callouts. A mark stands in its place.

The marks are Unicode noncharacters, which ``Reader`` takes out of every note first
(https://www.unicode.org/faq/private_use.html#nonchar1), so that nobody can write one. Raw HTML has a stash
already, Python-Markdown's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FORBIDDEN = frozenset([2, 3, *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)])
"""Characters a note cannot hold: Python-Markdown marks its own places with the first two, and we ours
with the noncharacters; between them are the halves of surrogate pairs, which are no characters.
"""

OPEN, CLOSE = "\ufdd2", "\ufdd3"
"""Around the number of something stashed."""

_MARK = re.compile(rf"{OPEN}(?P<number>\d+){CLOSE}")


@dataclass(frozen=True, slots=True)
class Notes:
    """A list of notes on a block of code.

    Args:
        number: of the list, among those of the note.
        count: how many items it has.
    """

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A fenced or indented code block.

    Args:
        code: its text, to the byte; ends in a newline unless empty.
        info: what stands after the opening marks; empty for indented code.
        line: of the note's body on which it begins, from 1.
        notes: those that its comments may call, if a list of them stands right below.
    """

    code: str
    info: str
    line: int
    notes: Notes | None = None


@dataclass(frozen=True, slots=True)
class InlineCode:
    """Code in a line that names its language.

    Args:
        code: its text.
        language: as it is written.
        line: of the note's body, from 1.
    """

    code: str
    language: str
    line: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A mathematical formula.

    Args:
        latex: its source, without dollar signs.
        is_display: whether it stands on a line of its own.
        line: of the note's body, from 1.
    """

    latex: str
    is_display: bool
    line: int


LAST_PART = 2
"""Of a callout, the place behind its body."""


@dataclass(frozen=True, slots=True)
class CalloutEdge:
    """A place in a callout where its frame goes on.

    Args:
        kind: of the callout, one of ``blocks.callouts.KINDS``.
        is_open: of one that folds, whether it is unfolded at first; None if it does not fold.
        part: 0 before its title, 1 between title and body, 2 after the body.
        is_hint: whether it helps with an exercise.
    """

    kind: str
    is_open: bool | None
    part: int
    is_hint: bool = False


Stashed = CodeBlock | Formula | CalloutEdge | InlineCode


@dataclass(slots=True)
class Stash:
    """Everything of one note that has been stashed, in the order of its marks."""

    things: list[Stashed] = field(default_factory=list)

    def add(self, thing: Stashed) -> str:
        """Stash something; return the mark that stands for it."""
        self.things.append(thing)
        return f"{OPEN}{len(self.things) - 1}{CLOSE}"

    def named_in(self, text: str) -> list[Stashed]:
        """Return what the marks in a text stand for."""
        return [self.things[int(mark["number"])] for mark in _MARK.finditer(text)]

    def as_text(self, text: str) -> str:
        """Return a text with the sources of its formulas and code in the place of their marks."""

        def source(thing: Stashed) -> str:
            if isinstance(thing, InlineCode):
                return thing.code
            return thing.latex if isinstance(thing, Formula) else ""

        return self.put_back(text, source)

    def put_back(self, html: str, draw: Callable[[Stashed], str]) -> str:
        """Put what ``draw`` makes of everything stashed in the place of its mark."""
        return _MARK.sub(lambda mark: draw(self.things[int(mark["number"])]), html)
