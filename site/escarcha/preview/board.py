"""What open pages are told: that something else is shown now, by server-sent events.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import json
import secrets
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEARTBEAT = 15.0
"""Seconds of silence after which something is sent, to notice pages that have gone."""


class Board:
    """Where it stands what is shown, for any number of pages that look at it."""

    def __init__(self) -> None:
        # A server that was started again shows something else than the one before it.
        self._name = secrets.token_hex(4)
        self._number = 1
        self._media: dict[str, int] = {}
        self._changed = threading.Condition()

    @property
    def version(self) -> str:
        """The name of what is shown now."""
        return self._version(self._number)

    def post(self, media: Iterable[str] = ()) -> None:
        """Tell every page that something else is shown now.

        Args:
            media: addresses of files that have changed and that a page may have loaded.
        """
        with self._changed:
            self._number += 1
            self._media |= dict.fromkeys(media, self._number)
            self._changed.notify_all()

    def listen(self) -> Iterator[bytes]:
        """Yield events: first what is shown now, then each change."""
        # How long a browser waits before it asks again when the server is started anew.
        yield b"retry: 200\n\n"
        seen = 0
        while True:
            with self._changed:
                if self._number == seen:
                    self._changed.wait(HEARTBEAT)
                number, media = self._number, [url for url, at in self._media.items() if 0 < seen < at]
            if number == seen:
                yield b": \n\n"
                continue
            seen = number
            told = {"version": self._version(number), "media": media}
            yield f"data: {json.dumps(told)}\n\n".encode()

    def _version(self, number: int) -> str:
        return f"{self._name}-{number}"
