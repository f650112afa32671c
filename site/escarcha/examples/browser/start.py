"""What a page asks of Python: the steps of an Example as a reader has written them, to a report for each."""

from __future__ import annotations

import gc
import importlib
import io
import itertools
import json
import linecache
import logging
import os
import random
import shutil
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from escarcha.examples.child import guard
from escarcha.examples.child.dates import Dates
from escarcha.examples.child.protocol import ErrorReport, JobRequest, JobStep, StepReport, write
from escarcha.examples.child.session import Session
from escarcha.examples.masks import mask
from escarcha.examples.messages import MessageError, read_requests
from escarcha.problems.sentences import in_spanish

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.examples.browser.verdicts import Verdict

FOLDER = Path("/ejemplo")
"""Where the files of an Example lie, in the memory of the browser."""

_OUTPUT = "/tmp/salida"  # noqa: S108 - of the browser's own memory
_FILES = {"jinja": "plantilla.html", "sql": "consulta.sql"}
"""Where a block lies that has no name of its own; see ``examples/runner.py``."""

_NOTHING_KNOWN = {"follows": False, "may_fail": False}


class _Streams(io.RawIOBase):
    """Where all that an Example writes goes: into a file, as in a process, and to the page at once."""

    name = "<stderr>"

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self.file = os.open(_OUTPUT, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)

    def open(self) -> io.TextIOWrapper:
        """Return a stream that writes here, line by line."""
        stream = io.TextIOWrapper(self, "utf-8", line_buffering=True, write_through=True)
        vars(stream)["mode"] = "w"  # as ``open`` has it; an example may show it
        return stream

    def writable(self) -> bool:
        return True

    def write(self, text: Any) -> int:  # noqa: ANN401 - any buffer
        raw = bytes(text)
        self._tell(mask(raw.decode("utf-8", "replace"), str(FOLDER)))
        return os.write(self.file, raw)


def run(asked: str, tell: Callable[[str], None], report: Callable[[str], None]) -> None:
    """Run an Example as a reader has changed it; nothing is left of the one that ran before.

    Args:
        asked: its clock, its seed and its steps, as JSON; see ``examples/tryouts.py``.
        tell: is given what it writes, as it does.
        report: is given the StepReport of each step, as JSON, and what its error says in Spanish.
    """
    job = json.loads(asked)
    _begin_anew()
    if job["seed"] is not None:
        _fix_chance(job["seed"])
    if job["clock"] is not None:
        guard.fix_clock(job["clock"])
    streams = _Streams(tell)
    sys.stdin = io.StringIO()
    sys.stdout, sys.stderr = streams.open(), streams.open()
    dates = Dates(FOLDER, job["clock"])
    session = Session(FOLDER, streams.file, guard.Alarm(str(FOLDER)), None, dates)
    try:
        for step in _steps(job["steps"]):
            told = step if isinstance(step, StepReport) else session.run(step)
            said = {**json.loads(write(told)), "words": _in_words(told.error), "tests": _verdicts()}
            if told.error:
                said["error"]["traceback"] = mask(told.error.traceback, str(FOLDER))
            report(json.dumps(said))
            if told.error and (told is step or not {step.error, "SystemExit"} & {*told.error.kinds}):
                break
    finally:
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        os.close(streams.file)


def _verdicts() -> list[Verdict]:
    """Return what pytest has found, if it ran; it is pytest that loads its plugins."""
    plugin = sys.modules.get("escarcha.examples.browser.verdicts")
    found: list[Verdict] = plugin.take() if plugin else []
    for each in found:
        for part in ("detail", "output"):
            each[part] = mask(each[part], str(FOLDER))
    return found


def _in_words(error: ErrorReport | None) -> str:
    """Say in Spanish what went wrong, and where; empty if nothing has."""
    if error is None:
        return ""
    said = next(
        (
            words
            for kind, begin, words in _OF_BROWSERS
            if kind in error.kinds and error.message.startswith(begin)
        ),
        "",
    )
    said = said or f"{error.kinds[0]}: {in_spanish(error.message)}".removesuffix(": ") + "."
    if error.kinds[0] == "MessageError":
        said = f"{error.message}. Empieza por el método y la ruta: «GET /hola»."
    return f"{error.file}, línea {error.line}: {said}" if error.file else said


