"""The processes: one for each Example, started for it or forked from one that waits with Flask imported.

A job comes as a line of JSON on the standard input. The server answers each on its standard output with a
line that says how the process has ended: its status, or ``null`` if it had to be ended.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import sys
import warnings
from pathlib import Path
from typing import Any

from . import guard
from .console import Console, scripts
from .session import Session
from .warm import Warm, is_own, warm_up

GRACE = 1
"""Seconds that the process of an Example has after its time is up."""

Record = dict[str, Any]


def main(*, serve: bool) -> None:
    """Do the job that comes by way of the standard input; with ``serve``, each in a process of its own."""
    if serve:
        _serve()
    else:
        _work(json.loads(sys.stdin.buffer.readline()), None)


def _serve() -> None:
    warm = warm_up()
    scripts()
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    # What is there by now is never thrown away: processes go on sharing its memory.
    gc.collect()
    gc.freeze()
    asks = sys.stdin.buffer
    while line := asks.readline():
        job = json.loads(line)
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            _work(job, warm)
        ended = _wait(pid, woken, job["seconds"] + GRACE)
        if ended is None:
            with contextlib.suppress(OSError):
                os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        with contextlib.suppress(OSError):  # what it has started itself
            os.killpg(pid, signal.SIGKILL)
        os.write(1, json.dumps(ended).encode() + b"\n")


def _wait(pid: int, woken: int, seconds: float) -> int | None:
    """Wait for a process to end; return its status, or None if its time is up or nobody waits for it."""
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        ready, _, _ = select.select([0, woken], [], [], seconds)
        if woken in ready:
            os.read(woken, 512)
        else:
            # Either time is up, or whoever asks is gone: it never says anything before it has its answer.
            return None


def _work(job: Record, warm: Warm | None) -> None:
    """Do a job in this process, and end it."""
    end = os._exit
    folder = Path(job["folder"])
    written = _take_streams(job["output"])
    os.environ.clear()
    os.environ.update(job["environment"])
    warnings.simplefilter("default")
    warnings.simplefilter("ignore", ResourceWarning)  # as Python does unasked
    guard.limit(job["megabytes"], job["largest_file"], job["seconds"])
    if job["seed"] is not None:
        guard.fix_chance(job["seed"])
    if job["clock"] is not None:
        guard.fix_clock(job["clock"])
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    if warm:
        sys.meta_path.insert(0, warm)
    before = set(sys.modules)

    def imported() -> list[str]:
        tops = {name.partition(".")[0] for name in set(sys.modules) - before}
        return sorted(top for top in tops if not is_own(top))

    has_console = any(step["kind"] == "console" for step in job["steps"]) and Console.is_possible()
    with (
        open(job["faults"], "w", encoding="utf-8") as faults,  # noqa: PTH123 - before the gates close
        open(job["report"], "w", encoding="utf-8") as report,  # noqa: PTH123 - the same
    ):
        guard.note_sudden_ends(faults)
        alarm = guard.Alarm(str(folder), faults)
        console = Console(folder, imported) if has_console else None
        guard.close_the_gates(str(folder))
        alarm.set(job["seconds"])
        session = Session(folder, written, alarm, console)
        tops: set[str] = set()
        for step in job["steps"]:
            record = session.run(step)
            tops.update(record.pop("tops", ()))
            report.write(json.dumps(record) + "\n")
            report.flush()
            if "error" in record and not set(record["error"]["kinds"]) & {step.get("error"), "SystemExit"}:
                break
        report.write(json.dumps({"imported": sorted(tops.union(imported()))}) + "\n")
        report.flush()
        # Threads that the example has left running are nobody's concern any more.
        end(0)


def _take_streams(output: str) -> int:
    """Read nothing from now on, write to a file, and hold no other file; return its descriptor."""
    written = os.open(output, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for old, new in ((nothing, 0), (written, 1), (written, 2)):
        os.dup2(old, new)
    os.closerange(3, 256)
    written = os.dup(1)  # what an Example does to its own streams
    # As on a terminal, so that both streams come in order.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115 - for as long as the process lives
    return written
