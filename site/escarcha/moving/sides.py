"""The Site as it was, and as it will be when something has moved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from escarcha.notes import place_notes
from escarcha.pages.links import resolve, resolve_wikilink, wikilink_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from escarcha.config import Settings
    from escarcha.config.nav_lines import NavLine
    from escarcha.notes import Entry, Gathering, Note, Outline, Reading, Site

    Paths = Callable[[PurePosixPath], PurePosixPath]


@dataclass(frozen=True, slots=True)
class Side:
    """The notes of a project at one time.

    Args:
        notes: by path.
        reading: their Site.
        entries: their places in it, by path.
    """

    notes: Mapping[PurePosixPath, Note]
    reading: Reading
    entries: Mapping[PurePosixPath, Entry]
    _known: dict[tuple[PurePosixPath, str, bool], tuple[str, bool] | None] = field(default_factory=dict)
    _meanings: dict[tuple[PurePosixPath, str], int] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        """Where all stand."""
        return self.reading.site

    def url_of(self, path: PurePosixPath) -> str | None:
        """Return the address of something by its path."""
        return self.site.url_of(path)

    def leads_to(self, address: str, path: PurePosixPath, *, is_wikilink: bool) -> tuple[str, bool] | None:
        """Return where a link leads, and whether only by an old address or a name; None if nowhere here.

        Args:
            address: as the author wrote it.
            path: of the note that it stands in.
            is_wikilink: whether it is looked up by name.
        """
        key = (path if address[:1] in {"#", "?"} else path.parent, address, is_wikilink)
        if key not in self._known:  # the notes of a folder link to the same, and each link is asked for again
            self._known[key] = self._leads_to(address, path, is_wikilink=is_wikilink)
        return self._known[key]

    def _leads_to(self, address: str, path: PurePosixPath, *, is_wikilink: bool) -> tuple[str, bool] | None:
        site, entry = self.site, self.entries[path]
        href = (resolve_wikilink if is_wikilink else resolve)(address, entry, site)
        if "://" in href:
            return None
        url = unquote(re.split("[?#]", href, maxsplit=1)[0])
        if url.startswith(f"{site.settings.base_path}/"):
            url = url.removeprefix(site.settings.base_path)
        if url in site.redirects:
            return site.redirects[url].url, True
        if not is_wikilink and url in site.media and "/" not in address:
            return url, site.media[url].path.parent != path.parent
        known = url in site.entries or url in site.media or url in site.tags
        return (url, False) if known else None

    def path_at(self, url: str) -> PurePosixPath | None:
        """Return the path of what stands at an address; None for what is no file or folder."""
        if entry := self.site.entries.get(url):
            return entry.path
        return self.site.media[url].path if url in self.site.media else None

    def meanings(self, address: str, path: PurePosixPath) -> int:
        """Return how many files a wikilink may mean."""
        key = path.parent, address
        if key not in self._meanings:
            self._meanings[key] = len(wikilink_paths(address, self.entries[path], self.site))
        return self._meanings[key]


def side_of(gathering: Gathering, outlines: Mapping[PurePosixPath, Outline]) -> Side:
    """Place the notes of a project.

    Raises:
        EscarchaError: if they cannot be a site.
    """
    reading = place_notes(gathering, outlines)
    entries = {entry.path: entry for entry in reading.site.entries.values() if entry.note}
    notes = {note.path: note for note in gathering.notes.values() if note.path in entries}
    return Side(notes, reading, entries)


def with_paths(gathering: Gathering, to: Paths, settings: Settings) -> Gathering:
    """Return the notes and media of a project as if each lay at another path.

    Args:
        gathering: as they lie.
        to: gives the other path.
        settings: of the site as it is then.
    """
    project = gathering.project
    notes = {}
    for source, note in gathering.notes.items():
        path = to(source.path)
        place = project.display(project.content / path)
        notes[replace(source, path=path)] = replace(note, path=path, place=place)
    media = tuple(
        sorted((replace(each, path=to(each.path)) for each in gathering.media), key=lambda each: each.path)
    )
    hidden = frozenset(map(to, gathering.hidden))
    ordered = dict(sorted(notes.items(), key=lambda item: item[0].path))
    return replace(gathering, settings=settings, notes=ordered, media=media, hidden=hidden)


def moved_settings(settings: Settings, to: Paths) -> Settings:
    """Return settings that name everything by its other path."""

    def moved(name: str) -> str:
        path = PurePosixPath(name.strip("/"))
        other = to(path)
        return name if other == path or not name else f"{other}{'/' if name.endswith('/') else ''}"

    def moved_line(line: NavLine) -> NavLine:
        lines = tuple(map(moved_line, line.lines))
        return msgspec.structs.replace(line, target=moved(line.target), lines=lines)

    return msgspec.structs.replace(
        settings,
        nav=tuple(map(moved_line, settings.nav)),
        glossary=moved(settings.glossary),
        redirects={old: moved(new) for old, new in settings.redirects.items()},
        style=tuple(map(moved, settings.style)),
        icon=moved(settings.icon),
        social_cards=moved(settings.social_cards)
        if isinstance(settings.social_cards, str)
        else settings.social_cards,
        math_macros=moved(settings.math_macros),
        abbreviations=tuple(map(moved, settings.abbreviations)),
    )
