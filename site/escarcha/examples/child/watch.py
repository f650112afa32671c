"""Who runs what line: the interpreter tells, by ``sys.monitoring`` where there is one, else by ``settrace``.

Both tell the same. ``sys.monitoring`` tells it of the code that is asked for alone, so that all else runs as
fast as ever (https://docs.python.org/3/library/sys.monitoring.html); ``settrace``, before Python 3.12, tells
of every call.
"""

from __future__ import annotations

import contextlib
import dis
import enum
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from types import CodeType, FrameType

    from _typeshed import TraceFunction

    Hear = Callable[["Event", FrameType, object], None]
    """Is told what happens, in which frame, and the value that goes with it."""


class Event(enum.Enum):
    """What can happen in a frame."""

    START = enum.auto()
    RESUME = enum.auto()
    """A generator or a coroutine goes on."""

    LINE = enum.auto()
    YIELD = enum.auto()
    """Comes with what is yielded."""

    RETURN = enum.auto()
    """Comes with what is returned."""

    RAISE = enum.auto()
    """An exception is raised in a line, or arrives there; comes with it."""

    UNWIND = enum.auto()
    """An exception leaves the frame."""


class Interest(enum.Enum):
    """What is to be told of a code."""

    NEVER = enum.auto()
    """Nothing, and so for all code of its file."""

    NONE = enum.auto()
    CALLS = enum.auto()
    """When it begins and ends."""

    LINES = enum.auto()
    """Each line, too."""


_NOTHING = (Interest.NEVER, Interest.NONE)

_TOOL = 4
"""Our number among the tools that watch; one that no kind of tool has for its own."""

_SILENT = (StopIteration, StopAsyncIteration, GeneratorExit)
"""Exceptions by which generators end: no one would say that something was raised."""


_BEGINNING = bytes([dis.opmap["RESUME"], 0])
"""What a frame does first, and no more when it goes on: https://docs.python.org/3/library/dis.html#opcode-RESUME."""
_ENDS = {dis.opmap["RETURN_VALUE"]: Event.RETURN, dis.opmap["YIELD_VALUE"]: Event.YIELD}
"""By which instructions frames are left, unless an exception leaves them."""


def watching(asked: Callable[[CodeType], Interest], hear: Hear) -> AbstractContextManager[None]:
    """Tell what happens in some code, in any thread, as long as the context lasts.

    Args:
        asked: is asked once for each code what is to be told of it.
        hear: is told.
    """
    return _monitored(asked, hear) if sys.version_info >= (3, 12) else _traced(asked, hear)


class _Interests(dict[int, "Interest"]):
    """What is to be told of each code, by its number: codes are compared by all that is in them."""

    def __init__(self, asked: Callable[[CodeType], Interest]) -> None:
        super().__init__()
        self._asked = asked
        self.codes: list[CodeType] = []

    def of(self, code: CodeType) -> Interest:
        """Return it, asking if need be."""
        known = self.get(id(code))
        if known is None:
            self.codes.append(code)  # as long as it is there, its number is its own
            known = self[id(code)] = self._asked(code)
        return known


@contextlib.contextmanager
def _monitored(asked: Callable[[CodeType], Interest], hear: Hear) -> Iterator[None]:
    monitoring: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
    kinds, interests = monitoring.events, _Interests(asked)
    callbacks = _callbacks(monitoring, interests, hear)
    monitoring.use_tool_id(_TOOL, "escarcha")
    try:
        for kind, callback in callbacks.items():
            monitoring.register_callback(_TOOL, kind, callback)
        everywhere = kinds.PY_START | kinds.PY_RESUME | kinds.PY_THROW | kinds.RAISE | kinds.PY_UNWIND
        monitoring.set_events(_TOOL, everywhere)
        monitoring.restart_events()  # which an earlier watch has turned off
        yield
    finally:
        monitoring.set_events(_TOOL, 0)
        for code in interests.codes:
            monitoring.set_local_events(_TOOL, code, 0)
        for kind in callbacks:
            monitoring.register_callback(_TOOL, kind, None)
        monitoring.free_tool_id(_TOOL)


def _callbacks(monitoring: Any, interests: _Interests, hear: Hear) -> dict[int, Callable[..., object]]:  # noqa: ANN401 - a module
    """Return what is told of each kind of event; the frame that runs is that of the caller."""
    kinds = monitoring.events
    local = {Interest.CALLS: kinds.PY_RETURN | kinds.PY_YIELD}
    local[Interest.LINES] = local[Interest.CALLS] | kinds.LINE

    def begins(event: Event) -> Callable[[CodeType, int], object]:
        def tell(code: CodeType, _offset: int) -> object:
            is_new = id(code) not in interests
            interest = interests.of(code)
            if interest in _NOTHING:
                return monitoring.DISABLE
            if is_new:
                monitoring.set_local_events(_TOOL, code, local[interest])
            hear(event, sys._getframe(1), None)  # noqa: SLF001
            return None

        return tell

    def happens(event: Event) -> Callable[..., None]:
        def tell(code: CodeType, _place: int, value: object = None) -> None:
            is_silent = event is Event.RAISE and isinstance(value, _SILENT)
            if interests.get(id(code), Interest.NONE) not in _NOTHING and not is_silent:
                hear(event, sys._getframe(1), value)  # noqa: SLF001

        return tell

    return {
        kinds.PY_START: begins(Event.START),
        kinds.PY_RESUME: begins(Event.RESUME),
        kinds.PY_THROW: happens(Event.RESUME),
        kinds.LINE: happens(Event.LINE),
        kinds.PY_RETURN: happens(Event.RETURN),
        kinds.PY_YIELD: happens(Event.YIELD),
        kinds.RAISE: happens(Event.RAISE),
        kinds.PY_UNWIND: happens(Event.UNWIND),
    }


@contextlib.contextmanager
def _traced(asked: Callable[[CodeType], Interest], hear: Hear) -> Iterator[None]:
    interests, failing = _Interests(asked), None
    foreign: set[str] = set()

    def begin(frame: FrameType, _event: str, _value: object) -> TraceFunction | None:
        code = frame.f_code
        if code.co_filename in foreign:  # as most are
            return None
        interest = interests.of(code)
        if interest in _NOTHING:
            if interest is Interest.NEVER:
                foreign.add(code.co_filename)
            return None
        frame.f_trace_lines = interest is Interest.LINES
        instruction = code.co_code[frame.f_lasti : frame.f_lasti + 2]
        hear(Event.START if instruction == _BEGINNING else Event.RESUME, frame, None)
        return go_on

    def go_on(frame: FrameType, event: str, value: Any) -> TraceFunction:  # noqa: ANN401 - what goes with an event
        nonlocal failing
        fails, failing = failing is frame, None
        if event == "line":
            hear(Event.LINE, frame, None)
        elif event == "return":
            instruction = frame.f_code.co_code[frame.f_lasti]
            hear(Event.UNWIND if fails else _ENDS.get(instruction, Event.UNWIND), frame, value)
        else:
            # By a StopIteration an awaited coroutine ends, and its frame goes on.
            failing = None if isinstance(value[1], StopIteration) else frame
            if not isinstance(value[1], _SILENT):
                hear(Event.RAISE, frame, value[1])
        return go_on

    before, before_in_threads = sys.gettrace(), threading.gettrace()
    threading.settrace(begin)
    sys.settrace(begin)
    try:
        yield
    finally:
        sys.settrace(before)
        threading.settrace(before_in_threads)
