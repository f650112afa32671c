"""The terms of a site, cut into files of neighbours in the alphabet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.search.writing import front_coded

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARD, LEAST = 8_000, 800
"""Characters in a file of terms, unless one term alone has more; what has less joins its neighbour."""


def sort_key(term: str) -> tuple[bytes, str]:
    """Sort terms as JavaScript compares strings, with ñ beside n."""
    return term.replace("ñ", "n").encode("utf-16-be", "surrogatepass"), term


def write_shards(lines: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the files of terms, each with the key it starts from.

    Args:
        lines: what the files say of each term.
    """
    joined: list[tuple[str, list[str], int]] = []
    for start, part in _parts(sorted(lines, key=sort_key), lines):
        size = sum(len(term) + len(lines[term]) for term in part)
        if joined and min(size, joined[-1][2]) < LEAST:
            first, before, more = joined.pop()
            joined.append((first, before + part, more + size))
        else:
            joined.append((start, part, size))
    for start, part, _ in joined:
        yield start, front_coded((term, lines[term]) for term in part)


def _parts(ordered: list[str], lines: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Cut sorted terms into parts that fit into a file.

    The alphabet is halved, and the halves again, until what is left fits. As the cuts do not depend on the
    terms, a new one changes its own file and no other, unless that one has to be cut.
    """
    pending = [(ordered, "", 0, 0x10000)]
    while pending:
        part, prefix, low, high = pending.pop()
        size = sum(len(term) + len(lines[term]) for term in part)
        if size <= SHARD or len(part) == 1:
            if part:
                yield prefix + (chr(low) if low else ""), part
        elif high - low > 1:
            middle = (low + high) // 2
            at = next((i for i, term in enumerate(part) if _unit(term, len(prefix)) >= middle), len(part))
            pending += [(part[at:], prefix, middle, high), (part[:at], prefix, low, middle)]
        elif low == 0:
            # Only ñ tells these terms apart.
            yield prefix, part
        else:
            pending.append((part, prefix + chr(low), 0, 0x10000))


def _unit(term: str, position: int) -> int:
    """Return one character of a term's key as a number, or 0 behind its end."""
    key = sort_key(term)[0]
    return int.from_bytes(key[2 * position : 2 * position + 2], "big")
