"""A card as an image: its section, its title, and at the foot the site's mark and name.

It has sixteen colours, so that it is small and quickly written: the shades of the ink, the accent, and
those of the mark. What many cards have in common is drawn and packed once.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PIL import Image, ImageColor

from escarcha.images.card import HEIGHT, WIDTH, SocialCard
from escarcha.images.letters import PALE, SHADES, legible, width_of, write
from escarcha.images.png import Band, pack, write_png

if TYPE_CHECKING:
    from escarcha.images.icons import Icon

_Look = tuple[str, str, str, "Icon"]
"""Ground, ink and accent, and the icon that the mark is made of."""

_EDGE = 90
"""Pixels that stay free at the left and at the right."""
_WIDE = WIDTH - 2 * _EDGE
_SMALL = 34
_SIZES = ((72, 3), (56, 4))
"""Of the title: a size, and how many lines of it there is room for."""
_LEADING = 1.25
_HEAD, _FOOT = 150, 450
"""Where the title has its room: between the part with the section, and the part with the site."""
_SECTION, _NAME = 118, 540
"""Where the section stands, and the middle of what is below the title."""
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
    look = (card.ground, card.ink, card.accent, icon)
    middle = _blank(*look).crop((0, _HEAD, WIDTH, _FOOT))
    size, lines = _laid_out(legible(card.title))
    height = round(size * _LEADING)
    first = (_FOOT - _HEAD - height * (len(lines) - 1)) // 2 + size // 3
    for number, line in enumerate(lines):
        write(middle, (_EDGE, first + number * height), line, size)
    palette = bytes(_blank(*look).getpalette() or ())
    return write_png(palette, [_head(card.section, look), pack(middle), _foot(card.site, look)])


@functools.lru_cache(maxsize=100)  # the cards of a section have it in common
def _head(section: str, look: _Look) -> Band:
    """Return the upper part of a card."""
    image = _blank(*look).crop((0, 0, WIDTH, _HEAD))
    write(image, (_EDGE, _SECTION), _shortened(legible(section), _WIDE), _SMALL, PALE)
    return pack(image)


@functools.lru_cache(maxsize=4)
def _foot(site: str, look: _Look) -> Band:
    """Return the lower part of a card, which is that of all."""
    image = _blank(*look).crop((0, _FOOT, WIDTH, HEIGHT))
    beside = _EDGE + _MARK + 24
    place = (beside, _NAME - _FOOT + _SMALL // 3)
    write(image, place, _shortened(legible(site), WIDTH - _EDGE - beside), _SMALL, PALE)
    return pack(image)


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
    image.paste(Image.frombytes("P", flat.size, numbers), (_EDGE, _NAME - _MARK // 2))
    return image


def _laid_out(title: str) -> tuple[int, list[str]]:
    """Return the size of a title and its lines: the largest in which it has room, or the first of them."""
    for size, most in _SIZES:
        lines = _wrapped(title, size)
        if len(lines) <= most and all(width_of(line, size) <= _WIDE for line in lines):
            return size, lines
    size, most = _SIZES[-1]
    lines = [_shortened(line, _WIDE, size) for line in _wrapped(title, size)[:most]]
    if len(_wrapped(title, size)) > most:
        lines[-1] = _shortened(f"{lines[-1].removesuffix(_ELLIPSIS)} {_ELLIPSIS}", _WIDE, size)
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


def _shortened(text: str, wide: int, size: int = _SMALL) -> str:
    """Cut a line where it would be too wide."""
    if width_of(text, size) <= wide:
        return text
    while text and width_of(f"{text}{_ELLIPSIS}", size) > wide:
        text = text[:-1]
    return f"{text.rstrip()}{_ELLIPSIS}"
