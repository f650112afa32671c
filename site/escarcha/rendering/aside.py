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

OPEN, CLOSE = "\ufdd2", "\ufdd3"
"""Around the number of something set aside."""

_MARK = re.compile(rf"{OPEN}(\d+){CLOSE}")
_ALONE = re.compile(rf"<p>({OPEN}\d+{CLOSE})</p>")


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


@dataclass(slots=True)
class Aside:
    """Everything of one note that has been set aside, in the order of its marks."""

    things: list[CodeBlock | RawHtml | OwnHtml] = field(default_factory=list)

    def add(self, thing: CodeBlock | RawHtml | OwnHtml) -> str:
        """Set something aside; return the mark that stands for it."""
        self.things.append(thing)
        return f"{OPEN}{len(self.things) - 1}{CLOSE}"

    @property
    def code_blocks(self) -> list[CodeBlock]:
        """The code among it."""
        return [thing for thing in self.things if isinstance(thing, CodeBlock)]

    @property
    def has_raw_html(self) -> bool:
        """Whether there is any HTML of the author's among it."""
        return any(isinstance(thing, RawHtml) for thing in self.things)

    def put_back_raw(self, html: str) -> str:
        """Put the author's HTML in the place of its marks."""
        return _MARK.sub(
            lambda mark: thing.html if isinstance(thing := self.things[int(mark[1])], RawHtml) else mark[0],
            _ALONE.sub(r"\1", html),
        )

    def put_back_rest(self, html: str, draw: Callable[[CodeBlock], str]) -> str:
        """Put our own HTML and the code, drawn by ``draw``, in the place of their marks."""

        def restore(mark: re.Match[str]) -> str:
            thing = self.things[int(mark[1])]
            return draw(thing) if isinstance(thing, CodeBlock) else thing.html

        return _MARK.sub(restore, html)
