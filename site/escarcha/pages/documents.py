"""A page as the search sees it: its Document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.notes.site import Section, Site
from escarcha.search.document import Anchor, Document

if TYPE_CHECKING:
    from escarcha.notes import Entry
    from escarcha.rendering.fragment import Fragment


GLOSSARY = 0.8
"""How likely the glossary is to be what a reader wants: it names everything and treats nothing at length."""


def document_of(fragment: Fragment | None, entry: Entry, site: Site) -> Document:
    """Make the Document of an entry.

    What stands under a heading that opens the note belongs to the top of the page.

    Args:
        fragment: of the entry's note, if it has one.
        entry: its place in the site.
        site: for the pages above it.
    """
    header = entry.note.header if entry.note else None
    headings = fragment.headings if fragment else ()
    is_opened = fragment is not None and fragment.is_opened
    return Document(
        url=site.href(entry.url),
        title=entry.title,
        trail=tuple(site.title(above) for above in site.trail(entry)[1:]),
        anchors=(
            Anchor("", headings[0].text if is_opened else ""),
            *(Anchor(heading.id, heading.text) for heading in headings[is_opened:]),
        ),
        extract=fragment.extract if fragment else b"",
        texts=fragment.texts.card if fragment else "",
        extra=(entry.description or "", *((*header.tags, *header.names) if header else ()), *_name(entry)),
        tags=tuple(tag.name for tag in site.tags_of(entry)),
        is_section=isinstance(entry, Section),
        file=entry.path.name if entry.note else "",
        boost=_boost(entry, site),
    )


def _boost(entry: Entry, site: Site) -> float:
    """Return what the header asks for, or what is usual for the kind of page."""
    asked = entry.note.header.search if entry.note else 1.0
    return GLOSSARY if asked == 1 and entry is site.glossary else asked


def _name(entry: Entry) -> list[str]:
    """Return the words of an entry's part of its address: often English where the title is not."""
    return entry.url.rstrip("/").rpartition("/")[2].split("-")
