"""Images of a site by what they show: on disk, or made."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from escarcha.images.card import drawn_with
from escarcha.images.drawing import draw_card
from escarcha.images.icons import make_icon, make_tab_icon
from escarcha.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from escarcha.images.card import SocialCard
    from escarcha.images.icons import Icon


class ImageStore:
    """Every image, made once.

    Args:
        folder: where images outlive the process; None keeps none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._shelf = Shelf(folder)
        self._recalled: dict[str, bytes | None] = {}
        self._made: dict[str, bytes] = {}

    @contextlib.contextmanager
    def together(self, cards: Iterable[str]) -> Iterator[None]:
        """Have some cards asked for, and those that are made of them kept, in one go each.

        Args:
            cards: their names.
        """
        names = list(cards)
        self._recalled = dict.fromkeys(names) | self._shelf.get_all(names)
        yield
        self._shelf.put_all(self._made)
        self._recalled, self._made = {}, {}

    def card(self, card: SocialCard, icon: Icon) -> bytes:
        """Return a card as PNG.

        Args:
            card: what it shows.
            icon: that the site's mark is made of.
        """
        return self._kept(card.name, lambda: draw_card(card, icon))

    def icon(self, icon: Icon, size: int, ground: str = "") -> bytes:
        """Return an icon as ``make_icon`` does."""
        return self._kept(_key(icon, size, ground), lambda: make_icon(icon, size, ground))

    def tab_icon(self, icon: Icon) -> bytes:
        """Return an icon as ``make_tab_icon`` does."""
        return self._kept(_key(icon, "ico"), lambda: make_tab_icon(icon))

    def forget_old(self) -> None:
        """Drop from disk what nobody has asked for in a long time."""
        self._shelf.clear_old()

    def _kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        content = self._recalled[key] if key in self._recalled else self._shelf.get(key)
        if content is None:
            content = make()
            if key in self._recalled:
                self._made[key] = content
            else:
                self._shelf.put(key, content)
        return content


def _key(icon: Icon, *how: object) -> str:
    return hashlib.blake2b(repr((drawn_with(), icon.digest, how)).encode(), digest_size=20).hexdigest()
