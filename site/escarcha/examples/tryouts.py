"""An Example as readers may change it and run it in their browser, and whether one can run there."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import msgspec

from escarcha.examples.browser.packages import is_portable
from escarcha.examples.download import without_notations
from escarcha.examples.example import Kind, Waiting
from escarcha.examples.messages import read_requests
from escarcha.examples.packages import PYTHON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from escarcha.examples.example import Example, Outcome, Step


class Asked(msgspec.Struct, frozen=True):
    """What a note has said of one of its requests besides the request itself.

    Args:
        follows: whether to go on to where a response redirects.
        may_fail: whether the note expects the application to raise an exception.
    """

    follows: bool
    may_fail: bool


class TryoutStep(msgspec.Struct, frozen=True):
    """A file or requests, as a reader sees them: a tab of their own, with a text to change.

    Args:
        kind: the value of its Kind.
        name: what the tab is called.
        text: what is in it.
        path: of the file that it is; empty if the note gives it none.
        error: the exception that it is expected to end with; empty for none.
        app: the name of the application that requests are sent to; empty to look for one.
        database: the file that statements of SQL run against; empty for one in memory.
        requests: what is known of each request.
        is_given: whether readers see it and do not change it.
    """

    kind: str
    name: str
    text: str
    path: str = ""
    error: str = ""
    app: str = ""
    database: str = ""
    requests: tuple[Asked, ...] = ()
    is_given: bool = False


class Tryout(msgspec.Struct, frozen=True):
    """All that a browser needs to know of an Example.

    Args:
        steps: in order.
        seconds: that they may take.
        clock: the time it is for them, in seconds since 1970; None for the true one.
        seed: of all chance; None for true chance.
        versions: of Python and of the packages that it ran with when the site was built.
        needs_all: whether it may need other packages, too, and nothing may say which.
    """

    steps: tuple[TryoutStep, ...]
    seconds: float
    clock: float | None
    seed: int | None
    versions: dict[str, str]
    needs_all: bool = False


def make_tryout(example: Example, outcome: Outcome) -> Tryout:
    """Return what readers may change of an Example: its files and its requests, one text for each.

    Blocks of Python that follow each other in one file are one text, and so are blocks of requests.
    """
    steps: list[TryoutStep] = []
    path = "app.py"
    for step in example.steps:
        made = _step_of(step, path)
        path = made.name if step.kind is Kind.PYTHON else path
        last = steps[-1] if steps else None
        if last and _goes_on(last, made):
            between = "\n###\n\n" if step.kind is Kind.HTTP else ""
            text, requests = f"{last.text}{between}{made.text}", last.requests + made.requests
            steps[-1] = msgspec.structs.replace(last, text=text, requests=requests)
        else:
            steps.append(made)
    return Tryout(tuple(steps), example.timeout, example.clock, example.seed, outcome.versions)


def make_exercise(
    files: Mapping[str, str], tests: Sequence[str], runs: Sequence[tuple[Example, Outcome]]
) -> Tryout:
    """Return an exercise as readers solve it: its start and its tests, and nothing of its solution.

    Args:
        files: what one starts from, and the tests, by their paths.
        tests: those of the files that are tests; pytest runs the first.
        runs: its Examples with their Outcomes: of its solution, and of its start.
    """
    first, *others = tests
    steps = [
        TryoutStep(Kind.FILE.value, path, text, path, is_given=path in others)
        for path, text in files.items()
        if path != first
    ]
    steps.append(TryoutStep(Kind.TESTS.value, first, files[first], first, is_given=True))
    shown = [(example, outcome) for example, outcome in runs if not example.is_withheld]
    (example, _), *_ = shown
    versions = {name: version for _, outcome in shown for name, version in outcome.versions.items()}
    return Tryout(
        tuple(steps), example.timeout, example.clock, example.seed, versions, needs_all=len(shown) < len(runs)
    )


_NAMES = {
    Kind.DOCTEST: "Sesión",
    Kind.CONTEXT: "Contexto",
    Kind.HTTP: "Peticiones",
    Kind.JINJA: "plantilla.html",
    Kind.SQL: "consulta.sql",
}
"""What a step is called that is no file of the note's."""


