"""What ``exclude`` leaves out: patterns as git has them (https://git-scm.com/docs/gitignore)."""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from pathspec import GitIgnoreSpec


class Exclusion:
    """Some patterns, counted from the folder of notes.

    Args:
        patterns: the last that covers a path decides; one with ``!`` lets it in.

    Raises:
        ValueError: if one is no pattern.
    """

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self._spec: GitIgnoreSpec | None = None
        self._lets_in = any(pattern.startswith("!") for pattern in patterns)
        if not patterns:
            return
        from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most projects leave out nothing

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of the regular expressions that it makes
            self._spec = GitIgnoreSpec.from_lines(patterns)

    def covers(self, path: PurePosixPath) -> bool:
        """Tell whether a file is left out, by its own name or by that of a folder above it."""
        return bool(self._spec and self._spec.match_file(path.as_posix()))

    def covers_all(self, folder: PurePosixPath) -> bool:
        """Tell whether a folder is left out with whatever it holds."""
        return bool(self._spec and not self._lets_in and self._spec.match_file(f"{folder.as_posix()}/"))


@lru_cache(maxsize=4)
def exclusion(patterns: tuple[str, ...]) -> Exclusion:
    """Return what some patterns leave out.

    Raises:
        ValueError: if one is no pattern.
    """
    return Exclusion(patterns)
