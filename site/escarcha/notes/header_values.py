"""The values of a header, from the text that YAML has to what a key's type is checked against."""

from __future__ import annotations

from typing import Any

TRUTH = {"sí": True, "si": True, "yes": True, "on": True, "true": True, "verdadero": True, "1": True}
TRUTH |= {"s": True, "y": True, "n": False}
TRUTH |= {"no": False, "off": False, "false": False, "falso": False, "0": False}
"""What words say of truth; quite a few people write their headers in Spanish."""


def prepare(key: str, value: Any) -> Any:  # noqa: ANN401 - YAML is untyped
    """Bring a value into the form its key's type is checked against."""
    if key in {"tags", "aliases", "hide", "ignore"}:
        return words_of(value, split=key != "aliases")
    if not isinstance(value, str):
        return _prepare_no_text(key, value)
    if key in {"date", "updated", "solutions_from"}:
        # A date with a time, as Hugo and Jekyll write it, is that day.
        day, _, _ = value.strip().replace("T", " ").partition(" ")
        return day
    if key in {"draft", "glossary", "learning_path"}:
        return TRUTH.get(value.strip().lower(), value)
    if key == "search":
        truth = TRUTH.get(value.strip().lower())
        return value.strip() if truth is None else float(truth)
    if key == "order" and value.strip().lower().lstrip("+-") in {"nan", "inf", "infinity"}:
        raise ValueError(value)
    return value.strip()


def _prepare_no_text(key: str, value: Any) -> Any:  # noqa: ANN401 - YAML is untyped
    if key in {"icon", "status"}:  # which other tools have as well, in forms of their own
        return None
    return _NAMED[key](value) if key in _NAMED and isinstance(value, dict) else value


def _weight_of(search: dict[str, Any]) -> Any:  # noqa: ANN401 - YAML is untyped
    """Return how much a note weighs for a search in Material: ``exclude``, or ``boost``."""
    if TRUTH.get(str(search.get("exclude", "")).strip().lower()):
        return 0.0
    return search.get("boost", 1.0)


def _path_of(image: dict[str, Any]) -> Any:  # noqa: ANN401 - YAML is untyped
    """Return the path of an image, of which Jekyll may say more: https://github.com/jekyll/jekyll-seo-tag."""
    return image.get("path", image.get("src"))


_NAMED = {"search": _weight_of, "image": _path_of}
"""What reads the keys that other tools give several values by name."""


def words_of(value: Any, *, split: bool) -> Any:  # noqa: ANN401 - YAML is untyped
    """Make a list of a text; drop empty words, and the ``#`` that Obsidian puts before a tag."""
    if isinstance(value, str):
        value = value.split(",") if split else [value]
    if not isinstance(value, list):
        return value
    words = [item.strip().removeprefix("#") if isinstance(item, str) else item for item in value]
    return [word for word in words if word not in ("", None)]
