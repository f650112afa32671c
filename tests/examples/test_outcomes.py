"""Outcomes kept: what has not changed does not run again."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from escarcha.examples import Example, Outcome, OutcomeStore, Step, StepOutcome
from escarcha.examples.example import Failure, Kind
from escarcha.examples.packages import installed
from escarcha.examples.processes import ForkServers

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = (Example((Step(Kind.PYTHON, f"print({n})\n", 1),)) for n in (1, 2))


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[Example]:
    """Run nothing, but note what would have run."""
    noted: list[Example] = []

    def run(example: Example, start: object = None) -> Outcome:  # noqa: ARG001 - none is started
        noted.append(example)
        failures = (Failure(1, "no."),) if "falla" in example.steps[0].text else ()
        return Outcome((StepOutcome(example.steps[0].text),), failures, {"Flask": "3.1.0"})

    monkeypatch.setattr("escarcha.examples.store.run", run)
    monkeypatch.setattr("escarcha.examples.store.installed", lambda _: "3.1.0")
    return noted


def test_what_has_not_changed_does_not_run(tmp_path: Path, ran: list[Example]) -> None:
    """Nor in another process; and of two examples only the one that changed runs again."""
    assert list(OutcomeStore(tmp_path).fill([ONE, ONE], jobs=2)) == [1]
    later = OutcomeStore(tmp_path)
    assert list(later.fill([ONE, TWO], jobs=2)) == [1]
    assert later.get(ONE).steps[0].output == "print(1)\n"
    assert ran == [ONE, TWO]


def test_a_line_more_above_runs_nothing(tmp_path: Path, ran: list[Example]) -> None:
    """An Example is what it says, wherever that stands."""
    OutcomeStore(tmp_path).get(ONE)
    moved = Example((Step(Kind.PYTHON, "print(1)\n", 7),))
    assert OutcomeStore(tmp_path).missing([moved]) == []
    assert ran == [ONE]


def test_of_two_hundred_the_one_that_has_changed_runs(
    tmp_path: Path, ran: list[Example], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And if none has, no process is started, not even one to fork from."""
    many = [Example((Step(Kind.PYTHON, f"print({n})\n", n),)) for n in range(200)]
    assert len(list(OutcomeStore(tmp_path).fill(many, jobs=2))) == 200
    ran.clear()
    monkeypatch.setattr("subprocess.Popen", None)
    assert list(OutcomeStore(tmp_path).fill(many, jobs=2)) == []
    many[7] = Example((Step(Kind.PYTHON, "print('otra cosa')\n", 7),))
    assert list(OutcomeStore(tmp_path).fill(many, jobs=2)) == [1]
    assert ran == [many[7]]


@pytest.mark.parametrize(
    "other",
    [
        Example((Step(Kind.PYTHON, "print(1)\n", 1),), timeout=3),
        Example((Step(Kind.PYTHON, "print(1)\n", 1),), clock=None),
        Example((Step(Kind.PYTHON, "print(1)\n", 1),), seed=7),
        Example((Step(Kind.PYTHON, "print(1)\n", 1, path="otro.py"),)),
        Example((Step(Kind.PYTHON, "print(1)\n", 1), Step(Kind.HTTP, "GET /", 9))),
        Example((Step(Kind.FILE, "x", 1, path="a.txt"), Step(Kind.PYTHON, "print(1)\n", 1))),
    ],
)
def test_whatever_an_example_says_is_in_its_key(tmp_path: Path, ran: list[Example], other: Example) -> None:
    """Its options, its requests and its files, and not its code alone."""
    OutcomeStore(tmp_path).get(ONE)
    assert OutcomeStore(tmp_path).missing([ONE, other]) == [other]
    assert ran == [ONE]


def test_another_version_of_a_package_runs_again(
    tmp_path: Path, ran: list[Example], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An outcome is true of the packages it was made with."""
    OutcomeStore(tmp_path).get(ONE)
    monkeypatch.setattr("escarcha.examples.store.installed", lambda _: "3.2.0")
    OutcomeStore(tmp_path).get(ONE)
    assert ran == [ONE, ONE]


def test_a_new_flask_runs_again_what_uses_flask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing else, though all of them have run beside it."""
    flask, jinja, plain = (
        Example((Step(Kind.PYTHON, f"import {n}\n", 1),)) for n in ("flask", "jinja2", "os")
    )
    list(OutcomeStore(tmp_path).fill([flask, jinja, plain], jobs=1))
    assert OutcomeStore(tmp_path).missing([flask, jinja, plain]) == []
    monkeypatch.setattr("escarcha.examples.store.installed", lambda n: "9" if n == "Flask" else installed(n))
    assert OutcomeStore(tmp_path).missing([flask, jinja, plain]) == [flask]


def test_a_preview_keeps_a_process_warm() -> None:
    """For examples asked for one by one; it ends with the store."""
    store = OutcomeStore(stays_warm=True)
    assert [store.get(each).steps[0].output for each in (ONE, TWO)] == ["1\n", "2\n"]
    servers = store._start
    assert isinstance(servers, ForkServers)
    (server,) = servers._all
    assert server.is_running
    del store
    gc.collect()
    assert not server.is_running


def test_failures_are_not_kept(tmp_path: Path, ran: list[Example]) -> None:
    """Their cause may lie outside of the example."""
    fails = Example((Step(Kind.PYTHON, "falla\n", 1),))
    store = OutcomeStore(tmp_path)
    assert store.get(fails) is store.get(fails)
    OutcomeStore(tmp_path).get(fails)
    assert ran == [fails, fails]


def test_examples_can_be_run_anew(tmp_path: Path, ran: list[Example]) -> None:
    """Whoever asks for it gets them all run, once."""
    OutcomeStore(tmp_path).get(ONE)
    fresh = OutcomeStore(tmp_path, fresh=True)
    assert fresh.get(ONE) is fresh.get(ONE)
    assert ran == [ONE, ONE]


def test_a_broken_cache_is_no_cache(tmp_path: Path, ran: list[Example]) -> None:
    """What cannot be read is made again."""
    OutcomeStore(tmp_path).get(ONE)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            file.write_bytes(b"x")
    assert OutcomeStore(tmp_path).get(ONE).failures == ()
    assert ran == [ONE, ONE]
