"""What a page makes of the elements of a note: captions of images, groups of tabs, corners of tables."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode


def furnish(tree: LexborHTMLParser) -> None:
    """Furnish a note, in place."""
    for image in tree.css("p > img[title]"):
        _caption(image)
    for number, first in enumerate(tree.css("details.tab:not(details.tab + details.tab)"), 1):
        _group_tabs(first, number)
    for corner in tree.css("th:empty"):
        # It heads nothing, and screen readers would say that it does.
        (cell,) = _parsed("<table><tbody><tr><td></td></tr></tbody></table>").css("td")
        corner.replace_with(cell)
    for code in tree.css("pre, :not(pre) > code, kbd, samp"):
        # Browsers that translate the page leave it as it is.
        code.attrs["translate"] = "no"
    for image in tree.css("img")[1:]:
        # The first one may be what the reader sees first, and what is in the page itself has arrived.
        if "loading" not in image.attrs and not str(image.attrs.get("src")).startswith("data:"):
            image.attrs["loading"] = "lazy"


def _caption(image: LexborNode) -> None:
    """Make a figure of an image that stands alone and has a title: the title is its caption."""
    paragraph = image.parent
    title = str(image.attrs["title"] or "").strip()
    if paragraph is None or not title or paragraph.text().strip() or len(paragraph.css("img, br")) > 1:
        return
    del image.attrs["title"]
    written = f"<figure>{image.html}<figcaption>{escape(title)}</figcaption></figure>"
    paragraph.replace_with(_parsed(written))


def _group_tabs(first: LexborNode, number: int) -> None:
    """Put tabs in a row into one group; of those that share a name, browsers keep one open."""
    tabs = [first]
    while (following := _next_element(tabs[-1])) is not None and "tab" in _classes(following):
        tabs.append(following)
    first.attrs["open"] = ""
    for tab in tabs:
        tab.attrs["name"] = f"pestanas-{number}"
    _wrap(tabs, '<div class="tabs">', "</div>")


def _wrap(nodes: Sequence[LexborNode], before: str, after: str) -> None:
    first, *others = nodes
    wrapped = _parsed(f"{before}{''.join(node.html or '' for node in nodes)}{after}")
    for node in others:
        node.decompose()
    first.replace_with(wrapped)


def _parsed(html: str) -> LexborNode:
    node = LexborHTMLParser(html, is_fragment=True).root
    if node is None:
        raise ValueError(html)
    return node


def _next_element(node: LexborNode) -> LexborNode | None:
    following = node.next
    while following is not None and following.tag == "-text" and not following.text().strip():
        following = following.next
    return following


def _classes(node: LexborNode) -> list[str]:
    return (node.attrs.get("class") or "").split()
