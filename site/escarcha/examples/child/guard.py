"""What an Example is given instead of the machine's own: limits, an alarm, a clock that stands still.

Chance is the same each time, too, and name and number are those of every machine.
"""

from __future__ import annotations

import _socket
import contextlib
import faulthandler
import itertools
import os
import random
import signal
import sys
import time
from typing import TYPE_CHECKING

import time_machine

if TYPE_CHECKING:
    from types import FrameType
    from typing import TextIO

_HOST = "localhost"
"""The name that every example's machine goes by."""

LAST_WORDS = 0.5
"""Seconds after the alarm at which a process that still runs writes where it is."""

_PROCESS = 4242
"""The number that every example's process goes by."""

SEED = 0
"""What chance begins with if nobody asks otherwise."""


class TimeIsUpError(BaseException):
    """An example has run as long as it may."""


class Foreseen(random.Random):
    """A source of chance that gives the same each time, even if it is given no seed."""

    def __init__(self, seed: float | str | bytes | bytearray | None = SEED) -> None:
        super().__init__(SEED if seed is None else seed)

    def seed(self, a: float | str | bytes | bytearray | None = SEED, version: int = 2) -> None:  # type: ignore[override]
        """Begin anew; without a seed, where every example begins."""
        super().seed(SEED if a is None else a, version)


CHANCE = Foreseen()


class Alarm:
    """Ends what takes too long, and knows at which line it was; does nothing on Windows.

    Args:
        folder: of the example.
        traces: the file into which a process that does not heed the alarm writes where it is.
    """

    def __init__(self, folder: str, traces: TextIO | None = None) -> None:
        self._folder = folder
        self._traces = traces
        self.rang_at: tuple[str, int] | None = None

    def set(self, seconds: float) -> None:
        """Ring after some seconds; a second after that the system itself ends the process."""
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self._ring)
            signal.setitimer(signal.ITIMER_REAL, seconds)
        if self._traces:
            # This works without the interpreter, so even code that Python cannot interrupt is traced.
            faulthandler.dump_traceback_later(seconds + LAST_WORDS, file=self._traces)

    def pause(self) -> float:
        """Do not ring for now; return the seconds that were left."""
        return signal.setitimer(signal.ITIMER_REAL, 0)[0] if hasattr(signal, "setitimer") else 0.0

    def _ring(self, _number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, 1)
        while frame and not frame.f_code.co_filename.startswith(self._folder):
            frame = frame.f_back
        self.rang_at = (frame.f_code.co_filename, frame.f_lineno) if frame else ("", 0)
        raise TimeIsUpError


def note_sudden_ends(file: TextIO) -> None:
    """Have a process that ends suddenly write into a file where it was."""
    faulthandler.enable(file, all_threads=False)
    really_exit = os._exit

    def tell_and_exit(status: int) -> None:
        faulthandler.dump_traceback(file, all_threads=False)
        really_exit(status)

    os._exit = tell_and_exit  # type: ignore[assignment]


def limit(megabytes: int, largest_file: int, seconds: float) -> None:
    """Bound the memory, the files and the processor time of this process; does nothing on Windows.

    Args:
        megabytes: of memory, addresses included.
        largest_file: bytes that a file may grow to.
        seconds: of processor time.
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        for what, most in (
            (resource.RLIMIT_AS, megabytes * 2**20),
            (resource.RLIMIT_FSIZE, largest_file),
            (resource.RLIMIT_CPU, int(seconds) + 2),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (most, most))


def fix_chance(seed: int) -> None:
    """Have every source of chance give the same each time."""
    CHANCE.seed(seed)
    begin = random.seed

    def begin_anew(a: float | str | bytes | bytearray | None = None, version: int = 2) -> None:
        begin(seed if a is None else a, version)

    begin(seed)
    random.seed = begin_anew
    os.urandom = CHANCE.randbytes
    random._urandom = CHANCE.randbytes  # type: ignore[attr-defined]  # noqa: SLF001 - SystemRandom and secrets read it
    random.Random = Foreseen  # type: ignore[misc,assignment]
    for name, value in (("tempfile", "_Random"), ("uuid", "_node")):
        if name in sys.modules:
            setattr(sys.modules[name], value, Foreseen if value == "_Random" else 0x020000000001)
    os.getpid = lambda: _PROCESS
    for module in (_socket, sys.modules.get("socket")):
        if module:
            module.gethostname = lambda: _HOST  # type: ignore[attr-defined]
    if hasattr(os, "uname"):
        real = os.uname()
        os.uname = lambda: os.uname_result((real.sysname, _HOST, *real[2:]))
        if "platform" in sys.modules:
            sys.modules["platform"]._uname_cache = None  # type: ignore[attr-defined]  # noqa: SLF001 - it has asked


def fix_clock(now: float) -> None:
    """Stop the clock; what measures durations advances by the same amount each time it is read.

    Args:
        now: seconds since 1970.
    """
    time_machine.travel(now, tick=False).start()
    ticks = itertools.count(1)
    for name in ("perf_counter", "process_time", "thread_time"):
        setattr(time, name, lambda: next(ticks) / 1_000_000)
        setattr(time, f"{name}_ns", lambda: next(ticks) * 1000)
