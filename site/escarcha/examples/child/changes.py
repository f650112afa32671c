"""Which values are others than they were when they were last looked at."""

from __future__ import annotations

import itertools
import marshal
import operator
from typing import TYPE_CHECKING, Any

from .moments import Change
from .values import MOST

if TYPE_CHECKING:
    from types import FrameType

    from .values import Values

LARGEST_MARK = 100_000
"""Bytes by which a container is compared; what is larger is shown to know."""

_SERIES = frozenset([list, tuple])
_PLAIN = _SERIES | {dict, set}
_NOTHING = object()


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
        # Of most values it is enough to know that they are the same objects.
        is_same = before.keys() == held.keys() and all(map(operator.is_, before.values(), held.values()))
        if is_same and not self._marks:
            return []
        others = [] if is_same else [name for name in held if before.get(name, _NOTHING) is not held[name]]
        changes = [self._compare(name, held[name]) for name in self._altered(held) if name not in others]
        for name in others:
            self._marks.pop(name, None)
            if self._values.is_told(held[name]):
                if self._values.may_alter(held[name]):
                    self._marks[name] = _mark_of(held[name])
                changes.append(self._compare(name, held[name]))
        if self._tells_loss and len(self._shown) > len(held):
            for name in [name for name in self._shown if name not in held]:
                self._marks.pop(name, None)
                changes.append(Change(self._name.format(name), "", self._shown.pop(name)))
        return [change for change in changes if change]

    def _altered(self, held: dict[str, object]) -> list[str]:
        """Return the names of objects that may be others inside; without a mark, only showing them tells."""
        altered = []
        for name, before in self._marks.items():
            if name in held:
                after = _mark_of(held[name]) if before else None
                if after is None or before != after:
                    altered.append(name)
                    self._marks[name] = after
        return altered

    def _compare(self, name: str, value: object) -> Change | None:
        before, after = self._shown.get(name, ""), self._values.show(value, name)
        self._shown[name] = after
        return Change(self._name.format(name), after, before) if before != after else None


def _mark_of(value: object) -> bytes | None:
    """Return what is seen of a container as bytes, which are compared faster than it is shown.

    It is None for what holds more than Python's own values, or too much.
    """
    kind = type(value)
    if kind not in _PLAIN:
        return None
    whole: Any = value
    seen = whole
    if kind in _SERIES:
        seen = whole[:MOST]
    elif kind is dict and len(whole) > MOST:
        seen = dict(itertools.islice(whole.items(), MOST))
    try:
        mark = marshal.dumps((len(whole), seen))
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
