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

_MARK = ".temporal"
_MARK_TEXT = "Esta carpeta es de Escarcha, que la borra cuando nadie la usa.\n"
"""A file that says so to whoever looks in, and to the next that looks for leftovers."""


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
    ours = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{purpose}-")).resolve()
    lock = _lock(ours, waits=True)
    try:
        # Marked once it is locked: what bears no mark is somebody else's, whatever it is called.
        (ours / _MARK).write_text(_MARK_TEXT, "utf-8")
        folder = ours / purpose
        folder.mkdir()
        yield folder
    finally:
        remove(ours)
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
        if not _is_ours(path):
            continue
        lock = _lock(path, waits=False)
        if lock is not None:  # its process has ended
            remove(path)
            os.close(lock)


def _is_ours(path: Path) -> bool:
    """Tell whether a folder was made here, by this user: whatever else is called so belongs to somebody."""
    mark = path / _MARK
    with contextlib.suppress(OSError):
        is_mine = hasattr(os, "getuid") and path.lstat().st_uid == os.getuid()
        if is_mine and not path.is_symlink() and path.is_dir() and mark.is_file():
            return mark.read_text("utf-8", "replace") == _MARK_TEXT
    return False


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
