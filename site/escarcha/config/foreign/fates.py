"""What may become of a key of another tool's settings, and what reads its value."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from escarcha.config.foreign.disk import is_file, is_folder
from escarcha.config.foreign.document import Untold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from escarcha.config.foreign.document import Keys


@dataclass
class Context:
    """What a reader of a value may know, and where it says what of it has no place here.

    Args:
        root: of the project.
        base: the folder of the file that is read.
        content: the folder of the notes.
        prefix: the way from there to where the other tool's paths count from; ``.`` if that is the same.
        keys: the way to the value.
        setting: that the value is taken for.
        repository: the address that the settings give it.
        beside: the table that the value stands in.
    """

    root: Path
    base: Path
    content: Path
    prefix: str = "."
    keys: Keys = ()
    setting: str = ""
    repository: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)
    untold: list[Untold] = field(default_factory=list)

    def tell(self, cause: str, remedy: str, *below: str | int) -> None:
        """Say what is not read, of the value or of what lies below it."""
        self.untold.append(Untold((*self.keys, *below), cause, remedy, self.setting))

    def path(self, written: str) -> str:
        """Return a path as it counts from the notes' folder; what lies above that begins with ``..``."""
        joined = posixpath.normpath(posixpath.join(self.prefix, written.strip("/") or "."))
        return f"{joined}/" if written.endswith("/") and joined != "." else joined

    def has_file(self, path: str) -> bool:
        """Tell whether a path leads to a file among the notes."""
        return not path.startswith("..") and is_file(self.content / path)

    def has_folder(self, path: str) -> bool:
        """Tell whether a path leads to a folder of the notes."""
        return not path.startswith("..") and path != "." and is_folder(self.content / path)


Reads = Callable[[Any, Context], Any]
"""Turns a value of theirs into one of ours, as ``site.toml`` would have it; None where there is none to take.

Raises ValueError with what is wrong, in Spanish.
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A key whose value is that of a setting of ours.

    Args:
        setting: its name.
        read: what turns the one into the other.
    """

    setting: str
    read: Reads


@dataclass(frozen=True, slots=True)
class Needless:
    """A key for which nothing has to be done.

    Args:
        why: a Spanish clause: nothing is lost without it, or it is so anyway.
    """

    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """A key that is not read, and whose author will miss something.

    Args:
        remedy: a Spanish sentence: what to do instead.
        when: whether a value is one that will be missed.
    """

    remedy: str
    when: Callable[[Any], bool] = lambda _: True


Fate = Taken | Needless | Told
