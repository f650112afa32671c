"""The process in which an Example runs.

It is started with a clean environment, reads a job as JSON from its standard input, and writes a line of JSON
for each step that is done to the file it is told of, so that what was done is known even if the rest never
ends. Imports nothing of Escarcha but ``guard.py``, which lies beside it.
"""

from __future__ import annotations

import contextlib
import doctest
import importlib
import importlib.metadata
import importlib.util
import io
import json
import linecache
import os
import re
import runpy
import shlex
import sys
import traceback
import types
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

OUTPUT_LIMIT = 64_000
"""Characters of a step's output, and bytes of a response's body, that are kept."""

LONGEST_CHAIN = 10
"""Redirects that are followed, the first request included."""

LARGEST_BODY = 32_000_000
"""Bytes of a response that are counted; one that goes on has no end."""

Record = dict[str, Any]


class _Workshop:
    """What the steps of an Example share: names, cookies, and the file that takes up what they write."""

    def __init__(self, folder: Path, written: int) -> None:
        self.folder = folder
        self.module = types.ModuleType("app")
        self.client: Any = None
        self.raised: BaseException | None = None
        self._written = written

    def run(self, step: Record) -> Record:
        """Do one step; return what happened, an exception included."""
        start = os.lseek(self._written, 0, os.SEEK_END)
        result: Record = {}
        error: BaseException | None = None
        try:
            result = getattr(self, f"_{step['kind']}")(step) or {}
        except BaseException as raised:  # noqa: BLE001 - whatever an example does, it is told of
            error = raised
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        output = os.pread(self._written, OUTPUT_LIMIT * 4, start).decode("utf-8", "replace")
        result["output"] = output[:OUTPUT_LIMIT] + ("\n[…]\n" if len(output) > OUTPUT_LIMIT else "")
        if step["kind"] == "http":  # code of the example has seen to its own exceptions
            error = error or self.raised
        self.raised = None
        if error is not None:
            result["error"] = self._describe(error)
        return result

    def _python(self, step: Record) -> None:
        file = self.folder / (step["path"] or "app.py")
        # Blocks of one file go on counting its lines, so that a traceback names the right one.
        source = "\n" * step["offset"] + step["text"]
        name = file.stem if file.stem.isidentifier() else "app"
        self.module.__name__, self.module.__file__ = name, str(file)
        sys.modules[name] = self.module
        whole = file.read_text("utf-8")
        linecache.cache[str(file)] = (len(whole), None, whole.splitlines(keepends=True), str(file))
        code = compile(source, str(file), "exec", dont_inherit=True)
        exec(code, self.module.__dict__)  # noqa: S102 - to run it is what we are here for

    def _pycon(self, step: Record) -> Record:
        test = doctest.DocTestParser().get_doctest(step["text"], self.module.__dict__, "sesión", None, 0)
        test.globs = self.module.__dict__
        report = io.StringIO()
        runner = doctest.DocTestRunner(
            optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.REPORT_ONLY_FIRST_FAILURE
        )
        failures: list[Record] = []

        def failed(_out: object, _test: object, example: doctest.Example, got: Any) -> None:  # noqa: ANN401 - text, or what sys.exc_info gives
            said = got if isinstance(got, str) else "".join(traceback.format_exception_only(*got[:2]))
            failures.append({"line": example.lineno + 1, "wanted": example.want, "got": said})

        runner.report_failure = runner.report_unexpected_exception = failed  # type: ignore[method-assign,assignment]
        # Its own output goes to the session, not to what this process writes.
        runner.run(test, out=report.write, clear_globs=False)
        return {"differences": failures}

    def _console(self, step: Record) -> None:
        """Run one command as its program would, inside this process."""
        words = shlex.split(step["text"])
        sys.path.insert(0, str(self.folder))
        sys.argv = words
        if words[0] == "flask":
            importlib.import_module("flask.cli").main()
        elif words[:2] in (["python", "-m"], ["python3", "-m"]):
            sys.argv = words[2:]
            runpy.run_module(words[2], run_name="__main__", alter_sys=True)
        elif words[0] in {"python", "python3"} and len(words) > 1:
            sys.argv = words[1:]
            runpy.run_path(words[1], run_name="__main__")
        elif words[0] == "pytest":
            sys.exit(importlib.import_module("pytest").main(["-p", "no:cacheprovider", *words[1:]]))
        else:
            raise ValueError(f"los ejemplos saben de «flask», «python» y «pytest», y no de «{words[0]}»")

    def _http(self, step: Record) -> Record:
        if self.client is None:
            self.client = self._open_client(step["app"])
        chains: list[list[Record]] = []
        for request in step["requests"]:
            chains.append([])
            asked = {**request, "body": self._with_files(request["body"]).encode("utf-8", "surrogateescape")}
            while asked and len(chains[-1]) < LONGEST_CHAIN and self.raised is None:
                response = self.client.open(
                    asked["path"],
                    method=asked["method"],
                    headers=[tuple(header) for header in asked["headers"]],
                    data=asked["body"],
                )
                chains[-1].append({**_read_body(response), "asked": [asked["method"], asked["path"]]})
                asked = _next_request(asked, response) if request["follows"] else {}
            if self.raised is not None:
                break
        return {"chains": chains}

    def _with_files(self, body: str) -> str:
        """Put the files in the place of lines that name them: ``< foto.png``, as editors' clients have it."""

        def read(line: re.Match[str]) -> str:
            return (self.folder / line["path"]).read_bytes().decode("utf-8", "surrogateescape")

        return re.sub(r"^< (?P<path>\S+)\r?$", read, body, flags=re.MULTILINE)

    def _open_client(self, name: str) -> Any:  # noqa: ANN401 - of Werkzeug, which is imported here only
        test = importlib.import_module("werkzeug.test")
        app = self._find_app(name)
        if "flask" in sys.modules:
            sys.modules["flask"].got_request_exception.connect(self._note_exception, weak=False)
        return test.Client(app)

    def _note_exception(self, _sender: object, exception: BaseException, **_: object) -> None:
        self.raised = exception

    def _find_app(self, name: str) -> Any:  # noqa: ANN401 - any WSGI application
        names = self.module.__dict__
        for candidate in [name] if name else ["app", "application", "create_app", "make_app"]:
            if candidate in names:
                found = names[candidate]
                return found() if candidate.startswith(("create_", "make_")) else found
        raise LookupError(
            f"no hay ningún nombre «{name}»"
            if name
            else "ningún bloque define «app», «application» ni «create_app»"
        )

    def _describe(self, error: BaseException) -> Record:
        """Say what went wrong, as far as it concerns the example's own lines."""
        told = traceback.TracebackException.from_exception(error, limit=None)
        own = [frame for frame in told.stack if frame.filename.startswith(str(self.folder))]
        line = own[-1].lineno if own else None
        file = own[-1].filename if own else ""
        if isinstance(error, SyntaxError) and (error.filename or "").startswith(str(self.folder)):
            line, file = error.lineno, error.filename or ""
        for seen in (told, told.__cause__, told.__context__):
            if seen is not None:
                frames = [frame for frame in seen.stack if frame.filename.startswith(str(self.folder))]
                seen.stack[:] = frames[-30:]
        kinds = [kind.__name__ for kind in type(error).__mro__[:-1]]
        return {
            "kinds": kinds,
            "message": str(error)[:2000],
            "line": line,
            "file": Path(file).name,
            "code": error.code if isinstance(error, SystemExit) else None,
            "traceback": "".join(told.format())[-OUTPUT_LIMIT:],
        }


