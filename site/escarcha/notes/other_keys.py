"""What headers say in the keys of other tools: whether a note is published, its order, its addresses."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from escarcha.notes.header_values import TRUTH, words_of
from escarcha.notes.slugs import old_address
from escarcha.problems import Code, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KEPT_OUT = {"published": False, "publish": False, "unlisted": True, "hidden": True, "private": True}
"""Keys of Jekyll, Obsidian Publish, Docusaurus and others, with the truth that keeps a note from readers."""

_ORDER = ("weight", "sidebar_position", "nav_order")
"""Keys of Hugo, Docusaurus and Just the Docs that say where in its section a note stands."""

_FORMER = ("permalink", "redirect_from", "redirects")
"""Keys that give a note addresses: https://jekyllrb.com/docs/permalinks/, and jekyll-redirect-from."""

_CLASSES = "Para que una nota se vea de otra forma, ponle «template»."
_IN_TEXT = "Escríbelo en la nota: lo que está en la cabecera no se lee en la página."
_UNREAD = {
    "sidebar_label": "Dale ese título en «nav», en site.toml.",
    "cssclasses": _CLASSES,
    "cssclass": _CLASSES,
    "hero": _IN_TEXT,
    "features": _IN_TEXT,
    "lang": 'El idioma de todas las notas es el de site.toml; un trozo en otro va en <div lang="…">.',
}
"""Keys of Docusaurus, Obsidian, VitePress and Jekyll that mean nothing here, and what to do instead."""

OTHER_KEYS = frozenset([*_KEPT_OUT, *_ORDER, *_FORMER, *_UNREAD])


def is_kept_out(values: Mapping[str, Any]) -> bool:
    """Tell whether another tool would not show a note to readers; what nobody understands may mean that.

    Args:
        values: by their keys, as YAML has them.
    """
    return any(_hides(key, values[key]) for key in _KEPT_OUT if values.get(key) is not None)


def _hides(key: str, value: object) -> bool:
    text = str(value).strip().lower()
    with contextlib.suppress(ValueError):
        dt.date.fromisoformat(text[:10])
        return False  # the day on which it was published
    return TRUTH.get(text, _KEPT_OUT[key]) == _KEPT_OUT[key]


def order_of(values: Mapping[str, Any]) -> float | None:
    """Return the place that another tool gives a note in its section, if it is a number."""
    for key in _ORDER:
        with contextlib.suppress(TypeError, ValueError):
            order = float(values.get(key, ""))
            if math.isfinite(order):
                return order
    return None


def former_addresses(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the addresses that a note has in another tool, as far as they can be addresses here."""
    asked = [word for key in _FORMER for word in _list(values.get(key))]
    found = (old_address(f"/{text.removeprefix('/')}") for text in asked if isinstance(text, str))
    return tuple(address for address in found if address)


def unread_keys(values: Mapping[str, Any], lines: Mapping[str, int]) -> Iterator[Remark]:
    """Tell of keys that have an effect in another tool and none here.

    Args:
        values: by their keys, as YAML has them.
        lines: of the keys.
    """
    for key, remedy in _UNREAD.items():
        value = values.get(key)
        if value and not (key == "lang" and str(value).lower().startswith("es")):
            cause = f"«{key}» es de otro programa, y aquí no tiene efecto."
            yield Remark(Code.HEADER_KEY, lines[key], cause, remedy, Severity.HINT)


def _list(value: object) -> list[object]:
    words = words_of(value, split=False)
    return words if isinstance(words, list) else []
