"""Sorted lines, cut into files of neighbours in the alphabet."""

from __future__ import annotations

import bisect
import itertools
import operator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escarcha.search.writing import front_coded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

LEAST = 10
"""What has less than a tenth of the limit joins its neighbour."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of neighbours in the alphabet.

    Args:
        start: the place that it starts from.
        size: how many lines are in it.
        content: what is written.
    """

    start: bytes
    size: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one kind, sorted by what they are filed under, and the files that they are cut into.

    Args:
        by_key: the lines.
        places: of each, what it is filed under, as JavaScript compares strings.
        shards: the files.
    """

    by_key: dict[str, str] = field(default_factory=dict)
    places: list[bytes] = field(default_factory=list)
    shards: list[Shard] = field(default_factory=list)

    def changed(
        self, changes: Mapping[str, str | None], limit: int, file_key: Callable[[str], str] = str
    ) -> Lines:
        """Return the lines after a change; files whose lines are the same are not written anew.

        Args:
            changes: the lines that differ, and None for those that there are no more.
            limit: characters of a file, unless one line alone has more.
            file_key: what a key is filed under, if that is not itself; keys filed under the same stay together.
        """
        by_key = self.by_key | {key: line for key, line in changes.items() if line is not None}
        gone = {key for key, line in changes.items() if line is None and key in self.by_key}
        places = self.places
        if gone or len(by_key) > len(places):
            new = itertools.islice(by_key, len(places), None)
            ordered = [pair for pair in zip(places, self.by_key, strict=True) if pair[1] not in gone]
            ordered = sorted(ordered + sorted((place_of(file_key(key)), key) for key in new))
            by_key = {key: by_key[key] for _, key in ordered}
            places = [place for place, _ in ordered]
        kept = self._written()
        shards = []
        for start, lines in cut(by_key, places, limit):
            before, content = kept.get(lines[0][0], ((), b""))
            if lines != before:
                content = front_coded(lines).encode("utf-8", "backslashreplace")
            shards.append(Shard(start, len(lines), content))
        return Lines(by_key, places, shards)

    def _written(self) -> dict[str, tuple[Sequence[tuple[str, str]], bytes]]:
        """Return the lines of each file and what is written, by the first of the keys."""
        lines = iter(self.by_key.items())
        parts = [(list(itertools.islice(lines, shard.size)), shard.content) for shard in self.shards]
        return {part[0][0]: (part, content) for part, content in parts}


def place_of(text: str) -> bytes:
    """Return what sorts as JavaScript sorts a string."""
    return text.encode("utf-16-be", "surrogatepass")


def cut(
    by_key: Mapping[str, str], places: Sequence[bytes], limit: int
) -> Iterator[tuple[bytes, list[tuple[str, str]]]]:
    """Yield the lines that go into each file, with the place that the file starts from.

    Args:
        by_key: the lines, sorted by their places.
        places: what each is filed under.
        limit: characters of a file, unless one line alone has more.
    """
    lines = list(by_key.items())
    ends = [0, *itertools.accumulate(map(operator.add, map(len, by_key), map(len, by_key.values())))]
    joined: list[tuple[bytes, int, int]] = []
    for start, first, end in _parts(places, ends, limit):
        before = ends[joined[-1][2]] - ends[joined[-1][1]] if joined else 0
        if joined and min(ends[end] - ends[first], before) < limit // LEAST:
            joined[-1] = (joined[-1][0], joined[-1][1], end)
        else:
            joined.append((start, first, end))
    yield from ((start, lines[first:end]) for start, first, end in joined)


def _parts(places: Sequence[bytes], ends: list[int], limit: int) -> Iterator[tuple[bytes, int, int]]:
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
                yield prefix + (low.to_bytes(2, "big") if low else b""), first, end
        elif high - low > 1:
            middle = (low + high) // 2
            at = bisect.bisect_left(places, prefix + middle.to_bytes(2, "big"), first, end)
            pending += [(at, end, prefix, middle, high), (first, at, prefix, low, middle)]
        else:
            pending.append((first, end, prefix + low.to_bytes(2, "big"), 0, 0x10000))
