"""Lines of text from our own font, letter by letter, as the letters of many cards are the same few."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from escarcha.images.card import FONT

if TYPE_CHECKING:
    from collections.abc import Iterator

SHADES = 8
"""Of the ink, from none of it to all: enough for edges to be smooth."""

PALE = 6
"""How many of them a line has that is not to be looked at first."""

_MISSING = "\uffff"
"""Stands for any character that a font has no letter for."""


class Letter(NamedTuple):
    """A letter, and where it stands from the place on the line that is written at.

    Args:
        shades: how much ink each pixel has.
        mask: where there is any.
        left: pixels to the right of that place.
        top: pixels below it.
    """

    shades: Image.Image
    mask: Image.Image
    left: int
    top: int


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # The plain layout is the same wherever Pillow runs; the other depends on a library of the system.
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


@functools.cache
def _letter(char: str, size: int, shades: int) -> Letter | None:
    """Draw a letter with so many shades; None for one without ink, as a space is."""
    left, top, right, bottom = map(round, _font(size).getbbox(char, anchor="ls"))
    if right <= left or bottom <= top:
        return None
    drawn = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(drawn).text((-left, -top), char, font=_font(size), fill=255, anchor="ls")
    inked = drawn.point([round(value * (shades - 1) / 255) for value in range(256)])
    mask = inked.point([0] + [255] * 255).convert("1")
    return Letter(Image.frombytes("P", inked.size, inked.tobytes()), mask, left, top)


@functools.cache
def _step(char: str, following: str, size: int) -> float:
    """Return how far it is from a letter to the one that follows."""
    return _font(size).getlength(char + following) - _font(size).getlength(following)


@functools.cache
def _is_known(char: str) -> bool:
    """Tell whether the font has a letter for a character."""
    font = _font(32)
    return char.isspace() or bytes(font.getmask(char)) != bytes(font.getmask(_MISSING))


def legible(text: str) -> str:
    """Return what of a text the font can show, such as a title without its emoji."""
    known = "".join(filter(_is_known, unicodedata.normalize("NFC", text)))
    return " ".join(known.split())


def _steps(text: str, size: int) -> Iterator[tuple[str, float]]:
    for char, following in itertools.pairwise(f"{text} "):
        yield char, _step(char, following, size)


def width_of(text: str, size: int) -> float:
    """Return how wide a line is, in pixels."""
    return sum(step for _, step in _steps(text, size))


def write(image: Image.Image, place: tuple[int, int], text: str, size: int, shades: int = SHADES) -> None:
    """Write a line into an image whose first colours are the shades of the ink.

    Args:
        image: of a palette.
        place: where the line begins, and its letters stand.
        text: that is ``legible``.
        size: of the font, in pixels.
        shades: how many of them the line has, so that it may be paler than others.
    """
    x, y = float(place[0]), place[1]
    for char, step in _steps(text, size):
        if letter := _letter(char, size, shades):
            image.paste(letter.shades, (round(x) + letter.left, y + letter.top), letter.mask)
        x += step
