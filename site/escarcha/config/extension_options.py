"""What ``extensions`` says: names, or a table of names with the options of each."""

from __future__ import annotations

from typing import Any

_SHAPE = "debe ser una lista de textos, o una tabla con las opciones de cada extensión"


def read_extensions(value: object) -> dict[str, dict[str, Any]]:
    """Read the value of ``extensions``: the options of each extension by its name, in order.

    Args:
        value: as TOML gives it; of a list, each line is a name, or a table of such.

    Raises:
        ValueError: with what is wrong, in Spanish, if it is no such thing.
    """
    found: dict[str, dict[str, Any]] = {}
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and isinstance(value, list):
            found[each] = {}
        elif isinstance(each, dict) and all(isinstance(options, dict) for options in each.values()):
            found |= each
        else:
            raise ValueError(_SHAPE)
    return found
