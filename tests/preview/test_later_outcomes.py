"""Outcomes that nobody waits for."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from escarcha.examples import Example, Outcome, Step, StepOutcome
from escarcha.examples.example import Kind, Waiting
from escarcha.preview.outcomes import LaterOutcomes
from live_session import until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def example(text: str) -> Example:
    """Return an Example that runs something."""
    return Example((Step(Kind.PYTHON, text, 1),))


def test_the_last_that_was_asked_for_runs_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is what somebody looks at; what is not asked for any more does not run at all."""
    ran: list[str] = []
    may_go = threading.Event()

    def run(asked: Example, _: object) -> Outcome:
        may_go.wait(10)
        ran.append(asked.steps[0].text)
        return Outcome((StepOutcome("hecho"),), (), {"Python": "3"})

    monkeypatch.setattr("escarcha.examples.store.run", run)
    monkeypatch.setattr("os.cpu_count", lambda: 2)  # half of them run Examples
    told = threading.Event()
    outcomes = LaterOutcomes(tmp_path, told.set)
    assert isinstance(outcomes.get(example("primero")), Waiting)
    until(lambda: bool(outcomes._running))
    outcomes.get(example("olvidado"))
    outcomes.forget_asked()
    for text in ("uno", "dos", "tres", "uno"):
        outcomes.get(example(text))
    may_go.set()
    until(lambda: len(ran) == 4)
    until(lambda: not outcomes._running)
    assert ran == ["primero", "uno", "tres", "dos"]
    assert told.is_set()
    assert outcomes.get(example("dos")).steps[0].output == "hecho"
    outcomes.close()
    assert isinstance(outcomes.get(example("después")), Waiting)
