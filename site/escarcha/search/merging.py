"""Postings taken out of a line, and others put in."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from typing import TYPE_CHECKING

from escarcha.search.writing import FINAL, FIRST, FIRST_NUMBER, MORE_DIGITS, number, value

if TYPE_CHECKING:
    from collections.abc import Iterable

_EVEN, _ODD = (re.escape("".join(map(chr, range(FIRST + odd, FIRST + FINAL, 2)))) for odd in (0, 1))
_PAGE = re.compile(f"{MORE_DIGITS}.(?:{MORE_DIGITS}[{_EVEN}])*{MORE_DIGITS}[{_ODD}]")
"""A page: how far from the one before, then its sections, of which the last alone is odd."""


def merge(text: str, gone: Iterable[int], come: str) -> tuple[str, int]:
    """Take pages out of what is written of a term, and put others in.

    Args:
        text: as ``Postings`` write it; empty if the term is new.
        gone: the numbers of the pages to take out.
        come: the pages to put in, written so too.

    Returns:
        The same as if it had been written at once, and how many pages there are.
    """
    pages, slots = _read(text)
    for slot in gone:
        at = bisect.bisect_left(slots, slot)
        del pages[at], slots[at]
        _set_distance(pages, slots, at)
    for page, slot in zip(*_read(come), strict=True):
        at = bisect.bisect_left(slots, slot)
        pages.insert(at, page)
        slots.insert(at, slot)
        _set_distance(pages, slots, at)
        _set_distance(pages, slots, at + 1)
    return "".join(pages), len(pages)


def _read(text: str) -> tuple[list[str], list[int]]:
    """Return the pages of a text, and their numbers."""
    pages = _PAGE.findall(text)
    return pages, [slot - 1 for slot in itertools.accumulate(map(_step, pages))]


def _set_distance(pages: list[str], slots: list[int], at: int) -> None:
    """Let a page, if it is there, say how far it is from the one before."""
    if at < len(pages):
        before = slots[at - 1] if at else -1
        pages[at] = number(slots[at] - before - 1) + FIRST_NUMBER.sub("", pages[at], count=1)


@functools.lru_cache(maxsize=20_000)
def _step(page: str) -> int:
    found = FIRST_NUMBER.match(page)
    return value(found[0]) + 1 if found else 0
