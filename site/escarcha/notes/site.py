"""The Site: all notes, sections and media with their addresses, order and neighbours.

It is complete before anything is rendered and never changes afterwards.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from escarcha.notes.nav import Nav, NavNode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path, PurePosixPath

    from escarcha.config import Settings
    from escarcha.notes.note import Note
    from escarcha.notes.titles import Outline

TAGS_URL = "/etiquetas/"
MISSING_URL = "/404.html"
SEARCH_URL = "/buscar/"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One page's place in the site.

    Args:
        url: from the root of the site, with the final slash.
        title: what navigation and listings call it.
        path: of its note, or of its folder where it has no note.
        note: what it shows; None for a section without a note of its own.
        updated: when it was last revised, if anyone knows.
        outline: of its note.
    """

    url: str
    title: str
    path: PurePosixPath
    note: Note | None
    updated: dt.date | None
    outline: Outline

    @property
    def description(self) -> str | None:
        """What the header says it is about."""
        return self.note.header.description if self.note else None

    @property
    def group(self) -> str:
        """The name of the group of its folder that begins with it, or empty."""
        return (self.note.header.group if self.note else None) or ""


@dataclass(frozen=True, slots=True, eq=False)
class Section(Entry):
    """A folder of notes; its entry shows ``index.md`` or ``README.md`` if it has one.

    Args:
        folder: from ``content/``.
        twins: other folders that are this section, as their names fold alike.
        children: the notes and sections of the folder, in its own order.
    """

    folder: PurePosixPath
    twins: tuple[PurePosixPath, ...]
    children: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Media:
    """Any other file under ``content/``, published unchanged.

    Args:
        url: its address.
        path: from ``content/``.
        file: where it lies.
    """

    url: str
    path: PurePosixPath
    file: Path


@dataclass(frozen=True, slots=True)
class Tag:
    """A word notes are gathered under.

    Args:
        url: of its page.
        name: as the first note spells it.
        entries: the notes that carry it, in reading order.
    """

    url: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, eq=False)