def _step_of(step: Step, path: str) -> TryoutStep:
    """Make a step of the page of one of the Example's.

    Args:
        step: of the Example.
        path: of the file that Python without a name of its own belongs to.
    """
    text, known = without_notations(step.text), []
    if step.kind is Kind.HTTP:
        requests = read_requests(step.text)
        text = "\n###\n\n".join(f"{each.text.replace(' HTTP/1.1', '', 1)}\n" for each in requests)
        for each in requests:
            fails = any(expected.status.startswith("5") for expected in each.expected)
            known.append(Asked(step.follows or len(each.expected) > 1, fails))
    return TryoutStep(
        kind=step.kind.value,
        name=step.path or _NAMES.get(step.kind, path),
        text=text,
        path=step.path,
        error=step.error,
        app=step.app,
        database=step.database,
        requests=tuple(known),
    )


def _goes_on(last: TryoutStep, made: TryoutStep) -> bool:
    """Tell whether a step is more of the one before."""
    joined = {Kind.PYTHON.value, Kind.HTTP.value}
    same = (last.kind, last.name, last.app) == (made.kind, made.name, made.app)
    return same and made.kind in joined and not (last.error or made.error)


def obstacle(example: Example, outcome: Outcome) -> str:
    """Say in Spanish why an Example cannot run in a browser; empty if nothing speaks against it.

    Args:
        example: that has run.
        outcome: with the packages that it imported.
    """
    if outcome.failures or isinstance(outcome, Waiting):
        return "no ha acabado bien"
    found = _lack(example, outcome)
    return _UNTOLD if found and example.is_withheld else found


_UNTOLD = "su solución, que aún no se publica, usa algo que en un navegador no hay"


def _lack(example: Example, outcome: Outcome) -> str:
    if any(step.kind is Kind.CONSOLE for step in example.steps):
        return "da órdenes a una consola"
    for step in example.steps:
        if step.kind in {Kind.PYTHON, Kind.DOCTEST} or step.path.endswith(".py"):
            for name in _names_used(step):
                if found := next((why for pattern, why in _LACKS if pattern.match(name)), ""):
                    return found.format(name)
    packages = (name for name in outcome.versions if name != PYTHON and not is_portable(name))
    lacking = next(packages, "")
    return f"usa {lacking}, que no está escrito solo en Python" if lacking else ""


_LACKS = [
    (re.compile(rf"(?:{names})(?:\.|$)"), why)
    for names, why in (
        (r"threading\.(?:Thread|Timer)|_thread|concurrent", "usa hilos"),
        (
            r"subprocess|multiprocessing|pty|os\.(?:fork|system|popen|exec\w+|spawn\w+|kill)",
            "inicia procesos",
        ),
        (r"signal", "espera señales del sistema"),
        (r"asyncio|anyio|trio|async", "usa funciones «async»"),
        (
            (
                r"socket|socketserver|select|selectors|ssl|ftplib|smtplib|imaplib|poplib"
                r"|urllib\.request|http\.(?:client|server)|wsgiref\.simple_server|werkzeug\.serving"
            ),
            "se conecta a la red",
        ),
        (r"builtins\.(?:input|breakpoint)|getpass|pdb", "espera a que alguien escriba"),
        (
            r"hashlib\.(?:scrypt|pbkdf2_hmac)|werkzeug\.security\.(?:generate|check)_password_hash",
            "cifra contraseñas, y Python no sabe hacerlo en un navegador",
        ),
        (
            (
                r"werkzeug\.debug|curses|dbm|ensurepip|fcntl|grp|idlelib|pwd|readline|resource|syslog|termios"
                r"|tkinter|turtle\w*|venv"
            ),
            "usa {}, que Python no tiene en un navegador",
        ),
    )
]
"""What a browser lacks, by the names under which code asks for it."""


def _names_used(step: Step) -> Iterator[str]:
    """Yield what code imports, calls and takes from modules: ``threading.Thread``, ``builtins.input``."""
    code = step.text
    if step.kind is Kind.DOCTEST:
        code = "\n".join(line[4:] for line in code.split("\n") if line.startswith((">>> ", "... ")))
    try:
        nodes = [*ast.walk(ast.parse(code))]
    except (SyntaxError, ValueError, RecursionError):  # code that is shown because it is none
        return
    modules = {
        each.asname or each.name.partition(".")[0]: each.name if each.asname else each.name.partition(".")[0]
        for node in nodes
        if isinstance(node, ast.Import)
        for each in node.names
    }
    for node in nodes:
        match node:
            case ast.Import():
                yield from (each.name for each in node.names)
            case ast.ImportFrom(level=0):
                yield from (f"{node.module}.{each.name}" for each in node.names)
            case ast.Attribute(value=ast.Name(id=name)) if name in modules:
                yield f"{modules[name]}.{node.attr}"
            case ast.Call(func=ast.Name(id=name)):
                yield f"builtins.{name}"
            case ast.AsyncFunctionDef():
                yield "async"
