"""Commands that an Example runs, each in a process as new as a shell would start.

No process is started but forks of our own.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, BinaryIO

from .bonds import fork
from .commands import run_command
from .errors import describe
from .fence import take_calls_away
from .gates import close_the_gates
from .guard import Alarm, TimeIsUpError
from .protocol import COMMAND_JOB, COMMAND_REPORT, CommandEnd, CommandJob, CommandReport, read, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Console:
    """A process, begun before the Example's code, that forks one for each command.

    Args:
        folder: of the Example.
        imported: names, when a command has ended, the modules it has imported.
    """

    def __init__(self, folder: Path, imported: Callable[[], tuple[str, ...]]) -> None:
        asks_out, asks_in = os.pipe()
        answers_out, answers_in = os.pipe()
        if fork() == 0:
            os.close(asks_in)
            os.close(answers_out)
            with os.fdopen(asks_out, "rb") as asks, os.fdopen(answers_in, "wb") as answers:
                _serve(folder, asks, answers, imported)
            os._exit(0)
        os.close(asks_out)
        os.close(answers_in)
        self._asks = os.fdopen(asks_in, "wb")
        self._answers = os.fdopen(answers_out, "rb")

    @staticmethod
    def is_possible() -> bool:
        """Tell whether this system can fork; elsewhere a command runs in the process of its Example."""
        return hasattr(os, "fork")

    def run(self, text: str, alarm: Alarm) -> CommandReport:
        """Run a command; the time it takes counts for the whole Example.

        Raises:
            SystemExit: if the command, or this process, ends so suddenly that it cannot tell.
        """
        left = alarm.pause()
        answer: CommandReport | CommandEnd | None = None
        with contextlib.suppress(OSError):
            self._asks.write(write(CommandJob(text, left)))
            self._asks.flush()
            answer = read(COMMAND_REPORT, self._answers.readline())
        if not answer:  # whatever has ended this process, its command has gone with it
            answer = CommandEnd(-signal.SIGKILL)
        if isinstance(answer, CommandEnd):
            alarm.set(max(0.01, left))
            raise SystemExit(answer.status)
        alarm.set(max(0.01, answer.seconds))
        return answer


def _serve(folder: Path, asks: BinaryIO, answers: BinaryIO, imported: Callable[[], tuple[str, ...]]) -> None:
    for line in asks:
        job = read(COMMAND_JOB, line)
        if not job:
            break
        told_out, told_in = os.pipe()
        pid = fork()
        if pid == 0:
            os.close(told_out)
            with os.fdopen(told_in, "wb") as file:
                file.write(write(_run(job, folder, imported)))
            os._exit(0)
        os.close(told_in)
        with os.fdopen(told_out, "rb") as file:
            told = file.read()
        _, status = os.waitpid(pid, 0)
        if not read(COMMAND_REPORT, told):
            # Whoever says nothing may have meant to; whoever says what makes no sense has failed.
            told = write(CommandEnd(os.waitstatus_to_exitcode(status) or int(bool(told))))
        answers.write(told)
        answers.flush()


def _run(job: CommandJob, folder: Path, imported: Callable[[], tuple[str, ...]]) -> CommandReport:
    alarm = Alarm(str(folder))
    take_calls_away()
    close_the_gates(str(folder))
    ended_with = None
    try:
        alarm.set(job.seconds)
        run_command(job.text, folder)
    except BaseException as error:  # noqa: BLE001 - whatever a command does, it is told of
        ended_with = describe(error, folder)
    left = alarm.pause()
    if alarm.rang_at:
        ended_with = describe(TimeIsUpError(), folder, alarm.rang_at)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue
    return CommandReport(left, ended_with, imported())
