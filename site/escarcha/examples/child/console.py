"""Commands that an Example runs, each in a process as new as a shell would start.

The programs known are Python and those that packages install. No shell reads the line, and no process is
started but forks of our own.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import os
import platform
import re
import runpy
import shlex
import signal
import sys
from typing import TYPE_CHECKING, BinaryIO

from .bonds import fork
from .errors import describe
from .fence import take_calls_away
from .gates import close_the_gates
from .guard import Alarm, TimeIsUpError
from .protocol import COMMAND_JOB, COMMAND_REPORT, CommandEnd, CommandJob, CommandReport, read, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SETTING = re.compile(r"(?P<name>[A-Za-z_]\w*)=(?P<value>.*)", re.DOTALL)
_SHELL = frozenset(["|", "||", "&", "&&", ";", ">", ">>", "<", "2>", "2>&1"])


@functools.cache
def scripts() -> dict[str, importlib.metadata.EntryPoint]:
    """Return the commands that the installed packages bring, by name."""
    return {each.name: each for each in importlib.metadata.entry_points(group="console_scripts")}


def run_command(text: str, folder: Path) -> None:
    """Run a command in this process, as its program would.

    Args:
        text: ``FLASK_DEBUG=1 flask --app hola routes``.
        folder: in which it runs.

    Raises:
        LookupError: if there is no such program.
        SystemExit: and anything else that the program raises.
    """
    words = shlex.split(text)
    while words and (setting := _SETTING.fullmatch(words[0])):
        os.environ[setting["name"]] = setting["value"]
        words.pop(0)
    if shell := next((word for word in words if word in _SHELL), None):
        raise LookupError(f"los ejemplos no tienen intérprete de órdenes, y «{shell}» sería suyo")
    program = words[0] if words else ""
    sys.argv = words
    if program in {"python", "python3"} and words[1:2] == ["-m"] and len(words) > 2:  # noqa: PLR2004 - -m and a name
        sys.argv = words[2:]
        runpy.run_module(words[2], run_name="__main__", alter_sys=True)
    elif program in {"python", "python3"} and words[1:] in (["--version"], ["-V"]):
        print(f"Python {platform.python_version()}")  # noqa: T201 - as «python --version» does
    elif program in {"python", "python3"} and words[1:2] == ["-c"]:
        sys.argv = ["-c", *words[3:]]
        exec(compile(words[2], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102 - as «python -c» does
    elif program in {"python", "python3"} and len(words) > 1 and not words[1].startswith("-"):
        sys.argv = words[1:]
        runpy.run_path(str(folder / words[1]), run_name="__main__")
    elif program in scripts():
        sys.exit(scripts()[program].load()())
    else:
        cause = "los ejemplos saben de «python» y de las órdenes de los paquetes instalados"
        raise LookupError(f"{cause}, y no de «{program}»")


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
