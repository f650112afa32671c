"""Inline markup of Material's: icons, keys, superscripts, insertions, and the marks of changes.

Keys, superscripts and insertions are pymdownx's own. Changes are written as CriticMarkup
(https://facelessuser.github.io/pymdown-extensions/extensions/critic/): all of them are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.inlinepatterns import InlineProcessor

from escarcha.markup.lines import LINE, line_of

if TYPE_CHECKING:
    import re

    import markdown

ICON = "data-icon"
"""The attribute of an element that is to become an icon: ``material/account``."""

_ICON = (
    r":(?P<set>material|octicons|simple|lucide|fontawesome-(?:brands|regular|solid))-(?P<name>[a-z0-9-]+):"
)
_INSIDE = r"(?:(?!\{(?:\+\+|--|==|>>|~~))[^\n]){1,500}?"
"""What a change holds: no other, so that none is searched for an end behind the next."""
_CHANGE = (
    rf"\{{(?:\+\+(?P<ins>{_INSIDE})\+\+|--(?P<del>{_INSIDE})--|==(?P<mark>{_INSIDE})==|>>(?P<comment>{_INSIDE})<<"
    rf"|~~(?P<old>(?:(?!~>)[^\n{{}}]){{1,500}})~>(?P<new>{_INSIDE})~~)\}}"
)


class _Icon(InlineProcessor):
    """Makes an element of the name of an icon."""

    needs = ":"

    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override]  # as InlineProcessor has it
        """Return an element that says which icon is meant, and where."""
        path = f"{m['set'].replace('-', '/')}/{m['name']}"
        icon = ET.Element("i", {"class": "twemoji", ICON: path, LINE: str(line_of(m))})
        return icon, m.start(), m.end()


class _Change(InlineProcessor):
    """Makes elements of what somebody has changed."""

    needs = "{"

    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override]  # as InlineProcessor has it
        """Return what was added, taken away, marked or said of it."""
        element = ET.Element("span", {"class": "critic"})
        if m["old"]:
            ET.SubElement(element, "del", {"class": "critic"}).text = m["old"]
            ET.SubElement(element, "ins", {"class": "critic"}).text = m["new"]
        elif m["comment"]:
            element.set("class", "critic comment")
            element.text = m["comment"]
        else:
            tag = next(name for name in ("ins", "del", "mark") if m[name])
            element = ET.Element(tag, {"class": "critic"})
            element.text = m[tag]
        return element, m.start(), m.end()


def add_material_inline(made: markdown.Markdown) -> None:
    """Teach a Markdown instance the inline markup of Material's."""
    made.registerExtensions(["pymdownx.caret", "pymdownx.keys"], {})
    made.inlinePatterns.register(_Icon(_ICON, made), "icon", 165)
    made.inlinePatterns.register(_Change(_CHANGE, made), "change", 170)
