"""Sorted lines, cut into files of neighbours in the alphabet."""

from __future__ import annotations

import bisect
import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEAST = 10
"""What has less than a tenth of the limit joins its neighbour."""


def cut(
    lines: dict[str, str], limit: int, file_key: Callable[[str], str] = str
) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys that go into each file, with the key that the file starts from.

    Args:
        lines: what the files say of each key.
        limit: characters of a file, unless one line alone has more.
        file_key: what a key is filed under, if that is not itself; keys filed under the same stay together.
    """
    # As JavaScript compares strings.
    ordered = sorted((file_key(key).encode("utf-16-be", "surrogatepass"), key) for key in lines)
    ends = [0, *itertools.accumulate(len(key) + len(lines[key]) for _, key in ordered)]
    joined: list[tuple[str, int, int]] = []
    for start, first, end in _parts([place for place, _ in ordered], ends, limit):
        before = ends[joined[-1][2]] - ends[joined[-1][1]] if joined else 0
        if joined and min(ends[end] - ends[first], before) < limit // LEAST:
            joined[-1] = (joined[-1][0], joined[-1][1], end)
        else:
            joined.append((start, first, end))
    yield from ((start, [key for _, key in ordered[first:end]]) for start, first, end in joined)


def _parts(places: list[bytes], ends: list[int], limit: int) -> Iterator[tuple[str, int, int]]:
    """Cut sorted keys into parts that fit into a file: yield where each starts, its first and its end.

    The alphabet is halved, and the halves again, until what is left fits. As the cuts do not depend on the
    keys, a new one changes its own file and no other, unless that one has to be cut.
    """
    pending = [(0, len(places), b"", 0, 0x10000)]
    while pending:
        first, end, prefix, low, high = pending.pop()
        if ends[end] - ends[first] <= limit or end - first == 1 or (high - low == 1 and low == 0):
            # In the last case, the keys are filed under the same.
            if first < end:
                start = prefix + (low.to_bytes(2, "big") if low else b"")
                yield start.decode("utf-16-be", "surrogatepass"), first, end
        elif high - low > 1:
            middle = (low + high) // 2
            at = bisect.bisect_left(places, prefix + middle.to_bytes(2, "big"), first, end)
            pending += [(at, end, prefix, middle, high), (first, at, prefix, low, middle)]
        else:
            pending.append((first, end, prefix + low.to_bytes(2, "big"), 0, 0x10000))
