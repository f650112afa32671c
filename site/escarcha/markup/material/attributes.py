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
_SIZE = re.compile(r"(\d{1,5})(?:px)?")
_PART = re.compile(r"(\d{1,3})(?:\.\d+)?%")
"""A width as a part of the room that there is, which in HTML is a matter of style."""


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
            if name == "width" and (part := _PART.fullmatch(value)):
                # There is a class for every twentieth.
                name, value = "class", f"ancho-{min(100, max(5, 5 * round(int(part[1]) / 5)))}"  # noqa: PLW2901 - said otherwise
            elif name in {"width", "height"}:
                size = _SIZE.fullmatch(value)
                if not size:
                    continue
                value = size[1]  # noqa: PLW2901 - the same
            before = f"{elem.get('class')} " if name == "class" and elem.get("class") else ""
            elem.set(name, f"{before}{value}".replace("&", "&amp;"))
        return str(remainder)


def add_attributes(made: markdown.Markdown) -> None:
    """Have a Markdown instance read them, once the inline markup has been read."""
    made.treeprocessors.register(_Attributes(made), "attr_list", 8)
