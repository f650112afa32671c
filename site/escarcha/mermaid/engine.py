"""The process that draws: started when a diagram comes, and anew after one that was too much for it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 10
"""Of CPU for one diagram: hundreds of times what an ordinary one takes, however slow the machine."""

PATIENCE = 60
"""Seconds by the clock: for where nobody counts those of the CPU, or the process waits for something."""

# -P: the folder of a program is searched first for modules, and ours would be taken for others.
_COMMAND = [sys.executable, "-P", "-B", str(Path(__file__).with_name("child.py"))]


class RefusedError(Exception):
    """The engine does not draw a diagram; the message is its own, in English."""


class ExhaustedError(Exception):
    """A diagram has taken more time or memory than one may take."""


class Engine:
    """Draws diagrams in a process that ends with this object, and at the latest with our own.

    Args:
        seconds: of CPU that one diagram may take.
    """

    def __init__(self, seconds: int = SECONDS) -> None:
        self._command = [*_COMMAND, str(seconds)]
        self._turn = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._end: Callable[[], object] | None = None

    def draw(self, source: str) -> str:
        """Return the SVG of a diagram, from any thread.

        Args:
            source: in Mermaid's language.

        Raises:
            RefusedError: if the engine does not draw it.
            ExhaustedError: if it takes too much.
            OSError: if no process can be started.
        """
        with self._turn:
            answer = self._ask(f"{json.dumps(source)}\n")
        if not answer:
            raise ExhaustedError
        said: dict[str, str] = json.loads(answer)
        if "fault" in said:
            raise RefusedError(said["fault"])
        return said["svg"]

    def _ask(self, question: str) -> str:
        process = self._process = self._process or self._start()
        if process.stdin is None or process.stdout is None:
            raise OSError("no pipes")
        clock = threading.Timer(PATIENCE, process.kill)
        answer = ""
        try:
            clock.start()
            with contextlib.suppress(OSError):  # it has ended: there will be no answer
                process.stdin.write(question)
                process.stdin.flush()
            answer = process.stdout.readline()
        finally:
            clock.cancel()
            if not answer.endswith("\n"):
                # Left at work, it would answer the next question with this one.
                self._process, answer = None, ""
                if self._end:
                    self._end()
        return answer

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603 - our own program
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a terminal sends Ctrl-C to every process of the group
            text=True,
            encoding="utf-8",
        )
        self._end = weakref.finalize(self, _end, process, os.getpid())
        return process


def _end(process: subprocess.Popen[str], owner: int) -> None:
    """End the process, unless this is a fork of the one that has started it."""
    if os.getpid() != owner:
        return
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            with contextlib.suppress(OSError):
                stream.close()
