"""Anchors: an ASCII id for every heading, and the one GitHub would have given it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from escarcha.notes.slugs import github_anchor, numbered, slugify
from escarcha.rendering.fragment import Heading

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_EXPLICIT = re.compile(r"\s*\{:?\s*#([\w.:-]+)\s*\}\s*$")


def anchor_headings(tree: LexborHTMLParser) -> tuple[Heading, ...]:
    """Give every heading of a note its id, and list them.

    An explicit id (``## Título { #id }``) is taken as it stands. Where GitHub's anchor differs from
    ours, an empty element with that id opens the heading, so that links written on GitHub land too.
    """
    nodes = tree.css("h1, h2, h3, h4, h5, h6")
    texts = [_take_explicit_id(node) for node in nodes]
    taken = {str(node.attrs["id"]): 0 for node in tree.css("[id]") if node.attrs["id"]}
    headings = []
    for node, text in zip(nodes, texts, strict=True):
        own = node.attrs.get("id")
        if not own:
            own = numbered(slugify(text)[:80].rstrip("-") or "seccion", taken)
            node.attrs["id"] = own
        taken.setdefault(own, 0)
        headings.append(Heading(int(str(node.tag)[1]), own, text))
    used: dict[str, int] = {}
    for node, text in zip(nodes, texts, strict=True):
        anchor = numbered(github_anchor(text), used)
        if anchor and anchor not in taken and node.child:
            taken[anchor] = 0
            node.child.insert_before(_empty_span(anchor))
    return tuple(headings)


def _take_explicit_id(node: LexborNode) -> str:
    """Move an explicit id from a heading's text to its attribute, and return the text that is left."""
    text = " ".join(node.text().split())
    last = node.last_child
    explicit = _EXPLICIT.search(text)
    if not explicit or last is None or last.tag != "-text":
        return text
    raw = last.text()
    if not _EXPLICIT.search(raw):
        return text
    last.replace_with(_EXPLICIT.sub("", raw))
    node.attrs["id"] = explicit[1]
    return text[: explicit.start()]


def _empty_span(anchor: str) -> LexborNode:
    span = LexborHTMLParser("<span></span>", is_fragment=True).css("span")[0]
    span.attrs["id"] = anchor
    return span
