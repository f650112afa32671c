"""Records what happens inside an Example: the Moments of a Trace.

Only code of the Example's own files is followed, and only where it runs because of what is recorded: a
context variable tells, which Flask's and asyncio's threads inherit and others do not.
"""

from __future__ import annotations

import contextlib
import contextvars
import inspect
import linecache
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from msgspec.structs import replace

from . import in_flask
from .changes import Seen, values_of
from .moments import Change, End, Kind, Moment, Role, Trace
from .values import Values
from .watch import Event, Interest, watching

if TYPE_CHECKING:
    from pathlib import Path
    from types import CodeType, FrameType

MOST_LINES, MOST_MOMENTS = 200, 300
"""Lines that are shown, and Moments of any kind: past the lines, what Flask does is still told."""

MOST_CHANGES = 12
"""Values of one Moment."""

_RECORDING: contextvars.ContextVar[Recorder | None] = contextvars.ContextVar("recording", default=None)
_MODULE = "<module>"
_DEFINES = re.compile(r"\s*(?:@|(?:async\s+)?def\s|class\s|import\s|from\s)")
"""Lines of a module that do no more than define something."""
_HEAD = re.compile(r"\s*(?:async\s+)?def\s")
_ENDS = {Event.RETURN: End.RETURN, Event.YIELD: End.YIELD, Event.RAISE: End.RAISE}


@dataclass(slots=True)
class _Call:
    """A call that has begun and not ended.

    Args:
        frame: the number of its frame, which itself is not kept: what is in it ends when it would.
        role: of the function.
        owner: of the Moments in it: the function that has the role, or the template.
        is_template: whether it is a template, or a block of one.
        path: of its file in the Example's folder; empty for a template that lies in none.
        seen: of its values.
        line: that runs; 0 before the first.
        place: of that line's Moment among all; -1 if it has none.
    """

    frame: int
    role: Role
    owner: str
    is_template: bool
    path: str
    seen: Seen
    line: int = 0
    place: int = -1


