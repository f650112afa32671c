"""The code that runs examples in browsers, in a Python of its own that has nothing else of Escarcha."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from escarcha.examples.browser import sources
from escarcha.examples.example import FIXED_NOW, Example, Kind, Outcome, Step
from escarcha.examples.tryouts import make_tryout
from run_warm import run

APP = """\
import logging
import random
from blinker import signal
from flask import Flask, got_request_exception, request, session
import modelo

app = Flask(__name__)
app.secret_key = "x"
print("al azar:", random.random(), modelo.NOMBRE)
print(logging.root.handlers, *(bool(each.receivers) for each in (got_request_exception, signal("a"))))
logging.basicConfig()
signal("a").connect(print, weak=False)


@app.route("/", methods=["GET", "POST"])
def inicio():
    session["veces"] = session.get("veces", 0) + 1
    return f"{request.form.get('quién', 'nadie')}, {session['veces']}"


@app.get("/mal")
def mal():
    return nada
"""
STEPS = (
    Step(Kind.FILE, "NOMBRE = 'modelo'\n", 1, path="modelo.py"),
    Step(Kind.PYTHON, APP, 1),
    Step(Kind.HTTP, "POST /\n\nquién=Ana\n\n###\n\nGET /\n", 1),
    Step(Kind.DOCTEST, ">>> modelo.NOMBRE\n'modelo'\n", 1),
    Step(Kind.SQL, "SELECT 1 AS uno;\n", 1),
    Step(Kind.JINJA, "{{ modelo.NOMBRE }}", 1),
)
PROGRAM = """\
import json, pathlib, sys, time
from escarcha.examples.browser import stand_ins
stopped = []


def stop_clock(now):
    stopped.append(now)
    time.time = lambda: now / 1000


stand_ins.put_in_place(stop_clock)
from escarcha.examples.browser import start
start.FOLDER, start._OUTPUT = pathlib.Path(sys.argv[1]) / "ejemplo", sys.argv[1] + "/salida"
done = []
for job in json.load(sys.stdin):
    told, reports = [], []
    start.run(json.dumps(job), told.append, lambda report: reports.append(json.loads(report)))
    done.append({"told": "".join(told), "reports": reports})
print(json.dumps({"stopped": stopped, "done": done}))
"""
WORKER = (Path(__file__).parents[2] / "site/escarcha/static/js/worker/20-python.js").read_text("utf-8")
ENVIRONMENT = dict(re.findall(r'(PYTEST_\w+): "([^"]+)"', WORKER))
"""What the worker says to pytest."""
MISTAKES = {
    "x = nada": "app.py, línea 1: NameError: el nombre «nada» no está definido.",
    "input()": "app.py, línea 1: aquí nadie puede responder a «input()»: escribe el valor en el código.",
    "import no_hay": "app.py, línea 1: ese módulo no está entre los que se han cargado para esta página.",
}


START = "def doble(n):\n    return n\n"
TESTS = """\
import pytest
from app import doble


@pytest.mark.parametrize("n", [0, 7])
def test_doble(n):
    print("probado", n)
    assert doble(n) == 2 * n


@pytest.mark.skip
def test_triple():
    pass
"""
SOLVED = (START, START.replace("n\n", "2 * n\n"), "def doble(n:\n")
"""An exercise that is not solved, solved, and none of Python's."""


def exercise(code: str) -> dict[str, Any]:
    """Return what a page asks for an exercise, as somebody has solved it."""
    return job(Step(Kind.FILE, code, 1, path="app.py"), Step(Kind.TESTS, TESTS, 1, path="test_app.py"))


