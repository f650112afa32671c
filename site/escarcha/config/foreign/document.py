"""Settings as plain values, each with its place in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Keys = tuple[str | int, ...]
"""The way to a value: keys of tables, and places in lists."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands.

    Args:
        file: the one that was read, or one that it goes on from.
        line: from 1.
    """

    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class Untold:
    """What of a value is not read as the other tool reads it.

    Args:
        keys: the way to the value.
        cause: a Spanish sentence.
        remedy: another, or nothing.
        setting: that would have it, where there is one.
    """

    keys: Keys
    cause: str
    remedy: str
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The settings of one file, and of those it goes on from.

    Args:
        values: as they would be in TOML.
        places: of every key and every item of a list, in the order of the file.
        files: all that were read, or looked for.
        untold: what could not be read as it is meant.
    """

    values: dict[str, Any]
    places: dict[Keys, Place]
    files: tuple[Path, ...] = ()
    untold: tuple[Untold, ...] = ()

    def place(self, keys: Keys) -> Place:
        """Return where a value stands, or the nearest above it that has a place."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places[keys]

    def place_of(self, text: str, keys: Keys, before: int = 0) -> Place:
        """Return where a text stands as a value.

        Args:
            text: the value.
            keys: below which it is looked for.
            before: how many times it stands there before.
        """
        for each, value in walk(self.values):
            if each[: len(keys)] == keys and value == text:
                if not before:
                    return self.place(each)
                before -= 1
        return self.place(keys)


def walk(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, object]]:
    """Yield a value and all that it holds, with the ways to them."""
    yield keys, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield from walk(each, (*keys, key))
