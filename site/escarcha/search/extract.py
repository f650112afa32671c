"""What a note's text says to the search, whatever the rest of the site; its Fragment keeps it."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from escarcha.search.spelling import Spellings
from escarcha.search.weights import LEVELS, MOST, Weights, level, share
from escarcha.search.writing import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escarcha.search.passage import Passage

_DISTANCE = 2 * LEVELS
"""What one section more between two counts for in the number of the second."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The terms of a note by sections, and its words as it spells them.

    Args:
        top: what each term weighs at the top of the page, whose title is not known here.
        below: for each term under headings, the number of the first section that holds it, counted from the
            top of the page.
        others: what is written of the other sections; most terms have none.
        spellings: in how many sections each word is spelled so.
        heads: the terms of words in headings.
    """

    top: dict[str, float] = field(default_factory=dict)
    below: dict[str, int] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    spellings: dict[str, int] = field(default_factory=dict)
    heads: tuple[str, ...] = ()

    def postings(self, top: Weights) -> Iterator[tuple[str, str]]:
        """Yield each term with its sections: how far from the one before, level, whether the last.

        Args:
            top: what else is at the top of the page; grows.
        """
        below, others = self.below.get, self.others.get
        for term, weight in self.top.items():
            top[term] = top.get(term, 0.0) + weight
        for term, weight in top.items():
            if first := below(term):
                yield term, number(level(weight) * 2) + number(first - _DISTANCE) + others(term, "")
            else:
                yield term, number(level(weight) * 2 + 1)
        for term, first in self.below.items():
            if term not in top:
                yield term, number(first) + others(term, "")


def pack_extract(passages: Sequence[Passage], headings: Sequence[str], *, is_opened: bool) -> bytes:
    """Make the Extract of a note, as small as it can be kept in memory; ``unpack`` takes it apart.

    Args:
        passages: what comes before the first heading, and under each.
        headings: their texts.
        is_opened: whether the first heading opens the note: what is under it is the top of the page.
    """
    spellings = Spellings()
    times = Counter(itertools.chain.from_iterable(passage.weights for passage in passages))
    spellings.add(times)
    spellings.add_heading(*headings)
    first = 2 if is_opened else 1
    top = _weigh("", passages[:first])
    below: dict[str, int] = {}
    others: dict[str, list[int]] = {}
    for section, (text, passage) in enumerate(
        zip(headings[first - 1 :], passages[first:], strict=True), start=1
    ):
        for term, weight in _weigh(text, [passage]).items():
            place = section * LEVELS + level(weight)
            if below.setdefault(term, place) != place:
                others.setdefault(term, []).append(place)
    made = Extract(
        dict(top),
        {term: place * 2 + (term not in others) for term, place in below.items()},
        {term: _write(below[term], places) for term, places in others.items()},
        spellings.words,
        tuple(sorted(spellings.heads)),
    )
    return msgspec.msgpack.encode(made)


@functools.lru_cache(maxsize=1)
def unpack(extract: bytes) -> Extract:
    """Return what has been packed; of nothing, an empty Extract."""
    return msgspec.msgpack.decode(extract, type=Extract) if extract else Extract()


def _weigh(heading: str, passages: Sequence[Passage]) -> Weights:
    each = share(sum(passage.length for passage in passages))
    weights = Weights()
    for passage in passages:
        weights.add_tokens(passage.weights, each)
    for term, weight in weights.items():
        if weight > MOST:
            weights[term] = MOST
    head = Weights()
    head.add_heading(heading)
    for term, weight in head.items():
        weights.add(term, weight)
    return weights


def _write(first: int, others: Iterable[int]) -> str:
    """Write the places behind the first, each by its distance from the one before."""
    numbers = [
        2 * (place - (before // LEVELS + 1) * LEVELS)
        for before, place in itertools.pairwise((first, *others))
    ]
    numbers[-1] += 1
    return "".join(map(number, numbers))
