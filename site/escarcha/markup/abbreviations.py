"""Abbreviations: ``*[HTML]: lenguaje de marcas`` explains the word wherever the note has it.

Those of the files that ``abbreviations`` names, in ``site.toml``, hold for every note that has no others.

Python-Markdown's extension finds the words; here the definitions are taken out of the paragraph they stand
in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions.abbr import AbbrExtension

from escarcha.markup.lines import LocatedText

if TYPE_CHECKING:
    import markdown

_DEFINITION = re.compile(r"^[*]\[(?P<abbr>[^\\\]\n]+)\][ ]?:[ ]*(?P<title>\S.*)$\n?", re.MULTILINE)
_EMPTY = frozenset(["''", '""'])
"""What takes a definition back."""


def find_abbreviations(text: str) -> dict[str, str]:
    """Return what the lines of a text that define abbreviations say that these stand for."""
    return {found["abbr"].strip(): found["title"].strip() for found in _DEFINITION.finditer(text)}


class Abbreviations(AbbrExtension):
    """Python-Markdown's abbreviations, all definitions of a paragraph taken at once."""

    abbrs: dict[str, str]

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Set the extension up."""
        super().extendMarkdown(md)
        md.parser.blockprocessors.deregister("abbr")

    def take_from(self, text: LocatedText) -> LocatedText:
        """Remember the definitions in the text of a paragraph, and return what is left of it."""
        for found in _DEFINITION.finditer(text):
            if found["title"].strip() in _EMPTY:
                self.abbrs.pop(found["abbr"].strip(), None)
            else:
                self.abbrs[found["abbr"].strip()] = found["title"].strip()
        # An empty line stays for each, so that the lines of what follows are right.
        left = _DEFINITION.sub("\n", text).rstrip("\n")
        before = len(left) - len(left.lstrip("\n"))
        return LocatedText.at(text.line + before, left[before:])
