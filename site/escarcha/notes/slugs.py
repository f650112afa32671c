"""Names to addresses: pure functions, and a promise.

A published address or anchor must not change, so neither may what these functions return:
``tests/notes/slugs.json`` holds them to it, and lines are only ever added there.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import unquote

from anyascii import anyascii

MAX_LENGTH = 80
"""Longer slugs are cut, so that a path fits every file system (255 bytes a name, 260 a path on Windows)."""

RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))]
)
"""Names no Windows folder can have.

https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""

_PLUS_PLUS = re.compile(r"(?<=\w)\+\+")
_SHARP = re.compile(r"(?<=\w)[#♯](?!\w)")
_SAFE_NAME = re.compile(r"[A-Za-z0-9_~+-][A-Za-z0-9._~+-]*(?<!\.)")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NO_PART = re.compile(r"[\s.]|.*[\s.]$|.*[\\?#%:*\"<>|\ufffd]", re.DOTALL)
"""What no folder may be called: Windows forbids the signs, and whoever opens an address reads some otherwise.
https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
"""

_LONGEST_PART = 255
"""Bytes of a name on most disks."""


def slugify(text: str) -> str:
    """Fold a text into lower-case ASCII words joined by hyphens: ``¿Qué es?`` → ``que-es``.

    Accents are dropped and ñ becomes n; other scripts are transliterated; ``C++`` and ``C#`` become
    ``cpp`` and ``csharp``, so that they do not collide with ``C``. Emoji and other symbols are dropped
    beside words, and spelt out where there is nothing else. Returns an empty string where nothing is
    left, as with ``?``.
    """
    named = _SHARP.sub("sharp", _PLUS_PLUS.sub("pp", unicodedata.normalize("NFC", text)))
    words = "".join(" " if _is_symbol(char) else char for char in named)
    return _fold(words) or _fold(named)


def _fold(text: str) -> str:
    return _NOT_SLUG.sub("-", anyascii(text).lower()).strip("-")


def file_slug(name: str) -> tuple[str, bool]:
    """Make the slug of a file or folder, never empty, never reserved, at most ``MAX_LENGTH`` long.

    Returns:
        The slug, and whether a reader would no longer recognise the name in it.
    """
    slug = slugify(name)
    if not slug:
        return f"nota-{_digest(name)}", True
    if slug in RESERVED:
        return f"nota-{slug}", True
    if len(slug) > MAX_LENGTH:
        return f"{slug[: MAX_LENGTH - 9].rstrip('-')}-{_digest(name)}", True
    return slug, not _is_latin(name)


def media_name(name: str) -> tuple[str, bool]:
    """Make the file name of a medium safe in any address and on any file system.

    ASCII names without spaces or signs stay as they are, upper case included; of the rest the stem is
    folded as slugs are, and the extension kept.

    Returns:
        The name, and whether a reader would no longer recognise the original in it.
    """
    stem, _, extension = name.rpartition(".")
    if not stem:
        stem, extension = name, ""
    is_reserved = stem.partition(".")[0].lower() in RESERVED
    if _SAFE_NAME.fullmatch(name) and not is_reserved and len(name) <= MAX_LENGTH:
        return name, False
    slug, changed = file_slug(stem)
    suffix = _NOT_SLUG.sub("", anyascii(extension).lower())[:20]
    return (f"{slug}.{suffix}" if suffix else slug), changed


def github_anchor(heading: str) -> str:
    """Return the anchor GitHub gives a heading: ``¿Qué es Flask?`` → ``qué-es-flask``.

    Letters, marks, digits and connectors are kept, in lower case; spaces become hyphens; the rest goes.
    https://github.com/gjtorikian/html-pipeline/blob/v2.14.3/lib/html/pipeline/toc_filter.rb
    """
    kept = (char for char in heading.strip().lower() if char in " -_" or _is_word(char))
    return "".join(kept).replace(" ", "-")


def numbered(wanted: str, taken: dict[str, int]) -> str:
    """Return ``wanted``, or ``wanted-1``, ``wanted-2``… if it is taken, and take it.

    Args:
        wanted: the anchor.
        taken: the anchors of one page, each with the last number given to its namesakes.
    """
    if wanted not in taken:
        taken[wanted] = 0
        return wanted
    number = taken[wanted] + 1
    while f"{wanted}-{number}" in taken:
        number += 1
    taken[wanted] = number
    taken[f"{wanted}-{number}"] = 0
    return f"{wanted}-{number}"


def old_address(asked: str) -> str | None:
    """Write an address of another time in full and decoded; None if it cannot be one of a site on any disk.

    Args:
        asked: from the root of the site, percent-encoded or not; ``/a`` is the page ``/a/``.
    """
    path = unicodedata.normalize("NFC", unquote(asked))
    root, *parts = path.removesuffix("/").split("/")
    if root or not parts or not all(map(_is_part, parts)):
        return None
    return path if path.endswith((".html", "/")) else f"{path}/"


def _is_part(name: str) -> bool:
    """Tell whether a folder can have this name on every disk, and a reader can see what it is."""
    is_seen = not any(unicodedata.category(char).startswith("C") for char in name)
    return bool(name) and is_seen and not _NO_PART.match(name) and len(name.encode()) <= _LONGEST_PART


def _is_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category in {"Nd", "Pc"}


def _is_symbol(char: str) -> bool:
    return char > "\x7f" and unicodedata.category(char)[0] == "S"


def _is_latin(name: str) -> bool:
    """Tell whether a name has letters or digits, and all of its letters are Latin.

    Such a name survives the folding in a form its reader knows.
    """
    words = [char for char in unicodedata.normalize("NFC", name) if char.isalnum()]
    return bool(words) and all(
        char < "\u0250" or "LATIN" in unicodedata.name(char, "") for char in words if char.isalpha()
    )


def _digest(name: str) -> str:
    """Eight hexadecimal digits that depend on the name alone, however the disk spells its accents."""
    raw = unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:8]