_OF_BROWSERS = (
    ("RuntimeError", "can't start new thread", "en un navegador, Python no tiene hilos."),
    ("RuntimeError", "WebAssembly stack switching", "en este navegador no hay «asyncio.run»."),
    ("OSError", "[Errno 138]", "en un navegador, Python no puede iniciar otros programas."),
    ("OSError", "[Errno 52]", "en un navegador, Python no puede iniciar otros programas."),
    ("OSError", "[Errno 23]", "en un navegador, Python no llega a la red."),
    ("EOFError", "", "aquí nadie puede responder a «input()»: escribe el valor en el código."),
    ("ModuleNotFoundError", "", "ese módulo no está entre los que se han cargado para esta página."),
)
"""What is an error in browsers alone: the class, how its message begins, and what to make of it."""


def _begin_anew() -> None:
    """Empty the folder, and forget the modules that lay in it."""
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(f"{FOLDER}/"):
            del sys.modules[name]
    os.chdir("/")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    os.chdir(FOLDER)
    if sys.path[0] != str(FOLDER):
        sys.path.insert(0, str(FOLDER))
    gc.collect()  # what it leaves must not say its last words in the next run
    importlib.invalidate_caches()
    linecache.clearcache()
    _forget_listeners()
    for logger in (logging.root, *logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            logger.handlers, logger.filters, logger.propagate, logger.disabled = [], [], True, False
            logger.setLevel(logging.WARNING if logger is logging.root else logging.NOTSET)
    warnings.simplefilter("default")
    warnings.simplefilter("ignore", ResourceWarning)


def _forget_listeners() -> None:
    """Have nobody listen to the signals of Flask and those that blinker knows by name."""
    named = getattr(sys.modules.get("blinker"), "default_namespace", {})
    for signal in (*named.values(), *vars(sys.modules.get("flask.signals", object)).values()):
        if hasattr(signal, "receivers"):
            signal._clear_state()  # noqa: SLF001 - as blinker has it for tests


def _fix_chance(seed: int) -> None:
    """Have chance begin anew; what ``guard`` puts in the place of its sources is put there once."""
    if random.Random is not guard.Foreseen:
        guard.fix_chance(seed)
    guard.CHANCE.seed(seed)
    random.seed(seed)


def _steps(asked: list[dict[str, Any]]) -> list[JobStep | StepReport]:
    """Write the files of the steps; return what is left to do, or why a request is none."""
    path, lengths = "app.py", dict[str, int]()
    steps: list[JobStep | StepReport] = []
    for each in asked:
        kind, text = each["kind"], each["text"]
        path = each["path"] or path if kind == "python" else path
        file = path if kind == "python" else each["path"] or _FILES.get(kind, "")
        offset = lengths.get(file, 0) if kind == "python" else 0
        if file:
            (FOLDER / file).parent.mkdir(parents=True, exist_ok=True)
            with (FOLDER / file).open("a" if offset else "w", encoding="utf-8", newline="\n") as opened:
                opened.write(text)
            lengths[file] = offset + text.count("\n")
        if kind == "file":
            continue
        try:
            requests = _requests(text, each["requests"]) if kind == "http" else ()
        except MessageError as error:
            told = ErrorReport(("MessageError",), str(error), "", error.line, "")
            return [*steps, StepReport(error=told)]
        steps.append(
            JobStep(
                kind,
                text,
                file,
                each["path"],
                offset,
                each["error"],
                each["app"],
                each["database"],
                traced=False,
                requests=requests,
            )
        )
    return steps


def _requests(text: str, before: list[dict[str, bool]]) -> tuple[JobRequest, ...]:
    """Read requests; those that the note has expected to fail, or to lead on, still may.

    Args:
        text: as the reader has written it.
        before: what is known of the note's own, in order.
    """
    return tuple(
        JobRequest(each.method, each.path, each.headers, each.payload, **known)
        for each, known in zip(
            read_requests(text), itertools.chain(before, itertools.repeat(_NOTHING_KNOWN)), strict=False
        )
    )
