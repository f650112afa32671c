"""Place notes and media in a Site: addresses, sections, order, tags, old addresses."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from escarcha.notes.material import Material, check_settings
from escarcha.notes.nav_placing import place_nav
from escarcha.notes.note import Note, stem
from escarcha.notes.order import natural_key
from escarcha.notes.site import MISSING_URL, SEARCH_URL, TAGS_URL, Entry, Media, Section, Site, Tag
from escarcha.notes.slugs import file_slug, old_address
from escarcha.notes.source import FOR_HOSTS, is_well_known
from escarcha.notes.titles import name_title

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from escarcha.notes.addresses import Addresses
    from escarcha.problems import Problem

INDEX_NAMES = ("index", "readme")
"""Notes that stand for their folder; where both are present, the first does."""

MISSING = PurePosixPath("404.md")
"""The note that is shown in place of a page that does not exist."""

OWN_FILES = (
    "/sitemap.xml",
    "/feed.xml",
    "/.nojekyll",
    "/_static",
    "/_search",
    "/_search.json",
    "/_python",
    "/_python.json",
    "/opensearch.xml",
    "/_social",
)
"""What the site writes besides pages; as if ``/_static`` were a file, so that nothing can go below it."""

REPLACEABLE = (MISSING_URL, "/robots.txt", *(f"/{name}" for name in FOR_HOSTS))
"""The same, but an author's own takes its place, or is joined with it."""

REVIEW_URL = "/repaso/"
"""Where readers are asked, if the settings want it."""

_ROOT = PurePosixPath()


def build_site(material: Material, addresses: Addresses) -> tuple[Site, list[Problem]]:
    """Give every note and medium its place; collisions and impossible addresses are reported together.

    Args:
        material: what there is to place.
        addresses: an empty register; afterwards it holds every address of the site.
    """
    for url in OWN_FILES:
        addresses.claim(url, "Escarcha")
    folders = _Folders(material, addresses)
    root = folders.section(_ROOT)
    missing = folders.missing()
    media = _place_media(material, folders, addresses)
    for url in REPLACEABLE:
        if url not in media and not (missing and url == MISSING_URL):
            addresses.claim(url, "Escarcha")
    addresses.claim(SEARCH_URL, "el buscador", is_file=False)
    if material.settings.review:
        addresses.claim(REVIEW_URL, "el repaso", is_file=False)
    bare = Site(
        settings=material.settings,
        root=root,
        media=media,
        tags={},
        redirects={},
        drafts=material.drafts,
        missing=missing,
        prefix=material.project.prefix,
        is_for_teachers=material.project.is_for_teachers,
    )
    ordered = dataclasses.replace(bare, nav=place_nav(bare))
    entries = ordered.entries.values()
    tags = _gather_tags(entries, addresses, in_text=material.settings.inline_tags)
    redirects = _place_redirects(entries, addresses)
    redirects |= _place_old(ordered, addresses)
    site = ordered.renewed(root, tags, redirects, missing)
    return site, [*addresses.problems, *check_settings(material, site)]


class _Folders:
    """The folders of ``content/`` that hold notes, on their way to becoming Sections.

    Folders whose names fold alike, such as «Red» and «red», are one; it goes by the name of the first.
    """

    def __init__(self, material: Material, addresses: Addresses) -> None:
        self._material = material
        self._addresses = addresses
        self._notes: dict[PurePosixPath, list[Note]] = defaultdict(list)
        self._below: dict[PurePosixPath, set[PurePosixPath]] = defaultdict(set)
        notes = [note for note in material.notes if note.path != MISSING]
        first = self._first = _fold({folder for note in notes for folder in note.path.parents})
        self._twins: dict[PurePosixPath, list[PurePosixPath]] = defaultdict(list)
        for note in notes:
            self._notes[first[note.path.parent]].append(note)
        for folder, one in first.items():
            if folder != one:
                self._twins[one].append(folder)
            elif folder != _ROOT:
                self._below[first[folder.parent]].add(folder)
        every = [_ROOT, *sorted(folder for group in self._below.values() for folder in group)]
        self._indexes: dict[PurePosixPath, Note] = {}
        for folder in every:
            if index := self._index(folder):
                self._indexes[folder] = index
        self.urls = {_ROOT: "/"}
        for folder, one in first.items():  # a folder comes after the one it lies in
            if folder == one != _ROOT:
                self.urls[folder] = f"{self.urls[folder.parent]}{self._slug(folder)}/"
            self.urls[folder] = self.urls[one]
        self._built: dict[PurePosixPath, Section] = {}
        # Deepest first, so that every section is made whole, with its children.
        for folder in sorted(every, key=lambda path: -len(path.parts)):
            self._built[folder] = self._build(folder)

    def section(self, folder: PurePosixPath) -> Section:
        """Return the Section a folder has become."""
        return self._built[folder]

    def missing(self) -> Entry | None:
        """Return the place of the note that stands for missing pages; its address is one of ours."""
        note = next((note for note in self._material.notes if note.path == MISSING), None)
        if note is None:
            return None
        self._addresses.claim(MISSING_URL, note.place)
        return self._entry_at(MISSING_URL, note)

    def _index(self, folder: PurePosixPath) -> Note | None:
        """Choose the note a folder shows: its own index, else the note beside it of the same address."""
        for wanted in INDEX_NAMES:
            for note in self._notes[folder]:
                if stem(note.path).lower() == wanted:
                    return note
        if folder == _ROOT:
            return None
        above, slug = self._first[folder.parent], file_slug(folder.name)[0]
        beside = [note for note in self._notes[above] if note is not self._indexes.get(above)]
        alike = [note for note in beside if file_slug(note.header.slug or stem(note.path))[0] == slug]
        return next((note for note in alike if stem(note.path) == folder.name), alike[0] if alike else None)

    def _slug(self, folder: PurePosixPath) -> str:
        index = self._indexes.get(folder)
        if index and index.header.slug is not None:
            return self._addresses.of_note(index)
        return self._addresses.of_folder(folder.name, self._material.place(folder))

    def _build(self, folder: PurePosixPath) -> Section:
        url, index = self.urls[folder], self._indexes.get(folder)
        self._addresses.claim(url, index.place if index else self._material.place(folder))
        shown = set(map(id, self._indexes.values()))
        children: list[Entry] = [self._built[below] for below in self._below[folder]]
        children += [self._entry(note, url) for note in self._notes[folder] if id(note) not in shown]
        return Section(
            url=url,
            title=self._title(folder, index),
            path=index.path if index else folder,
            note=index,
            updated=self._updated(index) if index else None,
            outline=self._material.outline(index),
            folder=folder,
            twins=tuple(self._twins[folder]),
            children=tuple(sorted(children, key=_rank)),
        )

    def _title(self, folder: PurePosixPath, index: Note | None) -> str:
        if folder == _ROOT and self._material.settings.title:
            return self._material.settings.title
        if index and (title := self._material.title(index)):
            return title
        # An index without a title of its own would be called «Index», and so would every other.
        if index and stem(index.path).lower() not in INDEX_NAMES:
            return name_title(stem(index.path))
        return "Apuntes" if folder == _ROOT else name_title(folder.name)

    def _entry(self, note: Note, section_url: str) -> Entry:
        url = f"{section_url}{self._addresses.of_note(note)}/"
        self._addresses.claim(url, note.place)
        return self._entry_at(url, note)

    def _entry_at(self, url: str, note: Note) -> Entry:
        title = self._material.title(note) or name_title(stem(note.path))
        return Entry(url, title, note.path, note, self._updated(note), self._material.outline(note))

    def _updated(self, note: Note) -> dt.date | None:
        return note.header.updated or self._material.changes.get(note.path) or note.header.date


