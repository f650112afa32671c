"""One page as the search sees it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.search.words import fold, is_stop_word, stem, terms, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.search.passage import Passage

TITLE, HEADING, EXTRA = 14.0, 6.0, 3.0
"""What a word weighs alone in a title, alone in a heading, and in tags or a description; in prose it is 1."""

USUAL_LENGTH = 120
"""Tokens of an ordinary section. Fixed, and no average, so that a new note changes no other's weights."""

QUESTION = "¿"
"""The term of every section whose heading is a question."""


@dataclass(frozen=True, slots=True)
class Place:
    """A heading with its anchor, or the top of the page, whose anchor is empty."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A page that can be found.

    Args:
        url: as links have it.
        title: of the page.
        trail: the titles of the sections above it.
        places: the top of the page, and its headings.
        passages: what stands under each place.
        extra: what else the author says it is about: description, tags, and the name of the file.
        boost: how much likelier than others it is to be what a reader wants; 1 for most.
    """

    url: str
    title: str
    trail: tuple[str, ...]
    places: tuple[Place, ...]
    passages: tuple[tuple[Passage, ...], ...]
    extra: tuple[str, ...] = ()
    boost: float = 1.0

    def weigh(self) -> Iterator[dict[str, float]]:
        """Yield, for each place, how much each term weighs in it."""
        for number, (place, passages) in enumerate(zip(self.places, self.passages, strict=True)):
            weights: dict[str, float] = {}
            if number == 0:
                _add_heading(weights, self.title, TITLE)
                for text in self.extra:
                    _add(weights, {token: EXTRA for token in tokens(text) if not is_stop_word(token)})
            if place.text and not (number == 0 and place.text == self.title):
                _add_heading(weights, place.text, HEADING)
            length = sum(passage.length for passage in passages)
            # BM25's correction for length, https://doi.org/10.1561/1500000019, chapter 3.
            share = 0.1 / (0.7 + 0.3 * length / USUAL_LENGTH)
            for passage in passages:
                _add(weights, {token: weight * share for token, weight in passage.weights.items()})
            yield weights


def _add(weights: dict[str, float], more: dict[str, float]) -> None:
    for token, weight in more.items():
        for term in terms(token):
            weights[term] = weights.get(term, 0.0) + weight


def _add_heading(weights: dict[str, float], text: str, weight: float) -> None:
    """Add the words of a heading, its neighbours as pairs, and whether it asks something.

    The fewer words a heading has, the more each of them says.
    """
    words = tokens(text)
    telling = [word for word in words if not is_stop_word(word)]
    each = weight * 3 / (2 + max(1, len(telling)))
    _add(weights, dict.fromkeys(words, each))
    for pair in pairs(telling):
        weights[pair] = weights.get(pair, 0.0) + each
    if text.lstrip().startswith(QUESTION) or text.rstrip().endswith("?"):
        weights[QUESTION] = each


def pairs(words: list[str]) -> Iterator[str]:
    """Yield the terms of neighbouring tokens, stop words left out: ``ruta dinámica`` has ``rut dinam``."""
    stems = [stem(fold(word)) for word in words if not is_stop_word(word)]
    yield from (f"{one} {other}" for one, other in itertools.pairwise(stems))
