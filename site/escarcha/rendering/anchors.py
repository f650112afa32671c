"""Links of HTML with nothing in them.

Some mark a place, ``<a id="uso"></a>``, as old books and generators do. They are nothing to see and, alone in
a paragraph, a gap; what they mark is given their id instead. Others lose what is in them, since HTML has no
link within a link and Markdown makes one of any address: ``<a href="mailto:yo@a.es">yo@a.es</a>``. Who goes
from link to link would meet one that is called nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BLOCKS = frozenset(["p", "li", "td", "th", "dd", "dt", "blockquote"])


def settle_anchors(tree: LexborHTMLParser) -> None:
    """Move the ids of empty links to what they stand before, and give links back what is theirs, in place.

    A heading keeps its own id, so one that is moved there stays in an empty element, as GitHub's does.
    """
    for inner in tree.css("a[href]:empty + a[href]"):
        outer, text, address = inner.prev, inner.text(), inner.attrs["href"]
        if outer is not None and outer.tag == "a" and address in {text, f"mailto:{text}", f"http://{text}"}:
            outer.insert_child(text)
            inner.decompose()
    for link in tree.css("a[id]:not([href]), a[name]:not([href])"):
        block = link.parent
        if block is None or link.text().strip() or link.child is not None:
            continue
        name = str(link.attrs.get("id") or link.attrs.get("name") or "")
        is_alone = block.tag == "p" and not block.text().strip() and not block.css("img, svg, video, audio")
        target = _next_element(block) if is_alone else block
        if name and target is not None and target.tag in _BLOCKS and not target.attrs.get("id"):
            target.attrs["id"] = name
            link.decompose()
        else:
            span = _span(name)
            if target is not None and target.tag in _HEADINGS and target.child is not None:
                target.child.insert_before(span)
                link.decompose()
            else:
                link.replace_with(span)
        if is_alone and block.css_first("span, a") is None:
            block.decompose()


def _span(name: str) -> LexborNode:
    span = LexborHTMLParser("<span></span>", is_fragment=True).css("span")[0]
    if name:
        span.attrs["id"] = name
    return span


def _next_element(node: LexborNode) -> LexborNode | None:
    following = node.next
    while following is not None and following.tag in {"-text", "-comment"} and not following.text().strip():
        following = following.next
    return following
