"""What a note's text says to the search, whatever the rest of the site; its Fragment keeps it."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from escarcha.search.spelling import Spellings
from escarcha.search.weights import HEADING, LEVELS, MOST, Weights, level, share
from escarcha.search.writing import FIRST_NUMBER, number, value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.search.passage import Passage

BARE = HEADING / 2
"""What a word weighs in a heading under which nothing stands but others."""

_DISTANCE = 2 * LEVELS
"""What one section more between two counts for in the number of the second."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The terms of a note by sections, and its words as it spells them.

    Args:
        sections: of each term, those that hold it, as they are written down: how far each is from the one
            before, level, whether it is the last. Terms at the top of the page come first.
        top: what these weigh there, side by side with them: the page's title, not known here, adds to it.
        spellings: in how many sections each word is spelled so.
        heads: the terms of words in headings.
    """

    sections: dict[str, str] = field(default_factory=dict)
    top: tuple[float, ...] = ()
    spellings: dict[str, int] = field(default_factory=dict)
    heads: tuple[str, ...] = ()

    def postings(self, top: Weights) -> dict[str, str]:
        """Return each term with its sections.

        Args:
            top: what else is at the top of the page.
        """
        found = dict(self.sections)
        weights = dict(zip(self.sections, self.top, strict=False))
        for term, weight in top.items():
            text = found.get(term, "")
            first = FIRST_NUMBER.match(text)
            below, is_last = text, not text
            if first and term in weights:
                below, is_last = text[first.end() :], first.end() == len(text)
            elif first:
                below = number(value(first[0]) - _DISTANCE) + text[first.end() :]
            found[term] = number(level(weights.get(term, 0.0) + weight) * 2 + is_last) + below
        return found


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
    places = {term: [level(weight)] for term, weight in top.items()}
    for section, (text, passage) in enumerate(
        zip(headings[first - 1 :], passages[first:], strict=True), start=1
    ):
        for term, weight in _weigh(text, [passage]).items():
            places.setdefault(term, []).append(section * LEVELS + level(weight))
    made = Extract(
        {term: _write(found) for term, found in places.items()},
        tuple(top.values()),
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
    head.add_heading(heading, HEADING if weights else BARE)
    for term, weight in head.items():
        weights.add(term, weight)
    return weights


def _write(places: list[int]) -> str:
    """Write the places of a term, the first counted from the top of the page, others from the one before."""
    numbers = [places[0] * 2]
    for before, place in itertools.pairwise(places):
        numbers.append(2 * (place - (before // LEVELS + 1) * LEVELS))
    numbers[-1] += 1
    return "".join(map(number, numbers))