def job(*steps: Step) -> dict[str, Any]:
    """Return what a page asks for an example that nobody has changed."""
    made: dict[str, Any] = msgspec.to_builtins(make_tryout(Example(steps), Outcome((), (), {})))
    return made


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run an example twice, a request that fails, one that is none, and code with mistakes."""
    folder: Path = tmp_path_factory.mktemp("navegador")
    for name, text in sources().items():
        (folder / "sitio" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sitio" / name).write_text(text, "utf-8")
    whole, app = job(*STEPS), [STEPS[0], STEPS[1]]
    jobs = [whole, whole, job(*app, Step(Kind.HTTP, "GET /mal\n", 1))]
    broken = job(*app, Step(Kind.HTTP, "GET /\n", 1))
    broken["steps"][-1]["text"] = "hola"
    jobs += [broken, *(job(Step(Kind.PYTHON, f"{code}\n", 1)) for code in MISTAKES)]
    jobs += map(exercise, SOLVED)
    # With nothing but the packages: what of Escarcha is installed here is not in a browser.
    program = f"import sys; sys.path.insert(0, {str(folder / 'sitio')!r})\n{PROGRAM}"
    ran = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **ENVIRONMENT},
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_an_example_answers_as_it_does_at_a_freeze(answers: dict[str, Any]) -> None:
    """Output, chance, responses with their cookies, tables, templates; and the clock is stopped."""
    outcome = run(Example(STEPS))
    assert outcome.failures == ()
    reports = answers["done"][0]["reports"]
    assert len(reports) == len(STEPS) - 1
    assert [report["output"] + report["rendered"] for report in reports] == [
        step.output for step in outcome.steps[1:]
    ]
    responses = [response for report in reports for chain in report["chains"] for response in chain]
    exchanges = [each for step in outcome.steps for each in step.exchanges]
    assert [[*map(tuple, each["headers"])] for each in responses] == [[*each.headers] for each in exchanges]
    assert [each["size"] for each in responses] == [each.size for each in exchanges]
    assert reports[3]["tables"] == [{"columns": ["uno"], "rows": [["1"]], "total": 1}]
    assert set(answers["stopped"]) == {FIXED_NOW * 1000}


def test_nothing_is_left_of_a_run(answers: dict[str, Any]) -> None:
    """The same example answers the same again: modules, cookies, chance, loggers, signals begin anew."""
    first, second, *_ = answers["done"]
    assert first == second
    assert first["told"].startswith("al azar: ")


def test_errors_are_said_in_words(answers: dict[str, Any]) -> None:
    """With the line of the file, and with what is to be done where browsers are the reason."""
    _, _, failing, broken, *mistakes = answers["done"][: -len(SOLVED)]
    assert (
        failing["reports"][-1]["words"] == "app.py, línea 23: NameError: el nombre «nada» no está definido."
    )
    assert broken["reports"][-1]["words"].startswith("«hola» no es una petición. Empieza por el método")
    assert [each["reports"][-1]["words"] for each in mistakes] == [*MISTAKES.values()]
    assert failing["reports"][-1]["error"]["traceback"].split("\n")[1] == '  File "app.py", line 23, in mal'
    assert "/ejemplo/" not in failing["told"]


def test_an_exercise_is_judged_as_at_a_freeze(answers: dict[str, Any]) -> None:
    """By pytest and its exit code; each test is told of, and what fails says why, without our folders."""
    (failed,), (passed,), (broken,) = (each["reports"] for each in answers["done"][-len(SOLVED) :])
    assert [each["error"]["code"] for each in (failed, passed, broken)] == ["1", None, "2"]
    assert [(each["name"], each["outcome"]) for each in failed["tests"]] == [
        ("test_doble[0]", "passed"),
        ("test_doble[7]", "failed"),
        ("test_triple", "skipped"),
    ]
    assert "assert 7 == (2 * 7)" in failed["tests"][1]["detail"]
    assert failed["tests"][1]["output"] == "probado 7\n"
    assert [each["outcome"] for each in passed["tests"]] == ["passed", "passed", "skipped"]
    (why,) = broken["tests"]
    assert (why["name"], why["outcome"]) == ("test_app.py", "failed")
    assert 'File "app.py", line 1' in why["detail"]
    assert "SyntaxError" in why["detail"]
    assert "site-packages" not in why["detail"]
