"""Ctrl-C and SIGTERM, kept waiting where they would leave half a step behind."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def interrupts_later() -> Iterator[None]:
    """Keep Ctrl-C and SIGTERM waiting: what comes inside the block is raised when it ends.

    By handlers and not by a mask, which would only hold for one thread: the system gives a signal to any.
    """
    if threading.current_thread() is not threading.main_thread():  # which alone is interrupted
        yield
        return
    waiting: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for number in before:
            signal.signal(number, lambda sent, _: waiting.append(sent))
        yield
    finally:
        for number, answer in before.items():
            signal.signal(number, answer)
        if waiting:
            signal.raise_signal(waiting[0])
