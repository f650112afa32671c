"""Which values are others than they were when they were last looked at."""

from __future__ import annotations

import contextlib
import marshal
from typing import TYPE_CHECKING

from .moments import Change
from .values import is_code

if TYPE_CHECKING:
    from types import FrameType

    from .values import Values

MOST_MARKED, LARGEST_MARK = 1000, 100_000
"""Elements of a container, and bytes that it takes, up to which it is compared as a whole."""

_PLAIN = frozenset([list, dict, tuple, set])
_NOTHING = object()


class Seen:
    """What is known of some values; they are held until they are looked at again, which is one line later.

    Args:
        values: show them.
        tells_loss: whether a value that is gone is a change, too.
    """

    def __init__(self, values: Values, *, tells_loss: bool = False) -> None:
        self._values = values
        self._tells_loss = tells_loss
        self._held: dict[str, object] = {}
        self._shown: dict[str, str] = {}
        self._marks: dict[str, bytes | None] = {}

    def look(self, held: dict[str, object]) -> list[Change]:
        """Look at values by their names; return what has changed."""
        before, self._held = self._held, held
        # Of most values it is enough to know that they are the same objects.
        others = [name for name, value in held.items() if before.get(name, _NOTHING) is not value]
        altered = [name for name in self._marks if name not in others and self._is_altered(name, held)]
        for name in others:
            self._marks.pop(name, None)
            if self._values.may_alter(held[name]):
                self._marks[name] = _mark(held[name])
        changes = [change for name in (*others, *altered) if (change := self._compare(name, held[name]))]
        if self._tells_loss and len(self._shown) > len(held):
            for name in [name for name in self._shown if name not in held]:
                self._marks.pop(name, None)
                changes.append(Change(name, "", self._shown.pop(name)))
        return changes

    def _is_altered(self, name: str, held: dict[str, object]) -> bool:
        """Tell whether an object may be another inside; what has no mark has to be shown to know."""
        if name not in held:
            return False
        mark = self._marks[name]
        if mark is not None:
            self._marks[name] = _mark(held[name])
        return mark is None or mark != self._marks[name]

    def _compare(self, name: str, value: object) -> Change | None:
        if not is_told(value):
            return None
        before, after = self._shown.get(name, ""), self._values.show(value, name)
        self._shown[name] = after
        return Change(name, after, before) if before != after else None


def _mark(value: object) -> bytes | None:
    """Return what differs if a container differs, made faster than it is shown; None for what has none."""
    if type(value) in _PLAIN and len(value) <= MOST_MARKED:  # type: ignore[arg-type]
        with contextlib.suppress(ValueError):  # it holds more than Python's own values
            mark = marshal.dumps(value)  # type: ignore[arg-type]
            return mark if len(mark) <= LARGEST_MARK else None
    return None


def values_of(frame: FrameType) -> dict[str, object]:
    """Return the values that a line can change: of its function, and of the module what this mentions."""
    names = frame.f_globals
    found = {name: names[name] for name in frame.f_code.co_names if name in names}
    own = frame.f_locals
    if own is not names:
        found.update(own)
    return found


def is_told(value: object) -> bool:
    """Tell whether readers are told of a value: not of functions, classes, modules and Flask's proxies."""
    return not (is_code(value) or type(value).__name__ == "LocalProxy")
