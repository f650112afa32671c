"""What a child says, and what comes of it when that makes no sense."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from escarcha.examples import runner
from escarcha.examples.child.protocol import REPORT, StepReport, read, write
from escarcha.examples.example import Example, Kind, Step
from escarcha.examples.processes import ForkServers, ServerLostError
from run_warm import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.examples import Outcome
    from escarcha.examples.child.protocol import Job

GARBLE = """\
import os
import stat


def garble(kind, which=slice(None)):
    for number in list(filter(lambda number: is_written(number, kind), range(3, 30)))[which]:
        os.write(number, b"{}\\n")


def is_written(number, kind):
    try:
        return kind(os.fstat(number).st_mode) and os.write(number, b"") == 0
    except OSError:
        return False


"""
"""Writes what is no message into files or pipes of ours."""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("España 🎉\u2028\x85\r\n\0", "España 🎉\u2028\x85\r\n\0"),
        ("a\ud83d\ude00b", "a😀b"),
        ("a\ud83db\ude00c", "a\ufffdb\ufffdc"),
    ],
)
def test_whatever_python_holds_as_text_can_be_said(text: str, told: str) -> None:
    """Also halves of surrogate pairs, which UTF-8 cannot write; and a message is always one line."""
    line = write(StepReport(output=text))
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert read(REPORT, line) == StepReport(output=told)


@pytest.mark.parametrize(
    "line",
    [
        *(
            b"",
            b"{}",
            b"null",
            b'{"type":"st',
            b'{"type":"step","output":7}',
            b'{"type":"step","output":"\xff"}',
        ),
        b'{"type":"step","error":{"kinds":[],"message":"","file":"","line":1,"traceback":""}}',
    ],
)
def test_what_is_no_message_is_told_apart(line: bytes) -> None:
    """A line that is cut, of another kind or no text at all raises nothing."""
    assert read(REPORT, line) is None


def test_an_exception_may_say_what_utf8_cannot() -> None:
    """An example that fails with such a text is told like any other."""
    code = "raise ValueError('a\\ud800b')\n"
    (failure,) = run(Example((Step(Kind.PYTHON, code, 1),))).failures
    assert failure.cause == "el ejemplo falla con ValueError: a\ufffdb."


@pytest.mark.parametrize("run_it", [run, runner.run])
def test_a_report_that_makes_no_sense_is_a_sudden_end(run_it: Callable[[Example], Outcome]) -> None:
    """As if the process had died there: what was reported before counts, and what comes after does not."""
    steps = (
        Step(Kind.PYTHON, "print(1)\n", 1),
        Step(Kind.PYTHON, f"{GARBLE}garble(stat.S_ISREG)\n", 9),
        Step(Kind.PYTHON, "print(3)\n", 30),
    )
    outcome = run_it(Example(steps))
    assert [step.output for step in outcome.steps] == ["1\n", "", ""]
    assert [(each.line, each.cause) for each in outcome.failures] == [
        (9, "el ejemplo ha terminado de golpe (código 0).")
    ]


@pytest.mark.parametrize(("which", "code"), [("slice(1)", 1), ("slice(1, None)", -9)])
def test_a_command_whose_report_makes_no_sense_has_failed(which: str, code: int) -> None:
    """Whether its own report is garbled or that of the console, which is then as good as dead."""
    file = Step(Kind.FILE, f"{GARBLE}garble(stat.S_ISFIFO, {which})\n", 1, path="a.py")
    (failure,) = run(Example((file, Step(Kind.CONSOLE, "python a.py", 9)))).failures
    assert failure.cause == f"«python a.py» acaba con el código {code}."


def test_a_server_that_makes_no_sense_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows how its Job has ended; whoever asked begins anew without it."""

    def ask(job: Job) -> int | None:
        jobs.append(job)
        raise ServerLostError

    jobs: list[Job] = []
    example = Example((Step(Kind.PYTHON, "print(1)\n", 1),))
    assert runner.run(example, ask).steps[0].output == "1\n"
    monkeypatch.setattr(
        "escarcha.examples.processes._COMMAND", [sys.executable, "-c", "print(input() and 'no', flush=True)"]
    )
    with ForkServers() as servers, pytest.raises(ServerLostError):
        servers(jobs[0])
