"""Sorted lines, cut into files of neighbours in the alphabet."""

from __future__ import annotations

import base64
import bisect
import hashlib
import itertools
import operator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escarcha.search.writing import front_coded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

LEAST = 10
"""What has less than a tenth of the limit joins its neighbour."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of neighbours in the alphabet.

    Args:
        start: the place that it starts from.
        size: how many lines are in it.
        content: what is written.
        digest: of the content.
    """

    start: bytes
    size: int
    content: bytes
    digest: str


_NO_SHARD = Shard(b"", 0, b"", "")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one kind, sorted by what they are filed under, and the files that they are cut into.

    Lists side by side, as a dict of a hundred thousand lines takes ten times as long to load.

    Args:
        places: what each line is filed under, as JavaScript compares strings.
        keys: of the lines.
        texts: what is said of each key.
        shards: the files.
    """

    places: list[bytes] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    shards: list[Shard] = field(default_factory=list)

    def text(self, key: str, filed: str) -> str:
        """Return what is said of a key, which is filed under the second; nothing if there is no such line."""
        at = self._find(place_of(filed), key)
        return self.texts[at] if self.keys[at : at + 1] == [key] else ""

    def as_dict(self) -> dict[str, str]:
        """Return what is said of each key."""
        return dict(zip(self.keys, self.texts, strict=True))

    def changed(
        self, changes: Mapping[str, str | None], limit: int, file_key: Callable[[str], str] = str
    ) -> Lines:
        """Return the lines after a change; files whose lines are the same are not written anew.

        Args:
            changes: the lines that differ, and None for those that there are no more.
            limit: characters of a file, unless one line alone has more.
            file_key: what a key is filed under, if that is not itself; what is filed together stays together.
        """
        made = Lines()
        done = 0
        for place, key in sorted((place_of(file_key(key)), key) for key in changes):
            at = self._find(place, key, done)
            if at > done:
                made._extend(self, done, at)
            done = at + (self.keys[at : at + 1] == [key])
            if (text := changes[key]) is not None:
                made.places.append(place)
                made.keys.append(key)
                made.texts.append(text)
        made._extend(self, done, len(self.keys))
        made._write(self, limit)
        return made

    def _find(self, place: bytes, key: str, start: int = 0) -> int:
        """Return where a line is, or would be."""
        at = bisect.bisect_left(self.places, place, start)
        while at < len(self.keys) and self.places[at] == place and self.keys[at] < key:
            at += 1
        return at

    def _extend(self, others: Lines, start: int, end: int) -> None:
        self.places.extend(others.places[start:end])
        self.keys.extend(others.keys[start:end])
        self.texts.extend(others.texts[start:end])

    def _write(self, before: Lines, limit: int) -> None:
        """Cut the lines into files, of which those that were there before are taken as they are."""
        written: dict[str, tuple[list[str], list[str], Shard]] = {}
        first = 0
        for shard in before.shards:
            end = first + shard.size
            written[before.keys[first]] = before.keys[first:end], before.texts[first:end], shard
            first = end
        for start, first, end in cut(self.keys, self.texts, self.places, limit):
            keys, texts = self.keys[first:end], self.texts[first:end]
            old_keys, old_texts, shard = written.get(keys[0], ([], [], _NO_SHARD))
            if (start, keys, texts) != (shard.start, old_keys, old_texts):
                content = front_coded(zip(keys, texts, strict=True)).encode("utf-8", "backslashreplace")
                shard = Shard(start, end - first, content, digest_of_file(content))
            self.shards.append(shard)


def place_of(text: str) -> bytes:
    """Return what sorts as JavaScript sorts a string."""
    return text.encode("utf-16-be", "surrogatepass")


def digest_of_file(content: bytes) -> str:
    """Return what a file is named after."""
    return base64.b32encode(hashlib.blake2s(content).digest()).decode().lower()


def cut(
    keys: Sequence[str], texts: Iterable[str], places: Sequence[bytes], limit: int
) -> list[tuple[bytes, int, int]]:
    """Return for each file the place that it starts from, its first line, and the end of it.

    Args:
        keys: of the lines, sorted by their places.
        texts: of the lines.
        places: what each is filed under.
        limit: characters of a file, unless one line alone has more.
    """
    ends = [0, *itertools.accumulate(map(operator.add, map(len, keys), map(len, texts)))]
    joined: list[tuple[bytes, int, int]] = []
    for start, first, end in _parts(places, ends, limit):
        before = ends[joined[-1][2]] - ends[joined[-1][1]] if joined else 0
        if joined and min(ends[end] - ends[first], before) < limit // LEAST:
            joined[-1] = (joined[-1][0], joined[-1][1], end)
        else:
            joined.append((start, first, end))
    return joined


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
