"""Names of blocks, as Obsidian writes them: `` ^nombre`` behind a block is its anchor, and is not printed.

https://help.obsidian.md/links#Link+to+a+block+in+a+note. The name stands at the end of a paragraph, an item,
a formula or a quote, or alone below any other block: a list, a table, a callout, code. The block gets it by
the comment that an author could have written before it (``attributes.py``).

One sign alone is no name here: «x ^2» is a power, and «Ctrl ^C» a key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.markup.blocks.tables import Table

MARK = "^"
"""What an anchor of a block begins with, so that it is never that of a heading."""

NAME = r"\^[A-Za-z0-9][A-Za-z0-9-]+"

_AT_END = re.compile(rf"(?:^|[ \t\n])({NAME})[ \t]*\Z")
_ALONE = re.compile(NAME)
_NAMED_BY_THEIR_TEXT = frozenset(["list_item_open", "dd_open"])
_UNNAMED = frozenset(["heading_open", "hr"])
"""A heading has an anchor of its own, and a rule is nothing to link to."""


@dataclass(slots=True)
class _Level:
    """A block, by the number of its opening token, and the last two blocks in it."""

    opening: int
    before: int | None = None
    last: int | None = None


def name_blocks(tokens: Sequence[Token]) -> list[Token]:
    """Take the names of blocks out of their texts; return the tokens with a comment before each named block.

    Args:
        tokens: of a text, as markdown-it has them.
    """
    comments: dict[int, Token] = {}
    gone: set[int] = set()
    levels = [_Level(-1)]
    for number, token in enumerate(tokens):
        if token.nesting < 0:
            levels.pop()
        elif token.type == "inline":
            block, name = _take_from_text(number, tokens, levels[-2]) if MARK in token.content else (None, "")
            if block is not None:
                comments[block] = _comment(name, tokens[block])
                if not token.content:  # it stood alone, and its paragraph goes
                    gone |= {number - 1, number, number + 1}
                    levels[-2].last = block
        else:
            if token.type == "table" and (name := _take_from_table(token.meta["table"])):
                comments[number] = _comment(name, token)
            levels[-1].before, levels[-1].last = levels[-1].last, number
            if token.nesting > 0:
                levels.append(_Level(number))
    return [
        each
        for number, token in enumerate(tokens)
        for each in (comments.get(number), None if number in gone else token)
        if each
    ]


def _take_from_text(inline: int, tokens: Sequence[Token], around: _Level) -> tuple[int | None, str]:
    """Take the name out of a paragraph; return the block that it is for, if there is one, and the name."""
    token = tokens[inline]
    found = _AT_END.search(token.content)
    if not found or tokens[inline - 1].type != "paragraph_open":
        return None, ""
    text = token.content[: found.start()].rstrip(" \t\n")
    block = _block_of(inline, tokens, around) if text else _before(tokens, around)
    if block is not None:
        token.content = text
    return block, found[1]


def _block_of(inline: int, tokens: Sequence[Token], around: _Level) -> int:
    """Return the block that a name behind a paragraph is for: an item, a quote that ends there, or itself."""
    paragraph = inline - 1
    if around.opening == paragraph - 1 and tokens[around.opening].type in _NAMED_BY_THEIR_TEXT:
        return around.opening
    ends_quote = inline + 2 < len(tokens) and tokens[inline + 2].type == "blockquote_close"
    return around.opening if ends_quote else paragraph


def _before(tokens: Sequence[Token], around: _Level) -> int | None:
    """Return the block that a name alone is for: the one before it, if there is one that can be named."""
    block = around.before
    return None if block is None or tokens[block].type in _UNNAMED else block


def _take_from_table(table: Table) -> str:
    """Take the name out of a table that it stands right below, where it is read as a row."""
    row = table.rows[-1]
    if len(table.rows) > 1 and len(row) == 1 and _ALONE.fullmatch(row[0]):
        return table.rows.pop()[0]
    return ""


def _comment(name: str, block: Token) -> Token:
    return Token("html_block", "", 0, content=f"<!-- {{#{name}}} -->", map=block.map, block=True)
