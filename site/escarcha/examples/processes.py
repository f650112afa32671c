"""The processes of Examples: each is forked from a server, which ends it and whatever it has started.

Starting Python and importing Flask takes ten times as long as most Examples do, so a server does it once for
many of them. A fork of it is as clean as a new process: nothing but the code of ``child/`` has run in it, and
``child/warm.py`` keeps out of sight what has been imported.

A server ends when its pipe does: however this process ends, and be it by ``kill -9``, no Example outlives it.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from concurrent.futures import CancelledError
from pathlib import Path
from typing import TYPE_CHECKING, Self

from escarcha.examples.child.fence import has_filter
from escarcha.examples.child.fence import version as landlock
from escarcha.examples.child.protocol import GRACE, JOB_END, JobEnd, read, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from escarcha.examples.child.protocol import Job

    Start = Callable[[Job], "int | None"]
    """Runs a Job in a process of its own; returns its status, or None if it had to be ended."""

# -s, -P: neither the author's own packages nor the working folder are in its way.
_COMMAND = [sys.executable, "-s", "-P", "-B", str(Path(__file__).parent / "child" / "__main__.py")]

_CAN_FORK = hasattr(os, "fork")

PATIENCE = 5
"""Seconds that a server has to end its Example, or to begin, beyond those that the Example has."""


def fence() -> str:
    """Say in Spanish what shuts Examples in on this machine, besides the audit hook that is everywhere."""
    walls = [f"Landlock {version}"] if (version := landlock()) else []
    walls += ["seccomp"] if has_filter() else []
    if not walls:
        return "Ejemplos: con la guarda de Python, y sin cerca del sistema."
    return f"Ejemplos: con la guarda de Python, y con una cerca de Linux ({' y '.join(walls)})."


class ServerLostError(Exception):
    """The process that others are forked from is gone, and nobody knows how the Job has ended."""


class Server:
    """A process that forks one for each Job.

    Args:
        is_warm: whether it has ready what Examples are likely to import.
        has_chance: whether the hashes of Python are those of true chance, for all of its Jobs.
    """

    def __init__(self, *, is_warm: bool = False, ready: Sequence[str] = (), has_chance: bool = False) -> None:
        kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
        seed = "random" if has_chance else "0"
        # What Python reads when it starts; the variables of the Example come with the Job.
        fixed = {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "TZ": "UTC", "LANG": "C.UTF-8"}
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [*_COMMAND, "warm", *ready] if is_warm else _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, **fixed},
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether its process has not ended."""
        return self._process.poll() is None

    def do(self, job: Job) -> JobEnd | None:
        """Do a Job; return how it has ended, or None if the server has gone.

        Raises:
            OSError: if it had gone before.
        """
        asks, answers = self._process.stdin, self._process.stdout
        if asks is None or answers is None:
            raise OSError("no pipes")
        clock = threading.Timer(job.seconds + GRACE + PATIENCE, self._process.kill)
        clock.daemon = True
        clock.start()
        try:
            asks.write(write(job))
            asks.flush()
            end = read(JOB_END, answers.readline())
            # Where nothing can be forked, the process does the Job itself and ends with it.
            return JobEnd(self._process.wait()) if end is None and not _CAN_FORK else end
        finally:
            clock.cancel()

    def end(self) -> None:
        """End the process, and first what it runs, from any thread."""
        with contextlib.suppress(OSError, ValueError):
            if self._process.stdin:
                self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


def start_anew(job: Job) -> int | None:
    """Run a Job in a process that is started for it."""
    with ForkServers(is_warm=False) as servers:
        return servers.once(job)


class ForkServers:
    """Servers, as many as are busy at once; a context manager. Call it with a Job, from any thread.

    Args:
        is_warm: whether the servers have ready what Examples are likely to import.
        ready: what they have ready besides.

    Raises:
        ServerLostError: when called, if a server has gone, or says what makes no sense; from then on each
            Job has one of its own.
        CancelledError: when called, if this has been closed.
    """

    def __init__(self, *, is_warm: bool = True, ready: Sequence[str] = ()) -> None:
        self._is_warm = is_warm
        self._ready = ready
        self._idle: list[Server] = []
        self._all: list[Server] = []
        self._turn = threading.Lock()
        self._are_useful = _CAN_FORK
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every server, and what runs in it."""
        with self._turn:
            self._is_closed = True
            servers = [*self._all]
        for server in servers:
            server.end()

    def __call__(self, job: Job) -> int | None:
        """Run a Job."""
        # Python takes its hash seed when it starts, so a fork cannot have another.
        if not self._are_useful or job.seed is None:
            return self.once(job)
        end = None
        with contextlib.suppress(OSError):
            server = self._take()
            end = server.do(job)
        if self._is_closed:
            raise CancelledError
        if not end:
            self._are_useful = False
            raise ServerLostError
        with self._turn:
            self._idle.append(server)
        return end.status

    def once(self, job: Job) -> int | None:
        """Run a Job in a server of its own.

        Raises:
            CancelledError: if this has been closed.
        """
        server = self._add(Server(has_chance=job.seed is None))
        end = None
        with contextlib.suppress(OSError):
            end = server.do(job)
        server.end()
        if self._is_closed:
            raise CancelledError
        with self._turn:
            self._all.remove(server)
        return end.status if end else None

    def _take(self) -> Server:
        with self._turn:
            if self._idle:
                return self._idle.pop()
        return self._add(Server(is_warm=self._is_warm, ready=self._ready))

    def _add(self, server: Server) -> Server:
        with self._turn:
            if not self._is_closed:
                self._all.append(server)
                return server
        server.end()
        raise CancelledError
