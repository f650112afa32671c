"""What is set aside while Markdown is read: code, mathematics, raw HTML. A mark stands in its place.

The marks are Unicode noncharacters, which the Renderer takes out of every note first
(https://www.unicode.org/faq/private_use.html#nonchar1), so that nobody can write one.
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
"""Around the number of something set aside."""

_MARK = re.compile(rf"{OPEN}(?P<number>\d+){CLOSE}")
_ALONE = re.compile(rf"<p>(?P<mark>{OPEN}(?P<number>\d+){CLOSE})</p>")


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A fenced or indented code block.

    Args:
        code: its text, to the byte; ends in a newline unless empty.
        info: what stands after the opening marks; empty for indented code.
        line: of the note's body on which it begins, from 1.
    """

    code: str
    info: str
    line: int


@dataclass(frozen=True, slots=True)
class RawHtml:
    """HTML that stands in the note as its author wrote it, and is not to be trusted."""

    html: str


@dataclass(frozen=True, slots=True)
class OwnHtml:
    """HTML that we have written."""

    html: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A mathematical formula.

    Args:
        latex: its source, without dollar signs.
        is_display: whether it stands on a line of its own.
        line: of the note's body, from 1; None inside a paragraph, whose lines nobody has counted.
    """

    latex: str
    is_display: bool
    line: int | None


@dataclass(frozen=True, slots=True)
class CalloutPart:
    """A part of the HTML round a callout.

    Args:
        kind: of the callout.
        is_open: whether it is unfolded at first; None if it does not fold.
        number: 0 for what stands before its title, 1 for what stands before its body, 2 for its end.
    """

    kind: str
    is_open: bool | None
    number: int


Thing = CodeBlock | RawHtml | OwnHtml | Formula | CalloutPart


@dataclass(slots=True)
class Aside:
    """Everything of one note that has been set aside, in the order of its marks."""

    things: list[Thing] = field(default_factory=list)

    def add(self, thing: Thing) -> str:
        """Set something aside; return the mark that stands for it."""
        self.things.append(thing)
        return f"{OPEN}{len(self.things) - 1}{CLOSE}"

    @property
    def has_raw_html(self) -> bool:
        """Whether there is any HTML of the author's among it."""
        return any(isinstance(thing, RawHtml) for thing in self.things)

    def as_text(self, text: str) -> str:
        """Return a text with the sources of its formulas in the place of their marks."""

        def restore(mark: re.Match[str]) -> str:
            thing = self.things[int(mark["number"])]
            return thing.latex if isinstance(thing, Formula) else ""

        return _MARK.sub(restore, text)

    def put_back_raw(self, html: str) -> str:
        """Put the author's HTML in the place of its marks; what stands alone in a paragraph loses it."""

        def unwrap(mark: re.Match[str]) -> str:
            return mark[0] if isinstance(self.things[int(mark["number"])], Formula) else mark["mark"]

        def restore(mark: re.Match[str]) -> str:
            thing = self.things[int(mark["number"])]
            return thing.html if isinstance(thing, RawHtml) else mark[0]

        return _MARK.sub(restore, _ALONE.sub(unwrap, html))

    def put_back_rest(self, html: str, draw: Callable[[CodeBlock | Formula | CalloutPart], str]) -> str:
        """Put our own HTML in the place of its marks, and what ``draw`` makes of the rest."""

        def restore(mark: re.Match[str]) -> str:
            thing = self.things[int(mark["number"])]
            return thing.html if isinstance(thing, RawHtml | OwnHtml) else draw(thing)

        return _MARK.sub(restore, html)
