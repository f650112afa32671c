"""Python-Markdown, set up for text that the normaliser has written.

It reads the inline markup and writes the HTML; finding blocks is not left to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from pymdownx.emoji import EmojiExtension, gemoji

from escarcha.rendering.block_parser import Abbreviations, LinearParser
from escarcha.rendering.comments import add_comments
from escarcha.rendering.footnotes import Footnotes
from escarcha.rendering.inline import refine_inline
from escarcha.rendering.mathematics import add_mathematics
from escarcha.rendering.wikilinks import add_wikilinks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from markdown.extensions import Extension
    from markdown.extensions.abbr import AbbrBlockprocessor

    from escarcha.rendering.aside import Aside

_REPLACED_PREPROCESSORS = ("normalize_whitespace", "html_block")
_REPLACED_BLOCKS = ("code", "hr", "setextheader", "reference")
"""What the normaliser has done before: Python-Markdown would only find them where there are none."""


def make_markdown(aside: Aside) -> markdown.Markdown:
    """Set up a Markdown instance.

    Args:
        aside: takes up what its patterns set aside.
    """
    extensions: list[Extension | str] = [
        TableExtension(use_align_attribute=True),
        Footnotes(),
        AbbrExtension(),
        EmojiExtension(emoji_index=gemoji, emoji_generator=_emoji),
        "sane_lists",
    ]
    made = markdown.Markdown(output_format="html")
    parser = LinearParser(made)
    parser.blockprocessors = made.parser.blockprocessors
    for processor in parser.blockprocessors:
        processor.parser = parser
    made.parser = parser
    made.registerExtensions(extensions, {})
    for name in _REPLACED_PREPROCESSORS:
        made.preprocessors.deregister(name)
    for name in _REPLACED_BLOCKS:
        made.parser.blockprocessors.deregister(name)
    # Where it stands, the rows that a table lacks are made up.
    made.parser.blockprocessors.register(_Table(made.parser, {"use_align_attribute": True}), "table", 75)
    of_blocks = cast("AbbrBlockprocessor", made.parser.blockprocessors["abbr"])
    made.parser.blockprocessors.register(Abbreviations(made.parser, of_blocks.abbrs), "abbr", 16)
    refine_inline(made, aside)
    add_mathematics(made, aside)
    add_comments(made)
    add_wikilinks(made)
    vars(made.inlinePatterns["emoji"])["needs"] = ":"
    return made


_DELIMITERS = re.compile(r"\|(?: :?-:? \|)+")


class _Table(TableProcessor):
    """Takes tables apart as the dialect's writer has put them together, and makes up no row."""

    def test(self, _parent: Element, block: str) -> bool:
        """Tell whether a block is a table."""
        head, _, rest = block.partition("\n")
        delimiters = rest.partition("\n")[0]
        if not _DELIMITERS.fullmatch(delimiters):
            return False
        self.separator = self._split_row(delimiters)  # type: ignore[assignment]  # as TableProcessor has it
        return len(self._split_row(head)) == len(self.separator)

    def _split_row(self, row: str) -> list[str]:
        """Split a row at its pipes; none of them stands in a cell, not even in code."""
        return row.removeprefix("|").removesuffix("|").split("|")

    def _build_empty_row(self, _parent: Element, _align: Sequence[str | None]) -> None:
        """Leave the empty row out that Python-Markdown would add."""


def _emoji(*shown: object) -> str:
    """Return the character of a shortcode, and the few that are GitHub's own pictures as their text.

    Called with index, shortcode, alias, code points, character, title, category, options and instance.
    """
    _, shortcode, alias, points, character, *_ = shown
    return str(character if points else alias or shortcode)
