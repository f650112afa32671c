"""What several modules do with the nodes of a parsed note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def replace_by(node: LexborNode, html: str) -> None:
    """Put HTML in the place of a node, however many elements it is."""
    root = LexborHTMLParser(html, is_fragment=True).root
    for child in list(root.iter(include_text=True)) if root else ():
        node.insert_before(child)
    node.decompose()


def element_behind(node: LexborNode) -> LexborNode | None:
    """Return the element behind a node; None if there is none, or if text stands between."""
    following = node.next
    while following is not None and following.tag in {"-text", "-comment"} and not following.text().strip():
        following = following.next
    return following if following is not None and following.is_element_node else None
