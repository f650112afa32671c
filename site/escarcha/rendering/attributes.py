"""Attribute lists, behind a link or an image or, in a comment, before a block.

``![Logo](logo.png){width=300 .centrado}`` and ``<!-- {.pasos} -->``. Python-Markdown's own extension takes
braces anywhere, and so eats the Jinja in notes about Jinja. Here they count only straight after a link or an
image or in a comment of their own, and only if everything between them is an attribute.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escarcha.markup.blocks.attributes import ALLOWED, FOR_NEXT
from escarcha.markup.blocks.names import NAME

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_ATTRIBUTE = rf"""(?:#{NAME}|[#.][A-Za-z][\w-]*|[A-Za-z][\w-]*=(?:"[^"]*"|'[^']*'|[^\s"'{{}}]+))"""
_LIST = re.compile(rf"\{{:?[ ]*({_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*)[ ]*\}}")
_EACH = re.compile(r"""(?P<name>[#.]|[A-Za-z][\w-]*=)(?P<value>"[^"]*"|'[^']*'|[^\s"'{}]+)""")

_SIDES = frozenset(["left", "center", "right"])
_SHORT = {"#": "id", ".": "class"}


def apply_attribute_lists(tree: LexborHTMLParser) -> None:
    """Move the attributes that are written behind links and images into their elements."""
    for node in tree.css("a, img"):
        behind = node.next
        if behind is None or behind.tag != "-text":
            continue
        raw = behind.text()
        found = _LIST.match(raw)
        if found:
            _set_attributes(node, found[1])
            behind.replace_with(raw[found.end() :])


def settle_alignment(tree: LexborHTMLParser) -> None:
    """Make a class of each ``align``, which is obsolete; a style would be stopped by a strict policy.

    Text goes beside an image that stands at a side, as browsers have it
    (https://html.spec.whatwg.org/multipage/rendering.html#attributes-for-embedded-content-and-images).
    """
    for node in tree.css("[align]"):
        side = str(node.attrs["align"] or "").lower()
        del node.attrs["align"]
        if side in _SIDES:
            kind = "float" if node.tag == "img" else "align"
            node.attrs["class"] = f"{kind}-{side} {node.attrs.get('class') or ''}".strip()


def apply_block_attributes(tree: LexborHTMLParser) -> None:
    """Move the attributes that comments hold into the blocks that follow them."""
    for mark in [node for node in tree.css("div") if FOR_NEXT in node.attrs]:
        found = _LIST.fullmatch(f"{{{mark.attrs[FOR_NEXT]}}}")
        following = mark.next
        while following is not None and (
            following.tag in {"-text", "-comment"} or FOR_NEXT in following.attrs
        ):
            following = following.next
        if found and following is not None:
            _set_attributes(following, found[1])
        mark.decompose()


def _set_attributes(node: LexborNode, written: str) -> None:
    for each in _EACH.finditer(written):
        key, value = each["name"].removesuffix("=").lower(), each["value"].strip("\"'")
        name = _SHORT.get(key, key)
        if name == "class" and node.attrs.get("class"):
            value = f"{node.attrs['class']} {value}"
        if name in {*_SHORT.values(), *ALLOWED}:
            node.attrs[name] = value
