"""Values as a Trace shows them: short, the same each time, and without running a line of the Example.

Whoever looks must not change what is looked at. ``reprlib`` would call the ``__repr__`` of the Example's own
objects and compare what is in a set; here an object of the Example's own is shown by what it holds, and of
those that derive from Python's containers the methods are Python's own.
"""

from __future__ import annotations

import collections
import contextlib
import enum
import functools
import io
import itertools
import re
import sqlite3
import sys
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Way = Callable[[Any, int], str]
    """Shows a value, so many levels deep."""

LONGEST, TEXT, MOST, DEEPEST = 160, 80, 6, 3
"""Characters of a value, and of a text in it; what is shown of a container, and how many in one another."""

SORTED = 1000
"""Elements that a set may have to be put into an order."""

FIXED = frozenset([int, float, complex, bool, str, bytes, type(None)])
"""Types of which a value is the same for ever; of those that derive from them we cannot know."""

_CODE = (FunctionType, BuiltinFunctionType, MethodType, ModuleType, type)
_SERIES: dict[type, str] = {list: "[]", tuple: "()", set: "{}", frozenset: "{}", collections.deque: "[]"}

_ALIVE = ("threading", "_thread", "queue", "concurrent.", "multiprocessing.")
"""Modules of what changes on its own: how it is at a moment is another each time."""

_PROXY = "LocalProxy"
"""What Flask's own globals are."""

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_SECRET = re.compile(
    r"password|passwd|pwd|contrase[nñ]a|secret|token|(?:api|access|private)[_-]?key|authorization|creden[ct]ial",
    re.IGNORECASE,
)
_TEXT_OR_NUMBER = (str, bytes, int, float, complex)
_MASK = "'•••'"
"""What stands for a value whose name says that it is a secret."""


@functools.lru_cache(1000)
def is_secret(name: str) -> bool:
    """Tell whether a name says that what goes by it is a secret."""
    return bool(_SECRET.search(name))