class Recorder:
    """Records as long as it is entered; a context manager.

    Args:
        folder: of the Example.
    """

    def __init__(self, folder: Path) -> None:
        self._path = _Paths(f"{folder.as_posix()}/").__getitem__
        self._values = Values(lambda file: bool(self._path(file)))
        self._moments: list[Moment] = []
        self._lines = self._left = 0
        self._roles: dict[CodeType, Role] = {}
        self._calls: list[_Call] = []
        self._asleep: dict[int, _Call] = {}
        self._around: list[tuple[Seen, dict[str, object]]] = []
        self._exits = contextlib.ExitStack()

    @property
    def trace(self) -> Trace:
        """What has been recorded."""
        return Trace(tuple(self._moments), self._left, self._values.is_cut)

    def __enter__(self) -> Self:
        self._exits.callback(_RECORDING.reset, _RECORDING.set(self))
        signals: dict[str, Any] = {
            "request_started": self._note_request,
            "before_render_template": self._note_template,
        }
        self._exits.enter_context(in_flask.listening(signals))
        self._exits.enter_context(watching(self._interest_in, self._hear))
        return self

    def __exit__(self, *_: object) -> None:
        self._exits.close()

    def note_response(self, status: str, location: str) -> None:
        """Note that a response has gone out.

        Args:
            status: ``303 SEE OTHER``.
            location: where it redirects to; empty if it does not.
        """
        self._add(Moment(Kind.RESPONSE, Role.RESPONSE, name=location, value=status))

    def _note_request(self, app: Any, **_: object) -> None:  # noqa: ANN401 - of Flask, which is imported late
        request = in_flask.request()
        self._around = [
            (Seen(self._values, name, tells_loss=True), held)
            for name, held in zip(("session[{!r}]", "g.{}"), in_flask.around(), strict=True)
        ]
        self._roles = in_flask.roles_of(app)
        asked = f"{request.method} {request.full_path.rstrip('?')}"
        self._add(Moment(Kind.REQUEST, Role.REQUEST, name=asked, changes=self._some(self._look_around())))
        rule, error = request.url_rule, request.routing_exception
        matched = Moment(
            Kind.ROUTE,
            Role.ROUTE,
            name=str(rule.rule) if rule else "",
            value=f"{error.code} {error.name}" if error else str(rule.endpoint),
            changes=self._some(Seen(self._values).look(request.view_args or {})),
            rules=in_flask.rules_of(app, request),
        )
        self._add(matched)

    def _note_template(self, _app: object, template: Any, context: dict[str, Any], **_: object) -> None:  # noqa: ANN401 - of Jinja
        given = {name: value for name, value in context.items() if name not in in_flask.GIVEN}
        changes = Seen(self._values).look(given)
        name = template.name or ""
        self._add(Moment(Kind.TEMPLATE, Role.TEMPLATE, name, name, changes=self._some(changes)))

    def _interest_in(self, code: CodeType) -> Interest:
        """Tell of a function, a module or a part of a template of the Example's own."""
        path = self._path(code.co_filename)
        if not path and code.co_filename != "<template>":
            return Interest.NEVER
        if _is_template(code):
            return Interest.CALLS
        is_body = not code.co_flags & inspect.CO_OPTIMIZED  # of a class
        is_named = code.co_name == _MODULE or not (is_body or code.co_name.startswith("<"))
        return Interest.LINES if path.endswith(".py") and is_named else Interest.NONE

    def _hear(self, event: Event, frame: FrameType, value: object) -> None:
        if _RECORDING.get() is not self:
            return
        number = id(frame)
        try:
            if event is Event.START:
                self._asleep.pop(number, None)  # of a frame that was there before
                self._start(frame)
                return
            if number in self._asleep:
                self._calls.append(self._asleep.pop(number))
            if self._calls and self._calls[-1].frame == number and event is not Event.RESUME:
                self._go_on(self._calls[-1], event, frame, value)
        except RecursionError:  # the Example is so deep that it will have one itself
            self._left += 1

    def _start(self, frame: FrameType) -> None:
        code, around = frame.f_code, self._calls[-1] if self._calls else None
        name, role = code.co_qualname, self._roles.get(code)
        if code.co_name == _MODULE:
            name, role = self._path(code.co_filename), Role.MODULE
        elif _is_template(code) and not (around and around.role is Role.TEMPLATE):
            name, role = str(frame.f_globals.get("name") or ""), Role.TEMPLATE
        is_own = role is not None or around is None
        if role is None:
            role, owner = (around.role, around.owner) if around else (Role.FUNCTION, name)
        else:
            owner = name
        path = self._path(code.co_filename)
        call = _Call(id(frame), role, owner, _is_template(code), path, Seen(self._values))
        self._calls.append(call)
        if call.is_template:
            self._note_block(code, call)
        elif self._left and not is_own:
            self._left += 1
        else:
            changes = call.seen.look(values_of(frame))
            if role is not Role.MODULE or not is_own:
                given = self._some([change for change in changes if change.name in _arguments(code)])
                begun = Moment(Kind.CALL, role, owner, name, path, _first_line(code), changes=given)
                self._add(begun, is_line=not is_own)

    def _note_block(self, code: CodeType, call: _Call) -> None:
        block = code.co_name.removeprefix("block_")
        if block == code.co_name:
            return
        begins = re.compile(rf"{{%[-+]?\s*block\s+{re.escape(block)}\b")
        lines = enumerate(linecache.getlines(code.co_filename), 1)
        line = next((number for number, text in lines if begins.search(text)), 0)
        path = call.path if line else ""
        self._add(Moment(Kind.BLOCK, call.role, call.owner, block, path, line), is_line=True)

    def _go_on(self, call: _Call, event: Event, frame: FrameType, value: object) -> None:
        if event is Event.LINE:
            self._run_line(call, frame)
            return
        if not (call.is_template or self._left or event is Event.UNWIND):
            end = _ENDS[event] if _tells(event, frame.f_code) else None
            self._settle(call, frame, end, self._values.show(value) if end else "")
        if event is not Event.RAISE:
            self._calls.pop()
        if event is Event.YIELD:
            self._asleep[id(frame)] = call

    def _run_line(self, call: _Call, frame: FrameType) -> None:
        if self._left:  # of whose lines nobody hears, none is looked at
            self._left += 1
            return
        self._settle(call, frame)
        line, code = frame.f_lineno, frame.f_code
        if line == call.line and call.place == len(self._moments) - 1 and not self._moments[-1].changes:
            return  # a loop in one line
        call.line, call.place = line, -1
        if code.co_name != _MODULE or not _DEFINES.match(linecache.getline(code.co_filename, line)):
            call.place = len(self._moments)
            self._add(Moment(Kind.LINE, call.role, call.owner, "", call.path, line), is_line=True)

    def _settle(self, call: _Call, frame: FrameType, end: End | None = None, value: str = "") -> None:
        """Note what the line that has run has changed, and how it leaves its function if it does.

        Where others have run because of it, that becomes a Moment of its own.
        """
        if not call.line:
            return
        found = call.seen.look(values_of(frame)) + self._look_around()
        if not found and not end:
            return
        changes = self._some(found)
        noted = Moment(Kind.LINE, call.role, call.owner, "", call.path, call.line, end, value, changes)
        if call.place == len(self._moments) - 1 and not self._moments[-1].end:
            self._moments[-1] = noted
        else:
            call.place = len(self._moments)
            self._add(replace(noted, kind=Kind.BACK), is_line=True)

    def _look_around(self) -> list[Change]:
        # What holds a session may be more than a dict, and count who looks.
        return [change for seen, held in self._around for change in seen.look(dict.copy(held))]

    def _some(self, changes: list[Change]) -> tuple[Change, ...]:
        self._values.is_cut |= len(changes) > MOST_CHANGES
        return tuple(changes[:MOST_CHANGES])

    def _add(self, moment: Moment, *, is_line: bool = False) -> None:
        if len(self._moments) >= MOST_MOMENTS or (is_line and self._lines >= MOST_LINES):
            self._left += 1
        else:
            self._lines += is_line
            self._moments.append(moment)