class Site:
    """The whole site.

    Args:
        settings: of ``site.toml``.
        root: the front page; everything else hangs from it.
        media: by address.
        tags: by address, sorted as Spanish readers expect.
        redirects: old address → the entry that took its place.
        drafts: notes that are not published, by path.
        nav: the lines of the navigation; says in which order the site is read.
        missing: what is shown in place of a page that does not exist, if a note says it.
        prefix: below which it stands in an app of the author's, as part of the base path; empty in most.
        is_for_teachers: whether it has what is kept from students, so that nobody else is to find it.
    """

    settings: Settings
    root: Section
    media: Mapping[str, Media]
    tags: Mapping[str, Tag]
    redirects: Mapping[str, Entry]
    drafts: frozenset[PurePosixPath] = field(default_factory=frozenset)
    nav: Nav = field(default_factory=lambda: Nav(()))
    missing: Entry | None = None
    prefix: str = ""
    is_for_teachers: bool = False

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every page of a note or section by address, in reading order; last those that the Nav lacks."""
        placed = {entry.url: entry for entry in self._placed()}
        listed = {url: placed[url] for url in self.nav.lines if url in placed}
        return {self.root.url: self.root, **listed, **placed}

    def _placed(self) -> Iterator[Entry]:
        return chain(walk(self.root), [self.missing] if self.missing else [])

    @cached_property
    def parents(self) -> dict[str, Section]:
        """The section of the folder each entry lies in, by the entry's address; the front page has none."""
        sections = (entry for entry in walk(self.root) if isinstance(entry, Section))
        return {child.url: section for section in sections for child in section.children}

    @cached_property
    def _neighbours(self) -> dict[str, tuple[Entry | None, Entry | None]]:
        order = [None, self.root, *(self.entries[url] for url in self.nav.lines if url in self.entries), None]
        trios = zip(order, order[1:], order[2:], strict=False)
        return {entry.url: (before, after) for before, entry, after in trios if entry}

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Return the entries before and after this one in reading order; none where the Nav lacks it."""
        return self._neighbours.get(entry.url, (None, None))

    def trail(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the pages above an entry, from the front page down; by folders where the Nav lacks it."""
        if entry is self.root or entry.url not in self.nav.above:
            return self.ancestors(entry)
        above = (self.entries.get(node.url) for node in self.nav.above[entry.url])
        return (self.root, *(each for each in above if each))

    def listed(self, section: Section) -> tuple[NavNode, ...]:
        """Return the lines below a section in the Nav; where there are none, those of its folder."""
        node = self.nav.lines.get(section.url)
        nodes = self.nav.nodes if section is self.root else node.children if node else ()
        return nodes or tuple(
            NavNode("", child.url) for child in section.children if child.url not in self.nav.left_out
        )

    def title(self, entry: Entry) -> str:
        """Return what the Nav calls an entry, which may be another title than its page has."""
        return (node.title if (node := self.nav.lines.get(entry.url)) else "") or entry.title

    def ancestors(self, entry: Entry) -> tuple[Section, ...]:
        """Return the sections of the folders an entry lies in, from the front page down."""
        line: list[Section] = []
        above = self.parents.get(entry.url)
        while above:
            line.append(above)
            above = self.parents.get(above.url)
        return tuple(reversed(line))

    @cached_property
    def _tags_by_entry(self) -> dict[str, tuple[Tag, ...]]:
        found: dict[str, list[Tag]] = {}
        for tag in self.tags.values():
            for entry in tag.entries:
                found.setdefault(entry.url, []).append(tag)
        return {url: tuple(tags) for url, tags in found.items()}

    def tags_of(self, entry: Entry) -> tuple[Tag, ...]:
        """Return the tags a note carries, sorted as Spanish readers expect."""
        return self._tags_by_entry.get(entry.url, ())

    @cached_property
    def paths(self) -> dict[str, str]:
        """Address of every note, section folder and medium by its path from ``content/``, in NFC."""
        found = {_key(media.path): media.url for media in self.media.values()}
        for entry in self._placed():
            if isinstance(entry, Section):
                found |= {_key(folder): entry.url for folder in (*entry.twins, entry.folder)}
            if entry.note:
                found[_key(entry.note.path)] = entry.url
        return found

    @cached_property
    def bare_folders(self) -> frozenset[str]:
        """The folders that hold media and no note, so that they have no page: paths from ``content/``."""
        folders = {_key(folder) for media in self.media.values() for folder in media.path.parents}
        return frozenset(folders - {*self.paths, "."})

    def url_of(self, path: PurePosixPath | str) -> str | None:
        """Return the address of a note, folder or medium, however the disk spells its accents."""
        return self.paths.get(_key(path))

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self.paths:
            if path != ".":
                found.setdefault(path.rpartition("/")[2].casefold(), []).append(path)
        return found

    @cached_property
    def _called(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self.entries.values():
            for name in entry.note.header.names if entry.note else ():
                found.setdefault(_key(name).casefold(), []).append(_key(entry.path))
        return found

    def paths_called(self, name: str) -> list[str]:
        """Return the paths of the notes that have this among their ``aliases``, whatever its case."""
        return self._called.get(_key(name).casefold(), [])

    def paths_named(self, name: str) -> list[str]:
        """Return the paths of notes, folders and media that end with a name, whatever its case.

        Args:
            name: ``foto.png``, or as much of the path before it as is needed: ``viaje/foto.png``.
        """
        wanted = f"/{_key(name).casefold()}"
        alike = self._names.get(wanted.rpartition("/")[2], [])
        return sorted(path for path in alike if f"/{path.casefold()}".endswith(wanted))

    @cached_property
    def glossary(self) -> Entry | None:
        """The note that explains the terms of the others, if the settings name one."""
        path = self.settings.glossary
        return self.entries.get(self.url_of(path.strip("/")) or "") if path else None

    def renewed(
        self,
        root: Section,
        tags: Mapping[str, Tag],
        redirects: Mapping[str, Entry],
        missing: Entry | None = None,
    ) -> Site:
        """Return this Site with other notes in the same places, or other tags and old addresses."""
        site = replace(self, root=root, tags=tags, redirects=redirects, missing=missing)
        # Where things stand does not change, so what was worked out of it holds.
        kept = ("paths", "bare_folders", "_names", "_hrefs")
        vars(site).update({name: value for name, value in vars(self).items() if name in kept})
        return site

    def href(self, url: str) -> str:
        """Write an address as pages link to it: below the site's base path, percent-encoded."""
        href = self._hrefs.get(url)
        if href is None:
            href = self._hrefs[url] = quote(f"{self.settings.base_path}{url}", safe="/#?=&%~+")
        return href

    @cached_property
    def _hrefs(self) -> dict[str, str]:
        """What has been asked for: every page asks for the same addresses."""
        return {}

    def media_at(self, href: str) -> Media | None:
        """Return the file that a link written by ``href`` leads to, if it leads to one."""
        path = re.split("[?#]", href, maxsplit=1)[0]
        return self.media.get(unquote(path.removeprefix(self.settings.base_path)))

    def absolute(self, url: str) -> str:
        """Write an address with scheme and host, or an empty text where the site does not know its own."""
        return f"{self.settings.origin}{self.href(url)}" if self.settings.origin else ""


def walk(entry: Entry) -> Iterator[Entry]:
    """Yield an entry and everything below it, in reading order, without recursion."""
    pending = [entry]
    while pending:
        entry = pending.pop()
        yield entry
        if isinstance(entry, Section):
            pending.extend(reversed(entry.children))


def _key(path: PurePosixPath | str) -> str:
    return unicodedata.normalize("NFC", str(path))
