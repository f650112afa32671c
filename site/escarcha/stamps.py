"""Whether a file is the one it was: its times, size and place on the disk, as ``make`` and git look at them.

A stamp says so on one machine only; wherever it does not hold, what is in the file decides.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

Stamp = tuple[int, int, int, int]
"""Times of the last change of content and of status, in nanoseconds; bytes; number on the disk."""

TICK, COARSE_TICK = 20_000_000, 2_000_000_000
"""Nanoseconds in which two changes may bear the same time: on most disks, and on those that keep seconds."""

_ASIDE = {"__pycache__", ".git", ".cache", "node_modules", ".venv"}
"""Folders that programs write to on their own account."""

_NOT_THERE: Stamp = (0, 0, -1, 0)


def stamp_of(file: Path | str) -> Stamp:
    """Return the stamp of a file or folder; one that is not there has a stamp, too."""
    try:
        return _stamp(os.stat(file))  # noqa: PTH116 - pathlib's takes three times as long
    except (OSError, ValueError):
        return _NOT_THERE


def stamps_below(
    folder: Path, *, with_folders: bool, aside: Collection[str] = ()
) -> Iterator[tuple[str, Stamp]]:
    """Yield the name of every file below a folder, counted from there, with its stamp; links are followed.

    Args:
        folder: to walk; where there is none, nothing is below it.
        with_folders: whether folders are yielded as well, whose stamp changes when a name comes or goes; one
            that holds something of ``aside`` is not, as its stamp changes with that.
        aside: paths that are passed over.
    """
    pending = [("", str(folder))]
    walked = set()
    while pending:
        name, path = pending.pop()
        status = stamp_of(path)
        if status[3] in walked:  # a link that leads back
            continue
        walked.add(status[3])
        try:
            with os.scandir(path) as entries:
                found = list(entries)
        except OSError:
            found = []
        kept = [entry for entry in found if entry.path not in aside]
        if with_folders and len(kept) == len(found):
            yield name, status
        for entry in kept:
            if entry.name in _ASIDE:
                continue
            try:
                if entry.is_dir():
                    pending.append((f"{name}{entry.name}/", entry.path))
                else:
                    yield name + entry.name, _stamp(entry.stat())
            except OSError:
                yield name + entry.name, _NOT_THERE


def are_settled(stamps: Iterable[Stamp], now: int) -> bool:
    """Tell whether another change of these files, from now on, would show in their stamps.

    Two changes within one tick of the disk's clock leave the same time, as git's documentation has it:
    https://git-scm.com/docs/racy-git.

    Args:
        stamps: of the files.
        now: nanoseconds since 1970.
    """
    return all(changed_at(stamp) < now - _tick(stamp) for stamp in stamps)


def changed_at(stamp: Stamp) -> int:
    """Return when a file was last changed, its status included, in nanoseconds since 1970."""
    return max(stamp[0], stamp[1])


def settle(stamps: Iterable[Stamp]) -> None:
    """Wait until a change of these files would show in their stamps, where that takes no more than a tick."""
    latest = max(map(changed_at, stamps), default=0)
    wait = latest + TICK - time.time_ns()
    if 0 < wait <= TICK:
        time.sleep(wait / 1e9 + 0.001)


def _tick(stamp: Stamp) -> int:
    return TICK if stamp[0] % 1_000_000_000 else COARSE_TICK


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def installed_packages() -> tuple[str, ...]:
    """Name every package that is installed, with its version, and Python with its own."""
    found = {sys.version}
    for folder in sys.path:
        try:
            names = os.listdir(folder)  # noqa: PTH208 - pathlib's is slower, and sys.path has texts
        except OSError:
            continue
        found.update(name for name in names if name.endswith(".dist-info"))
    return tuple(sorted(found))