class Values:
    """Shows values; ``is_cut`` tells whether one was too long, too deep or too many to be shown whole.

    Args:
        is_own: tells whether a file belongs to the Example.
    """

    def __init__(self, is_own: Callable[[str], bool]) -> None:
        self.is_cut = False
        self._is_own = is_own
        self._ways: dict[type, Way] = {}
        self._open: list[int] = []

    def show(self, value: object, name: str = "") -> str:
        """Return what a value looks like.

        Args:
            value: any.
            name: that it goes by; that of a secret hides it.
        """
        return self._cut(self._named(name, value, DEEPEST), LONGEST)

    @staticmethod
    def is_told(value: object) -> bool:
        """Tell whether readers are told of a value: not of functions, classes, modules or Flask's proxies."""
        return type(value) in FIXED or not (isinstance(value, _CODE) or type(value).__name__ == _PROXY)

    def may_alter(self, value: object) -> bool:
        """Tell whether the same object may look otherwise later."""
        kind = type(value)
        if kind in FIXED:
            return False
        return kind.__repr__ is not object.__repr__ or self._is_of_the_example(kind)

    def _named(self, name: object, value: object, level: int) -> str:
        is_masked = type(name) is str and issubclass(type(value), _TEXT_OR_NUMBER) and is_secret(name)
        return _MASK if is_masked else self._show(value, level)

    def _show(self, value: object, level: int) -> str:
        kind = type(value)
        way = self._ways.get(kind)
        if way is None:
            way = self._ways[kind] = self._way(kind)
        if kind in FIXED:
            return way(value, level)
        if level < 0 or id(value) in self._open:
            return self._left_out()
        self._open.append(id(value))
        try:
            return way(value, level)
        except Exception:  # noqa: BLE001 - what a library shows of its objects may fail in any way
            return f"<{kind.__qualname__}>"
        finally:
            self._open.pop()

    def _way(self, kind: type) -> Way:
        """Find how values of a type are shown."""
        if issubclass(kind, tuple) and hasattr(kind, "_fields"):
            return lambda value, level: self._held(value, dict(zip(kind._fields, value, strict=True)), level)
        ways: tuple[tuple[type | tuple[type, ...], Way], ...] = (
            (enum.Enum, lambda value, _: enum.Enum.__str__(value)),
            (str, self._text),
            (bytes, self._bytes),
            (bool, lambda value, _: repr(value)),
            (int, self._int),
            (float, lambda value, _: float.__repr__(value)),
            (dict, self._dict),
            *((base, self._series(base, signs)) for base, signs in _SERIES.items()),
            (sqlite3.Row, lambda row, level: self._held(row, dict(zip(row.keys(), row, strict=True)), level)),
            (_CODE, lambda value, _: f"<{value.__name__.strip('<>')}>"),
            (BaseException, self._error),
        )
        usual = self._instance if self._is_of_the_example(kind) else self._foreign
        return next((way for base, way in ways if issubclass(kind, base)), usual)

    def _is_of_the_example(self, kind: type) -> bool:
        module = sys.modules.get(kind.__module__)
        return self._is_own(getattr(module, "__file__", None) or "")

    def _text(self, value: str, _level: int) -> str:
        size = str.__len__(value)
        if size <= TEXT:
            return str.__repr__(value)
        start, end = (
            str.__repr__(str.__getitem__(value, part)) for part in (slice(TEXT // 2), slice(-TEXT // 4, None))
        )
        return f"{start[:-1]}{self._left_out()}{end[1:]} ({size} caracteres)"

    def _bytes(self, value: bytes, _level: int) -> str:
        size = bytes.__len__(value)
        if size <= TEXT:
            return bytes.__repr__(value)
        start = bytes.__repr__(bytes.__getitem__(value, slice(TEXT // 2)))
        return f"{start[:-1]}{self._left_out()}' ({size} bytes)"

    def _int(self, value: int, _level: int) -> str:
        bits = int.bit_length(value)
        return int.__repr__(value) if bits <= TEXT * 3 else f"{self._left_out()} (un entero de {bits} bits)"

    def _dict(self, value: dict[object, object], level: int) -> str:
        keys = self._shown(itertools.islice(dict.keys(value), MOST), level - 1)
        pairs = [
            f"{key}: {self._named(name, held, level - 1)}"
            for key, (name, held) in zip(keys, itertools.islice(dict.items(value), MOST), strict=True)
        ]
        shown = ", ".join([*pairs, *self._more(dict.__len__(value) - MOST)])
        kind = type(value)
        return f"{{{shown}}}" if kind is dict else f"{kind.__qualname__}({{{shown}}})"

    def _series(self, base: Any, signs: str) -> Way:  # noqa: ANN401 - one of Python's containers
        def way(value: object, level: int) -> str:
            kind, size = type(value), base.__len__(value)
            if not size and kind not in {list, tuple}:
                return f"{kind.__qualname__}()"
            items: Iterable[object] = base.__iter__(value)
            if base in {set, frozenset}:
                # In an order that is the same each time, which neither hashes nor their own signs give.
                every = sorted(self._show(item, level - 1) for item in items) if size <= SORTED else []
                most, shown = MOST if every else 0, every[:MOST]
            else:
                most, shown = MOST, self._shown(itertools.islice(items, MOST), level - 1)
            comma = "," if size == 1 and base is tuple else ""
            whole = f"{signs[0]}{', '.join([*shown, *self._more(size - most)])}{comma}{signs[1]}"
            return whole if kind in {list, tuple, set} else f"{kind.__qualname__}({whole})"

        return way

    def _shown(self, values: Iterable[object], level: int) -> list[str]:
        # Short texts, which most are, go no further.
        return [
            repr(value) if type(value) is str and len(value) <= TEXT else self._show(value, level)
            for value in values
        ]

    def _error(self, error: BaseException, level: int) -> str:
        """Show an exception as it would be raised."""
        given = BaseException.__getattribute__(error, "args")
        return f"{type(error).__name__}({', '.join(self._show(each, level - 1) for each in given[:MOST])})"

    def _instance(self, value: object, level: int) -> str:
        """Show an object of the Example's own by what it holds."""
        bases = type(value).__mro__[:-1]
        held: dict[str, object] = {}
        with contextlib.suppress(AttributeError):
            held |= object.__getattribute__(value, "__dict__")
        for base in bases:
            slots = base.__dict__.get("__slots__", ())
            for name in (slots,) if isinstance(slots, str) else slots:
                with contextlib.suppress(AttributeError):
                    held[name] = object.__getattribute__(value, name)
        if not all(map(self._is_of_the_example, bases)):
            # What a library keeps in objects that derive from its own is no one else's affair.
            held = {name: each for name, each in held.items() if not name.startswith("_")}
        return self._held(value, held, level)

    def _held(self, value: object, held: dict[str, object], level: int) -> str:
        shown = [
            f"{name}={self._named(name, each, level - 1)}"
            for name, each in itertools.islice(held.items(), MOST)
        ]
        return f"{type(value).__qualname__}({', '.join([*shown, *self._more(len(held) - MOST)])})"

    def _foreign(self, value: object, _level: int) -> str:
        """Show an object of a library as that does, but let it write nothing."""
        kind = type(value)
        # What a proxy stands for may note that it has been looked at.
        if kind.__name__ == _PROXY or kind.__module__.startswith(_ALIVE):
            return f"<{kind.__qualname__}>"
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return self._cut(_ADDRESS.sub("", repr(value)), TEXT) or f"<{kind.__qualname__}>"

    def _more(self, count: int) -> list[str]:
        return [f"{self._left_out()} y {count} más"] if count > 0 else []

    def _cut(self, text: str, most: int) -> str:
        return text if len(text) <= most else f"{text[: most * 2 // 3]}{self._left_out()}{text[-most // 4 :]}"

    def _left_out(self) -> str:
        self.is_cut = True
        return "…"
