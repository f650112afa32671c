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


_TOOL = 4
"""Our number among the tools that watch; one that no kind of tool has for its own."""

_SILENT = (StopIteration, StopAsyncIteration, GeneratorExit)
"""Exceptions by which generators end: no one would say that something was raised."""


_BEGINNING = bytes([dis.opmap["RESUME"], 0])
"""What a frame does first, and no more when it goes on: https://docs.python.org/3/library/dis.html#opcode-RESUME."""
_ENDS = {dis.opmap["RETURN_VALUE"]: Event.RETURN, dis.opmap["YIELD_VALUE"]: Event.YIELD}
"""By which instructions frames are left, unless an exception leaves them."""


def watching(is_wanted: Callable[[CodeType], bool], hear: Hear) -> AbstractContextManager[None]:
    """Tell what happens in some code, in any thread, as long as the context lasts.

    Args:
        is_wanted: tells which code; is asked once for each.
        hear: is told.
    """
    return _Monitor(is_wanted, hear).working() if sys.version_info >= (3, 12) else _traced(is_wanted, hear)


class _Monitor:
    """Watches by way of ``sys.monitoring``, which tells the code; its frame is that of the caller."""

    def __init__(self, is_wanted: Callable[[CodeType], bool], hear: Hear) -> None:
        self._is_wanted = is_wanted
        self._hear = hear
        self._wanted: dict[CodeType, bool] = {}

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        monitoring: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
        kinds = monitoring.events
        self._local = kinds.LINE | kinds.PY_RETURN | kinds.PY_YIELD
        callbacks = {
            kinds.PY_START: self._start,
            kinds.PY_RESUME: self._resume,
            kinds.PY_THROW: self._throw,
            kinds.LINE: lambda *_: self._hear(Event.LINE, sys._getframe(1), None),  # noqa: SLF001 - see above
            kinds.PY_RETURN: lambda *told: self._hear(Event.RETURN, sys._getframe(1), told[2]),  # noqa: SLF001
            kinds.PY_YIELD: lambda *told: self._hear(Event.YIELD, sys._getframe(1), told[2]),  # noqa: SLF001
            kinds.RAISE: self._raise,
            kinds.PY_UNWIND: self._unwind,
        }
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
            for code in filter(self._wanted.get, self._wanted):
                monitoring.set_local_events(_TOOL, code, 0)
            for kind in callbacks:
                monitoring.register_callback(_TOOL, kind, None)
            monitoring.free_tool_id(_TOOL)

    def _follows(self, code: CodeType) -> bool:
        """Tell whether a code is wanted, and have its lines told from now on if it is."""
        if code not in self._wanted:
            self._wanted[code] = self._is_wanted(code)
            if self._wanted[code]:
                sys.monitoring.set_local_events(_TOOL, code, self._local)  # type: ignore[attr-defined,unused-ignore]
        return self._wanted[code]

    def _start(self, code: CodeType, _offset: int) -> object:
        if not self._follows(code):
            return sys.monitoring.DISABLE  # type: ignore[attr-defined,unused-ignore]
        self._hear(Event.START, sys._getframe(1), None)  # noqa: SLF001 - see above
        return None

    def _resume(self, code: CodeType, _offset: int) -> object:
        if not self._follows(code):
            return sys.monitoring.DISABLE  # type: ignore[attr-defined,unused-ignore]
        self._hear(Event.RESUME, sys._getframe(1), None)  # noqa: SLF001 - see above
        return None

    def _throw(self, code: CodeType, _offset: int, _error: BaseException) -> None:
        if self._follows(code):
            self._hear(Event.RESUME, sys._getframe(1), None)  # noqa: SLF001 - see above

    def _raise(self, code: CodeType, _offset: int, error: BaseException) -> None:
        if self._wanted.get(code) and not isinstance(error, _SILENT):
            self._hear(Event.RAISE, sys._getframe(1), error)  # noqa: SLF001 - see above

    def _unwind(self, code: CodeType, _offset: int, error: BaseException) -> None:
        if self._wanted.get(code):
            self._hear(Event.UNWIND, sys._getframe(1), error)  # noqa: SLF001 - see above


@contextlib.contextmanager
def _traced(is_wanted: Callable[[CodeType], bool], hear: Hear) -> Iterator[None]:
    wanted: dict[CodeType, bytes] = {}
    failing: FrameType | None = None

    def begin(frame: FrameType, _event: str, _value: object) -> TraceFunction | None:
        code = frame.f_code
        if code not in wanted:
            wanted[code] = code.co_code if is_wanted(code) else b""
        if not wanted[code]:
            return None
        instruction = wanted[code][frame.f_lasti : frame.f_lasti + 2]
        hear(Event.START if instruction == _BEGINNING else Event.RESUME, frame, None)
        return go_on

    def go_on(frame: FrameType, event: str, value: Any) -> TraceFunction:  # noqa: ANN401 - what goes with an event
        nonlocal failing
        fails, failing = failing is frame, None
        if event == "line":
            hear(Event.LINE, frame, None)
        elif event == "return":
            instruction = wanted[frame.f_code][frame.f_lasti]
            hear(Event.UNWIND if fails else _ENDS.get(instruction, Event.UNWIND), frame, value)
        else:
            # By the others an awaited coroutine ends, and its frame goes on.
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
