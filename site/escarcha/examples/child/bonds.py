"""No process outlives the one that has started it, however that ends and wherever it has gone.

Linux ends a process with its parent, and hands those whose parent has gone to an ancestor that asks for them:
https://man7.org/linux/man-pages/man2/prctl.2.html. Elsewhere a process that is left alone ends when its time
is up.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys

_DIES_WITH_PARENT, _TAKES_ORPHANS = 1, 36
"""``PR_SET_PDEATHSIG`` and ``PR_SET_CHILD_SUBREAPER``."""


_own_number = os.getpid  # what an Example is told is another


def fork() -> int:
    """Fork this process, which has but one thread; the new one ends with it."""
    parent = _own_number()
    pid = os.fork()
    if pid == 0:
        _prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        if sys.platform == "linux" and os.getppid() != parent:  # it had ended before we asked
            os._exit(1)
    return pid


def take_orphans() -> None:
    """Become the parent of every process below that loses its own."""
    _prctl(_TAKES_ORPHANS, 1)


def end_orphans() -> None:
    """End all children of this process, and in turn what they leave."""
    with contextlib.suppress(ChildProcessError, FileNotFoundError):  # no child; or elsewhere no /proc
        while True:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid == 0:  # there are some, and they run
                for child in _children():
                    with contextlib.suppress(OSError):
                        os.kill(child, signal.SIGKILL)
                os.waitpid(-1, 0)


def _children() -> list[int]:
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208 - names
        with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as file:  # noqa: PTH123 - one of many
            # The name of the program, in brackets, may hold anything; state and parent follow.
            if int(file.read().rpartition(b")")[2].split()[1]) == _own_number():
                found.append(int(name))
    return found


def _prctl(what: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(what, value, 0, 0, 0)
