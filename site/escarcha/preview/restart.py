"""A preview that starts anew when ``freeze.py`` has changed.

It is the same command in the same process and on the same socket, so that whoever asks meanwhile waits and is
not refused.
"""

from __future__ import annotations

import os
import socket
import sys

_SOCKET = "ESCARCHA_PREVIEW_SOCKET"

CAN_RESTART = sys.platform != "win32"
"""On Windows a process cannot become another one, and sockets are not inherited."""


def start_anew(listening: int) -> None:
    """Become the same command anew; never returns.

    Args:
        listening: number of the file of the socket that requests come to.
    """
    os.set_inheritable(listening, True)  # noqa: FBT003 - the function takes no keyword
    os.environ[_SOCKET] = str(listening)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - our own command


def inherited_socket() -> socket.socket | None:
    """Return the socket of the process that this one was before, once; None in a first one."""
    number = os.environ.pop(_SOCKET, "")
    if not number.isdecimal():
        return None
    bound = socket.socket(fileno=int(number))
    bound.set_inheritable(False)
    return bound
