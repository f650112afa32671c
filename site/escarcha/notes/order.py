"""In which order names are listed."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"(\d+)", re.ASCII)
_BEYOND_ASCII = re.compile(r"[^\0-\x7f]")


def spanish_key(text: str) -> tuple[str, str]:
    """Sort key for Spanish readers: accents and case do not count, and ñ comes after n.

    https://www.rae.es/dpd/abecedario
    """
    marked = unicodedata.normalize("NFC", text).casefold().replace("ñ", "n\U0010ffff")
    return _BEYOND_ASCII.sub(_base, unicodedata.normalize("NFD", marked)), text


def _base(match: re.Match[str]) -> str:
    return "" if unicodedata.combining(match[0]) else match[0]


def natural_key(name: str) -> tuple[tuple[tuple[bool, int, str], ...], str]:
    """Sort key for file names: as ``spanish_key``, and ``nota-2`` before ``nota-10``."""
    folded, _ = spanish_key(name)
    parts = _DIGITS.split(folded)
    # Python refuses to convert more than a few thousand digits; nobody numbers notes that way.
    return tuple((part[:18].isdecimal(), _number(part), part) for part in parts), name


def _number(part: str) -> int:
    return int(part[:18]) if part[:18].isdecimal() else 0
