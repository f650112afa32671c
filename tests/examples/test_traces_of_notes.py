"""Traces of our own notes against what a debugger sees: lines in their order, values, templates."""

from __future__ import annotations

import bdb
import re
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self

import pytest
from msgspec.structs import replace

from escarcha.examples.child import client, session
from escarcha.examples.child.dates import Dates
from escarcha.examples.child.moments import Kind, Trace
from escarcha.examples.child.recorder import Recorder
from escarcha.examples.example import Kind as StepKind
from escarcha.examples.runner import _requests_of, _Run
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

    from escarcha.examples import Example

NOTES = Path(__file__).parents[2] / "content" / "flask"
NAMES = sorted(file.stem for file in NOTES.glob("*.md") if "```http trace" in file.read_text("utf-8"))


class Debugger(bdb.Bdb):
    """Sees what a Recorder records, and knows nothing of how that does it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(skip=["flask*", "werkzeug*", "jinja2*", "blinker*", "itsdangerous*", "markupsafe*"])
        self._folder = f"{folder}/"
        self.seen: list[tuple[str, ...]] = []
        self._known: dict[int, tuple[dict[str, str], int]] = {}
        self.trace = Trace()

    def __enter__(self) -> Self:
        self.reset()
        self._before = sys.gettrace()
        sys.settrace(self.trace_dispatch)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    def note_response(self, *_: object) -> None:
        """Know that one has come."""

    def _path(self, frame: FrameType) -> str:
        name, is_own = frame.f_code.co_name, frame.f_code.co_filename.startswith(self._folder)
        return frame.f_code.co_filename.removeprefix(self._folder) if is_own and name[0] != "<" else ""

    def user_call(self, frame: FrameType, _arguments: None) -> None:
        """Note that a function or a block of a template begins; a generator that goes on is past its head."""
        path, code = self._path(frame), frame.f_code
        if frame.f_lineno != code.co_firstlineno:
            return
        if path.endswith(".html") and code.co_name.startswith("block_"):
            self.seen.append(("block", path, code.co_name.removeprefix("block_")))
        elif path.endswith(".py"):
            self.seen.append(("call", path, code.co_qualname))
            self._known[id(frame)] = (values(frame), 0)

    def user_line(self, frame: FrameType) -> None:
        """Note that a line runs, and what the one before has changed."""
        path = self._path(frame)
        if path.endswith(".py"):
            self._compare(frame, path)
            self.seen.append(("line", path, str(frame.f_lineno)))

    def user_return(self, frame: FrameType, _value: object) -> None:
        """Note what the last line has changed."""
        if (path := self._path(frame)).endswith(".py"):
            self._compare(frame, path)

    def _compare(self, frame: FrameType, path: str) -> None:
        before, line = self._known[id(frame)]
        after = values(frame)
        for name, value in after.items():
            if before.get(name) != value:
                self.seen.append(("value", path, str(line), name, value))
        self._known[id(frame)] = (after, frame.f_lineno)


LONGEST = 70
_SIMPLE = re.compile(r"-?\d+|None|'[^']*'")


def values(frame: FrameType) -> dict[str, str]:
    """Return the values of a function that look the same to everybody."""
    return {
        name: repr(value) for name, value in frame.f_locals.items() if type(value) in {int, str, type(None)}
    }


def recorded(trace: Trace) -> Iterator[tuple[str, ...]]:
    """Yield what a Trace has of what the Debugger sees."""
    for moment in trace.moments:
        if moment.kind is Kind.CALL:
            yield "call", moment.path, moment.name
        elif moment.kind is Kind.BLOCK and moment.path:
            yield "block", moment.path, moment.name
        elif moment.kind is Kind.LINE:
            yield "line", moment.path, str(moment.line)
        if moment.kind in {Kind.LINE, Kind.BACK}:
            for change in moment.changes:
                yield "value", moment.path, str(moment.line), change.name, change.after


def play(example: Example, folder: Path, monkeypatch: pytest.MonkeyPatch, watcher: type) -> list[Any]:
    """Run an Example in this process; return what has watched its requests."""
    watched: list[Any] = []

    def watch(place: Path) -> Any:
        watched.append(watcher(place))
        return watched[-1]

    folder.mkdir()
    monkeypatch.setattr(client, "Recorder", watch)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.chdir(folder)
    before = set(sys.modules)
    prepared = _Run(example, lambda _: None, folder, folder)
    alarm: Any = SimpleNamespace(rang_at=None)
    with (folder / "written").open("w+b") as written:
        played = session.Session(folder, written.fileno(), alarm, None, Dates(folder, None))
        for step in example.steps:
            requests = _requests_of(step) if step.kind is StepKind.HTTP else []
            job = prepared._prepare(step, requests)
            if job and step.kind is not StepKind.CONSOLE:
                assert played.run(job).error is None
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(folder)):
            del sys.modules[name]
    return watched


def plain(seen: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Leave out values of other kinds, and a line that runs again at once."""
    kept = [each for each in seen if each[0] != "value"]
    return [each for number, each in enumerate(kept) if kept[number - 1 : number] != [each]]


def simple(seen: Iterable[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """Return values that look the same to everybody, whenever they are seen."""
    told = (each for each in seen if each[0] == "value" and each[3].isidentifier())
    return Counter(each for each in told if _SIMPLE.fullmatch(each[4]) and len(each[4]) < LONGEST)


def test_twelve_notes_let_readers_look_inside() -> None:
    """Routes, sessions, templates, errors, blueprints, WSGI, MVC and others."""
    assert len(NAMES) == 12


@pytest.mark.parametrize("name", NAMES)
def test_a_trace_is_what_a_debugger_sees(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which functions, lines and blocks of templates run in which order, and what values become of it."""
    text = (NOTES / f"{name}.md").read_text("utf-8").partition("\n---\n")[2]
    examples = Renderer().render(text).examples
    (example,) = [each for each in examples if any(step.traced for step in each.steps)]
    last = max(number for number, step in enumerate(example.steps) if step.traced)
    example = replace(example, steps=example.steps[: last + 1])
    recorders = play(example, tmp_path / "a", monkeypatch, Recorder)
    debuggers = play(example, tmp_path / "b", monkeypatch, Debugger)
    assert len(recorders) == len(debuggers) > 0
    for recorder, debugger in zip(recorders, debuggers, strict=True):
        assert plain(recorded(recorder.trace)) == plain(debugger.seen)
        assert simple(recorded(recorder.trace)) == simple(debugger.seen)
