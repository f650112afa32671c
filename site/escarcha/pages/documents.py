"""What can be found of a site: a Document for each page, and all that is made of them."""

from __future__ import annotations

import itertools
import math
from functools import cached_property
from typing import TYPE_CHECKING

from escarcha.notes.site import Section, Site
from escarcha.search import alphabetical, keep_index
from escarcha.search.document import Anchor, Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from escarcha.notes import Entry
    from escarcha.rendering.fragment import Fragment
    from escarcha.rendering.glossary import Glossary
    from escarcha.search import Letter, SearchIndex
    from escarcha.shelf import Shelf


GLOSSARY = 0.6
"""How likely the glossary is to be what a reader wants: it names everything and treats nothing at length."""

PLENTY, FADING = 30, 0.3
"""Of more headings it holds as well, the more of them the more: what each of a hundred short sections says in
passing adds up to more than what a page says that is about it.
"""


class Searchable:
    """What can be found of a site.

    Args:
        site: complete.
        fragment_of: returns the Fragment of an entry that has a note.
        glossary_of: returns the glossary, if the site has one.
        shelf: where the SearchIndex outlives the process.
    """

    def __init__(
        self,
        site: Site,
        fragment_of: Callable[[Entry], Fragment],
        glossary_of: Callable[[], Glossary | None],
        shelf: Shelf,
    ) -> None:
        self._site = site
        self._fragment_of = fragment_of
        self._glossary_of = glossary_of
        self._shelf = shelf
        self._documents: dict[str, Document] = {}

    @cached_property
    def documents(self) -> list[Document]:
        """What the search can find: no drafts, no note whose header says ``search: false``, no 404 page."""
        return [
            self.document(entry)
            for entry in self._site.entries.values()
            if not entry.note
            or (entry.note.header.search and not entry.note.header.draft and entry is not self._site.missing)
        ]

    def document(self, entry: Entry) -> Document:
        """Return an entry's page as the search sees it."""
        document = self._documents.get(entry.url)
        if document is None:
            fragment = self._fragment_of(entry) if entry.note else None
            document = self._documents[entry.url] = document_of(fragment, entry, self._site)
        return document

    @cached_property
    def alphabet(self) -> tuple[Letter, ...]:
        """Every title and heading that can be found, from A to Z."""
        return alphabetical(self.documents)

    @cached_property
    def index(self) -> SearchIndex:
        """What the search box reads; every note must have been rendered, or it is now."""
        groups = self._site.settings.synonyms
        own = itertools.chain.from_iterable(itertools.combinations(group, 2) for group in groups)
        glossary = self._glossary_of()
        return keep_index(self.documents, (*(glossary.pairs if glossary else ()), *own), self._shelf)

    @property
    def files(self) -> Iterator[str]:
        """The names of all files of the search but the first."""
        return itertools.chain(self.index.files, self._text_files)

    def file(self, name: str) -> bytes | None:
        """Return a file of the search by its name: of the SearchIndex, or with texts for excerpts."""
        content = self.index.files.get(name)
        if content is None and name in self._text_files:
            entry, at = self._text_files[name]
            content = self._fragment_of(entry).texts.files[at]
        return content

    @cached_property
    def _text_files(self) -> dict[str, tuple[Entry, int]]:
        """Of each file of texts, by its name, the entry that it belongs to, and its number."""
        by_href = {self._site.href(entry.url): entry for entry in self._site.entries.values()}
        return {
            name: (by_href[document.url], at)
            for document in self.documents
            for at, name in enumerate(document.text_files)
        }


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
        boost=_boost(entry, site, len(headings)),
    )


def _boost(entry: Entry, site: Site, headings: int) -> float:
    """Return what the header asks for, or what is usual for the kind of page."""
    asked = entry.note.header.search if entry.note else 1.0
    if asked != 1:
        return asked
    usual = GLOSSARY if entry is site.glossary else 1.0
    return min(usual, round(math.pow(PLENTY / max(headings, PLENTY), FADING), 2))


def _name(entry: Entry) -> list[str]:
    """Return the words of an entry's part of its address: often English where the title is not."""
    return entry.url.rstrip("/").rpartition("/")[2].split("-")
