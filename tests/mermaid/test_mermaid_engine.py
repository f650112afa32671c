"""The process that draws ends: when it is too slow, when nobody wants it, and when we do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from escarcha.mermaid import DiagramError, DiagramStore, engine
from escarcha.mermaid.engine import Engine, ExhaustedError, RefusedError

FLOW = "graph LR\n  A --> B\n"
ENDLESS = "graph TD\n" + "&".join(f"a{i}" for i in range(900)) + "-->" + "&".join(f"b{i}" for i in range(900))
"""A million arrows in nine thousand characters."""

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no process")


def is_running(pid: int) -> bool:
    """Tell whether there is a process of this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def ends(pid: int) -> bool:
    """Tell whether a process ends within some seconds."""
    until = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_running(pid)


def pid_of(drawing: Engine) -> int:
    """Return the number of the process that draws."""
    assert drawing._process
    return drawing._process.pid


@pytest.mark.slow
@needs_limits
def test_a_diagram_that_takes_too_long_is_given_up() -> None:
    """The process is ended by the system, is nobody's orphan, and the next diagram is drawn by another."""
    drawing = Engine(seconds=1)
    drawing.draw(FLOW)
    slow = pid_of(drawing)
    with pytest.raises(ExhaustedError):
        drawing.draw(ENDLESS)
    assert not is_running(slow)
    assert "<svg" in drawing.draw(FLOW)
    assert pid_of(drawing) != slow


def test_where_nothing_is_limited_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock, for systems that do not count the seconds of a process."""
    monkeypatch.setattr(engine, "PATIENCE", 0.5)
    with pytest.raises(ExhaustedError):
        Engine(seconds=100).draw(ENDLESS)


def test_an_author_hears_of_a_diagram_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a problem of that diagram, with what to do about it."""

    def give_up(*_: object) -> None:
        raise ExhaustedError

    monkeypatch.setattr(Engine, "draw", give_up)
    with pytest.raises(DiagramError, match="tarda demasiado") as raised:
        DiagramStore().get(ENDLESS)
    assert raised.value.line == 0
    assert raised.value.remedy.startswith("Divídelo")


@pytest.mark.slow
def test_many_diagrams_are_each_within_the_limit() -> None:
    """The seconds are those of one diagram, not of all that a process draws in its life."""
    drawing = Engine(seconds=1)
    long = "graph TD\n" + "".join(f"a{i}-->a{i + 1}\n" for i in range(200))
    drawing.draw(long)
    pid = pid_of(drawing)
    for _ in range(25):
        drawing.draw(long)
    assert pid_of(drawing) == pid


def test_a_process_ends_with_what_it_draws_for() -> None:
    """Nothing is left behind by an engine that nobody has any more."""
    drawing = Engine()
    drawing.draw(FLOW)
    pid = pid_of(drawing)
    del drawing
    assert ends(pid)


@needs_limits
def test_a_process_ends_with_ours_however_it_ends() -> None:
    """Even of a kill that nobody can answer, no process is left."""
    program = (
        "import time; from escarcha.mermaid.engine import Engine\n"
        f"drawing = Engine(); drawing.draw({FLOW!r}); print(drawing._process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as ours:
        assert ours.stdout
        pid = int(ours.stdout.readline())
        ours.send_signal(signal.SIGKILL)
    assert ends(pid)


def test_an_interrupted_question_is_not_answered_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks after Ctrl-C gets the answer to what was asked then."""
    drawing = Engine()
    drawing.draw(FLOW)
    left = pid_of(drawing)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(threading.Timer, "start", interrupt)
        with pytest.raises(KeyboardInterrupt):
            drawing.draw("graph LR\n  uno\n")
    assert not is_running(left)
    assert "dos" in drawing.draw("graph LR\n  dos\n")


@pytest.mark.parametrize("source", ["graph LR\n  A[\ud800]\n", "graph LR\n  A[\n", "\0"])
def test_a_refusal_leaves_the_process_as_it_is(source: str) -> None:
    """What cannot be drawn, or is no text at all, costs no process."""
    drawing = Engine()
    drawing.draw(FLOW)
    pid = pid_of(drawing)
    with pytest.raises(RefusedError):
        drawing.draw(source)
    drawing.draw(FLOW)
    assert pid_of(drawing) == pid


def test_an_engine_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without processes to spare is said to be so, at the diagram."""

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(DiagramError, match="no arranca"):
        DiagramStore().get(FLOW)
