"""What a project's ``freeze.py`` adds that is no matter of Flask: kinds of fences, and checks of notes.

They hold for the process that has loaded it, and for those that are forked from it.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.stamps import installed_packages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Draw = Callable[[str, dict[str, str]], str]
    Check = Callable[["CheckedNote"], Iterable[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class CheckedNote:
    """A note as a check of the project's own sees it.

    Args:
        path: from ``content/``.
        url: of its page.
        title: of its page.
        lines: of its text, without the header, each with its number in the file.
        html: the text as its page has it.
    """

    path: str
    url: str
    title: str
    lines: Sequence[tuple[int, str]]
    html: str


@dataclass(slots=True)
class Hooks:
    """What has been added.

    Args:
        fences: what draws the fences of a language, by its name in small letters.
        checks: by their names.
    """

    fences: dict[str, Draw] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)

    def digest(self) -> str:
        """Name all that makes the drawings: the project's own Python, and packages; empty without any."""
        if not self.fences:
            return ""
        found = hashlib.sha256(repr((sorted(self.fences), installed_packages())).encode())
        for file in sorted(_sources(self.fences.values())):
            found.update(file.read_bytes())
        return found.hexdigest()


hooks = Hooks()
"""Those of this process."""


def _sources(functions: Iterable[object]) -> set[Path]:
    """Return the files that functions stand in, and those of the modules that lie below the same folders."""
    codes = (getattr(each, "__code__", None) for each in functions)
    own = {Path(code.co_filename).resolve() for code in codes if code}
    folders = {file.parent for file in own}
    files = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    beside = {Path(file) for file in files if isinstance(file, str) and "site-packages" not in file}
    own |= {file for file in beside if folders & {*file.parents} and file.suffix == ".py"}
    return {file for file in own if file.is_file()}
