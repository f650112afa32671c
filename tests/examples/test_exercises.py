"""Exercises are run: their solution passes the tests, and what one starts from does not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.json import encode

from escarcha.examples import Example, Outcome, OutcomeStore
from escarcha.examples.child.protocol import ErrorReport, StepReport
from escarcha.examples.judge import Judge
from escarcha.examples.processes import ForkServers
from escarcha.examples.runner import run
from escarcha.examples.tryouts import make_exercise, obstacle
from escarcha.markup import withhold
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from escarcha.rendering.fragment import Fragment

START = "def doble(n):\n    return n\n"
SOLUTION = "def doble(n):\n    return 2 * n\n"
TESTS = "from app import doble\n\n\ndef test_doble():\n    assert doble(7) == 14\n"
RENDERER = Renderer()


def note(start: str = START, tests: str = TESTS, solution: str = SOLUTION, more: str = "") -> str:
    """Write a note with an exercise."""
    return (
        f"```python exercise{more}\n{start}```\n\n```python tests\n{tests}```\n\n"
        f"```python solution\n{solution}```\n"
    )


@pytest.fixture(scope="module")
def servers() -> Iterator[ForkServers]:
    """Return processes that have pytest ready."""
    with ForkServers(ready=["pytest"]) as started:
        yield started


TRUE = {
    "a start that is no Python": note(start="def doble(n:\n"),
    "a fixture, and a file that only the solution has": (
        "```python exercise\nMENSAJE = ''\n```\n\n"
        "```python tests\nimport pytest\nfrom pathlib import Path\n\n\n@pytest.fixture\ndef texto():\n"
        "    return Path('hola.txt').read_text()\n\n\ndef test_hola(texto):\n    assert texto\n```\n\n"
        "```text solution file=hola.txt\nhola\n```\n"
    ),
}
"""Notes whose exercise is one."""

NO_TESTS = "6: las pruebas del ejercicio no se pueden ejecutar con su solución."
FALSE = [
    ("start", note(start=SOLUTION), "1: el ejercicio ya está resuelto: lo que se da para empezar pasa"),
    ("solution", note(solution=START), "14: la solución del ejercicio no pasa las pruebas."),
    ("solution", note(tests="from app import triple\n"), NO_TESTS),
    ("solution", note(tests="x = 1\n"), NO_TESTS),
    ("solution", note(solution="while True: ...\n", more=" timeout=0.5"), "no ha acabado en 0,5 segundos."),
]
"""What is tried of notes whose exercise is none, the notes, and what is said of them."""


@pytest.mark.parametrize("body", TRUE.values(), ids=TRUE)
def test_an_exercise_that_is_one(body: str, servers: ForkServers) -> None:
    """Nothing is wrong with it, however its start fails."""
    fragment = RENDERER.render(body)
    assert fragment.remarks == ()
    solution, start = (run(example, servers) for example in fragment.examples)
    assert (solution.failures, start.failures) == ((), ())
    assert "pytest" in solution.versions


@pytest.mark.parametrize(("part", "body", "told"), FALSE)
def test_an_exercise_that_is_none(part: str, body: str, told: str, servers: ForkServers) -> None:
    """It is said why, with the line of the part that is to be mended."""
    (failure,) = run(RENDERER.render(body).examples[part == "start"], servers).failures
    assert told in f"{failure.line}: {failure.cause}"


def withheld(body: str) -> Fragment:
    """Render a note before the day of its solution."""
    left = withhold(body, "github", dt.date(2026, 12, 1))
    return RENDERER.render(left.body, solutions=left.solutions)


def test_nothing_is_told_of_a_solution_before_its_day(servers: ForkServers) -> None:
    """What pytest shows of one that fails is shown afterwards alone."""
    body = note(solution="def doble(n):\n    raise ValueError('zarabanda')\n")
    (shown,) = run(RENDERER.render(body).examples[0], servers).failures
    (kept,) = run(withheld(body).examples[0], servers).failures
    assert "zarabanda" in shown.detail
    assert (kept.line, kept.cause, kept.detail) == (shown.line, shown.cause, "")


HOW = [
    "```python solution\nzarabanda = 2\n```",
    "```python solution=1 title=zarabanda.py try\nzarabanda\n```\n\n```css solution file=zarabanda.css\n```",
    "> [!solución] zarabanda\n> zarabanda\n>\n> ```python solution\n> zarabanda\n> ```",
    "- ~~~python solution\n  import zarabanda\n  ~~~",
    "```python exercise file=b.py\n```",
    "```python tests file=test_b.py\ndef test_b(): ...\n```",
]
"""Solutions, and other parts that may stand beside them."""


@given(st.lists(st.sampled_from(HOW), max_size=4))
def test_nothing_of_a_solution_is_in_what_readers_solve(parts: list[str]) -> None:
    """However it is written: it is not among the files, nor are the packages that it needs."""
    before = f"```python exercise\n{START}```\n\n```python tests\n{TESTS}```"
    fragment = withheld("\n\n".join([before, *parts, HOW[0]]))
    assert any(example.is_withheld for example in fragment.examples)
    outcomes = [
        Outcome((), (), {"zarabanda" if example.is_withheld else "pytest": "1"})
        for example in fragment.examples
    ]
    for exercise in fragment.exercises:
        if exercise.example is not None:
            pair = slice(exercise.example, exercise.example + 2)
            runs = [*zip(fragment.examples[pair], outcomes[pair], strict=True)]
            made = make_exercise(exercise.files, exercise.tests, runs)
            assert b"zarabanda" not in encode((exercise, made))
            assert made.needs_all
            assert made.steps[0].text == START
            assert (made.steps[-1].kind, made.steps[-1].is_given) == ("tests", True)
            assert "zarabanda" not in obstacle(*runs[0])


def test_what_has_run_is_not_run_again_on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """That a solution may be seen now changes nothing of what it does."""
    store, runs = OutcomeStore(), list[Example]()

    def record(example: Example, _: object) -> Outcome:
        runs.append(example)
        return Outcome((), (), {})

    monkeypatch.setattr("escarcha.examples.store.run", record)
    for fragment in (withheld(note()), RENDERER.render(note())):
        for example in fragment.examples:
            store.get(example)
    assert len(runs) == 2


def test_nothing_is_told_of_what_ends_pytest_itself(tmp_path: Path) -> None:
    """What such an exception says may be of the solution."""
    example = withheld(note()).examples[0]
    places = {step.path: [(0, step)] for step in example.steps}
    error = ErrorReport(("ValueError",), "zarabanda", "app.py", 1, "zarabanda")
    _, told = Judge(tmp_path, places, 1).hear(example.steps[-1], StepReport(error=error), [])
    assert "no se pueden ejecutar" in told[0].cause
    assert "zarabanda" not in repr(told)


def test_nothing_is_told_of_its_options_either() -> None:
    """What is wrong with them is said without a word of them; two solutions have one place."""
    body = note().replace("solution", 'solution zarabanda=1 run file="../zarabanda.py"')
    fragment = withheld(body)
    assert "algo no va" in fragment.remarks[0].cause
    assert "zarabanda" not in repr(fragment.remarks)
    twice = withheld(f"{note()}\n```text solution file=b.txt\n```")
    assert "".join(twice.parts).count("La solución se publica") == 1


OPTIONS = {
    "a part without an exercise": ("```python tests\n```", "1: las pruebas de este bloque no son de ningún"),
    "a solution without one": ("```python solution\n```", "1: la solución de este bloque no es de ningún"),
    "no tests": (
        "```python exercise=a\n```\n```python solution\n```",
        "1: al ejercicio «a» le faltan las pruebas.",
    ),
    "no solution": (
        "```python exercise=a\n```\n```python tests\n```",
        "1: al ejercicio «a» le falta la solución.",
    ),
    "two of one name": (
        f"{note(more='=a')}\n{note(more='=Á')}",
        "19: ya hay otro",
    ),
    "another name": (
        f"{note()}\n```python solution=otro\n```",
        "19: la solución de este bloque no es del ejercicio",
    ),
    "a hint too late": (f"{note()}\n> [!pista]\n> a", "19: esta pista no es de ningún ejercicio."),
    "a hint too early": (f"> [!hint]\n> a\n\n{note()}", "1: esta pista no es de ningún ejercicio."),
    "a file elsewhere": (
        f"{note()}\n```text solution file=../a.txt\n```",
        "19: «../a.txt» no es un nombre de",
    ),
    "another option": (note(more=" run"), "1: «run» no va con un bloque de un ejercicio."),
}
"""Notes with something wrong, and what is said of it."""


@pytest.mark.parametrize(("body", "told"), OPTIONS.values(), ids=OPTIONS)
def test_what_is_wrong_with_the_parts(body: str, told: str) -> None:
    """It is said without running anything, with its line."""
    said = [f"{each.line}: {each.cause}" for each in RENDERER.render(body).remarks]
    assert [each for each in said if each.startswith(told)], said
