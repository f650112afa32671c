"""Which files have changed: told by the system, without a look at the others.

What editors keep beside a file while they write it is none of the project's.
"""

from __future__ import annotations

import contextlib
import platform
import queue
import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles._rust_notify import RustNotify

if TYPE_CHECKING:
    from collections.abc import Iterable

STEP = 5
"""Milliseconds of silence that end a change: a save is several steps for the system."""

MOST = 300
"""Milliseconds after which a change is told though it goes on."""

POLL = 300
"""Milliseconds between two looks at a disk that tells nothing."""

PUT_BACK = 0.05
"""Seconds in which an editor that has taken a file away puts it back."""

_EDITORS = re.compile(
    r"\.(?!well-known$)|#.*#$|.*~$|4913$|.*\.(?:tmp|temp|bak|swp|swo|swx|part|crdownload|orig)$"
    r"|.*\.tmp[\w.-]*$|.*___jb_(?:tmp|old|bak)___$|sed[A-Za-z0-9]{6}$|.*\.sb-\w+-\w+$|__pycache__$"
)
"""Names that a hidden file has, or one that a program keeps for a moment."""


class Watch:
    """Tells of changes below some folders and in some others.

    Args:
        deep: folders of which everything below is watched.
        flat: folders of which only the files that lie there are watched.
        ignored: folders of which nothing is told.
    """

    def __init__(self, deep: Iterable[Path], flat: Iterable[Path], ignored: Iterable[Path] = ()) -> None:
        self._deep = {folder for folder in deep if folder.is_dir()}
        self._flat = {folder for folder in flat if folder.is_dir()}
        self._ignored = tuple(ignored)
        self._stopped = threading.Event()
        self._told: queue.SimpleQueue[set[Path]] = queue.SimpleQueue()
        for folders, recursive in ((self._deep, True), (self._flat, False)):
            if folders:
                # Watched from now on, whenever the thread begins to hear of it.
                watcher = _watcher(folders, recursive=recursive)
                threading.Thread(target=self._follow, args=(watcher,), daemon=True).start()

    @property
    def folders(self) -> tuple[set[Path], set[Path]]:
        """What is watched: deep, and flat."""
        return self._deep, self._flat

    def next(self) -> set[Path]:
        """Wait for a change; return the files that it is about, or nothing when this has been stopped."""
        files = self._told.get()
        if any(not file.exists() for file in files):
            time.sleep(PUT_BACK)
        while not self._told.empty():
            files |= self._told.get()
        return set() if self._stopped.is_set() else files

    def stop(self) -> None:
        """End it."""
        self._stopped.set()
        self._told.put(set())

    def _follow(self, watcher: RustNotify) -> None:
        with watcher:
            while isinstance(changes := watcher.watch(MOST, STEP, 1000, self._stopped), set) or (
                changes == "timeout"
            ):
                named = {Path(name) for _, name in changes} if isinstance(changes, set) else set()
                if files := {file for file in named if self._is_meant(file)}:
                    self._told.put(files)

    def _is_meant(self, file: Path) -> bool:
        if any(file.is_relative_to(folder) for folder in self._ignored):
            return False
        within = next((folder for folder in self._deep if file.is_relative_to(folder)), file.parent)
        return not any(_EDITORS.match(part) for part in file.relative_to(within).parts)


def _watcher(folders: set[Path], *, recursive: bool) -> RustNotify:
    """Watch some folders: as the system tells of them, or by looking again and again where it cannot."""
    names = [str(folder) for folder in sorted(folders)]
    # Windows does not tell a Linux that runs in it of changes on its disks.
    is_silent = "microsoft-standard" in platform.uname().release
    for polling in (is_silent, True):
        with contextlib.suppress(OSError):
            return RustNotify(names, False, polling, POLL, recursive, True)  # noqa: FBT003 - takes no keywords
    return RustNotify([], False, True, POLL, recursive, True)  # noqa: FBT003 - the same
