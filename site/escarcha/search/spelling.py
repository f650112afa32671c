"""The words of a site as it spells them, so that a mistyped one can be told what it may have meant."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from escarcha.search.words import fold, is_stop_word, stem, tokens

if TYPE_CHECKING:
    from escarcha.search.document import Document
    from escarcha.search.postings import Posting

MOST, SHORTEST = 8_000, 4
"""Words kept, and letters that the shortest has: with less, any word is near to any other."""

_WORD = re.compile(r"[^\W\d]+")


class Spellings:
    """Gathers the words of a site."""

    def __init__(self) -> None:
        self._spellings: dict[str, Counter[str]] = {}
        self._in_headings: set[str] = set()

    def add(self, document: Document) -> None:
        """Add the words of a page."""
        for passages in document.passages:
            for passage in passages:
                for token in passage.weights:
                    self._add(token, 1)
        for text in (document.title, *(place.text for place in document.places)):
            for token in tokens(text):
                term = self._add(token, 1)
                if term:
                    self._in_headings.add(term)

    def _add(self, token: str, times: int) -> str:
        if len(token) < SHORTEST or not _WORD.fullmatch(token) or is_stop_word(token):
            return ""
        term = stem(fold(token))
        self._spellings.setdefault(term, Counter())[unicodedata.normalize("NFC", token.lower())] += times
        return term

    def lines(self, terms: dict[str, Posting]) -> dict[str, str]:
        """Return what the index says of each word: how common it is, and its accents.

        Words are filed without accents; ``62ú`` says that it occurs some 32 times, and that the letter
        behind the second is ``ú``.

        Args:
            terms: the terms of the site, to tell how common each is.
        """
        known = [
            (term in self._in_headings, times, word)
            for term, words in self._spellings.items()
            if term in terms and (term in self._in_headings or terms[term].pages > 1)
            for word, times in words.items()
        ]
        known.sort(key=lambda item: (-item[0], -item[1], item[2]))
        found: dict[str, str] = {}
        for _, times, word in known[:MOST]:
            bare = fold(word)
            letters = zip(word, bare, strict=False) if len(word) == len(bare) else ()
            accents = "".join(
                f"{at}{letter}" for at, (letter, other) in enumerate(letters) if letter != other
            )
            found.setdefault(bare.replace("ñ", "n"), f"{min(9, times.bit_length())}{accents}")
        return found
