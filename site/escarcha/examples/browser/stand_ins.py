"""What the child's code needs of packages in C, which are in no browser, and of what readers do not use."""

from __future__ import annotations

import base64
import dataclasses
import json
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Struct:
    """A message: its fields are its annotations."""

    def __init_subclass__(cls, **_options: object) -> None:
        """Make each kind of message a dataclass."""
        dataclasses.dataclass(frozen=True)(cls)


class Anything:
    """Stands for what only the other side of a message needs: how it is decoded, and what it may hold."""

    def __init__(self, *_given: object, **_named: object) -> None:
        pass


def encode(message: Any) -> bytes:  # noqa: ANN401 - a dataclass, for which there is no type
    """Write a message as JSON, as msgspec does: bytes in Base64."""
    return json.dumps(
        dataclasses.asdict(message), default=lambda raw: base64.b64encode(raw).decode()
    ).encode()


def put_in_place(stop_clock: Callable[[float], None]) -> None:
    """Have the child's code find them under the names that it imports.

    Args:
        stop_clock: has it be a moment from now on, given in milliseconds since 1970.
    """

    class Travel:
        def __init__(self, now: float, *, tick: bool) -> None:
            self._now = now
            self._ticks = tick

        def start(self) -> None:
            stop_clock(self._now * 1000)

    _put("msgspec.json", Decoder=Anything, encode=encode)
    _put("msgspec.structs", replace=dataclasses.replace)
    _put("msgspec", Struct=Struct, Meta=Anything, MsgspecError=ValueError, json=sys.modules["msgspec.json"])
    _put("time_machine", travel=Travel)
    # What happens inside is shown as it was at the freeze.
    _put("escarcha.examples.child.recorder", Recorder=Anything)


def _put(name: str, **names: object) -> None:
    sys.modules[name] = module = ModuleType(name)
    vars(module).update(names)
