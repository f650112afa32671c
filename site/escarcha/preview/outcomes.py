"""Outcomes that nobody waits for: a page comes at once, and what its Examples do when they have done it."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from escarcha.examples import Example, Outcome, OutcomeStore
from escarcha.examples.example import Waiting
from escarcha.examples.processes import ForkServers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class LaterOutcomes(OutcomeStore):
    """Every Outcome there is, and Waiting for every other until it is there.

    Args:
        folder: where Outcomes outlive the process.
        tell: called, in a thread of its own, when an Outcome is there.
    """

    def __init__(self, folder: Path, tell: Callable[[], None]) -> None:
        super().__init__(folder, stays_warm=True)
        self._tell = tell
        self._turn = threading.Lock()
        self._asked: dict[Example, object] = {}
        self._running: set[Example] = set()
        self._is_closed = False
        self._pool = ThreadPoolExecutor(max(1, (os.cpu_count() or 1) // 2), "escarcha-examples")

    def get(self, example: Example) -> Outcome:
        """Return the Outcome of an Example, or Waiting while it is being made."""
        if outcome := self._recall(example):
            return outcome
        with self._turn:
            if example not in self._running:
                is_new = self._asked.pop(example, self) is self
                self._asked[example] = None  # behind all others
                if is_new and not self._is_closed:
                    self._pool.submit(self._run_latest)
        return Waiting.of(example)

    def forget_asked(self) -> None:
        """Run nothing that has not begun: the notes have changed, and whoever still wants it asks again."""
        with self._turn:
            self._asked.clear()

    def close(self) -> None:
        """End what is running, and run nothing any more."""
        with self._turn:
            self._is_closed = True
            self._asked.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)
        if isinstance(self._start, ForkServers):
            self._start.close()

    def _run_latest(self) -> None:
        """Run what was asked for last: it is what somebody is looking at."""
        with self._turn:
            if not self._asked:
                return
            example, _ = self._asked.popitem()
            self._running.add(example)
        try:
            super().get(example)
        finally:
            with self._turn:
                self._running.discard(example)
        self._tell()
