"""The steps of an Example, done one after the other in this process."""

from __future__ import annotations

import contextlib
import doctest
import importlib.util
import io
import linecache
import os
import shlex
import sys
import threading
import time
import traceback
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from .client import Client
from .commands import run_command
from .errors import describe, shorten
from .guard import TimeIsUpError
from .protocol import DifferenceReport, StepReport
from .recorder import Recorder
from .tables import Database
from .templates import read_context, render

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from .console import Console
    from .dates import Dates
    from .guard import Alarm
    from .protocol import JobStep

PATIENCE = 1
"""Seconds that the threads of a block have to end; Python itself would wait as long as they take."""

OUTPUT_LIMIT = 64_000
"""Characters of a step's output that are kept."""


class Session:
    """What the steps of an Example share: modules, cookies, a database, and where all they write goes.

    Args:
        folder: of the Example.
        written: the descriptor that standard output and standard error go to.
        alarm: that ends it when its time is up.
        console: where commands run; None to run them in this process.
        dates: of the files that the Example writes.
    """

    def __init__(
        self, folder: Path, written: int, alarm: Alarm, console: Console | None, dates: Dates
    ) -> None:
        self.folder = folder
        self._written = written
        self._alarm = alarm
        self._console_process = console
        self._modules: dict[str, ModuleType] = {}
        self._path = ""
        self._values: dict[str, Any] = {}
        self._recorder: Recorder | None = None
        self._dates = dates
        self._client = Client(folder, dates)
        self._database = Database(folder)

    @property
    def _names(self) -> dict[str, Any]:
        """What the latest block of Python has defined."""
        return self._modules[self._path].__dict__ if self._path else {}

    def run(self, step: JobStep) -> StepReport:
        """Do one step; return what happened, an exception included."""
        start = os.lseek(self._written, 0, os.SEEK_END)
        self._dates.set()
        self._recorder = Recorder(self.folder) if step.traced and step.kind == "python" else None
        report = StepReport()
        error: BaseException | None = None
        try:
            report = getattr(self, f"_{step.kind}")(step)
            # Of what the application raises for a client of the Example's own, the Example takes care itself.
            error = self._client.raised if step.kind == "http" else None
        except BaseException as raised:  # noqa: BLE001 - whatever an example does, it is told of
            error = raised
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):  # the Example may have put anything in their place
                stream.flush()
        output = os.pread(self._written, OUTPUT_LIMIT * 4, start).decode("utf-8", "replace")
        output = output[:OUTPUT_LIMIT] + ("\n[…]\n" if len(output) > OUTPUT_LIMIT else "")
        described = report.error
        if self._alarm.rang_at:
            # Even if the Example went on: a bare «except:» catches this exception, too.
            described = describe(TimeIsUpError(), self.folder, self._alarm.rang_at)
        elif error is not None:
            place = (str(self.folder / step.path), self._database.line) if step.kind == "sql" else None
            described = describe(error, self.folder, place)
        trace = self._recorder.trace if self._recorder else None
        return replace(report, output=output, error=described, trace=trace)

    def _python(self, step: JobStep) -> StepReport:
        file = self.folder / step.path
        self._path = step.path
        module = self._modules.get(self._path) or self._new_module(file)
        # Blocks of one file go on counting its lines, so that a traceback names the right one.
        source = "\n" * step.offset + step.text
        whole = file.read_text("utf-8")
        linecache.cache[str(file)] = (len(whole), None, whole.splitlines(keepends=True), str(file))
        code = compile(source, str(file), "exec", dont_inherit=True)
        with self._recorder or contextlib.nullcontext():
            exec(code, module.__dict__)  # noqa: S102 - to run it is what we are here for
        _wait_for_threads()
        return StepReport()

    def _new_module(self, file: Path) -> ModuleType:
        """Make a file of the folder a module, as importing it would, but empty so far."""
        parts = list(file.relative_to(self.folder).with_suffix("").parts)
        is_package = parts[-1] == "__init__" and len(parts) > 1
        name = ".".join(parts[:-1] if is_package else parts)
        if "." in name:
            importlib.import_module(name.rpartition(".")[0])
        places = [str(file.parent)] if is_package else None
        spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=places)
        assert spec is not None  # noqa: S101 - so it is for any file that ends in .py
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = self._modules[self._path] = module
        return module

    def _pycon(self, step: JobStep) -> StepReport:
        if not self._path:  # as in a file: Flask asks for ``__name__``
            self._path = "app.py"
            self._new_module(self.folder / self._path)
        names = self._names
        test = doctest.DocTestParser().get_doctest(step.text, names, "sesión", None, 0)
        test.globs = names
        runner = doctest.DocTestRunner(
            optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.REPORT_ONLY_FIRST_FAILURE
        )
        differences: list[DifferenceReport] = []

        def failed(_out: object, _test: object, example: doctest.Example, got: Any) -> None:  # noqa: ANN401 - text, or what sys.exc_info gives
            said = got if isinstance(got, str) else "".join(traceback.format_exception_only(*got[:2]))
            differences.append(DifferenceReport(example.lineno + 1, example.want, shorten(said)))

        runner.report_failure = runner.report_unexpected_exception = failed  # type: ignore[method-assign,assignment]
        # What the examples print goes to the session; what the runner itself says goes nowhere.
        runner.run(test, out=io.StringIO().write, clear_globs=False)
        return StepReport(differences=tuple(differences))

    def _console(self, step: JobStep) -> StepReport:
        if not self._console_process:
            run_command(step.text, self.folder)
            return StepReport()
        told = self._console_process.run(step.text, self._alarm)
        return StepReport(error=told.error, imported=told.imported)

    def _tests(self, step: JobStep) -> StepReport:
        options = "-q --tb=short --color=no"
        return self._console(replace(step, text=f"python -m pytest {options} {shlex.quote(step.path)}"))

    def _http(self, step: JobStep) -> StepReport:
        names = [self._names, *(each.__dict__ for each in self._modules.values())]
        return StepReport(chains=self._client.send(step, names))

    def _context(self, step: JobStep) -> StepReport:
        self._values = read_context(step.text)
        return StepReport()

    def _jinja(self, step: JobStep) -> StepReport:
        context = {name: value for name, value in self._names.items() if not name.startswith("_")}
        return StepReport(rendered=render(step, self.folder, {**context, **self._values}))

    def _sql(self, step: JobStep) -> StepReport:
        return StepReport(tables=self._database.run(step))


def _wait_for_threads() -> None:
    end = time.monotonic() + PATIENCE
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(max(0, end - time.monotonic()))
