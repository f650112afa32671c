"""The steps of an Example, done one after the other in this process.

A line of JSON for each step that is done goes to the file we are told of, so that what was done is known even
if the rest never ends.
"""

from __future__ import annotations

import contextlib
import doctest
import importlib.util
import io
import linecache
import os
import sys
import threading
import time
import traceback
from typing import TYPE_CHECKING, Any

from .client import Client
from .console import run_command
from .errors import describe, shorten
from .guard import TimeIsUpError
from .tables import Database
from .templates import read_context, render

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from .console import Console
    from .guard import Alarm

PATIENCE = 1
"""Seconds that threads have to say what they have to say; Python itself would wait until they end."""

OUTPUT_LIMIT = 64_000
"""Characters of a step's output that are kept."""

Record = dict[str, Any]


class Session:
    """What the steps of an Example share: modules, cookies, a database, and where all they write goes.

    Args:
        folder: of the Example.
        written: the descriptor that standard output and standard error go to.
        alarm: that ends it when its time is up.
        console: where commands run; None to run them in this process.
    """

    def __init__(self, folder: Path, written: int, alarm: Alarm, console: Console | None) -> None:
        self.folder = folder
        self._written = written
        self._alarm = alarm
        self._console_process = console
        self._modules: dict[str, ModuleType] = {}
        self._path = ""
        self._values: Record = {}
        self._client = Client(folder)
        self._database = Database(folder)

    @property
    def _names(self) -> Record:
        """What the latest block of Python has defined."""
        return self._modules[self._path].__dict__ if self._path else {}

    def run(self, step: Record) -> Record:
        """Do one step; return what happened, an exception included."""
        start = os.lseek(self._written, 0, os.SEEK_END)
        result: Record = {}
        error: BaseException | None = None
        try:
            result = getattr(self, f"_{step['kind']}")(step) or {}
            # What code of the Example makes a client of its own raise, it sees to itself.
            error = self._client.raised if step["kind"] == "http" else None
        except BaseException as raised:  # noqa: BLE001 - whatever an example does, it is told of
            error = raised
        # Whatever the Example has put in their place, or done to them.
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        output = os.pread(self._written, OUTPUT_LIMIT * 4, start).decode("utf-8", "replace")
        result["output"] = output[:OUTPUT_LIMIT] + ("\n[…]\n" if len(output) > OUTPUT_LIMIT else "")
        if self._alarm.rang_at:
            # However the example has taken it: «except:» stops many a thing.
            result["error"] = describe(TimeIsUpError(), self.folder, self._alarm.rang_at)
        elif error is not None:
            place = (str(self.folder / step["path"]), self._database.line) if step["kind"] == "sql" else None
            result["error"] = describe(error, self.folder, place)
        return result

    def _python(self, step: Record) -> None:
        file = self.folder / step["path"]
        self._path = step["path"]
        module = self._modules.get(self._path) or self._new_module(file)
        # Blocks of one file go on counting its lines, so that a traceback names the right one.
        source = "\n" * step["offset"] + step["text"]
        whole = file.read_text("utf-8")
        linecache.cache[str(file)] = (len(whole), None, whole.splitlines(keepends=True), str(file))
        code = compile(source, str(file), "exec", dont_inherit=True)
        exec(code, module.__dict__)  # noqa: S102 - to run it is what we are here for
        _wait_for_threads()

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

    def _pycon(self, step: Record) -> Record:
        if not self._path:  # as in a file: Flask asks for ``__name__``
            self._path = "app.py"
            self._new_module(self.folder / self._path)
        names = self._names
        test = doctest.DocTestParser().get_doctest(step["text"], names, "sesión", None, 0)
        test.globs = names
        runner = doctest.DocTestRunner(
            optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.REPORT_ONLY_FIRST_FAILURE
        )
        failures: list[Record] = []

        def failed(_out: object, _test: object, example: doctest.Example, got: Any) -> None:  # noqa: ANN401 - text, or what sys.exc_info gives
            said = got if isinstance(got, str) else "".join(traceback.format_exception_only(*got[:2]))
            failures.append({"line": example.lineno + 1, "wanted": example.want, "got": shorten(said)})

        runner.report_failure = runner.report_unexpected_exception = failed  # type: ignore[method-assign,assignment]
        # Its own output goes to the session, not to what this process writes.
        runner.run(test, out=io.StringIO().write, clear_globs=False)
        return {"differences": failures}

    def _console(self, step: Record) -> Record:
        if self._console_process:
            return self._console_process.run(step["text"], self._alarm)
        run_command(step["text"], self.folder)
        return {}

    def _http(self, step: Record) -> Record:
        return self._client.send(step, [self._names, *(each.__dict__ for each in self._modules.values())])

    def _context(self, step: Record) -> None:
        self._values = read_context(step["text"])

    def _jinja(self, step: Record) -> Record:
        context = {name: value for name, value in self._names.items() if not name.startswith("_")}
        return {"result": render(step, self.folder, {**context, **self._values})}

    def _sql(self, step: Record) -> Record:
        return {"tables": self._database.run(step)}


def _wait_for_threads() -> None:
    end = time.monotonic() + PATIENCE
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(max(0, end - time.monotonic()))
