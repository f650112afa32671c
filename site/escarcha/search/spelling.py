"""The words of a site as it spells them, so that a mistyped one can be told what it may have meant."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escarcha.search.words import fold, is_stop_word, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST, SHORTEST = 8_000, 4
"""Words kept, and letters that the shortest has: with less, any word is near to any other."""

FREQUENT, MOST_FREQUENT = " ", 400
"""What stands before the words that a site has most often, which are filed again, and how many they are."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""How common a word is: how often it doubles."""

_HEAD = 2**40
"""What a word of a heading has more than any other."""

_WORD = re.compile(r"[^\W\d]+")


@dataclass(slots=True)
class Spellings:
    """Gathers the words of a note, or of a site.

    Args:
        words: in how many sections each is spelled so.
        heads: the terms of words in headings, and how often they were gathered.
        terms: of the words of a site, side by side with them.
    """

    words: dict[str, int] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    terms: list[str] = field(default_factory=list)

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
        self._add_heads({_term(word) for token in found if (word := _word(token))})

    def merge(self, words: Mapping[str, int], heads: Iterable[str]) -> None:
        """Add what another has gathered."""
        known = self.words.get
        for word, times in words.items():
            self.words[word] = known(word, 0) + times
        self._add_heads(heads)

    def take_out(self, gone: Spellings) -> None:
        """Undo what added some words and headings; a word that is left nowhere stays, with none."""
        for mine, others in ((self.words, gone.words), (self.heads, gone.heads)):
            for key, times in others.items():
                mine[key] -= times

    def lines(self, pages: Mapping[str, int]) -> dict[str, str]:
        """Return what the index says of each word of a site: how common it is, and its accents.

        Words are filed without accents; ``62ú`` says that it occurs some 32 times, and that the letter
        behind the second is ``ú``.

        Args:
            pages: the terms of the site, and how many pages have each.
        """
        self.terms.extend(map(_term, itertools.islice(self.words, len(self.terms), None)))
        heads = {term for term, times in self.heads.items() if times and term in pages}
        common = {term for term, times in pages.items() if times > 1}
        ranks = [
            times + _HEAD if times and term in heads else times if term in common else 0
            for times, term in zip(self.words.values(), self.terms, strict=True)
        ]
        least = max([1, *sorted(ranks, reverse=True)[MOST - 1 : MOST]])
        known = [(-rank, word) for rank, word in zip(ranks, self.words, strict=True) if rank >= least]
        found: dict[str, str] = {}
        for fewer, word in sorted(known)[:MOST]:
            bare = fold(word)
            accents = "" if bare == word else _accents(word, bare)
            found.setdefault(bare.replace("ñ", "n"), f"{_DIGITS[(-fewer % _HEAD).bit_length()]}{accents}")
        frequent = sorted(found, key=lambda word: (-_DIGITS.index(found[word][0]), word))[:MOST_FREQUENT]
        return found | {f"{FREQUENT}{word}": found[word] for word in frequent}

    def _add_heads(self, terms: Iterable[str]) -> None:
        known = self.heads.get
        for term in terms:
            self.heads[term] = known(term, 0) + 1


def _accents(word: str, bare: str) -> str:
    """Return which letters of a word have an accent, each behind its place."""
    letters = zip(word, bare, strict=False) if len(word) == len(bare) else ()
    return "".join(f"{at}{letter}" for at, (letter, other) in enumerate(letters) if letter != other)


@functools.lru_cache(maxsize=200_000)
def _word(token: str) -> str:
    """Return a token in small letters, or nothing if it is not kept."""
    if len(token) < SHORTEST or not _WORD.fullmatch(token) or is_stop_word(token):
        return ""
    return unicodedata.normalize("NFC", token.lower())


def _term(word: str) -> str:
    return stem(fold(word))
