"""The Runner: an Example in a folder and a process of its own, to its Outcome."""

from __future__ import annotations

import contextlib
import difflib
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from escarcha.examples.example import Exchange, Failure, Kind, Outcome, Step, StepOutcome
from escarcha.examples.guard import FIXED_NOW
from escarcha.examples.masks import mask
from escarcha.examples.messages import MessageError, Request, compare, read_requests

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.examples.example import Example

VERSION = 6
"""Raised whenever the same Example would have another Outcome; part of every cache key."""

MEMORY = 1024
"""Megabytes an Example may use, its Python included."""

LARGEST_FILE = 4_000_000
"""Bytes that a file of an Example may grow to, and what it writes as a whole."""

CHILD = Path(__file__).with_name("child.py")

Record = dict[str, Any]


class _NotTrueError(Exception):
    """An Example is not true; carries the Failure."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.cause)
        self.failure = failure


def run(example: Example) -> Outcome:
    """Run an Example.

    What goes wrong is in the Outcome; nothing of the Example is left running, and its folder is gone.
    """
    with (
        tempfile.TemporaryDirectory(prefix="escarcha-ejemplo-", ignore_cleanup_errors=True) as folder,
        tempfile.TemporaryDirectory(prefix="escarcha-parte-", ignore_cleanup_errors=True) as desk,
    ):
        return _Run(example, Path(folder).resolve(), Path(desk).resolve()).to_its_end()


@dataclass(slots=True)
class _Run:
    """One run of an Example."""

    example: Example
    folder: Path
    desk: Path
    versions: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[tuple[int, Step]]] = field(default_factory=dict)

    def to_its_end(self) -> Outcome:
        outcomes: list[StepOutcome] = []
        failures: list[Failure] = []
        try:
            for batch in _batches(self.example.steps):
                self._run_batch(batch, outcomes)
        except _NotTrueError as error:
            failures.append(error.failure)
        outcomes += [StepOutcome()] * (len(self.example.steps) - len(outcomes))
        return Outcome(tuple(outcomes), tuple(failures), dict(sorted(self.versions.items())))

    def _run_batch(self, steps: Sequence[Step], outcomes: list[StepOutcome]) -> None:
        """Run steps in one process, and look at what came of each."""
        requests = {id(step): _requests_of(step) for step in steps if step.kind is Kind.HTTP}
        jobs = [self._prepare(step, requests.get(id(step), [])) for step in steps]
        wanted = [job for job in jobs if job]
        records, ending = self._start(wanted) if wanted else ([], "")
        results = iter(records)
        for step, job in zip(steps, jobs, strict=True):
            if not job:
                outcomes.append(StepOutcome())
                continue
            record = next(results, None)
            if record is None:
                raise _NotTrueError(Failure(step.line, f"el ejemplo {ending}.", "Mira qué lo provoca."))
            outcomes.append(self._judge(step, record, requests.get(id(step), [])))

    def _prepare(self, step: Step, requests: Sequence[Request]) -> Record | None:
        """Write the file of a step, and say what the child has to do; None if that was all."""
        if step.path and not _is_inside(step.path):
            cause = f"«{step.path}» no es un nombre de archivo dentro de la carpeta del ejemplo."
            raise _NotTrueError(Failure(step.line, cause, "Escribe una ruta como «templates/hola.html»."))
        if step.kind is Kind.FILE:
            self._write(step.path, step.text, mode="w")
            return None
        job: Record = {"kind": step.kind.value, "text": step.text, "path": step.path, "app": step.app}
        if step.kind is Kind.PYTHON:
            path = step.path or "app.py"
            job["offset"] = self.lengths.get(path, 0)
            self.places.setdefault(Path(path).name, []).append((job["offset"], step))
            self.lengths[path] = job["offset"] + step.text.count("\n")
            self._write(path, step.text, mode="a" if job["offset"] else "w")
        elif step.kind is Kind.HTTP:
            job["requests"] = [
                {
                    "method": each.method,
                    "path": each.path,
                    "headers": each.headers,
                    "body": each.payload,
                    "follows": step.follows or len(each.expected) > 1,
                }
                for each in requests
            ]
        return job

    def _write(self, path: str, text: str, mode: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open(mode, encoding="utf-8", newline="\n") as opened:
            opened.write(text)
        os.utime(file, (FIXED_NOW, FIXED_NOW))  # answers tell when a file was written

    def _start(self, steps: list[Record]) -> tuple[list[Record], str]:
        """Start a child and wait for its end; return what it says, and how it ended if it says too little."""
        report, output = self.desk / "report", self.desk / "output"
        report.unlink(missing_ok=True)
        output.unlink(missing_ok=True)
        job = {
            "folder": str(self.folder),
            "report": str(report),
            "output": str(output),
            "megabytes": MEMORY,
            "largest_file": LARGEST_FILE,
            "seconds": self.example.timeout,
            "steps": steps,
        }
        # -s, -P: neither the author's own packages nor this folder are in its way.
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-s", "-P", "-B", str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=_environment(self.folder),
            start_new_session=True,
            text=True,
        )
        try:
            process.communicate(json.dumps(job), timeout=self.example.timeout + 1)
            ending = "ha terminado de golpe" + _because(process.returncode)
        except subprocess.TimeoutExpired:
            ending = f"no ha acabado en {self.example.timeout:g} segundos"
        finally:
            _kill(process)
        try:
            records = [json.loads(line) for line in report.read_text("utf-8", "replace").splitlines()]
        except (OSError, ValueError):
            records = []
        if records and "versions" in records[-1]:
            self.versions |= records.pop()["versions"]
        return records, ending

    def _judge(self, step: Step, record: Record, requests: Sequence[Request]) -> StepOutcome:
        """Turn what the child says of a step into its outcome; raises if the step is not true."""
        output = mask(str(record.get("output", "")), str(self.folder))
        error = record.get("error")
        chains = [
            [self._exchange(request, each, number) for number, each in enumerate(chain)]
            for request, chain in zip(requests, record.get("chains", []), strict=False)
        ]
        if step.kind is Kind.HTTP and chains and error and _expects_error(requests[len(chains) - 1]):
            error = None
        output += self._judge_error(step, error, output)
        for difference in record.get("differences", []):
            raise _NotTrueError(_other_result(step, difference, str(self.folder)))
        for request, chain in zip(requests, chains, strict=False):
            for expected, exchange in itertools.zip_longest(request.expected, chain):
                if expected and (diff := compare(expected, exchange)):
                    line = step.line + expected.line
                    remedy = "Corrige el ejemplo, o la respuesta que espera."
                    raise _NotTrueError(Failure(line, "la respuesta no es la esperada.", remedy, diff))
        return StepOutcome(output, tuple(itertools.chain.from_iterable(chains)))

    def _judge_error(self, step: Step, error: Record | None, output: str) -> str:
        """Return the traceback of an expected exception; raises for any other."""
        happened = error and not (error["kinds"][0] == "SystemExit" and error["code"] in (None, 0))
        if not happened or error is None:
            if step.error:
                cause = f"se esperaba {step.error} y no ha ocurrido."
                raise _NotTrueError(Failure(step.line, cause, "Quita «error=», o corrige el ejemplo."))
            return ""
        told = mask(str(error["traceback"]), str(self.folder))
        if step.error and step.error in error["kinds"]:
            return told
        name = error["kinds"][0]
        if step.kind is Kind.CONSOLE and name == "SystemExit":
            cause = f"«{step.text}» acaba con el código {error['code']}."
            raise _NotTrueError(Failure(step.line, cause, "Corrige el ejemplo.", output.strip()))
        wanted = f"se esperaba {step.error} y ha ocurrido " if step.error else "el ejemplo falla con "
        cause = f"{wanted}{name}: {mask(str(error['message']), str(self.folder))}"
        remedy = f"Corrígelo, o escribe «error={name}» si tiene que fallar."
        line = self._line_of(step, error)
        raise _NotTrueError(Failure(line, cause.rstrip(".: ") + ".", remedy, told.rstrip()))

    def _line_of(self, step: Step, error: Record) -> int:
        """Return the line of the note on which an exception was raised."""
        line = error["line"]
        if line:
            for offset, blamed in reversed(self.places.get(error["file"], [])):
                if line > offset:
                    return int(blamed.line + min(line - offset, blamed.text.count("\n") + 1))
        return step.line

    def _exchange(self, request: Request, record: Record, number: int) -> Exchange:
        raw = str(record["body"]).encode("latin-1")
        headers = tuple((name, mask(value, str(self.folder))) for name, value in record["headers"])
        try:
            # A body that was cut may end in the middle of a character.
            body = raw.decode("utf-8", "strict" if record["size"] == len(raw) else "ignore")
            is_binary = "\0" in body
        except UnicodeDecodeError:
            body, is_binary = "", True
        is_image = any(name.lower() == "content-type" and value[:6] == "image/" for name, value in headers)
        return Exchange(
            request=f"{' '.join(record['asked'])} HTTP/1.1" if number else request.text,
            status=str(record["status"]),
            headers=headers,
            body="" if is_binary else mask(body, str(self.folder)),
            size=int(record["size"]),
            is_binary=is_binary,
            chunks=int(record["chunks"]),
            followed=number > 0,
            image=raw if is_image and len(raw) == record["size"] else b"",
        )


def _batches(steps: Sequence[Step]) -> list[list[Step]]:
    """Part the steps into those that share a process: each command has one of its own."""
    batches: list[list[Step]] = [[]]
    for step in steps:
        if step.kind is Kind.CONSOLE:
            batches += [[step], []]
        else:
            batches[-1].append(step)
    return [batch for batch in batches if batch]


def _requests_of(step: Step) -> list[Request]:
    try:
        return read_requests(step.text)
    except MessageError as error:
        remedy = "Empieza por el método y la ruta: «GET /hola»."
        raise _NotTrueError(Failure(step.line + error.line, f"{error}.", remedy)) from error


def _expects_error(request: Request) -> bool:
    return any(expected.status.startswith("5") for expected in request.expected)


def _other_result(step: Step, difference: Record, folder: str) -> Failure:
    wanted, got = str(difference["wanted"]).rstrip(), mask(str(difference["got"]), folder).rstrip()
    diff = "\n".join(difflib.ndiff(wanted.split("\n"), got.split("\n")))
    remedy = "Corrige el código, o lo que muestra."
    return Failure(step.line + int(difference["line"]), "la sesión no da lo que muestra.", remedy, diff)


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts and "\\" not in path and parts.name != ""


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    fixed = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC", "LANG": "C.UTF-8", "COLUMNS": "80"}
    fixed["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    return {**kept, **fixed, "HOME": str(folder), "TMPDIR": str(folder)}


def _because(code: int) -> str:
    if code >= 0:
        return f" (código {code})"
    with contextlib.suppress(ValueError):
        return f" ({signal.Signals(-code).name})"
    return f" (señal {-code})"


def _kill(process: subprocess.Popen[str]) -> None:
    """End a process and whatever it has started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
