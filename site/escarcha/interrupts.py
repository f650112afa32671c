"""Ctrl-C and SIGTERM: kept waiting where they would leave work half done, at once where none has begun."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


TERMINATED = 143
"""What a shell expects of a program ended by SIGTERM, 128 and its number; our ``SystemExit`` bears it."""


@contextlib.contextmanager
def interrupts_later() -> Iterator[None]:
    """Keep Ctrl-C and SIGTERM waiting: what comes inside the block is raised when it ends.

    Handlers do it, as a mask holds for one thread alone, and the system gives a signal to any.
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


@contextlib.contextmanager
def interrupts_at_once(*, wanted: bool = True) -> Iterator[None]:
    """Let Ctrl-C end the process inside the block, without Python's traceback.

    It is meant for the time when modules are loaded, and nothing has begun that has to be cleared away. A
    program that has its own answer to Ctrl-C keeps it.
    """
    before = signal.getsignal(signal.SIGINT)
    is_main = threading.current_thread() is threading.main_thread()  # no other may set an answer
    if not (wanted and is_main and before is signal.default_int_handler):
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
