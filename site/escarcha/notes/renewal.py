"""A Site in which some notes say something else and every note stands where it stood.

To place all notes anew takes as long as there are many; what is typed into one hardly ever moves any.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from escarcha.notes.note import Note, stem
from escarcha.notes.site import Entry, Section, Site, Tag
from escarcha.notes.titles import Outline, name_title, note_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

_PLACING = ("slug", "order", "group", "tags", "aliases", "draft", "date", "updated")
"""The keys of a header on which it depends where notes stand and how they are listed."""


def renew_site(site: Site, notes: Iterable[Note], outlines: Mapping[PurePosixPath, Outline]) -> Site | None:
    """Put notes into the places that they have in a Site.

    Args:
        site: as it was.
        notes: that have changed, as they are now.
        outlines: of these notes, by their paths.

    Returns:
        The Site with these notes; None if one of them may have to stand elsewhere, so that all are to be
        placed anew.
    """
    by_path = {entry.path: entry for entry in site.entries.values() if entry.note}
    renewed: dict[str, Entry] = {}
    for note in notes:
        entry = by_path.get(note.path)
        fresh = entry and _renew(entry, note, outlines[note.path], site)
        if not fresh:
            return None
        renewed[fresh.url] = fresh
    above = {section.url: section for url in renewed for section in site.ancestors(site.entries[url])}
    above |= {url: entry for url, entry in renewed.items() if isinstance(entry, Section)}
    # The longest address first: a section is made anew after those below it.
    for section in sorted(above.values(), key=lambda each: -len(each.url)):
        latest = renewed.get(section.url, section)
        children = tuple(renewed.get(child.url, child) for child in section.children)
        renewed[section.url] = dataclasses.replace(latest, children=children)  # type: ignore[call-arg]
    root = renewed.get(site.root.url, site.root)
    if not isinstance(root, Section):
        return None
    return site.renewed(
        root,
        {
            url: Tag(url, tag.name, tuple(renewed.get(each.url, each) for each in tag.entries))
            for url, tag in site.tags.items()
        },
        {old: renewed.get(entry.url, entry) for old, entry in site.redirects.items()},
        site.missing and renewed.get(site.missing.url, site.missing),
    )


def _renew(entry: Entry, note: Note, outline: Outline, site: Site) -> Entry | None:
    before = entry.note
    if before is None or before.former != note.former:
        return None
    if any(getattr(before.header, key) != getattr(note.header, key) for key in _PLACING):
        return None
    if site.settings.inline_tags and outline.tags != entry.outline.tags:
        return None
    source = site.settings.title_from
    title = note_title(note, outline, source)
    if isinstance(entry, Section):  # whose title may come from elsewhere
        if title != note_title(before, entry.outline, source):
            return None
        return dataclasses.replace(entry, note=note, outline=outline)
    title = title or name_title(stem(note.path))
    return dataclasses.replace(entry, note=note, outline=outline, title=title)
