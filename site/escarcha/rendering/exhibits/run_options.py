"""What a fence asks of the runner: the kind of block, and its options, read and checked.

An option that nobody knows is a warning, as other generators have options of their own; one that cannot be
what it says, or does not go with the block, is an error: the example would not be the one that is meant.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escarcha.examples.example import FIXED_NOW, Kind
from escarcha.problems import Code, Remark, Severity, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from escarcha.markup import Fence

_KINDS = {
    **dict.fromkeys(["python", "py", "python3"], Kind.PYTHON),
    **dict.fromkeys(["pycon", "doctest"], Kind.DOCTEST),
    **dict.fromkeys(["console", "sh", "bash", "shell"], Kind.CONSOLE),
    **dict.fromkeys(["jinja", "jinja2", "html+jinja"], Kind.JINJA),
    **dict.fromkeys(["sql", "sqlite"], Kind.SQL),
    "http": Kind.HTTP,
}
"""Languages of blocks that can run."""

_CONTEXTS = {
    **dict.fromkeys(["yaml", "yml", "json"], Kind.CONTEXT),
    **dict.fromkeys(["python", "py", "python3"], Kind.PYTHON),
}
"""Languages in which a template can be given its context."""

RUNS = frozenset(Kind) - {Kind.FILE, Kind.CONTEXT}

_EXERCISE = frozenset([Kind.TESTS])
"""Of an exercise, every block is of one kind."""

OPTIONS: dict[str, frozenset[Kind]] = {
    "run": frozenset(Kind) - _EXERCISE,
    "exercise": _EXERCISE,
    "tests": _EXERCISE,
    "solution": _EXERCISE,
    "file": frozenset([Kind.FILE]) | _EXERCISE,
    "context": frozenset([Kind.CONTEXT, Kind.PYTHON]),
    "session": frozenset(Kind) - _EXERCISE,
    "try": RUNS,
    "no-try": RUNS,
    "show": frozenset(Kind) - _EXERCISE,
    "timeout": RUNS,
    "clock": RUNS,
    "seed": RUNS,
    "error": frozenset([Kind.PYTHON, Kind.CONSOLE, Kind.JINJA, Kind.SQL]),
    "app": frozenset([Kind.PYTHON, Kind.HTTP]),
    "follow": frozenset([Kind.HTTP]),
    "database": frozenset([Kind.SQL]),
    "trace": frozenset([Kind.PYTHON, Kind.HTTP]),
}
"""The options of examples, and the kinds of blocks that they go with."""

_OF_CODE = (
    *("title", "hl", "hl_lines", "ins", "del", "numbers", "linenums", "showLineNumbers", "line-numbers"),
    *("numberLines", "start", "startFrom", "include", "lines", "region", "id", "class", "python", "py"),
)
"""Options of any code block."""

_NAMES = {
    Kind.PYTHON: "de Python",
    Kind.DOCTEST: "con «>>>»",
    Kind.FILE: "con «file=»",
    Kind.HTTP: "http",
    Kind.CONSOLE: "de consola",
    Kind.CONTEXT: "con «context»",
    Kind.JINJA: "de Jinja",
    Kind.SQL: "de SQL",
    Kind.TESTS: "de un ejercicio",
}

LONGEST = 300
"""Seconds that an example may ask for."""


@dataclass(slots=True)
class RunOptions:
    """What a fence asks of the runner.

    Args:
        line: of the note's body on which its block begins.
        kind: of the block; None if it is no part of an example.
        session: the name of the session it goes on with, or nothing.
        show: ``output``, ``none`` or nothing.
        settings: what is given of the whole example: ``timeout``, ``clock``, ``seed``, ``tries``.
        remarks: what is wrong with its options.
    """

    line: int
    kind: Kind | None = None
    session: str = ""
    show: str = ""
    settings: dict[str, float | int | None] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def complain(self, cause: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        """Say that something is wrong."""
        self.remarks.append(Remark(Code.EXAMPLE_OPTION, self.line, cause, remedy, severity))


def read_run_options(fence: Fence, code: str, line: int, *, follows_example: bool) -> RunOptions:
    """Read what a fence asks of the runner.

    Args:
        fence: what stands after the opening marks.
        code: the block's text.
        line: of the note's body on which it begins.
        follows_example: whether the note has an example already, to whose application ``http`` blocks go.
    """
    options = fence.options
    asked = RunOptions(line, session=options.get("session", ""), show=options.get("show", ""))
    asked.kind = _kind_of(fence, code, asked, follows_example=follows_example)
    if "trace" in options and (lack := _cannot_be_traced(asked, options)):
        is_ours = fence.language.lower() in _KINDS
        asked.complain(*lack, Severity.ERROR if is_ours else Severity.WARNING)
    if asked.kind is None:
        return asked
    for name, value in options.items():
        if name in OPTIONS:
            _read_option(name, value, asked.kind, asked)
        elif name not in _OF_CODE and name not in fence.title and name != fence.language:
            near = nearest(name, [*OPTIONS, *_OF_CODE])
            remedy = f"¿Querías «{near}»?" if near else f"Las que hay: {', '.join(OPTIONS)}."
            asked.complain(f"la opción «{name}» no existe.", remedy, Severity.WARNING)
    return asked


def _read_option(name: str, value: str, kind: Kind, asked: RunOptions) -> None:
    if kind not in OPTIONS[name]:
        asked.complain(f"«{name}» no va con un bloque {_NAMES[kind]}.", f"Quita «{name}».")
    elif name in _READERS:
        try:
            asked.settings[name] = _READERS[name](value)
        except ValueError as error:
            asked.complain(f"«{name}={value}» no se entiende.", str(error))
    elif name in {"try", "no-try"}:
        if asked.settings.setdefault("tries", name == "try") != (name == "try"):
            asked.complain("«try» y «no-try» se contradicen.", "Deja uno de los dos.")
    elif name == "session" and not value:
        asked.complain("«session» no dice qué sesión.", "Escribe, por ejemplo, «session=tienda».")
    elif name == "show" and value not in {"output", "none"}:
        asked.complain(f"«show={value}» no se entiende.", "Escribe «show=output» o «show=none».")


def _cannot_be_traced(asked: RunOptions, options: Mapping[str, str]) -> tuple[str, str] | None:
    """Say why nothing can be seen of what happens in a block, and what to do; None if it can."""
    if asked.kind is None:
        remedy = "Añade «run», pon delante de un bloque «http» el ejemplo al que pregunta, o quita «trace»."
        return "«trace» enseña lo que pasa al ejecutar un bloque, y este no se ejecuta.", remedy
    if "context" in options or asked.show == "none":
        return "«trace» no va con un bloque que no enseña lo que pasa.", "Quita «trace»."
    return None


def _kind_of(fence: Fence, code: str, asked: RunOptions, *, follows_example: bool) -> Kind | None:
    options, language = fence.options, fence.language.lower()
    if fence.role:
        return Kind.TESTS
    if options.get("file"):
        if "run" in options:
            remedy = "Para que un archivo se ejecute, ponle «title=» en lugar de «file=»."
            asked.complain("«file=» y «run» se contradicen.", remedy)
        return Kind.FILE
    if "context" in options and language in _CONTEXTS:
        return _CONTEXTS[language]
    kind = _KINDS.get(language)
    if "run" not in options:
        return kind if kind is Kind.HTTP and follows_example else None
    if kind is None:
        remedy = "Se ejecutan python, pycon, console, jinja, sql y http."
        asked.complain(f"los bloques de «{fence.language}» no se ejecutan.", remedy, Severity.WARNING)
    return Kind.DOCTEST if kind is Kind.PYTHON and code.lstrip().startswith(">>>") else kind


def _read_timeout(value: str) -> float:
    if not re.fullmatch(r"\d{1,3}(?:\.\d{1,3})?", value) or not 0 < float(value) <= LONGEST:
        raise ValueError(f"Escribe los segundos, de 1 a {LONGEST}: «timeout=30».")
    return float(value)


def _read_clock(value: str) -> float | None:
    if value == "now":
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
        return moment.replace(tzinfo=moment.tzinfo or dt.UTC).timestamp()
    except (ValueError, OverflowError):
        example = dt.datetime.fromtimestamp(FIXED_NOW, dt.UTC)
        raise ValueError(f"Escribe un momento, «clock={example:%Y-%m-%dT%H:%M}», o «clock=now».") from None


def _read_seed(value: str) -> int | None:
    if value == "random":
        return None
    if not re.fullmatch(r"\d{1,9}", value):
        raise ValueError("Escribe un número, «seed=7», o «seed=random».")
    return int(value)


_READERS: dict[str, Callable[[str], float | int | None]] = {
    "timeout": _read_timeout,
    "clock": _read_clock,
    "seed": _read_seed,
}
