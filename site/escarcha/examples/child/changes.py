"""Which values are others than they were when they were last looked at."""

from __future__ import annotations

import itertools
import marshal
from typing import TYPE_CHECKING, Any

from .moments import Change
from .values import MOST

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from .values import Values

LARGEST_MARK = 100_000
"""Bytes by which a container is compared; what is larger is shown to know."""

_NOTHING = object()


def _first(series: Any) -> object:  # noqa: ANN401 - a list or a tuple
    return series if len(series) <= MOST else (len(series), series[:MOST])


def _first_pairs(pairs: dict[object, object]) -> object:
    return pairs if len(pairs) <= MOST else (len(pairs), [*itertools.islice(pairs.items(), MOST)])


_PARTS: dict[type, Callable[[Any], Any]] = {
    list: _first,
    tuple: _first,
    dict: _first_pairs,
    set: lambda every: every,
}
"""What is seen of a container."""


class Seen:
    """What is known of some values; they are held until they are looked at again, which is one line later.

    Args:
        values: show them.
        name: by which readers know one, ``g.{}``.
        tells_loss: whether a value that is gone is a change, too.
    """

    def __init__(self, values: Values, name: str = "{}", *, tells_loss: bool = False) -> None:
        self._values = values
        self._name = name
        self._tells_loss = tells_loss
        self._held: dict[str, object] = {}
        self._shown: dict[str, str] = {}
        self._marks: dict[str, bytes | None] = {}

    def look(self, held: dict[str, object]) -> list[Change]:
        """Look at values by their names; return what has changed."""
        before, self._held = self._held, held
        others = [name for name, value in held.items() if before.get(name, _NOTHING) is not value]
        changes: list[Change | None] = []
        for name, mark in self._marks.items() if self._marks else ():
            if name in held and name not in others:
                after = _mark_of(held[name]) if mark else None  # without one, only showing it tells
                if after is None or mark != after:
                    self._marks[name] = after
                    changes.append(self._compare(name, held[name]))
        for name in others:
            self._marks.pop(name, None)
            value = held[name]
            if self._values.is_told(value):
                if self._values.may_alter(value):
                    self._marks[name] = _mark_of(value)
                changes.append(self._compare(name, value))
        if self._tells_loss and len(self._shown) > len(held):
            for name in [name for name in self._shown if name not in held]:
                self._marks.pop(name, None)
                changes.append(Change(self._name.format(name), "", self._shown.pop(name)))
        return [change for change in changes if change]

    def _compare(self, name: str, value: object) -> Change | None:
        before, after = self._shown.get(name, ""), self._values.show(value, name)
        self._shown[name] = after
        return Change(self._name.format(name), after, before) if before != after else None


def _mark_of(value: object) -> bytes | None:
    """Return what is seen of a container as bytes, which are compared faster than it is shown.

    It is None for what holds more than Python's own values, or too much.
    """
    part = _PARTS.get(type(value))
    if part is None:
        return None
    try:
        mark = marshal.dumps(part(value))
    except ValueError:
        return None
    return mark if len(mark) <= LARGEST_MARK else None


def values_of(frame: FrameType) -> dict[str, object]:
    """Return the values that a line can change: of its function, and of the module what this mentions."""
    names = frame.f_globals
    found = {name: names[name] for name in frame.f_code.co_names if name in names}
    own = frame.f_locals
    if own is not names:
        found.update(own)
    return found
