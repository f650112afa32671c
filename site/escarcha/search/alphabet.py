"""The index from A to Z: every title and heading, as Spanish readers look for them."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from escarcha.notes.order import spanish_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.search.document import Document

DIGITS, OTHERS, CODE = "0–9", "…", "Código"

_CODE = re.compile(r"[a-z<(@/.-][^\s]*[-_.()/<>=:][^\s]*|[^\s]*(?:_|\(\))[^\s]*")
"""A name of code, which stands under no letter: ``enlace-roto``, ``site.toml``, ``url_for()``."""

_OPENING = re.compile(r"^[\W_]+")


class Line(msgspec.Struct, frozen=True):
    """A line of the index.

    Args:
        text: a title or a heading.
        href: link to it.
        page: the title of the page that the heading stands on; empty for a title.
    """

    text: str
    href: str
    page: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The lines that begin with a letter.

    Args:
        name: the letter, or what stands for digits or for anything else.
        slug: the same as a part of an address.
        lines: in the order of the alphabet.
    """

    name: str
    slug: str
    lines: tuple[Line, ...]


def alphabetical(documents: Iterable[Document]) -> tuple[Letter, ...]:
    """Sort titles and headings: digits, the Spanish alphabet, anything else, then names of code."""
    found: dict[str, list[tuple[tuple[str, str], str, str, int, Line]]] = {}
    number = itertools.count()
    for document in documents:
        lines = [Line(document.title, document.url, "")]
        lines += [
            Line(anchor.text, f"{document.url}#{anchor.id}", document.title)
            for anchor in document.anchors[1:]
            if anchor.text and anchor.text != document.title
        ]
        for line in lines:
            bare = _OPENING.sub("", line.text)
            name = CODE if line.page and _CODE.fullmatch(line.text) else _letter(bare[:2])
            found.setdefault(name, []).append((spanish_key(bare), line.page, line.href, next(number), line))
    letters = sorted(
        found, key=lambda name: (name == CODE, name == OTHERS, name != DIGITS, spanish_key(name))
    )
    return tuple(
        Letter(name, _slug(name), tuple(line for *_, line in sorted(found[name]))) for name in letters
    )


def letter_of(text: str) -> tuple[str, str]:
    """Return the letter that a text begins with, as readers see it and as a part of an address."""
    name = _letter(_OPENING.sub("", text))
    return name, _slug(name)


@functools.cache
def _letter(opening: str) -> str:
    """Return what a line is found under, by its first two characters: an accent may be one of its own."""
    first = unicodedata.normalize("NFC", opening)[:1].upper()
    if first.isdigit():
        return DIGITS
    base = first if first == "Ñ" else unicodedata.normalize("NFD", first)[:1]
    return base if re.fullmatch("[A-ZÑ]", base) else OTHERS


def _slug(name: str) -> str:
    return {"Ñ": "ntilde", DIGITS: "0-9", OTHERS: "otros", CODE: "codigo"}.get(name, name.lower())
