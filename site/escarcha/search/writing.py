"""Numbers and sorted words as text that is short and compresses well.

All of it is printable, so that hosts compress a file as the text it is.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FIRST, FINAL, MORE = 33, 62, 32
"""Of the characters from «!» on, the first 62 end a number, and the next 32 are followed by more of it."""

MORE_DIGITS = f"[{re.escape(chr(FIRST + FINAL))}-{re.escape(chr(FIRST + FINAL + MORE - 1))}]*+"
"""What a number begins with, as an expression."""

FIRST_NUMBER = re.compile(f"{MORE_DIGITS}.")
"""The first number of a text."""

SHARED = 35
"""The character that stands for no shared letters; those after it, for one, two, and so on."""


class _Numbers(dict[int, str]):
    """Numbers that have been written, as most are written again and again."""

    def __missing__(self, value: int) -> str:
        """Write a number for the first time."""
        left, last = divmod(value, FINAL)
        text = chr(FIRST + last)
        while left:
            left, more = divmod(left - 1, MORE)
            text = chr(FIRST + FINAL + more) + text
        self[value] = text
        return text


number: Callable[[int], str] = _Numbers().__getitem__
"""Writes a number, from 0."""


def value(text: str) -> int:
    """Read a number."""
    found = 0
    for letter in text[:-1]:
        found = found * MORE + ord(letter) - FIRST - FINAL + 1
    return found * FINAL + ord(text[-1]) - FIRST


def front_coded(entries: Iterable[tuple[str, str]]) -> str:
    """Write sorted words, a line each, without what each shares with the one before.

    Args:
        entries: words, and what the line says of each.
    """
    lines = []
    before = ""
    for word, rest in entries:
        shared = 0
        for one, other in zip(word, before, strict=False):
            if one != other:
                break
            shared += 1
        lines.append(f"{chr(SHARED + shared)}{word[shared:]}\t{rest}")
        before = word
    return "\n".join(lines)


def write_json(value: object) -> str:
    """Write a value as short as JSON can."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
