"""What a card shows."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from escarcha.bundled import digest_of

WIDTH, HEIGHT = 1200, 630
"""Pixels, in the proportion that is shown uncut: https://developers.facebook.com/docs/sharing/webmasters/images."""

FONT = Path(__file__).with_name("NotoSerif-SemiBold.ttf")


@dataclass(frozen=True, slots=True)
class SocialCard:
    """The card of a page.

    Args:
        title: of the page.
        section: that the page stands in, or empty.
        site: what the site is called, or empty.
        ground: colour behind it all, ``#fafdfe``.
        ink: colour of the texts.
        accent: colour of the line at the foot.
        mark: digest of the icon that is the site's mark.
    """

    title: str
    section: str
    site: str
    ground: str
    ink: str
    accent: str
    mark: str

    @property
    def name(self) -> str:
        """Name all that the card shows, in twelve digits."""
        shown = msgspec.msgpack.encode((drawn_with(), self))
        return hashlib.blake2b(shown, digest_size=6).hexdigest()


@functools.cache
def drawn_with() -> str:
    """Name what cards and icons are drawn with: this room, and its font."""
    return digest_of("images") + hashlib.blake2b(FONT.read_bytes(), digest_size=16).hexdigest()
