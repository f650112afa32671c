"""The size of the images of a note, so that a page does not jump when they arrive."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, BinaryIO

import imagesize

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.notes import Media

_OPENS_IMAGE = re.compile(r'<img\b[^<>]*\ssrc="\Z')
_REST_OF_TAG = re.compile(r"[^<>]*")
_GIVEN = re.compile(r'\s(width|height)="(\d*)[^"]*"')


def size_attributes(before: str, after: str, media: Media | None) -> str:
    """Return the attributes ``width`` and ``height`` for an image that says nothing of its height.

    Args:
        before: the HTML up to the address.
        after: the HTML from the quotation mark behind the address.
        media: what the address leads to, if it is a file of the site.

    Returns:
        What is to stand behind the address and its quotation mark; empty for anything but an image whose
        size is known.
    """
    opening = _OPENS_IMAGE.search(before, max(0, before.rfind("<img")))
    rest = _REST_OF_TAG.match(after, 1)
    if not opening or not rest or not media:
        return ""
    given = dict(_GIVEN.findall(opening[0] + rest[0]))
    if "height" in given:
        return ""
    width, height = size_of(media)
    if width <= 0 or height <= 0:
        return ""
    if "width" in given:
        shown = int(given["width"] or 0)
        return f' height="{round(shown * height / width)}"' if shown else ""
    return f' width="{width}" height="{height}"'


def size_of(media: Media) -> tuple[int, int]:
    """Return width and height of an image in pixels; (-1, -1) of any other file."""
    try:
        status = media.file.stat()
    except OSError:  # it has vanished, which is told when it is copied
        return -1, -1
    return _size(media.file, (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino))


@functools.lru_cache(maxsize=10_000)
def _size(file: Path, _stamp: tuple[int, ...]) -> tuple[int, int]:
    return read_size(file)


def read_size(image: Path | BinaryIO) -> tuple[int, int]:
    """Read an image's size in pixels; (-1, -1) if it has none or is broken."""
    try:
        width, height = imagesize.get(image)
    except Exception:  # noqa: BLE001 - what a broken file makes it raise is not documented
        return -1, -1
    return round(width), round(height)
