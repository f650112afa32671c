"""What took time to make, kept on disk for later processes, under keys that name all that it depends on."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

KEEP_DAYS = 30
"""How many days a file stays that nobody asks for."""

_DAY = 86_400
_DIGEST_SIZE = 16


class Shelf:
    """A folder with a file for each key. Where the disk does not take a file, nothing is kept.

    A file begins with a digest of its key and its content; where that does not hold, nothing is kept either.

    Args:
        folder: where the files lie; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, if anything."""
        if not self._folder:
            return None
        file = self._file(self._folder, key)
        try:
            content = file.read_bytes()
            if file.stat().st_mtime < time.time() - _DAY:
                os.utime(file)
        except OSError:
            return None
        digest, content = content[:_DIGEST_SIZE], content[_DIGEST_SIZE:]
        return content if digest == _digest(key, content) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep something under a key, whole or not at all."""
        if not self._folder:
            return
        file = self._file(self._folder, key)
        # A name that no other writer has at this moment; tempfile takes six times as long to find one.
        part = file.with_name(f".{file.name}-{os.getpid()}-{threading.get_ident()}")
        with contextlib.suppress(OSError):
            try:
                _write(part, _digest(key, content) + content)
                part.replace(file)
            except OSError:
                part.unlink(missing_ok=True)
                raise

    def clear_old(self, wanted: Container[str] = ()) -> None:
        """Throw away what nobody has asked for in a month, unless it is wanted."""
        expired = time.time() - KEEP_DAYS * _DAY
        for file in self._folder.glob("*/*") if self._folder else ():
            with contextlib.suppress(OSError):
                if f"{file.parent.name}{file.name}" not in wanted and file.stat().st_mtime < expired:
                    file.unlink()

    @staticmethod
    def _file(folder: Path, key: str) -> Path:
        return folder / key[:2] / key[2:]


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST_SIZE, key=key.encode()).digest()


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
