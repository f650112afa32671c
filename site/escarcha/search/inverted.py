"""What is known of all the pages together, and how it changes as pages come and go."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escarcha.search.merging import merge
from escarcha.search.postings import Posting, Postings
from escarcha.search.shards import Lines
from escarcha.search.spelling import Spellings
from escarcha.search.synonyms import alternation, both_ways, equivalents, meanings_of_programming
from escarcha.search.words import file_key, fold
from escarcha.search.writing import write_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escarcha.search.document import Document, Whole

    Numbered = Iterable[tuple[int, Whole]]


TERMS, CARDS, WORDS = 2_500, 1_500, 4_000
"""Characters of a file: of terms, of cards, and of words."""


@dataclass(slots=True)
class InvertedIndex:
    """The lines of the SearchIndex, and what they are made from; at first, those of no page.

    Args:
        terms: of each term its postings, and the terms that mean the same.
        cards: of each page what results show.
        words: of each word what it is spelled like.
        pages: how many pages have each term.
        spellings: the words of the pages.
        meanings: what each word of the field means, by terms.
        vowels: of each term that may be a form of a verb whose vowel changes, the other stem.
        same: of each term those that mean the same.
    """

    terms: Lines = field(default_factory=Lines)
    cards: Lines = field(default_factory=Lines)
    words: Lines = field(default_factory=Lines)
    pages: dict[str, int] = field(default_factory=dict)
    spellings: Spellings = field(default_factory=Spellings)
    meanings: list[tuple[str, str]] = field(default_factory=list)
    vowels: dict[str, str] = field(default_factory=dict)
    same: dict[str, list[str]] = field(default_factory=dict)

    def update(self, gone: Numbered, come: Numbered, synonyms: Iterable[tuple[str, str]]) -> None:
        """Take pages out, and put pages in.

        Args:
            gone: pages with their numbers, as they were when they were put in.
            come: pages with their numbers, in the order of these; an edited page has gone and come.
            synonyms: pairs of words or phrases that mean the same, besides those known anywhere.
        """
        cards: dict[str, str | None] = {}
        before: dict[int, dict[str, str]] = {}
        forgotten, postings = Spellings(), Postings()
        for slot, page in gone:
            cards[str(slot)] = None
            before[slot] = page.postings()
            page.spell(forgotten)
        for slot, page in come:
            cards[str(slot)] = _card(page.document)
            sections, known = page.postings(), before.get(slot, {})
            for term in [term for term, written in known.items() if sections.get(term) == written]:
                del known[term], sections[term]
            postings.add(slot, sections)
            page.spell(self.spellings)
        self.spellings.take_out(forgotten)
        self._change_terms(before, postings.terms, synonyms)
        self.cards = self.cards.changed(cards, CARDS)
        spelled, words = self.words.as_dict(), self.spellings.lines(self.pages)
        self.words = self.words.changed({word: words.get(word) for word in _differing(spelled, words)}, WORDS)

    def _change_terms(
        self,
        before: Mapping[int, Mapping[str, str]],
        come: dict[str, Posting],
        synonyms: Iterable[tuple[str, str]],
    ) -> None:
        gone: dict[str, list[int]] = {}
        for slot in before:
            for term in before[slot]:
                gone.setdefault(term, []).append(slot)
        texts: dict[str, str] = {}
        nothing = Posting()
        for term in {*gone, *come}:
            posting = come.pop(term, nothing)  # which frees what a large site has millions of
            texts[term], pages = posting.text.decode(), posting.pages
            if term in self.pages:
                texts[term], pages = merge(self._written(term), gone.get(term, ()), texts[term])
            elif other := alternation(term):
                self.vowels[term] = other
            if pages:
                self.pages[term] = pages
            else:
                del self.pages[term]
        same = self._equivalents(synonyms)
        changes: dict[str, str | None] = {}
        for term in {*texts, *_differing(self.same, same)}:
            if term in self.pages or term in same:
                text = texts[term] if term in texts else self._written(term)
                changes[term] = "\t".join([text, *same.get(term, ())])
            else:
                changes[term] = None
        self.same = same
        self.terms = self.terms.changed(changes, TERMS, file_key)

    def _written(self, term: str) -> str:
        """Return the postings of a term."""
        return self.terms.text(term, file_key(term)).partition("\t")[0]

    def _equivalents(self, synonyms: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
        self.meanings = self.meanings or [*meanings_of_programming()]
        self.vowels = {one: other for one, other in self.vowels.items() if one in self.pages}
        known = [(one, other) for one, other in self.vowels.items() if other in self.pages]
        back = [(other, one) for one, other in known]
        return equivalents(itertools.chain(self.meanings, both_ways(synonyms), known, back), self.pages)


def _differing(one: Mapping[str, object], other: Mapping[str, object]) -> set[str]:
    """Return the keys under which two mappings have not the same."""
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def _card(document: Document) -> str:
    """Return what results show of a page."""
    anchors = [
        part
        for anchor in document.anchors[1:]
        for part in ("" if anchor.id == _usual_anchor(anchor.text) else anchor.id, anchor.text)
    ]
    trail, tags = " › ".join(document.trail), "\n".join(document.tags)
    return write_json([document.url, document.title, trail, document.texts, tags, *anchors])


def _usual_anchor(text: str) -> str:
    """Return the anchor that most headings with a text have: cards leave it out."""
    return re.sub("[^a-z0-9]+", "-", fold(text).replace("ñ", "n")).strip("-")
