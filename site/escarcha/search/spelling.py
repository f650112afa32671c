"""The words of a site as it spells them, so that a mistyped one can be told what it may have meant."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from escarcha.search.words import fold, is_stop_word, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escarcha.search.postings import Posting

MOST, SHORTEST = 8_000, 4
"""Words kept, and letters that the shortest has: with less, any word is near to any other."""

_WORD = re.compile(r"[^\W\d]+")


class Spellings:
    """Gathers the words of a note, or of a site."""

    def __init__(self) -> None:
        self.by_term: dict[str, dict[str, int]] = {}
        self.heads: set[str] = set()

    def add(self, token: str, times: int = 1) -> str:
        """Add a token that so many sections hold; returns its term, or nothing if it is not kept."""
        if len(token) < SHORTEST or not _WORD.fullmatch(token) or is_stop_word(token):
            return ""
        term = stem(fold(token))
        known = self.by_term.setdefault(term, {})
        word = unicodedata.normalize("NFC", token.lower())
        known[word] = known.get(word, 0) + times
        return term

    def add_heading(self, *texts: str) -> None:
        """Add titles or headings."""
        for text in texts:
            for token in tokens(text):
                if term := self.add(token):
                    self.heads.add(term)

    def merge(self, by_term: Mapping[str, Mapping[str, int]], heads: Iterable[str]) -> None:
        """Add what another has gathered."""
        for term, spellings in by_term.items():
            known = self.by_term.setdefault(term, {})
            for word, times in spellings.items():
                known[word] = known.get(word, 0) + times
        self.heads.update(heads)

    def lines(self, terms: dict[str, Posting]) -> dict[str, str]:
        """Return what the index says of each word: how common it is, and its accents.

        Words are filed without accents; ``62ú`` says that it occurs some 32 times, and that the letter
        behind the second is ``ú``.

        Args:
            terms: the terms of the site, to tell how common each is.
        """
        known = [
            (term in self.heads, times, word)
            for term, words in self.by_term.items()
            if term in terms and (term in self.heads or terms[term].pages > 1)
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
