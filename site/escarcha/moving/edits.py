"""Files whose text changes when something moves; the settings among them, which name some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import tomlkit

from escarcha.config import setting_place

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


_NAMING = ("nav", "redirects", "glossary", "style", "icon", "social_cards", "math_macros", "abbreviations")
"""The settings that name files."""


def edit_settings(project: Project, before: Settings, after: Settings) -> Edited | None:
    """Return how the file of settings changes; None if it stays as it is. Another tool's is never written."""
    names = {old: new for _, old, new in _renamed(before, after)}
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


def left_alone(project: Project, before: Settings, after: Settings) -> Iterator[str]:
    """Yield what stands in another tool's settings and names something that has moved, each with its line."""
    own = project.display(project.settings_file)
    for key, old, new in _renamed(before, after):
        place, line = setting_place(project, old, key=key)
        if place != own:
            yield f"{place}:{line}: este archivo no se toca: cambia en él «{old}» por «{new}»."


def _renamed(before: Settings, after: Settings) -> Iterator[tuple[str, str, str]]:
    """Yield what settings name and is called otherwise afterwards: the setting, both names."""
    for key in _NAMING:
        names = zip(_named(before, key), _named(after, key), strict=True)
        yield from ((key, old, new) for old, new in names if old != new)


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
