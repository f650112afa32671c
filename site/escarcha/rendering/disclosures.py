"""The titles of disclosures: each has one, with words, and what can be pressed in it moves behind it.

A title comes first, and is itself a button: whoever hears the page is told of that alone, and never of a link
in it (https://html.spec.whatwg.org/multipage/interactive-elements.html#the-summary-element,
https://www.w3.org/TR/wai-aria-1.2/#childrenArePresentational).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser

from escarcha.rendering.nodes import replace_by

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MOVED = "from-title"
"""The class of the element that what has moved stands in."""

_PRESSED = (
    "a[href], audio[controls], button, details, embed, iframe, input, label, object, select, textarea, "
    "video[controls]"
)
_MADE_SO = {"tabindex": "[tabindex]", "contenteditable": "[contenteditable]", "usemap": "img[usemap]"}
"""Attributes by which anything else can be pressed, and what has them."""

_UNTITLED = "Detalles"
"""What browsers say of a disclosure without words."""


def free_titles(tree: LexborHTMLParser) -> None:
    """Give each disclosure its title, and move what can be pressed out of it, in place; its words stay.

    Args:
        tree: of a note, furnished.
    """
    for disclosure in tree.css("details"):
        _put_first(disclosure)
    # A disclosure in a title moves as a whole, so that its own title comes before.
    for title in reversed(tree.css("details > summary")):
        for name, selector in _MADE_SO.items():
            for node in title.css(selector):
                del node.attrs[name]
        moved = []
        while pressed := title.css_first(_PRESSED):
            moved.append(_take(pressed))
        if moved:
            title.insert_after(_only(f'<div class="{MOVED}">{" · ".join(moved)}</div>'))
        if not title.text().strip() and not title.css("img[alt]:not([alt='']), svg, math"):
            title.insert_child(_UNTITLED)


def _put_first(disclosure: LexborNode) -> None:
    """Have a disclosure begin with its title, as HTML asks; browsers show another in words of their own."""
    said = [node for node in disclosure.iter(include_text=True) if node.tag != "-text" or node.text().strip()]
    if said and said[0].tag == "summary":
        return
    title = next((node for node in said if node.tag == "summary"), None)
    html = "<summary></summary>" if title is None else str(title.html)
    if title is not None:
        title.decompose()
    first = _only(f"<div>{html}</div>").css("summary")[0]
    if disclosure.child is None:
        disclosure.insert_child(first)
    else:
        disclosure.child.insert_before(first)


def _take(pressed: LexborNode) -> str:
    """Take something out of a title; returns what is to stand behind it."""
    call = pressed.parent
    if call is not None and call.tag == "sup" and pressed.attrs.get("class") == "footnote-ref":
        html = str(call.html)
        call.decompose()
        return html
    if pressed.tag == "a":
        words = str(pressed.inner_html)
        for image in pressed.css("img"):
            replace_by(image, str(escape(image.attrs.get("alt") or "")))
        if not pressed.text().strip():
            pressed.insert_child(str(pressed.attrs["href"]))
    else:
        words = str(escape(pressed.text())) if pressed.tag in {"button", "label"} else ""
    html = str(pressed.html)
    replace_by(pressed, words)
    return html


def _only(html: str) -> LexborNode:
    return LexborHTMLParser(html, is_fragment=True).css("div")[0]
