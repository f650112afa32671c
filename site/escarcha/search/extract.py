"""What a note's text says to the search, whatever the rest of the site; its Fragment keeps it."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from escarcha.search.spelling import Spellings
from escarcha.search.weights import LEVELS, Weights, level, share
from escarcha.search.writing import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escarcha.search.passage import Passage

_DISTANCE = 2 * LEVELS
"""What one section more between two counts for in the number of the second."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The terms of a note by sections, and its words as it spells them.

    Args:
        top: what each term weighs at the top of the page, whose title is not known here.
        below: for each term, the sections under headings that hold it: the number of the first, counted from
            the top of the page, and what is written of the others.
        spellings: term → word → in how many sections it is spelt so.
        heads: the terms of words in headings.
    """

    top: dict[str, float] = field(default_factory=dict)
    below: dict[str, tuple[int, str]] = field(default_factory=dict)
    spellings: dict[str, dict[str, int]] = field(default_factory=dict)
    heads: tuple[str, ...] = ()

    def postings(self, top: Weights) -> Iterator[tuple[str, str]]:
        """Yield each term with its sections: how far from the one before, level, whether the last.

        Args:
            top: what else is at the top of the page; grows.
        """
        for term, weight in self.top.items():
            top.add(term, weight)
        for term, weight in top.items():
            if after := self.below.get(term):
                yield term, number(level(weight) * 2) + number(after[0] - _DISTANCE) + after[1]
            else:
                yield term, number(level(weight) * 2 + 1)
        for term, (first, others) in self.below.items():
            if term not in top:
                yield term, number(first) + others


def pack_extract(passages: Sequence[Passage], headings: Sequence[str], *, is_opened: bool) -> bytes:
    """Make the Extract of a note, as small as it can be kept in memory; ``unpack`` takes it apart.

    Args:
        passages: what comes before the first heading, and under each.
        headings: their texts.
        is_opened: whether the first heading opens the note: what is under it is the top of the page.
    """
    spellings = Spellings()
    times = Counter(itertools.chain.from_iterable(passage.weights for passage in passages))
    for token, sections in times.items():
        spellings.add(token, sections)
    spellings.add_heading(*headings)
    first = 2 if is_opened else 1
    top = _weigh("", passages[:first])
    below: dict[str, list[tuple[int, int]]] = {}
    for section, (text, passage) in enumerate(
        zip(headings[first - 1 :], passages[first:], strict=True), start=1
    ):
        for term, weight in _weigh(text, [passage]).items():
            below.setdefault(term, []).append((section, level(weight)))
    made = Extract(
        dict(top),
        {term: _write(sections) for term, sections in below.items()},
        spellings.by_term,
        tuple(sorted(spellings.heads)),
    )
    return msgspec.msgpack.encode(made)


def unpack(extract: bytes) -> Extract:
    """Return what has been packed; of nothing, an empty Extract."""
    return msgspec.msgpack.decode(extract, type=Extract) if extract else Extract()


def _weigh(heading: str, passages: Sequence[Passage]) -> Weights:
    weights = Weights()
    weights.add_heading(heading)
    each = share(sum(passage.length for passage in passages))
    for passage in passages:
        weights.add_tokens({token: weight * each for token, weight in passage.weights.items()})
    return weights


def _write(sections: list[tuple[int, int]]) -> tuple[int, str]:
    """Write sections and levels: the first as a number, as it depends on whether the top has the term too."""
    before, end = -1, len(sections) - 1
    numbers = []
    for position, (section, height) in enumerate(sections):
        numbers.append(((section - before - 1) * LEVELS + height) * 2 + (position == end))
        before = section
    return numbers[0], "".join(map(number, numbers[1:]))
