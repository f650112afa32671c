"""How an author writes an address, so that another can be written the same way."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from escarcha.markup import Kind
from escarcha.notes.layout import INDEX_NAMES
from escarcha.notes.source import NOTE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEP = PurePosixPath("/", *"x" * 64)
"""A folder so deep that no relative path climbs out of it."""

_ENCODED = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")
_UNSAFE = "<>\\`$|\"'&[]%#?:"
"""Signs that may mean something else where an address of Markdown or HTML is written."""


def split_tail(address: str) -> tuple[str, str]:
    """Split off the anchor or the query."""
    found = re.search(r"[?#]", address)
    return (address[: found.start()], address[found.start() :]) if found else (address, "")


def relative(path: PurePosixPath | str, folder: PurePosixPath | str) -> str:
    """Write a path from the folder of notes, or above it, as one from another folder."""
    return posixpath.relpath(str(_DEEP / path), str(_DEEP / folder))


def other_paths(
    plain: str, old: PurePosixPath, new: PurePosixPath, folders: tuple[PurePosixPath, PurePosixPath]
) -> Iterator[str]:
    """Yield how what an author has written for one path may be written for another, the likest first.

    Args:
        plain: the path of a link, as it is written, without escapes.
        old: the file or folder that it leads to, from the folder of notes.
        new: the same afterwards.
        folders: that of the note before and afterwards.
    """
    is_rooted = plain.startswith("/")
    base = "" if is_rooted else str(folders[0])
    place = posixpath.normpath(posixpath.join(base, plain.lstrip("/") or "."))
    for path in _forms(place, old, new):
        if is_rooted:
            written = "/" if path == "." else f"/{path}"
        else:
            written = relative(path, folders[1])
            if plain.startswith("./") and not written.startswith("."):
                written = f"./{written}"
        is_folder = plain.endswith("/") and path != str(new)
        is_folder |= plain.endswith("/") and old == PurePosixPath(place)
        yield f"{written}/" if is_folder and not written.endswith("/") else written


def _forms(place: str, old: PurePosixPath, new: PurePosixPath) -> Iterator[str]:
    """Yield the path of a file, without its suffix if that is how it was written, or its folder's."""
    stem, name = posixpath.splitext(place)[0], posixpath.basename(place).lower()
    bare = str(new.with_suffix("")) if new.name.lower().endswith(NOTE_SUFFIXES) else str(new)
    if place == str(old):
        yield str(new)
    elif any(f"{place}{suffix}" == str(old) for suffix in NOTE_SUFFIXES):
        yield bare
    elif name.endswith((".html", ".htm")) and str(old.with_suffix("")) == stem:
        yield f"{bare}{posixpath.splitext(place)[1]}"
    elif place == str(old.parent) or place == str(old.with_suffix("")):
        yield str(new.parent)
        yield bare
    elif name.partition(".")[0] in INDEX_NAMES:
        yield str(new.parent / posixpath.basename(place))
    yield str(new)


def other_names(
    name: str, old: PurePosixPath, new: PurePosixPath, folders: tuple[PurePosixPath, PurePosixPath]
) -> Iterator[str]:
    """Yield how a wikilink may name another file, the likest first.

    Args:
        name: as it is written.
        old: the path of the file or folder that it leads to.
        new: the same afterwards.
        folders: that of the note before and afterwards.
    """
    has_suffix = name.lower().endswith(NOTE_SUFFIXES)
    is_note = new.name.lower().endswith(NOTE_SUFFIXES)
    path = new.with_suffix("") if is_note and not has_suffix else new
    if "/" not in name.strip("/"):
        yield path.name
    elif not str(old).startswith(name.lstrip("/")):  # it is counted from the note
        yield relative(path, folders[1])
    yield f"{'/' if name.startswith('/') else ''}{path}"
    yield relative(path, folders[1])
    yield str(new)


def encoded(path: str, written: str, kind: Kind, around: str) -> str:
    """Write a path as the address of a link.

    Args:
        path: without escapes.
        written: what stood there before, whose style is kept.
        kind: in which way it is written.
        around: the sign before it: a pointed bracket or a quotation mark lets spaces be.
    """
    if kind in {Kind.WIKILINK, Kind.INCLUDE}:
        return path
    is_html, is_pointed = kind is Kind.HTML, around == "<"
    kept = set("()" if is_html or is_pointed or _is_balanced(path) else "")
    if is_pointed or (is_html and around in {'"', "'"} and " " in written):
        kept.add(" ")
    unsafe = {*_UNSAFE, *("=," if is_html else "")}
    has_letters = not _ENCODED.search(written)

    def is_kept(char: str) -> bool:
        if not char.isascii():
            return has_letters
        return char in kept or (char > " " and char not in "()\x7f" and char not in unsafe)

    return "".join(char if is_kept(char) else quote(char, safe="") for char in path)


def _is_balanced(path: str) -> bool:
    depth = 0
    for char in path:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def plain_path(path: str, kind: Kind) -> str:
    """Return the path of a link without percent signs, where they mean something."""
    return path if kind in {Kind.WIKILINK, Kind.INCLUDE} else unquote(path)
