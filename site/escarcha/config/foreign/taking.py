"""A Document to settings, by the table: what is taken, what needs nothing, and what is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TYPE_CHECKING, Any

from escarcha.config.foreign.document import Keys, Untold
from escarcha.config.foreign.fates import Context, Fate, Needless, Taken, Told
from escarcha.config.foreign.lines import REST
from escarcha.config.foreign.values import address
from escarcha.config.nav_lines import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BY_NAME = ("plugins", "markdown_extensions")
"""Tables whose keys say something without a value."""


@dataclass(frozen=True, slots=True)
class Account:
    """What has become of each key of a Document.

    Args:
        settings: as ``site.toml`` would have them.
        origins: the way to the value that each setting comes from.
        taken: the ways to all that was taken, with the names of the settings.
        needless: the ways to what needs nothing, with the reasons.
        untold: what is not read.
    """

    settings: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, Keys] = field(default_factory=dict)
    taken: list[tuple[Keys, str]] = field(default_factory=list)
    needless: list[tuple[Keys, str]] = field(default_factory=list)
    untold: list[Untold] = field(default_factory=list)


def take(values: dict[str, Any], table: Mapping[str, Fate], context: Context) -> Account:
    """Find out what becomes of some settings.

    Args:
        values: of another tool, as the table has them: tables of tables (``shape.py``).
        table: what becomes of each key.
        context: what readers of values may know.
    """
    account = Account()
    repository = values.get("repo_url")
    if isinstance(repository, str):
        context = replace(context, repository=address(repository, context) or "")
    for keys, value, fate in _fates(values, table, ()):
        match fate:
            case Taken():
                _take(keys, value, fate, account, replace(context, beside=_table(values, keys[:-1])))
            case Needless():
                account.needless.append((keys, fate.why))
            case Told() if fate.when(value) and (keys[0] in _BY_NAME or value not in ("", [], {})):
                account.untold.append(Untold(keys, "no se lee aquí.", fate.remedy))
            case Told():
                account.needless.append((keys, "aquí es así de serie"))
    named = account.settings.get("nav", [])
    if REST in named:  # nothing else need be left out
        is_rest = (isinstance(line, str) and line.startswith(LEFT_OUT) and line != REST for line in named)
        account.settings["nav"] = [line for line, is_left in zip(named, is_rest, strict=True) if not is_left]
    return account


def _fates(
    values: dict[str, Any], table: Mapping[str, Fate], above: Keys
) -> Iterator[tuple[Keys, Any, Fate]]:
    """Yield every key that the table has, or that no line of it covers, with what becomes of it."""
    for key, value in values.items():
        keys = (*above, key)
        if value is None and keys[0] not in _BY_NAME:
            continue
        dotted = ".".join(map(str, keys))
        if dotted in table:
            yield keys, value, table[dotted]
        elif any(name.startswith(f"{dotted}.") for name in table):
            if isinstance(value, dict):
                yield from _fates(value, table, keys)
        elif fate := _of_others(dotted, table):
            yield keys, value, fate


def _table(values: Any, keys: Keys) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return the table that a way leads to."""
    return reduce(lambda table, key: table[key], keys, values)


def _of_others(dotted: str, table: Mapping[str, Fate]) -> Fate | None:
    """Return what becomes of a key that is not in the table: the longest line with ``*`` that covers it."""
    parts = dotted.split(".")
    for count in range(len(parts) - 1, -1, -1):
        if fate := table.get(".".join([*parts[:count], "*"])):
            return fate
    return None


def _take(keys: Keys, value: object, fate: Taken, account: Account, context: Context) -> None:
    context = replace(context, keys=keys, setting=fate.setting, untold=account.untold)
    try:
        found = fate.read(value, context)
    except ValueError as error:
        context.tell(f"{error}, así que no se toma.", f"Escribe «{fate.setting}» en site.toml.")
        return
    if found is None:
        return
    known = account.settings.get(fate.setting)
    if isinstance(known, dict):
        account.settings[fate.setting] = known | found
    elif isinstance(known, list):
        account.settings[fate.setting] = [*known, *(each for each in found if each not in known)]
    elif known is None:
        account.settings[fate.setting] = found
        account.origins[fate.setting] = keys
    else:
        account.needless.append((keys, "lo dice ya otra clave"))
        return
    account.taken.append((keys, fate.setting))
