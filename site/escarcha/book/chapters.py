"""The chapters of a book: which pages are in it, in reading order, with the numbers that references name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from escarcha.problems import nearest

if TYPE_CHECKING:
    from escarcha.notes import Entry, Site


_ODD = re.compile(r"[^\w.-]")


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """A page in its place in a book.

    Args:
        entry: the page.
        number: as references name it: ``3.2``; empty for the page that opens the book.
        depth: how many numbers that are.
    """

    entry: Entry
    number: str
    depth: int

    @property
    def id(self) -> str:
        """The anchor of its heading; also the name of its file where each chapter is one."""
        return f"s{self.number.replace('.', '-')}" if self.number else "inicio"

    def anchor(self, name: str) -> str:
        """Return the id that an element of its page has in the book, where each id stands once.

        Two dashes are in no id of a chapter, so a heading «2» of the first is not chapter 1.2. In an EPUB,
        an id is a name of XML without colons: https://www.w3.org/TR/xml-names/#NT-NCName.
        """
        return f"{self.id}--{_ODD.sub(lambda odd: f'_{ord(odd[0]):x}_', name)}"


class UnknownPageError(LookupError):
    """There is no such page.

    Args:
        where: what was asked for.
        near: what may have been meant, or None.
    """

    def __init__(self, where: str, near: str | None) -> None:
        super().__init__(where)
        self.near = near


def find_start(site: Site, where: str) -> Entry:
    """Return the page that a book begins with.

    Args:
        site: the whole of it.
        where: an address, or a path from the folder of the notes or of the project; empty for the front page.

    Raises:
        UnknownPageError: if there is none.
    """
    named = unquote(where).strip().removeprefix("./").strip("/")
    if named in {"", "."}:
        return site.root
    paths = (named, named.partition("/")[2])  # as a shell completes it, the folder of the notes comes first
    addresses = [f"/{named}/", *(url for path in paths if path and (url := site.url_of(path)))]
    entry = next((entry for url in addresses if (entry := site.entries.get(url))), None)
    if entry is None:
        known = [str(entry.path) for entry in site.entries.values() if entry is not site.root]
        known += [url.strip("/") for url in site.entries]
        raise UnknownPageError(where, next(filter(None, (nearest(path, known) for path in paths)), None))
    return entry


def chapters_of(site: Site, start: Entry) -> tuple[Chapter, ...]:
    """Return the chapters of a book, in reading order.

    Args:
        site: the whole of it.
        start: the page that the book begins with; what stands below it follows, be it in the navigation or,
            where that lacks a page, in its folder.
    """
    below: dict[str, list[Entry]] = defaultdict(list)
    for entry in site.entries.values():
        if entry is not site.missing and (trail := site.trail(entry)):
            below[trail[-1].url].append(entry)
    chapters = []
    pending = [Chapter(start, "", 0)]
    while pending:
        chapter = pending.pop()
        chapters.append(chapter)
        above = f"{chapter.number}." if chapter.number else ""
        children = [
            Chapter(entry, f"{above}{place}", chapter.depth + 1)
            for place, entry in enumerate(below.pop(chapter.entry.url, ()), 1)
        ]
        pending.extend(reversed(children))
    return tuple(chapters)
