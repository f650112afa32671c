"""What MkDocs lets its authors write in several ways, in one: tables, as the table of fates has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escarcha.config.foreign.document import Document, Keys, Place, Untold
from escarcha.config.foreign.values import is_off

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = "project"
"""The table of ``zensical.toml`` that holds all others: https://zensical.org/docs/setup/basics/."""

_BY_NAME = ("plugins", "markdown_extensions")
"""Tables that may be lists of names."""

_PREFIXES = ("markdown.extensions.", "material/", "zensical/")
"""What names of extensions and plugins may begin with, and mean the same without."""

_FAMILIES = ("pymdownx", "markdown", "zensical", "blocks", "extensions")
"""Parts of names: where these have dots, TOML has tables in tables."""


def shape(document: Document) -> Document:
    """Return the same settings, with one way to each."""
    values, above = document.values, 0
    if isinstance(project := values.get(PROJECT), dict):
        values, above = project, 1
    shaped = {key: dict(_named(value)) if key in _BY_NAME else value for key, value in values.items()}
    if isinstance(theme := values.get("theme"), str):
        shaped["theme"] = {"name": theme}
    places: dict[Keys, Place] = {}
    for keys, place in document.places.items():
        places.setdefault(_renamed(keys[above:], values), place)
    untold = (
        Untold(_renamed(each.keys[above:], values), each.cause, each.remedy) for each in document.untold
    )
    return Document(shaped, places, document.files, tuple(untold))


def _renamed(keys: Keys, values: dict[str, Any]) -> Keys:
    """Return the way to a value in tables of names."""
    if not keys or keys[0] not in _BY_NAME:
        return keys
    table, *rest = keys
    if rest and isinstance(rest[0], int):
        item = values[str(table)][rest[0]]
        rest = [item] if isinstance(item, str) else rest[1:]
    while len(rest) > 1 and _is_family(str(rest[0])):
        rest = [f"{rest[0]}.{rest[1]}", *rest[2:]]
    return (table, _bare(str(rest[0])), *rest[1:]) if rest else (table,)


def _named(value: object) -> Iterator[tuple[str, Any]]:
    """Yield plugins or extensions by their names, with the options of each; those that are off are none."""
    for each in value if isinstance(value, list) else [value]:
        items = each.items() if isinstance(each, dict) else [(each, None)] if isinstance(each, str) else []
        for name, options in items:
            if _is_family(name) and isinstance(options, dict):
                yield from _named({f"{name}.{below}": options[below] for below in options})
            elif not (isinstance(options, dict) and is_off(options.get("enabled"))):
                yield _bare(name), options


def _is_family(name: str) -> bool:
    return name.rpartition(".")[2] in _FAMILIES


def _bare(name: str) -> str:
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name.partition(":")[0]
