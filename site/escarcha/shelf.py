"""What took time to make, kept on disk for later processes, under keys that name all that it depends on."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

NAME = "guardado.sqlite3"

KEEP_DAYS = 30
"""How many days something stays that nobody asks for."""

_DAY = 86_400
_DIGEST_SIZE = 16
_AT_ONCE = 256
"""How many things one question asks for: SQLite takes no more than 999 before its version 3.32."""

_SELECT = "SELECT key, digest, content, day < ? FROM kept WHERE key IN ({})"
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, day INTEGER, digest BLOB, content BLOB)"


class Shelf:
    """A folder with a database of one table. Where the disk does not take it, nothing is kept.

    Whatever is kept has a digest of its key and its content; where that does not hold, it is not there.
    Each call opens the database anew, so a Shelf goes along to other threads and processes.

    Args:
        folder: where the database lies; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = folder and folder / NAME

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, if anything."""
        return self.get_all([key]).get(key)

    def get_all(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return what is kept under some keys, without those that nothing is kept under."""
        found: dict[str, bytes] = {}
        if not self._file or not self._file.exists():
            return found
        today, stale = _today(), []
        with contextlib.suppress(sqlite3.Error), self._open(self._file) as database:
            wanted = list(keys)
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                rows = database.execute(_SELECT.format(",".join("?" * len(some))), (today, *some))
                for key, digest, content, is_stale in rows:
                    if isinstance(content, bytes) and digest == _digest(key, content):
                        found[key] = content
                        if is_stale:
                            stale.append((today, key))
            if stale:
                database.executemany("UPDATE kept SET day = ? WHERE key = ?", stale)
        return found

    def put(self, key: str, content: bytes) -> None:
        """Keep something under a key, whole or not at all."""
        self.put_all({key: content})

    def put_all(self, contents: Mapping[str, bytes]) -> bool:
        """Keep some things under their keys, all of them or none; return whether they are kept."""
        if not self._file or not contents:
            return not contents
        try:
            self._put_all(self._file, contents)
        except sqlite3.OperationalError:  # the disk does not take it, or another process is writing for long
            return False
        except sqlite3.DatabaseError:  # it is damaged
            try:
                for leftover in self._file.parent.glob(f"{NAME}*"):  # a journal, too
                    leftover.unlink()
                self._put_all(self._file, contents)
            except (OSError, sqlite3.Error):
                return False
        return True

    def _put_all(self, file: Path, contents: Mapping[str, bytes]) -> None:
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
        today = _today()
        rows = ((key, today, _digest(key, content), content) for key, content in contents.items())
        with self._open(file) as database:
            database.execute(_TABLE)
            database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)

    def clear_old(self, wanted: Container[str] = ()) -> None:
        """Throw away what nobody has asked for in a month, unless it is wanted."""
        if not self._file or not self._file.exists():
            return
        with contextlib.suppress(sqlite3.Error), self._open(self._file) as database:
            old = database.execute("SELECT key FROM kept WHERE day < ?", (_today() - KEEP_DAYS,)).fetchall()
            database.executemany(
                "DELETE FROM kept WHERE key = ?", [row for row in old if row[0] not in wanted]
            )

    @contextlib.contextmanager
    def _open(self, file: Path) -> Iterator[sqlite3.Connection]:
        """Yield the database in one transaction."""
        with contextlib.closing(sqlite3.connect(file)) as database, database:
            # A machine that loses its power loses what can be made anew: no need to wait for the disk.
            database.execute("PRAGMA synchronous = OFF")
            yield database


def _today() -> int:
    return int(time.time()) // _DAY


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST_SIZE, key=key.encode()).digest()
