"""Folders for a while; those that a killed process has left are removed by the next that needs one."""

from __future__ import annotations

import contextlib
import functools
import os
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "escarcha-"


@contextlib.contextmanager
def temporary_folder(purpose: str) -> Iterator[Path]:
    """Yield a new folder, without symbolic links above it; it is gone when the block ends.

    As long as its process lives the folder is locked, so that no other takes it for a leftover. Where folders
    cannot be locked, as on Windows, leftovers stay.

    Args:
        purpose: a word for its name.

    Raises:
        OSError: if none can be made.
    """
    _remove_leftovers(tempfile.gettempdir())
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{purpose}-")).resolve()
        lock = _lock(folder, waits=True)
        if lock is None or folder.exists():  # it was no leftover for anyone before it was locked
            break
        os.close(lock)
    try:
        yield folder
    finally:
        remove(folder)
        if lock is not None:
            os.close(lock)


def remove(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as the system lets us.

    What is in its folders is first moved up, so it may be nested deeper than calls, or a path, can be.
    """
    pending = [folder]
    while pending:
        each = pending.pop()
        with contextlib.suppress(OSError):
            each.chmod(0o700)
            for entry in list(os.scandir(each)):
                if not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry.path)  # noqa: PTH108 - a name
                    continue
                os.chmod(entry.path, 0o700)  # noqa: PTH101 - the same; a folder that moves is written to
                pending.append(Path(entry.path).rename(folder / uuid.uuid4().hex))
            each.rmdir()
    with contextlib.suppress(OSError):
        folder.rmdir()


@functools.cache
def _remove_leftovers(beside: str) -> None:
    for path in Path(beside).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            is_ours = hasattr(os, "getuid") and path.lstat().st_uid == os.getuid()
            if not is_ours or path.is_symlink() or not path.is_dir():
                continue
            lock = _lock(path, waits=False)
            if lock is not None:
                remove(path)
                os.close(lock)


def _lock(folder: Path, *, waits: bool) -> int | None:
    """Lock a folder for as long as this process lives; return the descriptor, or None if that fails."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows

        opened = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except OSError:
        os.close(opened)
        return None
    return opened