class _Paths(dict[str, str]):
    """The path of each file in the Example's folder; empty for any other.

    Args:
        folder: ends with a slash.
    """

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, file: str) -> str:
        """Find it."""
        place = file.replace("\\", "/")
        path = self[file] = place.removeprefix(self._folder) if place.startswith(self._folder) else ""
        return path


def _is_template(code: CodeType) -> bool:
    """Tell whether a code is what Jinja makes of a template, or of a block of one."""
    is_part = code.co_name == "root" or code.co_name.startswith("block_")
    return is_part and not code.co_filename.endswith(".py")


def _tells(event: Event, code: CodeType) -> bool:
    """Tell whether readers see how a line leaves: a module returns nothing, and whoever waits comes back."""
    if event is Event.YIELD:
        return bool(code.co_flags & inspect.CO_GENERATOR)
    return event is Event.RAISE or code.co_name != _MODULE


def _arguments(code: CodeType) -> tuple[str, ...]:
    starred = (inspect.CO_VARARGS, inspect.CO_VARKEYWORDS)
    count = code.co_argcount + code.co_kwonlyargcount + sum(bool(code.co_flags & each) for each in starred)
    return code.co_varnames[:count]


def _first_line(code: CodeType) -> int:
    """Return the line of a function's ``def``, behind its decorators."""
    first, lines = code.co_firstlineno, linecache.getlines(code.co_filename)
    heads = (number for number in range(first, len(lines) + 1) if _HEAD.match(lines[number - 1]))
    return next(heads, first)
