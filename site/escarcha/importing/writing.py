"""Settings as the text of a ``site.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit

from escarcha.config import Settings

if TYPE_CHECKING:
    from tomlkit.items import Array, InlineTable

_INDENT = "  "


def write_toml(values: dict[str, Any], comment: str) -> str:
    """Write settings as an author would: in the order of the manual, tables at the end.

    Args:
        values: of the settings.
        comment: says where they come from.
    """
    document = tomlkit.document()
    document.add(tomlkit.comment(comment))
    names = [name for name in Settings.__struct_encode_fields__ if name in values]
    for name in sorted(names, key=lambda each: isinstance(values[each], dict)):
        value = values[name]
        if isinstance(value, dict):
            table = tomlkit.table()
            for key, each in value.items():
                table.add(key, tomlkit.item(each))
            document.add(tomlkit.nl())
            document.add(name, table)
        else:
            document.add(name, _lines(value) if name == "nav" else tomlkit.item(value))
    return document.as_string()


def _lines(lines: list[Any], depth: int = 0) -> Array:
    """Write lines of ``nav`` one below the other, those of a group further in."""
    found = tomlkit.array()
    for line in lines:
        found.add_line(_line(line, depth + 1), indent=_INDENT * (depth + 1))
    found.add_line(indent=_INDENT * depth)
    return found


def _line(line: str | dict[str, Any], depth: int) -> str | InlineTable:
    if isinstance(line, str):
        return line
    table = tomlkit.inline_table()
    for title, value in line.items():
        table.append(title, _lines(value, depth) if isinstance(value, list) else value)
    return table