def _read_body(response: Any) -> Record:  # noqa: ANN401 - of Werkzeug, which is imported late
    """Take a response piece by piece, and keep its beginning; what does not end is left."""
    kept, size, chunks = b"", 0, 0
    for piece in response.iter_encoded():
        kept = kept if len(kept) >= OUTPUT_LIMIT else (kept + piece)[:OUTPUT_LIMIT]
        size += len(piece)
        chunks += bool(piece)
        if size > LARGEST_BODY:
            break
    response.close()
    head = {"status": response.status, "headers": list(response.headers)}
    return {**head, "body": kept.decode("latin-1"), "size": size, "chunks": max(1, chunks)}


def _next_request(asked: Record, response: Any) -> Record:  # noqa: ANN401 - the same
    """Return the request that a redirect asks for, as browsers make it; nothing if it leads elsewhere.

    Which methods change is in RFC 9110, https://www.rfc-editor.org/rfc/rfc9110#section-15.4.
    """
    code, location = response.status_code, response.headers.get("Location")
    if code not in {301, 302, 303, 307, 308} or not location:
        return {}
    here = urlsplit(urljoin(f"http://localhost{asked['path']}", location))
    if here.netloc != "localhost":
        return {}
    path = (here.path or "/") + (f"?{here.query}" if here.query else "")
    if code in {307, 308} or asked["method"] in {"GET", "HEAD"}:
        return {**asked, "path": path}
    dropped = {"content-type", "content-length"}
    headers = [header for header in asked["headers"] if header[0].lower() not in dropped]
    return {**asked, "path": path, "method": "GET", "headers": headers, "body": b""}


def _versions(before: set[str]) -> dict[str, str]:
    """Name the installed packages that the example has imported, and not what this process needs itself."""
    found = {"Python": ".".join(map(str, sys.version_info[:3]))}
    tops = {name.partition(".")[0] for name in set(sys.modules) - before}
    packages = importlib.metadata.packages_distributions()
    for top in tops & packages.keys():
        for package in packages[top]:
            found[package] = importlib.metadata.version(package)
    return found


def main() -> None:
    """Do the job that comes by way of the standard input."""
    job = json.load(sys.stdin)
    folder = Path(job["folder"])
    written = os.open(job["output"], os.O_RDWR | os.O_CREAT | os.O_APPEND)
    os.dup2(written, 1)
    os.dup2(written, 2)
    # As on a terminal, so that both streams come in order.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - for as long as the process lives
    warnings.simplefilter("default")
    spec = importlib.util.spec_from_file_location("guard", Path(__file__).with_name("guard.py"))
    assert spec is not None  # noqa: S101 - the file lies beside this one
    assert spec.loader is not None  # noqa: S101 - the same
    guard = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(guard)
    travel = importlib.import_module("time_machine").travel(guard.FIXED_NOW, tick=False)
    guard.limit(job["megabytes"], job["largest_file"], job["seconds"])
    guard.fix_chance()
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    workshop = _Workshop(folder, written)
    with open(job["report"], "w", encoding="utf-8") as report:  # noqa: PTH123 - before the gates close
        travel.start()
        before = set(sys.modules)
        guard.close_the_gates(str(folder))
        for step in job["steps"]:
            report.write(json.dumps(workshop.run(step)) + "\n")
            report.flush()
        report.write(json.dumps({"versions": _versions(before)}) + "\n")
        report.flush()
        # Threads that the example has left running are nobody's concern any more.
        os._exit(0)


if __name__ == "__main__":
    main()
