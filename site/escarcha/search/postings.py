"""For each term, the sections that hold it and how much it weighs there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escarcha.search.writing import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def assign_slots(urls: Iterable[str]) -> tuple[dict[str, int], int]:
    """Give each page a number that hardly changes when others come or go.

    The number is a place in a hash table with linear probing, filled in the order of the hashes: so it does
    not depend on the order of the pages, and a new page moves none but its neighbours.

    Returns:
        The number of each page, and how many numbers there are.
    """
    hashed = sorted(
        (int.from_bytes(hashlib.blake2s(url.encode(), digest_size=4).digest(), "big"), url) for url in urls
    )
    size = 16
    while size < len(hashed) * 5 // 4:
        size *= 2
    slots: dict[str, int] = {}
    free = 0
    for value, url in hashed:
        slots[url] = free = max(free, value * size >> 32)
        free += 1
    # The last may have been pushed over the edge.
    return slots, max(size, free)


@dataclass(slots=True)
class Posting:
    """The sections that hold a term, as they are written down.

    Args:
        text: pages by the distance of their numbers; of each, its sections, as Documents write them. Bytes,
            as a large site would have millions of strings.
        last: the number of the last page.
        pages: how many pages there are.
    """

    text: bytearray = field(default_factory=bytearray)
    last: int = -1
    pages: int = 0


class Postings:
    """The terms of some pages."""

    def __init__(self) -> None:
        self.terms: dict[str, Posting] = {}

    def add(self, slot: int, sections: Mapping[str, str]) -> None:
        """Add a page; pages come in the order of their numbers.

        Args:
            slot: its number.
            sections: of each of its terms, as Documents write them.
        """
        known = self.terms.get
        for term, written in sections.items():
            posting = known(term)
            if posting is None:
                posting = self.terms[term] = Posting()
            posting.text += (number(slot - posting.last - 1) + written).encode()
            posting.last = slot
            posting.pages += 1
