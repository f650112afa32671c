"""Which values are others than they were when they were last looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .moments import Change
from .values import FIXED, is_code

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import FrameType

    from .values import Values


@dataclass(slots=True)
class Seen:
    """What is known of some values.

    Args:
        values: show them.
        tells_loss: whether a value that is gone is a change, too.
    """

    values: Values
    tells_loss: bool = False
    _fixed: dict[str, object] = field(default_factory=dict)
    _shown: dict[str, str] = field(default_factory=dict)

    def look(self, values: Mapping[str, object]) -> list[Change]:
        """Look at values by their names; return what has changed."""
        changes = []
        for name, value in values.items():
            is_fixed = type(value) in FIXED
            # No more than the object that never changes is kept, so that all others end when they would.
            if is_fixed and name in self._fixed and self._fixed[name] is value:
                continue
            before, after = self._shown.get(name, ""), self.values.show(value, name)
            self._shown[name] = after
            if is_fixed:
                self._fixed[name] = value
            else:
                self._fixed.pop(name, None)
            if before != after:
                changes.append(Change(name, after, before))
        if self.tells_loss and len(self._shown) > len(values):
            for name in [name for name in self._shown if name not in values]:
                self._fixed.pop(name, None)
                changes.append(Change(name, "", self._shown.pop(name)))
        return changes


def values_of(frame: FrameType) -> dict[str, object]:
    """Return the values that a line can change by their names: a function's own, and those of its module.

    Functions, classes and modules are left out, and what Flask's proxies stand for.
    """
    code, names = frame.f_code, frame.f_globals
    found = {name: names[name] for name in code.co_names if name in names}
    if names is not frame.f_locals:
        found |= frame.f_locals
    return {name: value for name, value in found.items() if is_told(name, value)}


def is_told(name: str, value: object) -> bool:
    """Tell whether a value is one that readers are told of."""
    return not (name.startswith((".", "__")) or is_code(value) or type(value).__name__ == "LocalProxy")
