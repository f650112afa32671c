"""The processes that Examples run in: forked from one that waits with Flask imported, or started anew.

Starting Python and importing Flask takes ten times as long as most Examples do. Where the system can fork,
one process does it once. A fork of it is as clean as a new process: nothing but the code of ``child/`` has
run in it, and ``child/warm.py`` keeps out of sight what has been imported.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import CancelledError
from pathlib import Path
from typing import TYPE_CHECKING, Self

from escarcha.examples.child.protocol import GRACE, JOB_END, JobEnd, read, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.examples.child.protocol import Job

    Start = Callable[[Job], "int | None"]
    """Runs a Job in a process of its own; returns its status, or None if it had to be ended."""

# -s, -P: neither the author's own packages nor the working folder are in its way.
_COMMAND = [sys.executable, "-s", "-P", "-B", str(Path(__file__).parent / "child" / "__main__.py")]


class ServerLostError(Exception):
    """The process that others are forked from is gone, and nobody knows how the Job has ended."""


def start_anew(job: Job) -> int | None:
    """Run a Job in a process that is started for it."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(job),
        start_new_session=True,
    )
    try:
        process.communicate(write(job), timeout=job.seconds + GRACE)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _kill(process)
    return process.returncode


class ForkServers:
    """Processes that wait with Flask imported, as many as are busy at once; a context manager.

    Call it with a Job, from any thread. Where the system cannot fork it starts each process anew.

    Raises:
        ServerLostError: when called, if a server has gone, or says what makes no sense; from then on
            processes are started anew.
        CancelledError: when called, if this has been closed.
    """

    def __init__(self) -> None:
        self._idle: list[subprocess.Popen[bytes]] = []
        self._all: list[subprocess.Popen[bytes]] = []
        self._turn = threading.Lock()
        self._are_useful = hasattr(os, "fork")
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every server, and what runs in it."""
        with self._turn:
            self._is_closed = True
        for server in self._all:
            _kill(server)
            for stream in (server.stdin, server.stdout):
                with contextlib.suppress(OSError):
                    if stream:
                        stream.close()

    def __call__(self, job: Job) -> int | None:
        """Run a Job."""
        # Python takes its hash seed when it starts, so a fork cannot have another.
        if not self._are_useful or job.seed is None:
            return start_anew(job)
        end = None
        with contextlib.suppress(OSError):
            server = self._take()
            end = _ask(server, job)
        if self._is_closed:
            raise CancelledError
        if not end:
            self._are_useful = False
            raise ServerLostError
        with self._turn:
            self._idle.append(server)
        return end.status

    def _take(self) -> subprocess.Popen[bytes]:
        with self._turn:
            if self._is_closed:
                raise CancelledError
            if self._idle:
                return self._idle.pop()
            server = subprocess.Popen(  # noqa: S603 - our own program
                [*_COMMAND, "serve"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(None),
                start_new_session=True,
            )
            self._all.append(server)
            return server


def _ask(server: subprocess.Popen[bytes], job: Job) -> JobEnd | None:
    if server.stdin is None or server.stdout is None:
        raise OSError("no pipes")
    server.stdin.write(write(job))
    server.stdin.flush()
    return read(JOB_END, server.stdout.readline())


def _environment(job: Job | None) -> dict[str, str]:
    """Return the variables that Python reads when it starts; those of the Example come with the Job."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    seed = "random" if job and job.seed is None else "0"
    return {**kept, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "TZ": "UTC", "LANG": "C.UTF-8"}


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and whatever it has started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
