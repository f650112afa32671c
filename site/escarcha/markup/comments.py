"""Comments: what stands between ``%%`` and ``%%`` is for the author alone, as in Obsidian.

In a line, or in a block that begins with ``%%`` and ends with a later line that ends with it. What is never
closed is text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor

from escarcha.markup.blocks.state import lines_inside, text_of
from escarcha.markup.inline.spots import Kind, Spot

if TYPE_CHECKING:
    import re

    import markdown
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

    from escarcha.markup.inline.reader import InlineReader

_MARK = "%%"
_IN_LINE = r"(?<![\w%])%%(?!%)(?:[^%]|%(?!%))+%%(?![\w%])"


class _Comment(InlineProcessor):
    """Leaves a comment out."""

    needs = _MARK

    def __init__(self, made: markdown.Markdown, reader: InlineReader) -> None:
        super().__init__(_IN_LINE, made)
        self._reader = reader

    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[str, int, int]:  # type: ignore[override]  # as InlineProcessor has it
        """Return nothing in its place."""
        self._reader.spots.append(Spot(Kind.HIDDEN, m.start(), m.end(), ""))
        return "", m.start(), m.end()


def add_comments(made: markdown.Markdown, reader: InlineReader) -> None:
    """Teach a Markdown instance comments inside paragraphs."""
    made.inlinePatterns.register(_Comment(made, reader), "comment", 186)


def comments_plugin(parser: MarkdownIt) -> None:
    """Teach markdown-it comments that are blocks: they leave a token that nothing is made of."""
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "comment", _comment_block, interrupts)


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read a comment of several lines; one that ends on its line is in a paragraph, which may go on."""
    if state.is_code_block(start):
        return False
    first = text_of(state, start)
    if not first.startswith(_MARK) or first.startswith("%%%") or _MARK in first[2:]:
        return False
    closing = next(
        (line for line in lines_inside(state, start + 1, end) if _MARK in text_of(state, line)), end
    )
    if closing >= end or not text_of(state, closing).rstrip().endswith(_MARK):
        return False
    if not silent:
        state.line = closing + 1
        state.push("comment", "", 0).map = [start, state.line]
    return True
