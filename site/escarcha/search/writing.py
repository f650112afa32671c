"""Numbers and sorted words as text that is short and compresses well.

All of it is printable, so that hosts compress a file as the text it is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST, FINAL, MORE = 33, 62, 32
"""Of the characters from «!» on, the first 62 end a number, and the next 32 are followed by more of it."""

SHARED = 35
"""The character that stands for no shared letters; those after it, for one, two, and so on."""


def _number(value: int) -> str:
    text = chr(FIRST + value % FINAL)
    value //= FINAL
    while value:
        value -= 1
        text = chr(FIRST + FINAL + value % MORE) + text
        value //= MORE
    return text


_NUMBERS = [_number(value) for value in range(4096)]


def number(value: int) -> str:
    """Write a number, from 0."""
    return _NUMBERS[value] if value < len(_NUMBERS) else _number(value)


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
