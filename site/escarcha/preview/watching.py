"""Which files have changed: told by the system, without a look at the others.

What editors keep beside a file while they write it is none of the project's.
"""

from __future__ import annotations

import queue
import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import watchfiles

if TYPE_CHECKING:
    from collections.abc import Iterable

STEP = 5
"""Milliseconds of silence that end a change: a save is several steps for the system."""

MOST = 300
"""Milliseconds after which a change is told though it goes on."""

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
                thread = threading.Thread(target=self._follow, args=(folders, recursive), daemon=True)
                thread.start()

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
        return files

    def stop(self) -> None:
        """End it."""
        self._stopped.set()
        self._told.put(set())

    def _follow(self, folders: set[Path], recursive: bool) -> None:  # noqa: FBT001 - an argument of a thread
        for polling in (None, True):
            try:
                for changes in watchfiles.watch(
                    *folders,
                    watch_filter=None,
                    step=STEP,
                    debounce=MOST,
                    rust_timeout=1000,
                    stop_event=self._stopped,
                    raise_interrupt=False,
                    recursive=recursive,
                    force_polling=polling,
                    ignore_permission_denied=True,
                ):
                    files = {Path(name) for _, name in changes}
                    if files := {file for file in files if self._is_meant(file)}:
                        self._told.put(files)
            except OSError:  # the system watches no more folders, or a disk cannot be watched
                continue
            return

    def _is_meant(self, file: Path) -> bool:
        if any(file.is_relative_to(folder) for folder in self._ignored):
            return False
        within = next((folder for folder in self._deep if file.is_relative_to(folder)), file.parent)
        return not any(_EDITORS.match(part) for part in file.relative_to(within).parts)
