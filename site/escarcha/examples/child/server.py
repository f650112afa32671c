"""A server that forks a process for each Job, and ends it with all that it has started.

Jobs come by way of the standard input. The server answers each on its standard output, when the process that
did it has ended. When nobody waits for an answer any more, it ends what runs, and itself.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from . import bonds, fence, gates, guard
from .commands import scripts
from .console import Console
from .dates import Dates
from .protocol import GRACE, JOB, EndReport, Job, JobEnd, read, write
from .session import Session
from .warm import is_own

if TYPE_CHECKING:
    from .warm import Warm


def main(warm: Warm) -> None:
    """Do the Jobs that come by way of the standard input, each in a process of its own.

    Where nothing can be forked, this process does the first of them itself.

    Args:
        warm: what has been imported, out of sight.
    """
    if hasattr(os, "fork"):
        _serve(warm)
    elif job := read(JOB, sys.stdin.buffer.readline()):
        _work(job, warm)


def _serve(warm: Warm) -> None:
    scripts()
    bonds.take_orphans()
    gates.readable_places()
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    # The memory of what is there by now stays shared with every fork, as no collection touches it.
    gc.collect()
    gc.freeze()
    asks = sys.stdin.buffer
    while job := read(JOB, asks.readline()):
        pid = bonds.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            _work(job, warm)
        end = JobEnd(_wait(pid, woken, job.seconds + GRACE))
        with contextlib.suppress(OSError):  # what it has started itself
            os.killpg(pid, signal.SIGKILL)
        if end.status is None:
            os.waitpid(pid, 0)
        bonds.end_orphans()
        os.write(1, write(end))


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
            # Time is up, or the parent is gone: it says nothing while it waits, so its pipe has been closed.
            return None


def _work(job: Job, warm: Warm) -> None:
    """Do a Job in this process, and end it."""
    end = os._exit
    folder = Path(job.folder)
    written = _take_streams(job.output)
    os.environ.clear()
    os.environ.update(job.environment)
    warnings.simplefilter("default")
    warnings.simplefilter("ignore", ResourceWarning)  # as Python does unasked
    guard.limit(job.megabytes, job.largest_file, job.seconds)
    if job.seed is not None:
        guard.fix_chance(job.seed)
    if job.clock is not None:
        guard.fix_clock(job.clock)
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    sys.meta_path.insert(0, warm)
    before = set(sys.modules)

    def imported() -> tuple[str, ...]:
        tops = {name.partition(".")[0] for name in set(sys.modules) - before}
        return tuple(sorted(top for top in tops if not is_own(top)))

    has_console = any(step.kind in {"console", "tests"} for step in job.steps) and Console.is_possible()
    with (
        open(job.faults, "w", encoding="utf-8") as faults,  # noqa: PTH123 - before the gates close
        open(job.report, "wb") as reports,  # noqa: PTH123 - the same
    ):
        guard.note_sudden_ends(faults)
        fence.shut_in(str(folder), gates.readable_places())
        alarm = guard.Alarm(str(folder), faults)
        console = Console(folder, imported) if has_console else None
        fence.take_calls_away()
        gates.close_the_gates(str(folder))
        alarm.set(job.seconds)
        session = Session(folder, written, alarm, console, Dates(folder, job.clock))
        for step in job.steps:
            report = session.run(step)
            # At once, so that what was done is known even if the rest never ends.
            reports.write(write(report))
            reports.flush()
            if report.error and not {step.error, "SystemExit"} & set(report.error.kinds):
                break
        reports.write(write(EndReport(imported())))
        reports.flush()
        # This ends all threads that the Example has left running, too.
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
