"""Social cards by what they show: on disk, or drawn."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from escarcha.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from escarcha.images.card import SocialCard
    from escarcha.images.icons import Icon


class CardStore:
    """Every social card, drawn once.

    Args:
        folder: where cards outlive the process; None keeps none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._shelf = Shelf(folder)
        self._recalled: dict[str, bytes | None] = {}
        self._made: dict[str, bytes] = {}

    @contextlib.contextmanager
    def together(self, names: Iterable[str]) -> Iterator[None]:
        """Have some cards asked for in one go, by their names, and those that are drawn kept in another."""
        wanted = list(names)
        self._recalled = dict.fromkeys(wanted) | self._shelf.get_all(wanted)
        yield
        self._shelf.put_all(self._made)
        self._recalled, self._made = {}, {}

    def get(self, card: SocialCard, icon: Icon) -> bytes:
        """Return a card as PNG, drawing it if need be.

        Args:
            card: what it shows.
            icon: that the site's mark is made of.
        """
        name = card.name
        is_recalled = name in self._recalled
        content = self._recalled[name] if is_recalled else self._shelf.get(name)
        if content is None:
            from escarcha.images.drawing import draw_card  # noqa: PLC0415 - Pillow comes with it

            content = draw_card(card, icon)
            if is_recalled:
                self._recalled[name] = self._made[name] = content
            else:
                self._shelf.put(name, content)
        return content

    def forget_old(self) -> None:
        """Drop from disk what nobody has asked for in a long time."""
        self._shelf.clear_old()
