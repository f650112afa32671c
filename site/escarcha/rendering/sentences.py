"""The sentences that links stand in, for the pages that they lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escarcha.problems import printable
from escarcha.rendering.disclosures import MOVED

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LONGEST = 160
"""Characters of a sentence; of a longer one, those around the link."""

_BLOCKS = frozenset(["p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "div"])
_APART = frozenset(["ul", "ol", "dl", "table", "pre", "figure", "details", "blockquote", "p", "div", "svg"])
"""Elements in a block that are no part of its sentences."""

_FOOTNOTES = frozenset(["footnote-ref", "footnote-backref"])
"""Classes of links that are signs, and no words."""

_BLANKS = re.compile(r"\s+")
SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]*\s+(?![a-záéíóúüñ])")
"""Where a sentence ends and another begins; an abbreviation before a small letter is no end."""


class Sentences:
    """Finds the sentences of one note; the text of a block is read once, however many links are in it."""

    def __init__(self) -> None:
        self._block = 0
        self._text = ""
        self._places: dict[int, tuple[int, int]] = {}

    def around(self, link: LexborNode) -> str:
        """Return the sentence that a link stands in; nothing if the link is all of it."""
        block = link.parent
        while block is not None and block.tag not in _BLOCKS:
            block = block.parent
        if block is None:
            return ""
        if block.attrs.get("class") == MOVED and block.prev is not None:
            before, inside, after = block.prev.text().partition(link.text())
            return _cut(before, inside, after)
        if block.mem_id != self._block:
            self._read(block)
        start, end = self._places.get(link.mem_id, (0, 0))
        text = self._text
        # No more is ever shown on either side, and one sign more says that there is more.
        before, after = text[max(0, start - LONGEST // 2 - 1) : start], text[end : end + LONGEST // 2 + 1]
        begins = [found.end() for found in SENTENCE_END.finditer(before)]
        ends = SENTENCE_END.search(after)
        before, after = before[begins[-1] if begins else 0 :], after[: ends.end()] if ends else after
        return _cut(*(_BLANKS.sub(" ", part) for part in (before, text[start:end], after)))

    def _read(self, block: LexborNode) -> None:
        """Read the text of a block, and where its links are in it."""
        self._block, self._places = block.mem_id, {}
        pieces: list[str] = []
        length = 0
        pending: list[LexborNode | tuple[int, int]] = []
        pending += reversed([*block.iter(include_text=True)])
        while pending:
            node = pending.pop()
            if isinstance(node, tuple):
                self._places[node[0]] = (node[1], length)
            elif node.tag in {"-text", "br", "math"}:
                pieces.append({"br": " ", "math": "…"}.get(str(node.tag)) or node.text())
                length += len(pieces[-1])
            elif (
                node.is_element_node and node.tag not in _APART and node.attrs.get("class") not in _FOOTNOTES
            ):
                if node.tag == "a":
                    pending.append((node.mem_id, length))
                pending += reversed(list(node.iter(include_text=True)))
        self._text = "".join(pieces)


def _cut(before: str, inside: str, after: str) -> str:
    """Join the parts of a sentence; of a long one, what is nearest to the link in the middle."""
    if not (before + after).strip(" .,;:()[]«»-–—·|/"):
        return ""
    room = max(0, LONGEST - len(inside)) // 2
    if len(before) > room:
        before = f"…{before[-room:].partition(' ')[2]}" if room else "…"
    if len(after) > room:
        after = f"{after[:room].rpartition(' ')[0]}…" if room else "…"
    return printable(f"{before}{inside[:LONGEST]}{after}".strip())
