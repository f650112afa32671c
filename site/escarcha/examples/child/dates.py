"""When files were written, by the clock of the Example: responses tell it (``Last-Modified``, ``ETag``)."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


class Dates:
    """The dates of the files of an Example.

    Args:
        folder: of the Example.
        clock: the time that it is for it, in seconds since 1970; None for the true one.
    """

    def __init__(self, folder: Path, clock: float | None) -> None:
        self._folder = folder
        self._clock = clock
        # What is older than this, which is the true time, has a date that somebody has given it.
        self._begun = folder.stat().st_mtime

    def set(self) -> None:
        """Date what was written since the Example began; the system has dated it by the true clock."""
        if self._clock is None:
            return
        # Windows and browsers cannot date a link, only what it leads to.
        follows = os.utime not in os.supports_follow_symlinks
        for folder, _, names in os.walk(self._folder):
            for file in (Path(folder, name) for name in names):
                with contextlib.suppress(OSError):
                    if file.lstat().st_mtime >= self._begun:
                        os.utime(file, (self._clock, self._clock), follow_symlinks=follows)
