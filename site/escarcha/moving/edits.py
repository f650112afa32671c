"""Files whose text changes when something moves; the settings among them, which name some."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.problems import Code, EscarchaError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from escarcha.config import Project, Settings


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


_NAMING = ("nav", "glossary", "style", "icon")
"""The settings that name files."""

_VALUES = re.compile(rf"^[ \t]*(?:{'|'.join(_NAMING)})[ \t]*=(?:[ \t]*\[[^\]]*\]|[^\r\n]*)", re.MULTILINE)
_QUOTED = re.compile(r"([\"'])([^\"'\r\n]*)\1")


def edit_settings(project: Project, before: Settings, after: Settings) -> Edited | None:
    """Return how the file of settings changes; None if it stays as it is.

    Raises:
        EscarchaError: if it names something that moves in a way that nobody knows how to change.
    """
    names = {
        old: new
        for key in _NAMING
        for old, new in zip(_texts(getattr(before, key)), _texts(getattr(after, key)), strict=True)
        if old != new
    }
    if not names:
        return None
    file = project.settings_file
    raw = file.read_bytes()
    text = raw.decode("utf-8")  # as bytes, so that no line end becomes another
    changed = _VALUES.sub(
        lambda value: _QUOTED.sub(
            lambda found: f"{found[1]}{names.get(found[2], found[2])}{found[1]}", value[0]
        ),
        text,
    )
    values, wanted = (tomllib.loads(each.removeprefix("\ufeff")) for each in (changed, text))
    wanted |= {key: _like(wanted[key], getattr(after, key)) for key in _NAMING if key in wanted}
    if values != wanted:
        cause = f"nombra «{next(iter(names))}», y no se puede cambiar sin tocar otra cosa."
        place = project.display(file)
        raise EscarchaError(Problem(Code.CANNOT_MOVE, place, None, cause, "Cámbialo a mano antes."))
    return Edited(file, file, raw, changed.encode())


def _like(written: object, value: str | tuple[str, ...]) -> object:
    return value if isinstance(written, str) else list(value)


def _texts(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
