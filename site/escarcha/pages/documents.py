"""What can be found of a site: a Document for each page, and all that is made of them."""

from __future__ import annotations

import itertools
import math
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from escarcha.notes.site import Section, Site
from escarcha.rendering.accessible import says_nothing
from escarcha.search import alphabetical, keep_index
from escarcha.search.document import Anchor, Document, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from escarcha.notes import Entry
    from escarcha.pages.backlinks import Backlinks
    from escarcha.pages.store import FragmentStore
    from escarcha.rendering.fragment import Gist
    from escarcha.rendering.glossary import Glossary
    from escarcha.search import Letter, SearchIndex


GLOSSARY = 0.6
"""How likely the glossary is to be what a reader wants: it names everything and treats nothing at length."""

PLENTY, FADING = 30, 0.3
"""Of more headings it holds as well, the more of them the more: what each of a hundred short sections says in
passing adds up to more than what a page says that is about it.
"""

LONGEST_NAME, MOST_NAMES = 60, 20
"""Characters of what a link calls a page, and how many of such names count; a longer one is no name."""


class Searchable:
    """What can be found of a site.

    Args:
        site: complete.
        store: where Fragments come from, and where the SearchIndex outlives the process.
        glossary_of: returns the glossary, if the site has one.
        backlinks_of: returns the links between the notes.
    """

    def __init__(
        self,
        site: Site,
        store: FragmentStore,
        glossary_of: Callable[[], Glossary | None],
        backlinks_of: Callable[[], Backlinks],
    ) -> None:
        self._site = site
        self._store = store
        self._glossary_of = glossary_of
        self._backlinks_of = backlinks_of
        self._documents: dict[str, Document] = {}

    @cached_property
    def documents(self) -> list[Document]:
        """What the search can find: no drafts, no note whose header says ``search: false``, no 404 page."""
        return [
            msgspec.structs.replace(self.document(entry), called=self._called(entry))
            for entry in self._site.entries.values()
            if self._is_findable(entry)
        ]

    def _is_findable(self, entry: Entry) -> bool:
        header = entry.note.header if entry.note else None
        return not header or bool(header.search and not header.draft and entry is not self._site.missing)

    def _called(self, entry: Entry) -> tuple[str, ...]:
        """Return the names in its header and in links to it, sorted: one more that says the same is none."""
        names = self._backlinks_of().names(entry)
        said = dict.fromkeys(text for linking, text in names if self._is_findable(linking))
        brief = (text for text in said if 0 < len(text) <= LONGEST_NAME and not says_nothing(text))
        return tuple(sorted({*self.document(entry).called, *itertools.islice(brief, MOST_NAMES)}))

    def document(self, entry: Entry) -> Document:
        """Return an entry's page as the search sees it."""
        document = self._documents.get(entry.url)
        if document is None:
            document = self._documents[entry.url] = self._document(entry)
        return document

    def _document(self, entry: Entry) -> Document:
        if not entry.note:
            return document_of(None, "", entry, self._site)
        manuscript = entry.note.manuscript
        return document_of(self._store.gist(manuscript), self._store.key(manuscript), entry, self._site)

    def has_words(self, entry: Entry) -> bool:
        """Tell whether there is any word that an entry's page can be found by."""
        document = self.document(entry)
        return document.is_titled() or Whole(document, *self._extracts([document])).has_words()

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
        synonyms = (*(glossary.pairs if glossary else ()), *own)
        return keep_index(self.documents, self._extracts, synonyms, self._store.indexes)

    def _extracts(self, documents: Sequence[Document]) -> Iterator[bytes]:
        """Yield the Extract of the note of each of some pages, packed; of a page without one, nothing."""
        notes = [self._entry_at[document.url].note for document in documents]
        self._store.fetch(note.manuscript for note in notes if note)
        for note in notes:
            yield self._store.get(note.manuscript).extract if note else b""

    @cached_property
    def _entry_at(self) -> dict[str, Entry]:
        return {self._site.href(entry.url): entry for entry in self._site.entries.values()}

    @property
    def files(self) -> Iterator[str]:
        """The names of all files of the search but the first."""
        return itertools.chain(self.index.files, self._text_files)

    def file(self, name: str) -> bytes | None:
        """Return a file of the search by its name: of the SearchIndex, or with texts for excerpts."""
        content = self.index.files.get(name)
        if content is None and name in self._text_files:
            entry, at = self._text_files[name]
            content = self._store.get(entry.note.manuscript).text_files[at] if entry.note else None
        return content

    def content_key(self, name: str) -> bytes:
        """Name what is in a file of the search; of a file with texts, without reading these."""
        if name in self._text_files:
            entry, _ = self._text_files[name]
            return f"{self.document(entry).note} {name}".encode()
        return self.index.files.get(name, b"")

    @cached_property
    def _text_files(self) -> dict[str, tuple[Entry, int]]:
        """Of each file of texts, by its name, the entry that it belongs to, and its number."""
        return {
            name: (self._entry_at[document.url], at)
            for document in self.documents
            for at, name in enumerate(document.text_files)
        }


def document_of(gist: Gist | None, key: str, entry: Entry, site: Site) -> Document:
    """Make the Document of an entry.

    What stands under a heading that opens the note belongs to the top of the page.

    Args:
        gist: of the entry's note, if it has one.
        key: of its Fragment.
        entry: its place in the site.
        site: for the pages above it.
    """
    header = entry.note.header if entry.note else None
    headings = gist.headings if gist else ()
    is_opened = gist is not None and gist.is_opened
    return Document(
        url=site.href(entry.url),
        title=entry.title,
        trail=tuple(site.title(above) for above in site.trail(entry)[1:]),
        anchors=(
            Anchor("", headings[0].text if is_opened else ""),
            *(Anchor(heading.id, heading.text) for heading in headings[is_opened:]),
        ),
        note=key,
        texts=gist.texts if gist else "",
        extra=(entry.description or "", *(header.tags if header else ()), *_name(entry)),
        tags=tuple(tag.name for tag in site.tags_of(entry)),
        is_section=isinstance(entry, Section),
        file=entry.path.name if entry.note else "",
        called=header.names if header else (),
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
