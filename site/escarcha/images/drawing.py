"""A card as an image: its section, its title, and at the foot the site's mark and name.

It has sixteen colours, so that it is small and quickly written: the shades of the ink, the accent, and
those of the mark.
"""

from __future__ import annotations

import functools
import io
import zlib
from typing import TYPE_CHECKING

from PIL import Image, ImageColor

from escarcha.images.card import HEIGHT, WIDTH, SocialCard
from escarcha.images.letters import PALE, SHADES, legible, width_of, write

if TYPE_CHECKING:
    from escarcha.images.icons import Icon

_EDGE = 90
"""Pixels that stay free at the left and at the right."""
_WIDE = WIDTH - 2 * _EDGE
_SMALL = 34
_SIZES = ((72, 3), (56, 4))
"""Of the title: a size, and how many lines of it there is room for."""
_LEADING = 1.25
_TOP, _MIDDLE, _FOOT = 118, 300, 540
"""Where the section stands, the middle of the title, and the middle of the foot."""
_MARK = 72
_BAR = 14
_ACCENT = SHADES
"""The number of that colour, behind the shades of the ink; those of the mark follow."""
_OF_MARK = 16 - SHADES - 1
_ELLIPSIS = "…"


def draw_card(card: SocialCard, icon: Icon) -> bytes:
    """Return a card as PNG.

    Args:
        card: what it shows.
        icon: that the site's mark is made of.
    """
    image = _blank(card.ground, card.ink, card.accent, icon).copy()
    write(image, (_EDGE, _TOP), _shortened(legible(card.section), _SMALL, _WIDE), _SMALL, PALE)
    size, lines = _laid_out(legible(card.title))
    height = round(size * _LEADING)
    first = _MIDDLE - height * (len(lines) - 1) // 2 + size // 3
    for number, line in enumerate(lines):
        write(image, (_EDGE, first + number * height), line, size)
    beside = _EDGE + _MARK + 24
    name = _shortened(legible(card.site), _SMALL, WIDTH - _EDGE - beside)
    write(image, (beside, _FOOT + _SMALL // 3), name, _SMALL, PALE)
    written = io.BytesIO()
    # Runs alone are looked for: of what is mostly ground they are all there is, and it takes half the time.
    image.save(written, "PNG", bits=4, compress_level=1, compress_type=zlib.Z_RLE)
    return written.getvalue()


@functools.lru_cache(maxsize=4)
def _blank(ground: str, ink: str, accent: str, icon: Icon) -> Image.Image:
    """Return what all cards of a site have in common."""
    ends = list(zip(ImageColor.getrgb(ground), ImageColor.getrgb(ink), strict=True))
    shades = [low + (high - low) * shade // (SHADES - 1) for shade in range(SHADES) for low, high in ends]
    mark = Image.new("RGBA", (_MARK, _MARK), ground)
    if drawn := icon.drawn(_MARK):
        mark.alpha_composite(drawn)
    flat = mark.convert("RGB").quantize(_OF_MARK)
    image = Image.new("P", (WIDTH, HEIGHT))
    image.putpalette([*shades, *ImageColor.getrgb(accent), *(flat.getpalette() or [])[: 3 * _OF_MARK]])
    image.paste(_ACCENT, (0, HEIGHT - _BAR, WIDTH, HEIGHT))
    numbers = bytes(number + _ACCENT + 1 for number in flat.tobytes())
    image.paste(Image.frombytes("P", flat.size, numbers), (_EDGE, _FOOT - _MARK // 2))
    return image


def _laid_out(title: str) -> tuple[int, list[str]]:
    """Return the size of a title and its lines: the largest in which it has room, or the first of them."""
    for size, most in _SIZES:
        lines = _wrapped(title, size)
        if len(lines) <= most and all(width_of(line, size) <= _WIDE for line in lines):
            return size, lines
    size, most = _SIZES[-1]
    lines = [_shortened(line, size, _WIDE) for line in _wrapped(title, size)[:most]]
    if len(_wrapped(title, size)) > most:
        lines[-1] = _shortened(f"{lines[-1].removesuffix(_ELLIPSIS)} {_ELLIPSIS}", size, _WIDE)
    return size, lines


def _wrapped(title: str, size: int) -> list[str]:
    """Break a title into lines between words; a word that is wider than a line stands alone."""
    lines: list[str] = []
    for word in title.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= _WIDE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@functools.lru_cache(maxsize=1000)  # sections, and the name of the site, stand on many cards
def _shortened(text: str, size: int, wide: int) -> str:
    """Cut a line where it would be too wide."""
    if width_of(text, size) <= wide:
        return text
    while text and width_of(f"{text}{_ELLIPSIS}", size) > wide:
        text = text[:-1]
    return f"{text.rstrip()}{_ELLIPSIS}"
