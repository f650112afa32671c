"""Which examples readers may run in their browser, and what of them they may change."""

from __future__ import annotations

import pytest

from escarcha.examples.example import Example, Failure, Kind, Outcome, Step, StepOutcome, Waiting
from escarcha.examples.tryouts import make_tryout, obstacle

FLASK = {"Flask": "3.1", "Python": "3.13"}


def outcome(**versions: str) -> Outcome:
    """Return what happened in an example that is true, and imported some packages."""
    return Outcome((StepOutcome(),), (), versions or FLASK)


def python(code: str, path: str = "", error: str = "") -> Step:
    """Return a block of Python."""
    return Step(Kind.PYTHON, f"{code}\n", 1, path=path, error=error)


OBSTACLES = [
    ("import threading\nthreading.Thread(target=print).start()", "usa hilos"),
    ("from threading import Thread", "usa hilos"),
    ("import threading as t\nt.Timer(1, print)", "usa hilos"),
    ("from concurrent.futures import ThreadPoolExecutor", "usa hilos"),
    ("import threading\nlocal = threading.local()", ""),
    ("import subprocess", "inicia procesos"),
    ("import os\nos.fork()", "inicia procesos"),
    ("import os\nos.getcwd()", ""),
    ("import signal", "espera señales del sistema"),
    ("from blinker import signal\nsignal('x').send(1)", ""),
    ("async def vista(): ...", "usa funciones «async»"),
    ("import asyncio", "usa funciones «async»"),
    ("import urllib.request", "se conecta a la red"),
    ("import urllib.parse", ""),
    ("input('¿Quién eres?')", "espera a que alguien escriba"),
    ("datos.input()", ""),
    ("import pwd", "usa pwd, que Python no tiene en un navegador"),
    ("from werkzeug.security import generate_password_hash", "cifra contraseñas"),
    ("import sqlite3\nsqlite3.connect(':memory:')", ""),
    ("esto no es Python", ""),
    ("if __name__ == '__main__':\n    app.run()", ""),
]


@pytest.mark.parametrize(("code", "why"), OBSTACLES)
def test_code_shows_what_a_browser_lacks(code: str, why: str) -> None:
    """In blocks, in files, and in sessions; by what is imported and called, not by words that look so."""
    session = "".join(f"{'... ' if line[:1] == ' ' else '>>> '}{line}\n" for line in code.split("\n"))
    for step in (python(code), Step(Kind.FILE, code, 1, path="b.py"), Step(Kind.DOCTEST, session, 1)):
        found = obstacle(Example((step,)), outcome())
        assert found.startswith(why) if why else not found


def test_what_an_example_is_made_of_can_be_in_the_way() -> None:
    """A console, a package in C, a failure; a package that does without its part in C is none."""
    plain = Example((python("1"),))
    assert (
        obstacle(Example((Step(Kind.CONSOLE, "flask routes", 1),)), outcome()) == "da órdenes a una consola"
    )
    assert obstacle(plain, outcome(msgspec="0.20")) == "usa msgspec, que no está escrito solo en Python"
    for name in ("no-hay", "escarcha"):  # this one is where it was written, and not where packages are
        found = obstacle(plain, outcome(**{name: "1"}))
        assert found == f"usa {name}, que no está escrito solo en Python"
    assert obstacle(plain, outcome(MarkupSafe="3", PyYAML="6", Python="3.13")) == ""
    assert obstacle(plain, Outcome((), (Failure(1, "falla"),), FLASK)) == "no ha acabado bien"
    assert obstacle(plain, Waiting.of(plain)) == "no ha acabado bien"


def test_blocks_that_go_on_are_one_text() -> None:
    """Python of one file, and requests; not what is to fail, nor what other steps stand between."""
    steps = (
        Step(Kind.FILE, "hola", 1, path="templates/a.html"),
        python("a = 1", "app.py"),
        python("b = 2"),
        Step(Kind.HTTP, "GET /\n\nHTTP/1.1 500\n", 1),
        Step(Kind.HTTP, "POST /b\n\nx=1\n", 1, follows=True),
        python("c = 3  # [!code ++]"),
        python("d", error="NameError"),
        python("e = 5", "otro.py"),
    )
    made = make_tryout(Example(steps, timeout=5, clock=None, seed=3), outcome())
    assert [(step.name, step.text) for step in made.steps] == [
        ("templates/a.html", "hola"),
        ("app.py", "a = 1\nb = 2\n"),
        (
            "Peticiones",
            "GET /\n\n###\n\nPOST /b\nContent-Type: application/x-www-form-urlencoded\n\nx=1\n",
        ),
        ("app.py", "c = 3\n"),
        ("app.py", "d\n"),
        ("otro.py", "e = 5\n"),
    ]
    asked = [(each.follows, each.may_fail) for each in made.steps[2].requests]
    assert asked == [(False, True), (True, False)]
    assert (made.seconds, made.clock, made.seed, made.versions) == (5, None, 3, FLASK)
