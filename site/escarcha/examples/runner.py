"""The Runner: an Example in a folder and a process of its own, to its Outcome."""

from __future__ import annotations

import contextlib
import os
import re
import signal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escarcha.examples.child.protocol import (
    REPORT,
    EndReport,
    Job,
    JobRequest,
    JobStep,
    StepReport,
    read,
)
from escarcha.examples.example import Failure, Kind, Outcome, Step, StepOutcome, is_inside
from escarcha.examples.judge import LARGEST_FILE, MEMORY, Judge, NotTrueError, line_in_note, too_slow
from escarcha.examples.messages import MessageError, Request, read_requests
from escarcha.examples.packages import versions_of
from escarcha.examples.processes import ServerLostError, start_anew
from escarcha.problems import because
from escarcha.temporary import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from escarcha.examples.example import Example
    from escarcha.examples.processes import Start

VERSION = 13
"""Raised whenever the same Example would have another Outcome; part of every cache key."""

_ALARM = -getattr(signal, "SIGALRM", signal.SIGTERM)
"""The status of a process that has not heeded its alarm and was ended by it."""

_FILES = {Kind.JINJA: "plantilla.html", Kind.SQL: "consulta.sql"}
"""Where a block lies that has no name of its own."""


def run(example: Example, start: Start = start_anew) -> Outcome:
    """Run an Example.

    What goes wrong is in the Outcome; nothing of the Example is left running, and its folder is gone.

    Args:
        example: to run.
        start: starts its process.
    """
    try:
        with (
            temporary_folder("ejemplo") as folder,
            temporary_folder("parte") as desk,
        ):
            return _Run(example, start, folder, desk).to_its_end()
    except ServerLostError:
        # In a new folder, as the first may hold what half a run has left there.
        return run(example)
    except OSError as error:
        cause = f"el ejemplo no se puede ejecutar: {because(error)}."
        failure = Failure(example.steps[0].line, cause, "Mira si quedan disco, memoria y procesos.")
        return Outcome(tuple(StepOutcome() for _ in example.steps), (failure,), {})


