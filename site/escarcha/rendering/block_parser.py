"""Python-Markdown's block parser, where it takes time in the square of the length of a note."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, cast

from markdown.blockparser import BlockParser
from markdown.extensions.abbr import AbbrBlockprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class _Queue(deque[str]):
    """Blocks of which the first is taken and put back, as with a list, but without moving the others."""

    def pop(self, index: int = -1) -> str:  # a list's, which is what is expected
        if index == 0:
            return self.popleft()
        block = self[index]
        del self[index]
        return block


class LinearParser(BlockParser):
    """The block parser; a note of a hundred thousand blocks costs a hundred times one of a thousand."""

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 - Python-Markdown's name
        """Parse the blocks of a text and add them to an element."""
        self.parseBlocks(parent, cast("list[str]", _Queue(text.split("\n\n"))))


class Abbreviations(AbbrBlockprocessor):
    """Takes all definitions out of a block at once: ``*[HTML]: lenguaje de marcas``."""

    RE = re.compile(r"^[*]\[(?P<abbr>[^\\\]\n]+)\][ ]?:[ ]*(?P<title>\S.*)$\n?", re.MULTILINE)

    def run(self, _parent: Element, blocks: list[str]) -> bool:
        """Remember the definitions; what is left of the block is somebody else's."""
        if not blocks[0].startswith("*[") and "\n*[" not in blocks[0]:
            return False
        for found in self.RE.finditer(blocks[0]):
            self.abbrs[found["abbr"].strip()] = found["title"].strip()
        left = self.RE.sub("", blocks.pop(0)).strip("\n")
        if left:
            blocks.insert(0, left)
        return not left