def _rank(entry: Entry) -> tuple[object, ...]:
    """Sort by ``order`` in the header, then by file name."""
    path = entry.folder if isinstance(entry, Section) else entry.path
    order = entry.note.header.order if entry.note else None
    name = path.name if isinstance(entry, Section) else stem(path)
    return order is None, order or 0.0, natural_key(name), str(path)


def _fold(folders: Collection[PurePosixPath]) -> dict[PurePosixPath, PurePosixPath]:
    """Return, for each folder, the first of those that have its address; one above comes before."""
    first: dict[PurePosixPath, PurePosixPath] = {_ROOT: _ROOT}
    by_address: dict[tuple[PurePosixPath, str], PurePosixPath] = {}
    for folder in sorted({*folders, _ROOT} - {_ROOT}):
        address = first[folder.parent], file_slug(folder.name)[0]
        first[folder] = by_address.setdefault(address, folder)
    return first


def _place_media(material: Material, folders: _Folders, addresses: Addresses) -> dict[str, Media]:
    urls = dict(folders.urls)
    placed = {}
    for source in material.media:
        for folder in reversed([source.path.parent, *source.path.parent.parents]):
            if folder not in urls:
                urls[folder] = f"{urls[folder.parent]}{file_slug(folder.name)[0]}/"
        place = material.place(source.path)
        if is_well_known(source.path):
            url = f"/{source.path}"
        else:
            url = urls[source.path.parent] + addresses.of_media(source.path.name, place)
        addresses.claim(url, place)
        placed[url] = Media(url, source.path, source.file)
    return placed


def _gather_tags(ordered: Collection[Entry], addresses: Addresses, *, in_text: bool) -> dict[str, Tag]:
    """Gather notes under their tags; tags that fold alike, such as «Flask» and «flask», are one."""
    names: dict[str, str] = {}
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in ordered:
        tags = (*entry.note.header.tags, *(entry.outline.tags if in_text else ())) if entry.note else ()
        for name in tags:
            url = f"{TAGS_URL}{file_slug(name)[0]}/"
            names.setdefault(url, name)
            if entry not in entries[url]:
                entries[url].append(entry)
    if names:
        addresses.claim(TAGS_URL, "la lista de etiquetas", is_file=False)
    for url, name in names.items():
        addresses.claim(url, f"la etiqueta {name}", is_file=False)
    by_name = sorted(names, key=lambda url: natural_key(names[url]))
    return {url: Tag(url, names[url], tuple(entries[url])) for url in by_name}


def _place_old(site: Site, addresses: Addresses) -> dict[str, Entry]:
    """Place the old addresses that the settings name, where nothing is; the others are told."""
    placed = {}
    for old, path in site.settings.redirects.items():
        url, entry = old_address(old), site.entries.get(site.url_of(path.strip("/")) or "")
        if url and entry and url not in placed and addresses.is_free(url):
            addresses.claim(url, "redirects")
            placed[url] = entry
    return placed


def _place_redirects(ordered: Collection[Entry], addresses: Addresses) -> dict[str, Entry]:
    placed = {}
    for entry in ordered:
        if not entry.note:
            continue
        for name in entry.note.header.names:
            if "/" in name:
                addresses.doubt_name(name, entry.note)
        for alias in entry.note.header.old_addresses:
            url = addresses.of_alias(alias, entry.note)
            line = entry.note.header_lines["aliases"]
            if url and url != entry.url and addresses.claim(url, entry.note.place, line):
                placed[url] = entry
    # Last, and only where nothing is: what other tools ask for stops nobody here.
    for entry in ordered:
        if entry.note:
            for url in filter(addresses.is_free, entry.note.former):
                addresses.claim(url, entry.note.place)
                placed[url] = entry
    return placed
