"""One page as the search sees it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import msgspec

from escarcha.search.extract import unpack
from escarcha.search.weights import EXTRA, TITLE, TRAIL, Weights, pairs
from escarcha.search.words import fold, has_terms, is_stop_word, terms, tokens

if TYPE_CHECKING:
    from escarcha.search.spelling import Spellings


ENDING = ".md"
"""How the term ends that a note is found by if somebody types the name of its file."""


class Anchor(msgspec.Struct, frozen=True):
    """Where a link into a page leads.

    Args:
        id: of a heading; empty for the top of the page.
        text: of the heading.
    """

    id: str
    text: str


class Document(msgspec.Struct, frozen=True):
    """A page that can be found.

    Args:
        url: as links have it.
        title: of the page.
        trail: the titles of the sections above it.
        anchors: the top of the page, and its headings.
        note: names what its note says, whose Extract belongs to it; empty if it has none.
        extra: what else the author says it is about: description, tags, and the name of the file.
        boost: how much likelier than others it is to be what a reader wants; 1 for most.
        tags: as the author writes them.
        texts: what its card says of the files that excerpts are taken from; empty if there are none.
        is_section: whether other pages are below it.
        file: the name of its note on the disk, to be found as a whole.
        called: its other names: those of its header, and what links in other notes call it.
    """

    url: str
    title: str
    trail: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    note: str = ""
    extra: tuple[str, ...] = ()
    boost: float = 1.0
    tags: tuple[str, ...] = ()
    texts: str = ""
    is_section: bool = False
    file: str = ""
    called: tuple[str, ...] = ()

    def places(self) -> list[str]:
        """Return the terms by which a search keeps to a section or a tag, as no word is written."""
        within = (*self.trail, self.title) if self.is_section else self.trail
        sections = [f"/{'/'.join(map(_plain, within[:depth]))}" for depth in range(1, len(within) + 1)]
        return [*sections, *(f"#{_plain(tag)}" for tag in self.tags)]

    def is_titled(self) -> bool:
        """Tell whether there is a word in the title, so that it can be found by it."""
        return any(map(has_terms, tokens(self.title)))

    @property
    def text_files(self) -> list[str]:
        """The names of the files that its excerpts are taken from, in order."""
        name, _, starts = self.texts.partition(" ")
        return [f"{name}-{at}.txt" for at in range(len(starts.split()))]


class Whole(msgspec.Struct, frozen=True):
    """A Document, with what its note says.

    Args:
        document: the page.
        extract: of its note, packed; empty if it has none.
    """

    document: Document
    extract: bytes = b""

    def postings(self) -> dict[str, str]:
        """Return each term with the sections that hold it, as they are written down.

        The title of a folder without a note says less: there is nothing to read.
        """
        page, title = self.document, Weights()
        title.add_heading(page.title, TITLE if page.note else TITLE / 2)
        top = Weights(title)
        for text in page.extra:
            top.add_extra(text)
        for text in page.trail:
            top.add_extra(text, TRAIL)
        if page.anchors[0].text != page.title:
            top.add_heading(page.anchors[0].text)
        for term in itertools.chain.from_iterable(map(terms, tokens(page.file))):
            if term.endswith(ENDING):
                top.add(term, EXTRA)
        for term in self._names() - title.keys():
            top.add(term, EXTRA)
        for place in page.places():
            top.add(place, 1.0)
        return unpack(self.extract).postings(top)

    def _names(self) -> set[str]:
        """Return the terms of its other names, of neighbours too, each once however many say it."""
        names = [[word for word in tokens(text) if not is_stop_word(word)] for text in self.document.called]
        words = map(terms, itertools.chain.from_iterable(names))
        return {*itertools.chain.from_iterable(words), *itertools.chain.from_iterable(map(pairs, names))}

    def spell(self, spellings: Spellings) -> None:
        """Add the words of the page to those of the site."""
        extract = unpack(self.extract)
        spellings.merge(extract.spellings, extract.heads)
        spellings.add_heading(self.document.title)

    def has_words(self) -> bool:
        """Tell whether there is any word that it can be found by."""
        unnamed = Whole(msgspec.structs.replace(self.document, file=""), self.extract)
        return not unnamed.postings().keys() <= {*self.document.places()}


def _plain(name: str) -> str:
    """Write the name of a section or a tag as a part of a term; so does ``45-places.js``."""
    return "-".join(map(fold, tokens(name)))