@dataclass(slots=True)
class _Run:
    """One run of an Example."""

    example: Example
    start: Start
    folder: Path
    desk: Path
    imported: frozenset[str] = frozenset()
    failures: list[Failure] = field(default_factory=list)
    path: str = "app.py"
    lengths: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[tuple[int, Step]]] = field(default_factory=dict)

    def to_its_end(self) -> Outcome:
        steps = self.example.steps
        outcomes: list[StepOutcome] = []
        judge = Judge(self.folder, self.places, self.example.timeout)
        try:
            requests = {id(step): _requests_of(step) for step in steps if step.kind is Kind.HTTP}
            jobs = [self._prepare(step, requests.get(id(step), [])) for step in steps]
            told, ending = self._start(tuple(job for job in jobs if job))
            reports = iter(told)
            for step, job in zip(steps, jobs, strict=True):
                report = next(reports, None) if job else StepReport()
                if report is None:
                    line = self._where_it_ended(step)
                    self.failures.append(Failure(line, ending, "Mira qué lo provoca."))
                    break
                outcome, differences = judge.hear(step, report, requests.get(id(step), []))
                outcomes.append(outcome)
                self.failures += differences
        except NotTrueError as error:
            self.failures.append(error.failure)
        outcomes += [StepOutcome()] * (len(steps) - len(outcomes))
        return Outcome(tuple(outcomes), tuple(self.failures), versions_of(self.imported))

    def _prepare(self, step: Step, requests: Sequence[Request]) -> JobStep | None:
        """Write the file of a step, and return what is left to do in the child; None if that was all."""
        if step.path and not is_inside(step.path):
            cause = f"«{step.path}» no es un nombre de archivo dentro de la carpeta del ejemplo."
            raise NotTrueError(Failure(step.line, cause, "Escribe una ruta como «templates/hola.html»."))
        path = step.path or (self.path if step.kind is Kind.PYTHON else _FILES.get(step.kind, ""))
        offset = 0
        if step.kind is Kind.PYTHON:
            self.path, offset = path, self.lengths.get(path, 0)
            self.lengths[path] = offset + step.text.count("\n")
        if path:
            self.places.setdefault(path, []).append((offset, step))
            self._write(path, step.text, mode="a" if offset else "w")
        if step.kind is Kind.FILE:
            return None
        return JobStep(
            kind=step.kind.value,
            text=step.text,
            path=path,
            title=step.path,
            offset=offset,
            error=step.error,
            app=step.app,
            database=step.database,
            traced=step.traced,
            requests=tuple(
                JobRequest(
                    method=each.method,
                    path=each.path,
                    headers=each.headers,
                    body=each.payload,
                    follows=step.follows or len(each.expected) > 1,
                    may_fail=any(expected.status.startswith("5") for expected in each.expected),
                )
                for each in requests
            ),
        )

    def _write(self, path: str, text: str, mode: str) -> None:
        file = self.folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open(mode, encoding="utf-8", newline="\n") as opened:
                opened.write(text)
            if self.example.clock is not None:  # responses may say when a file was written
                os.utime(file, (self.example.clock, self.example.clock))
        except (OSError, ValueError) as error:
            _, step = self.places[path][-1]
            cause = f"«{path}» no se puede escribir en la carpeta del ejemplo."
            raise NotTrueError(Failure(step.line, cause, "Cámbiale el nombre.", str(error))) from error

    def _start(self, steps: tuple[JobStep, ...]) -> tuple[list[StepReport], str]:
        """Start the child and wait for its end; return its reports, and why there are no more of them."""
        if not steps:
            return [], ""
        file = self.desk / "report"
        status = self.start(
            Job(
                folder=str(self.folder),
                report=str(file),
                output=str(self.desk / "output"),
                faults=str(self.desk / "faults"),
                environment=_environment(self.folder),
                megabytes=MEMORY,
                largest_file=LARGEST_FILE,
                seconds=self.example.timeout,
                clock=self.example.clock,
                seed=self.example.seed,
                steps=steps,
            )
        )
        ending = "" if status in {None, _ALARM} else f"el ejemplo ha terminado de golpe{_because(status)}."
        reports: list[StepReport] = []
        for report in _reports(file):
            self.imported |= {*report.imported}
            if isinstance(report, StepReport):
                reports.append(report)
        return reports, ending or too_slow(self.example.timeout)

    def _where_it_ended(self, step: Step) -> int:
        """Return the line at which the child has ended suddenly, if it has left a trace of that."""
        with contextlib.suppress(OSError):
            traces = (self.desk / "faults").read_text("utf-8", "replace")
            # The latest call comes first, and the main thread last.
            for trace in reversed(re.split(r"^(?:Current t|T)hread ", traces, flags=re.MULTILINE)):
                frame = re.search(rf'File "{re.escape(str(self.folder))}/([^"]+)", line (\d+)', trace)
                if frame:
                    return line_in_note(step, self.places, frame[1], int(frame[2]))
        return step.line


def _reports(file: Path) -> Iterator[StepReport | EndReport]:
    """Yield the reports of a file, up to the first line that is none."""
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError:
        return
    for line in lines:
        report = read(REPORT, line)
        if report is None:
            return
        yield report


def _requests_of(step: Step) -> list[Request]:
    try:
        return read_requests(step.text)
    except MessageError as error:
        remedy = "Empieza por el método y la ruta: «GET /hola»."
        raise NotTrueError(Failure(step.line + error.line, f"{error}.", remedy)) from error


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    fixed = {
        "PATH": os.defpath,
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "COLUMNS": "80",
    }
    fixed |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "-p no:cacheprovider"}
    return {**kept, **fixed, "LOGNAME": "autor", "HOME": str(folder), "TMPDIR": str(folder)}


def _because(code: int | None) -> str:
    if code is None or code >= 0:
        return f" (código {code})"
    with contextlib.suppress(ValueError):
        return f" ({signal.Signals(-code).name})"
    return f" (señal {-code})"
