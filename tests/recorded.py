"""Code and requests recorded in this process, so that a test of what is seen inside starts none."""

from __future__ import annotations

import contextlib
import linecache
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from escarcha.examples.child.recorder import Recorder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from escarcha.examples.child.moments import Moment, Trace


def module(folder: Path, code: str, name: str = "ejemplo_visto") -> ModuleType:
    """Run code as a file of an Example's folder, and return its module."""
    file = folder / f"{name}.py"
    file.write_text(code, "utf-8")
    made = ModuleType(name)
    made.__file__ = str(file)
    sys.modules[name] = made
    linecache.checkcache(str(file))
    exec(compile(code, str(file), "exec"), made.__dict__)  # noqa: S102 - a test's own
    return made


def record(folder: Path, code: str, call: str) -> Trace:
    """Run code, then record the call of one of its functions; what it raises is its own affair."""
    function = getattr(module(folder, code), call)
    recorder = Recorder(folder)
    with recorder, contextlib.suppress(Exception):
        function()
    return recorder.trace


def ask(folder: Path, app: Any, method: str, path: str, **more: Any) -> tuple[Trace, Any]:
    """Send a request to an application, and record it; return the Trace and the response."""
    from werkzeug.test import Client  # noqa: PLC0415 - only where there are requests

    recorder = Recorder(folder)
    with recorder:
        response = Client(app, use_cookies=False).open(path, method=method, **more)
        response.get_data()
    recorder.note_response(response.status, response.headers.get("Location", ""))
    return recorder.trace, response


def told(moments: Iterable[Moment]) -> list[str]:
    """Return Moments as lines to compare: kind, line, how it ends, what changes."""
    lines = []
    for each in moments:
        parts = [f"{each.kind.value} {each.name or each.line}"]
        parts += [f"{each.end.value} {each.value}"] if each.end else []
        parts += [f"{change.name}={change.before}>{change.after}" for change in each.changes]
        lines.append(" | ".join(parts))
    return lines
