"""Words of programming that notes say in two languages, or in two forms that a stemmer leaves apart."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.search.weights import pair
from escarcha.search.words import fold, is_stop_word, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_DIPHTHONG = re.compile("(?=[a-zñ]{5})([a-zñ]*)(ue|ie)([^aeiou]+)")
"""Of a stem of five letters or more, the last vowel, where it is one that verbs form."""

SYNONYMS = tuple(
    pair
    for group in Path(__file__).with_name("synonyms.txt").read_text("utf-8").splitlines()
    for pair in itertools.combinations(group.split(" = "), 2)
)
"""Pairs of words or phrases that mean the same: each two of a line of ``synonyms.txt``."""


def equivalents(synonyms: Iterable[tuple[str, str]], known: Collection[str]) -> dict[str, list[str]]:
    """Return, for each term or pair of terms, those that mean the same and occur in the site.

    Args:
        synonyms: pairs of words or phrases.
        known: the terms of the site.
    """
    found: dict[str, list[str]] = {}
    same = [(_stems(one), _stems(other)) for one, other in synonyms]
    for both in (*same, *(((one,), (other,)) for one, other in _alternating(known))):
        for asked, parts in (both, both[::-1]):
            source = _term(asked)
            if source and asked != parts and all(part in known for part in parts):
                others = found.setdefault(source, [])
                if (target := " ".join(parts)) not in others:
                    others.append(target)
    return {source: sorted(others) for source, others in sorted(found.items())}


def _alternating(known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the stems of verbs whose vowel changes: «muestra» and «mostrar», «convierte» and «convertir»."""
    for term in known:
        found = _DIPHTHONG.fullmatch(term)
        if found:
            other = f"{found[1]}{'o' if found[2] == 'ue' else 'e'}{found[3]}"
            if other in known:
                yield term, other


def _stems(phrase: str) -> tuple[str, ...]:
    """Return the stems of a word, or of the two telling words of a phrase; of a longer one, none."""
    words = tokens(phrase)
    telling = words if len(words) == 1 else [word for word in words if not is_stop_word(word)]
    return tuple(stem(fold(word)) for word in telling) if len(telling) in {1, 2} else ()


def _term(stems: tuple[str, ...]) -> str:
    """Return what a phrase is looked up by."""
    return pair(*stems) if len(stems) > 1 else "".join(stems)
