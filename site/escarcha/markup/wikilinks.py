"""Wikilinks, as Obsidian writes them: ``[[nota#Sección|texto]]`` and ``![[imagen.png|300]]``.

Which file and which heading are meant depends on the whole site, so here they only become links that say so.
Text in double brackets that a link address follows is an ordinary link.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.inlinepatterns import InlineProcessor

from escarcha.markup.blocks.names import MARK
from escarcha.markup.inline.spots import Kind, Spot
from escarcha.markup.lines import LINE
from escarcha.markup.sizes import split_size

if TYPE_CHECKING:
    import re

    import markdown

    from escarcha.markup.inline.reader import InlineReader

MARKER = "data-wikilink"
"""The attribute of a link that is to be looked up by name; whoever finishes the HTML takes it away."""

EMBED = f"{LINE}embed"
"""The attribute of a link in whose place the text of a note is to stand; 2 if the author gives it a name."""

_IMAGES = frozenset([".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"])
PLAYED = {".mp3": "audio", ".wav": "audio", ".ogg": "audio", ".m4a": "audio", ".flac": "audio"}
PLAYED |= {
    ".3gp": "audio",
    ".mp4": "video",
    ".webm": "video",
    ".ogv": "video",
    ".mov": "video",
    ".mkv": "video",
}
"""The element that plays a file, by how its name ends."""

LINKED = frozenset([".pdf", ".canvas", ".base"])
"""How the names of files end that are linked to where Obsidian embeds them."""

FILES = _IMAGES | {*PLAYED, ".pdf"}
"""How the names of files end that have no headings: ``#page=3`` and ``#t=10`` are for who opens them."""

_WIKILINK = (
    r"(?<!\[)(?P<embed>!?)\[\[(?P<target>[^\[\]|#^\n]*)"
    r"(?:#(?P<section>[^\[\]|\n]*))?"
    r"(?:\\?\|(?P<text>[^\[\]\n]*))?\]\](?![(\]]|\[(?!\[))"
)


class _Wikilink(InlineProcessor):
    """Makes an element of one wikilink."""

    needs = "[["

    def __init__(self, made: markdown.Markdown, reader: InlineReader) -> None:
        super().__init__(_WIKILINK, made)
        self._reader = reader

    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[ET.Element | None, int | None, int | None]:  # type: ignore[override]  # as InlineProcessor has it
        """Return the element and its place; nothing for brackets that hold no name."""
        target, section = m["target"].strip(), (m["section"] or "").strip()
        if (not target and not section) or (m["target"] != target and not m["target"].startswith(target)):
            return None, None, None
        start = m.start("target")
        self._reader.spots.append(Spot(Kind.WIKILINK, start, start + len(target), target))
        address = f"{target}#{section}" if section else target
        element = _embed(target, address, m["text"]) if m["embed"] else None
        if element is None:
            element = ET.Element("a", href=address)
            own = (m["text"] or "").strip()
            if m["embed"] and _kind(target) not in LINKED:
                own = split_size(f"|{own}")[0].strip("| ")
                element.set(EMBED, "2" if own else "1")
            element.text = own or _name(target, section)
        element.set(MARKER, "")
        shown = element.text or f"!{element.get('alt') or target}"
        self._reader.spots.append(Spot(Kind.WIKITEXT, m.start(), m.end(), address, shown))
        return element, m.start(), m.end()


def _name(target: str, section: str) -> str:
    """Return what a wikilink without a text reads; the name of a block says nothing, nor does ``t=10``."""
    if _kind(target) in FILES:
        return target
    sections = [each for each in section.split("#") if not each.strip().startswith(MARK)]
    return " › ".join(filter(None, [target, *sections])) or section


def _kind(target: str) -> str:
    return PurePosixPath(target).suffix.lower()


def _embed(target: str, address: str, text: str | None) -> ET.Element | None:
    """Return an image or a player; other files, notes among them, are linked to."""
    kind = _kind(target)
    if kind in _IMAGES:
        alt, size = split_size(f"|{text or ''}")
        return ET.Element("img", {"src": address, "alt": alt.strip("| "), **size})
    if kind in PLAYED:
        return ET.Element(PLAYED[kind], src=address, controls="", preload="metadata")
    return None


def add_wikilinks(made: markdown.Markdown, reader: InlineReader) -> None:
    """Teach a Markdown instance wikilinks, before its own links see the brackets."""
    made.inlinePatterns.register(_Wikilink(made, reader), "wikilink", 175)
