"""Files whose text changes when something moves; the settings among them, which name some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import tomlkit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from escarcha.config import Project, Settings
    from escarcha.config.nav_lines import NavLine


@dataclass(frozen=True, slots=True)
class Edited:
    """A file whose text changes.

    Args:
        old: where it lies.
        new: where it will lie.
        before: what it holds.
        after: what it will hold.
    """

    old: Path
    new: Path
    before: bytes
    after: bytes


_NAMING = ("nav", "redirects", "glossary", "style", "icon", "social_cards")
"""The settings that name files."""


def edit_settings(project: Project, before: Settings, after: Settings) -> Edited | None:
    """Return how the file of settings changes; None if it stays as it is. Another tool's is never written."""
    names = {
        old: new
        for key in _NAMING
        for old, new in zip(_named(before, key), _named(after, key), strict=True)
        if old != new
    }
    file = project.settings_file
    if not names or not file.is_file():
        return None
    raw = file.read_bytes()
    # As bytes, so that no line end becomes another; the mark of the order of bytes is no TOML.
    text = raw.decode("utf-8")
    mark = text[: text.startswith("\ufeff")]
    document = tomlkit.parse(text.removeprefix(mark))
    for key in _NAMING:
        if key in document:
            _rename(document, key, names)
    return Edited(file, file, raw, (mark + document.as_string()).encode())


def _rename(holder: Any, key: str | int, names: Mapping[str, str]) -> None:  # noqa: ANN401 - TOML is untyped
    """Write other names into a value of TOML and all that it holds; keys, comments and the rest stay."""
    value = holder[key]
    if isinstance(value, str):
        if value in names:
            holder[key] = names[value]
    elif isinstance(value, list | dict):
        for each in range(len(value)) if isinstance(value, list) else list(value):
            _rename(value, each, names)


def _named(settings: Settings, key: str) -> Iterator[str]:
    """Yield what a setting names; one that says yes or no names nothing."""
    value = getattr(settings, key)
    yield from () if isinstance(value, bool) else _texts(value)


def _texts(value: str | Mapping[str, str] | Iterable[NavLine | str]) -> Iterator[str]:
    """Yield what a setting names, as it stands in the file."""
    if isinstance(value, str):
        yield value
        return
    for line in value.values() if isinstance(value, Mapping) else value:
        if isinstance(line, str):
            yield line
        else:
            yield line.written
            yield from _texts(line.lines)
