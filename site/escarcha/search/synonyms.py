"""Words of programming that notes say in two languages, or in two forms that a stemmer leaves apart."""

from __future__ import annotations

import functools
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.search.weights import pair
from escarcha.search.words import fold, is_stop_word, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_DIPHTHONG = re.compile("(?=[a-zñ]{5})([a-zñ]*)(ue|ie)([^aeiou]+)")
"""Of a stem of five letters or more, the last vowel, where it is one that verbs form."""

PHRASE = 2
"""Telling words of the longest phrase that is looked up; a longer one is only found for others."""


def synonyms_of_programming() -> Iterator[tuple[str, str]]:
    """Yield pairs of words or phrases that mean the same: each two of a line of ``synonyms.txt``."""
    for group in Path(__file__).with_name("synonyms.txt").read_text("utf-8").splitlines():
        yield from itertools.combinations(group.split(" = "), 2)


@functools.cache
def meanings_of_programming() -> tuple[tuple[str, str], ...]:
    """Return what words and phrases of programming are looked up by, and what they mean, by terms."""
    return tuple(both_ways(synonyms_of_programming()))


def both_ways(synonyms: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what each word or phrase is looked up by, and the terms that it means, with spaces between.

    Args:
        synonyms: pairs of words or phrases that mean the same.
    """
    stems = functools.lru_cache(maxsize=None)(_stems)
    same = [(stems(one), stems(other)) for one, other in synonyms]
    return [
        (_term(asked), " ".join(parts))
        for both in same
        for asked, parts in (both, both[::-1])
        if asked != parts and parts and 0 < len(asked) <= PHRASE
    ]


def equivalents(meanings: Iterable[tuple[str, str]], known: Container[str]) -> dict[str, list[str]]:
    """Return, for each term or pair of terms, those that mean the same and occur in the site.

    Args:
        meanings: what is looked up, and the terms that it means, with spaces between.
        known: the terms of the site.
    """
    found: dict[str, list[str]] = {}
    for source, target in meanings:
        if all(part in known for part in target.split(" ")) if " " in target else target in known:
            others = found.setdefault(source, [])
            if target not in others:
                others.append(target)
    return {source: sorted(others) for source, others in sorted(found.items())}


def alternation(term: str) -> str:
    """Return the other stem of a verb whose vowel changes, if a term may be a form of one; else nothing.

    Of «muestra» that of «mostrar», of «convierte» that of «convertir».
    """
    found = _DIPHTHONG.fullmatch(term) if "ue" in term or "ie" in term else None
    return f"{found[1]}{'o' if found[2] == 'ue' else 'e'}{found[3]}" if found else ""


def _stems(phrase: str) -> tuple[str, ...]:
    """Return the stems of a word, or of the telling words of a phrase."""
    words = tokens(phrase)
    telling = words if len(words) == 1 else [word for word in words if not is_stop_word(word)]
    return tuple(stem(fold(word)) for word in telling)


def _term(stems: tuple[str, ...]) -> str:
    """Return what a phrase is looked up by."""
    return pair(*stems) if len(stems) > 1 else "".join(stems)
