"""What an Example may not do: leave its folder, open a connection, start a process.

An audit hook (https://peps.python.org/pep-0578/) is a guard, no prison: it stops mistakes and copied code,
and says in Spanish what it stops; ``fence.py`` stops the rest, where the system can. Whoever freezes
strangers' notes turns examples off.
"""

from __future__ import annotations

import _socket
import contextlib
import functools
import importlib
import itertools
import mimetypes
import os
import re
import sqlite3
import sys
import sysconfig
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

_NETWORK = frozenset(
    f"socket.{name}"
    for name in (
        "connect",
        "bind",
        "sendto",
        "sendmsg",
        "getaddrinfo",
        "gethostbyname",
        "gethostbyaddr",
        "getnameinfo",
    )
)
_PROCESSES = frozenset(
    [
        *("os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.kill"),
        *("os.killpg", "subprocess.Popen", "pty.spawn", "sqlite3.enable_load_extension"),
    ]
)
_WRITES = frozenset(
    [
        *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"),
        *("os.chmod", "os.chown", "os.chflags", "os.utime", "os.setxattr", "os.removexattr"),
        *("shutil.rmtree", "shutil.move", "shutil.copyfile"),
    ]
)
_READS = frozenset(["os.listdir", "os.scandir", "os.chdir"])

_FILES = frozenset(["open", "sqlite3.connect", *_READS, *_WRITES])

_UNSEEN = {
    "os": ("mkfifo", "mknod", "setsid", "setpgid", "pidfd_open"),
    "signal": ("pidfd_send_signal",),
    "_posixsubprocess": ("fork_exec",),
    "_posixshmem": ("shm_open",),
    "_dbm": ("open",),
    "_gdbm": ("open",),
    "readline": ("write_history_file", "append_history_file"),
}
"""Functions that no audit event tells of."""

MOST_FILES = 250
"""Files and folders that an Example may make; each file may grow to ``largest_file``."""

_SHARED_MEMORY = "/dev/shm/pym-"  # noqa: S108 - a prefix, by which multiprocessing names its own
"""What Werkzeug's debugger keeps a counter in, by way of ``multiprocessing.Value``."""

_MAKES = frozenset(["os.mkdir", "os.link", "os.symlink"])

_LOCAL = (-1, getattr(_socket, "AF_UNIX", -1))
"""Families of sockets that lead no further than this machine; -1 is that of a descriptor, whatever it is."""

_EVERYWHERE = ("/dev/null", "/dev/urandom", "/etc/mime.types", "/usr/share/zoneinfo", "/etc/localtime")


class NotAllowedError(PermissionError):
    """Something that examples may not do; the message is Spanish."""

    __module__ = "builtins"  # so that a traceback gives its bare name


def close_the_gates(folder: str) -> None:
    """Refuse from now on what examples may not do.

    Args:
        folder: of the example, absolute and without symbolic links.
    """
    _refuse_unseen()
    inside = (folder, os.devnull)
    _watch_databases(inside)
    sys.addaudithook(_Gates(inside, (*inside, *readable_places())))


class _Gates:
    """Hears of what happens in the process, and refuses what may not.

    Args:
        inside: where the Example may write.
        readable: what it may read.
    """

    def __init__(self, inside: tuple[str, ...], readable: tuple[str, ...]) -> None:
        self._inside = inside
        self._readable = readable
        self._made = itertools.count(1)

    def __call__(self, event: str, details: tuple[object, ...]) -> None:
        """Hear of one event."""
        if event in _FILES:
            self._look_at_files(event, details)
        elif event in _NETWORK or (event == "socket.__new__" and details[1] not in _LOCAL):
            raise NotAllowedError("los ejemplos no tienen red")
        elif event in _PROCESSES:
            raise NotAllowedError("los ejemplos no pueden abrir otros procesos")

    def _look_at_files(self, event: str, details: tuple[object, ...]) -> None:
        if event == "open":
            writes = _writes(details[1], details[2])
            _stay(details[0], self._inside if writes else self._readable)
            if writes and not _is_there(details[0]):
                self._count()
        elif event in _READS:
            _stay(details[0], self._readable)
        elif event == "sqlite3.connect":
            for name in _database_files(details[0]):
                _stay(name, self._inside)
        else:
            for path in details[:2]:
                _stay(path, self._inside)
            if event in _MAKES:
                self._count()

    def _count(self) -> None:
        if next(self._made) > MOST_FILES:
            raise NotAllowedError(f"los ejemplos no crean más de {MOST_FILES} archivos y carpetas")


@functools.cache  # a server looks once, for all that it forks
def readable_places() -> set[str]:
    """Return the files and folders outside of their own that examples may read: Python, and its packages."""
    places: list[str] = [sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), *sys.path]
    places += [*map(str, mimetypes.knownfiles), *_EVERYWHERE]
    return {real for place in places if place for real in (place, os.path.realpath(place))}


def _unseen() -> Iterator[tuple[ModuleType, str]]:
    for name, functions in _UNSEEN.items():
        with contextlib.suppress(ImportError):
            module = importlib.import_module(name)
            yield from ((module, function) for function in functions if hasattr(module, function))


_REFUSED = tuple(_unseen())  # at once, so that a fork has no need to import them


def _refuse_unseen() -> None:
    for module, function in _REFUSED:
        setattr(module, function, functools.partial(_refuse, function))


def _refuse(function: str, *_: object, **_more: object) -> NoReturn:
    raise NotAllowedError(f"los ejemplos no pueden usar «{function}»")


def _is_there(path: object) -> bool:
    return not isinstance(path, str | bytes) or os.path.exists(path)  # noqa: PTH110 - no audit event


def _watch_databases(places: tuple[str, ...]) -> None:
    """Have SQLite ask which files it may open for ``ATTACH`` and ``VACUUM INTO``, which no event tells of."""
    connect = sqlite3.connect

    def authorise(action: int, name: str | None, *_: str | None) -> int:
        try:
            for file in _database_files(name) if action == sqlite3.SQLITE_ATTACH else ():
                _stay(file, places)
        except NotAllowedError:
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    @functools.wraps(connect)
    def connect_inside(*details: Any, **more: Any) -> sqlite3.Connection:  # noqa: ANN401 - as connect has them
        made: sqlite3.Connection = connect(*details, **more)
        made.set_authorizer(authorise)
        return made

    sqlite3.connect = sqlite3.dbapi2.connect = connect_inside  # type: ignore[assignment]


def _database_files(database: object) -> list[str]:
    """Return the files that SQLite may open for a name, which is a URI or not: https://sqlite.org/uri.html."""
    name = os.fsdecode(database) if isinstance(database, str | bytes | os.PathLike) else ""
    if name in {"", ":memory:"}:
        return []
    if not name.startswith("file:"):
        return [name]
    path, _, query = name.removeprefix("file:").partition("?")
    path = unquote(re.sub("^//[^/]*", "", path.partition("#")[0]))
    return [name] if "mode=memory" in query.split("&") or path in {"", ":memory:"} else [name, path]


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _stay(path: object, places: tuple[str, ...]) -> None:
    if not isinstance(path, str | bytes):  # a descriptor that is open already
        return
    given = os.fsdecode(path)
    real = os.path.realpath(given)
    is_inside = any(real.startswith(place.rstrip(os.sep) + os.sep) for place in places)
    if not is_inside and given not in places and real not in places and not real.startswith(_SHARED_MEMORY):
        raise NotAllowedError(f"los ejemplos no salen de su carpeta: «{real}»")
