"""The words of a site as it spells them, so that a mistyped one can be told what it may have meant."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from escarcha.search.words import fold, is_stop_word, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escarcha.search.postings import Posting

MOST, SHORTEST = 8_000, 4
"""Words kept, and letters that the shortest has: with less, any word is near to any other."""

_WORD = re.compile(r"[^\W\d]+")


class Spellings:
    """Gathers the words of a note, or of a site.

    Args:
        words: in how many sections each is spelled so.
        heads: the terms of words in headings.
    """

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.heads: set[str] = set()

    def add(self, times: Mapping[str, int]) -> None:
        """Add tokens, each with how many sections hold it."""
        known = self.words.get
        for token, sections in times.items():
            if word := _word(token):
                self.words[word] = known(word, 0) + sections

    def add_heading(self, *texts: str) -> None:
        """Add titles or headings."""
        found = Counter(token for text in texts for token in tokens(text))
        self.add(found)
        self.heads.update(_term(word) for token in found if (word := _word(token)))

    def merge(self, words: Mapping[str, int], heads: Iterable[str]) -> None:
        """Add what another has gathered."""
        known = self.words.get
        for word, times in words.items():
            self.words[word] = known(word, 0) + times
        self.heads.update(heads)

    def lines(self, terms: dict[str, Posting]) -> dict[str, str]:
        """Return what the index says of each word: how common it is, and its accents.

        Words are filed without accents; ``62ú`` says that it occurs some 32 times, and that the letter
        behind the second is ``ú``.

        Args:
            terms: the terms of the site, to tell how common each is.
        """
        known = [
            (term not in self.heads, -times, word)
            for word, times in self.words.items()
            if (term := _term(word)) in terms and (term in self.heads or terms[term].pages > 1)
        ]
        found: dict[str, str] = {}
        for _, fewer, word in sorted(known)[:MOST]:
            bare = fold(word)
            letters = zip(word, bare, strict=False) if len(word) == len(bare) else ()
            accents = "".join(
                f"{at}{letter}" for at, (letter, other) in enumerate(letters) if letter != other
            )
            found.setdefault(bare.replace("ñ", "n"), f"{min(9, (-fewer).bit_length())}{accents}")
        return found


@functools.lru_cache(maxsize=200_000)
def _word(token: str) -> str:
    """Return a token in small letters, or nothing if it is not kept."""
    if len(token) < SHORTEST or not _WORD.fullmatch(token) or is_stop_word(token):
        return ""
    return unicodedata.normalize("NFC", token.lower())


def _term(word: str) -> str:
    return stem(fold(word))
