"""Addresses that become links: ``<https://a.es>``, and GFM's bare ones, ``www.a.es`` and ``yo@a.es`` too.

https://spec.commonmark.org/0.31.2/#autolinks, https://github.github.com/gfm/#autolinks-extension-; where
the latter is silent, cmark-gfm's own reading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    import markdown

_POINTED = re.compile(
    r"<(?:([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x20\x7f]*)|"
    r"([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]++@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*))>"
)
_SCHEME = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[A-Za-z]{1,6}\Z")
_DOMAIN = re.compile(r"[\w.-]++")
_REST = re.compile(r"[^\s<]*+")
_REFERENCE = re.compile(r"&[A-Za-z]+;\Z")

_TRAILING = frozenset("?!.,:*_~'\"»”’…")
"""Signs that belong to the sentence.

cmark-gfm takes the last four for a part of the address, which then leads nowhere.
"""
_MAY_PRECEDE = frozenset(["", *"*_~(«“¿¡"])
_MAX_LABELS = 10
"""Dots from which on cmark-gfm minds no underscore in a domain."""


def link_to(address: str, text: str) -> ET.Element:
    """Return a link whose text is not looked at any more."""
    element = ET.Element("a", href=address.replace("&", "&amp;"))
    element.text = AtomicString(text.replace("&", "&amp;"))
    return element


def read_pointed(text: str, at: int) -> tuple[ET.Element, int] | None:
    """Read an address in pointed brackets; return the link and where it ends."""
    found = _POINTED.match(text, at)
    if not found:
        return None
    address = found[1] or found[2]
    return link_to(address if found[1] else f"mailto:{address}", address), found.end()


def read_url(text: str, colon: int) -> tuple[ET.Element, int, int] | None:
    """Read a bare address around its colon; return the link, its start and its end."""
    if not text.startswith("://", colon):
        return None
    word = _WORD_BEFORE.search(text[max(0, colon - 6) : colon])
    scheme = _SCHEME.match(word[0]) if word else None
    after = text[colon + 3 : colon + 4]
    domain = _domain_end(text, colon + 3, needs_dot=False)
    if not scheme or not after.isalnum() or domain is None:
        return None
    start = colon - len(scheme[0])
    end = _trim(text, start, _end_of(text, domain))
    return link_to(text[start:end], text[start:end]), start, end


def read_www(text: str, start: int) -> tuple[ET.Element, int] | None:
    """Read a bare address that begins with ``www.``; return the link and its end."""
    before = text[start - 1 : start]
    if not text.startswith("www.", start) or not (before in _MAY_PRECEDE or before.isspace()):
        return None
    domain = _domain_end(text, start, needs_dot=True)
    if domain is None:
        return None
    end = _trim(text, start, _end_of(text, domain))
    return link_to(f"http://{text[start:end]}", text[start:end]), end


def _domain_end(text: str, at: int, *, needs_dot: bool) -> int | None:
    """Return where a domain ends; None if its last two parts hold an underscore."""
    domain = _DOMAIN.match(text, at)
    if not domain:
        return None
    # cmark-gfm looks at no sign that ends the whole text.
    labels = text[at : min(domain.end(), len(text) - 1)].split(".")
    if "_" in "".join(labels[-2:]) and len(labels) - 1 <= _MAX_LABELS:
        return None
    return None if needs_dot and len(labels) == 1 else domain.end()


def _end_of(text: str, at: int) -> int:
    rest = _REST.match(text, at)
    return rest.end() if rest else at


def _trim(text: str, start: int, end: int) -> int:
    """Leave out what belongs to the sentence: its full stop, or a parenthesis that was opened before."""
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    while end > start:
        last = text[end - 1]
        if last in _TRAILING:
            end -= 1
        elif last == ")" and closed > opened:
            end, closed = end - 1, closed - 1
        elif last == ";":
            reference = _REFERENCE.search(text, max(start, end - 40), end)
            end = reference.start() if reference else end - 1
        else:
            break
    return end


class EmailProcessor(InlineProcessor):
    """Makes a link of a bare e-mail address."""

    ANCESTOR_EXCLUDES = ("a",)
    needs = "@"
    PATTERN = (
        r"(?<![\w.+-])(?:(?:mailto:)?|(?P<chat>xmpp:))[A-Za-z0-9.+_-]++@"
        r"[A-Za-z0-9_-]++(?:\.(?=[A-Za-z0-9])[A-Za-z0-9_-]++)+(?!\.[A-Za-z0-9])(?<=[A-Za-z])(?!@)"
        r"(?(chat)(?:/[A-Za-z0-9@.]*[A-Za-z0-9@])?)"
    )

    def __init__(self, made: markdown.Markdown) -> None:
        super().__init__(self.PATTERN, made)

    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override]  # as InlineProcessor has it
        """Return the link."""
        address = m[0] if ":" in m[0] else f"mailto:{m[0]}"
        return link_to(address, m[0]), m.start(), m.end()
