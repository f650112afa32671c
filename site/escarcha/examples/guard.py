"""What an Example may not do: leave its folder, open a connection, start a process, see today's date.

An audit hook (https://peps.python.org/pep-0578/) is a fence, no prison: it stops mistakes and copied code,
not an author who means harm. Whoever freezes strangers' notes turns examples off.

Runs inside the child, before anything of the example does; imports nothing of Escarcha.
"""

from __future__ import annotations

import contextlib
import mimetypes
import os
import random
import sys
import sysconfig

_NETWORK = frozenset(
    f"socket.{name}"
    for name in ("connect", "bind", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr")
)
_PROCESSES = frozenset(
    [
        *("os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.kill"),
        *("os.killpg", "subprocess.Popen", "pty.spawn"),
    ]
)
_WRITES = frozenset(
    [
        *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"),
        *("os.chmod", "os.chown", "shutil.rmtree", "shutil.move", "shutil.copyfile"),
    ]
)
_READS = frozenset(["os.listdir", "os.scandir", "os.chdir"])

FIXED_NOW = 1_767_225_600.0
"""The moment at which every example runs: 1 January 2026, 00:00 UTC."""

_SHARED_MEMORY = "/dev/shm/pym-"  # noqa: S108 - a prefix, by which multiprocessing names its own
"""What Werkzeug's debugger keeps a counter in, by way of ``multiprocessing.Value``."""

_EVERYWHERE = ("/dev/null", "/dev/urandom", "/etc/mime.types", "/usr/share/zoneinfo", "/etc/localtime")


class NotAllowedError(PermissionError):
    """Something that examples may not do; the message is Spanish."""


def limit(megabytes: int, largest_file: int, seconds: float) -> None:
    """Bound the memory, the files and the processor time of this process; does nothing on Windows.

    Args:
        megabytes: of memory, addresses included.
        largest_file: bytes that a file may grow to.
        seconds: of processor time.
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        for what, most in (
            (resource.RLIMIT_AS, megabytes * 2**20),
            (resource.RLIMIT_FSIZE, largest_file),
            (resource.RLIMIT_CPU, int(seconds) + 2),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (most, most))


def fix_chance() -> None:
    """Have every source of chance give the same each time."""
    chance = random.Random(0)  # noqa: S311 - to be foreseen is what it is for
    os.urandom = chance.randbytes
    random._urandom = chance.randbytes  # type: ignore[attr-defined]  # noqa: SLF001 - SystemRandom and secrets read it
    random.seed(0)


def close_the_gates(folder: str) -> None:
    """Refuse from now on what examples may not do.

    Args:
        folder: of the example, absolute and without symbolic links.
    """
    inside = (folder, os.devnull)
    places: list[str] = [sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), *sys.path]
    places += [*map(str, mimetypes.knownfiles), *_EVERYWHERE]
    readable = (*inside, *{real for place in places if place for real in (place, os.path.realpath(place))})

    def check(event: str, details: tuple[object, ...]) -> None:
        if event == "open":
            _stay(details[0], inside if _writes(details[1], details[2]) else readable)
        elif event in _WRITES:
            for path in details[:2]:
                _stay(path, inside)
        elif event in _READS:
            _stay(details[0], readable)
        elif event in _NETWORK:
            raise NotAllowedError("los ejemplos no tienen red")
        elif event in _PROCESSES:
            raise NotAllowedError("los ejemplos no pueden abrir otros procesos")

    sys.addaudithook(check)


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
