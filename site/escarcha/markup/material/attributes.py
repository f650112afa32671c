"""Attribute lists behind what they are for: ``# Título { #id .clase }``, ``![](a.png){ width="30" }``.

Python-Markdown's own extension (https://python-markdown.github.io/extensions/attr_list/) finds them and what
they are for. Here is which attributes go through: what runs or styles something does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder

from escarcha.markup.blocks.attributes import ALLOWED

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    import markdown

_NAME = re.compile(r"[\w.:^-]+")
_PIXELS = re.compile(r"(\d+)px")


class _Attributes(AttrListTreeprocessor):
    """Python-Markdown's, with harmless attributes alone."""

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Give an element those of its attributes that are harmless; return the text that is none of them.

        Args:
            elem: the element.
            attrs_string: what stands between the braces.
            strict: whether text behind them means that they are no list.
        """
        found, remainder = get_attrs_and_remainder(attrs_string)
        if strict and remainder:
            return str(remainder)
        for key, value in found:
            name = "class" if key == "." else key.lower()
            if not value or not (name in ALLOWED or (name in {"id", "class"} and _NAME.fullmatch(value))):
                continue
            said = _PIXELS.sub(r"\1", value) if name in {"width", "height"} else value
            before = f"{elem.get('class')} " if name == "class" and elem.get("class") else ""
            elem.set(name, f"{before}{said}".replace("&", "&amp;"))
        return str(remainder)


def add_attributes(made: markdown.Markdown) -> None:
    """Have a Markdown instance read them, once the inline markup has been read."""
    made.treeprocessors.register(_Attributes(made), "attr_list", 8)
