"""The fence that Linux puts around an Example, where it can: unlike ``gates.py`` it holds against any code.

Landlock (https://docs.kernel.org/userspace-api/landlock.html) lets it write in its own folder alone, and read
but Python, the packages and the system's libraries; it starts no program and reaches no process outside.
Seccomp (https://docs.kernel.org/userspace-api/seccomp_filter.html) takes away the calls that begin a process
or a connection. Neither asks for privileges, and what one process is denied, so are those it begins.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import struct
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIBRARY = ctypes.CDLL(None) if sys.platform == "linux" else None

_SYSTEM = (
    *("/usr", "/lib", "/lib64", "/nix", "/gnu/store", "/home/linuxbrew/.linuxbrew"),
    *("/etc/ld.so.cache", "/etc/ssl", "/etc/pki", "/etc/localtime", "/etc/mime.types", "/dev/zero"),
)
"""Where libraries lie that packages load, and what those read."""

_SHARED_MEMORY = "/dev/shm"  # noqa: S108 - where semaphores are, which any multiprocessing.Value has

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
"""Landlock's calls; their numbers are the same on every machine."""

_WRITE_FILE, _READ_FILE, _READ_DIR, _REFER, _TRUNCATE, _DEVICE = (1 << bit for bit in (1, 2, 3, 13, 14, 15))
_OF_FILES = 1 | _WRITE_FILE | _READ_FILE | _TRUNCATE | _DEVICE
"""Rights that a rule may give for a file; the others are of folders."""

_READ = _READ_FILE | _READ_DIR
_WRITE = _READ | _WRITE_FILE | _REFER | _TRUNCATE | sum(1 << bit for bit in (4, 5, 7, 8, 12))
"""Also to remove folders and files, and to make folders, files and symbolic links."""

_KNOWN = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights each version of Landlock knows; later ones know as many."""

_NO_NEW_PRIVILEGES, _SECCOMP = 38, 22

_DENIED = {
    "x86_64": (
        0xC000003E,
        *(41, 42, 49, 50, 57, 58, 59, 62, 101, 109, 112, 248, 249, 250, 272, 298, 308, 310, 311, 321, 322),
        *(323, 424, 425),
    ),
    "aarch64": (
        0xC00000B7,
        *(198, 200, 201, 203, 221, 129, 117, 154, 157, 217, 218, 219, 97, 241, 268, 270, 271, 280, 281),
        *(282, 424, 425),
    ),
}
"""The machine as seccomp calls it, and its numbers of socket, connect, bind, listen, fork, vfork, execve,
kill, ptrace, setpgid, setsid, add_key, request_key, keyctl, unshare, perf_event_open, setns, process_vm_readv
and _writev, bpf, execveat, userfaultfd, pidfd_send_signal and io_uring_setup; ARM has no fork nor vfork."""

_CLONE, _CLONE3 = {"x86_64": 56, "aarch64": 220}, 435
_OF_A_THREAD = 0x10000


def version() -> int:
    """Return the version of Landlock that this system has; 0 if it has none."""
    return max(0, _call(_CREATE, None, 0, 1))


def has_filter() -> bool:
    """Tell whether calls of the system can be taken away on this machine."""
    return sys.platform == "linux" and platform.machine() in _DENIED


def shut_in(folder: str, readable: Iterable[str]) -> None:
    """Shut this process, and all that it begins, in a folder.

    Args:
        folder: where it may write.
        readable: files and folders besides the system's own that it may read.
    """
    known = version()
    if not known:
        return
    rights = (1 << _KNOWN.get(known, 16)) - 1
    attributes = struct.pack("QQQ", rights, 3, 3)[: 8 if known < 4 else 16 if known < 6 else 24]  # noqa: PLR2004 - versions of Landlock
    fence = _call(_CREATE, attributes, len(attributes), 0)
    if fence < 0:
        return
    for path in {*readable, *_SYSTEM}:
        _allow(fence, path, _READ & rights)
    for path in (folder, _SHARED_MEMORY, os.devnull):
        _allow(fence, path, _WRITE & rights)
    _give_up_privileges()
    _call(_RESTRICT, fence, 0)
    os.close(fence)


def take_calls_away() -> None:
    """Have this process, and all that it begins, begin no more processes and no connection."""
    if not has_filter():
        return
    machine, *denied = _DENIED[platform.machine()]
    load, is_equal, is_at_least, has_bit, answer = 0x20, 0x15, 0x35, 0x45, 0x06
    number, of_machine, first_argument = 0, 4, 16
    allow, refuse, unknown = 0x7FFF0000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
    steps = [
        (load, 0, 0, of_machine),
        *((is_equal, 1, 0, machine), (answer, 0, 0, refuse)),
        (load, 0, 0, number),
        *(
            (is_at_least, 0, 1, 0x40000000),
            (answer, 0, 0, refuse),
        ),  # calls by another way on the same machine
        *(step for each in denied for step in ((is_equal, 0, 1, each), (answer, 0, 0, refuse))),
        *((is_equal, 0, 1, _CLONE3), (answer, 0, 0, unknown)),  # its arguments cannot be seen; clone's can
        *((is_equal, 0, 3, _CLONE[platform.machine()]), (load, 0, 0, first_argument)),
        *((has_bit, 1, 0, _OF_A_THREAD), (answer, 0, 0, refuse)),
        (answer, 0, 0, allow),
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    filtered = struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(program))
    _give_up_privileges()
    if _LIBRARY:
        _LIBRARY.prctl(_SECCOMP, 2, filtered, 0, 0)


def _allow(fence: int, path: str, rights: int) -> None:
    with contextlib.suppress(OSError):
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        is_folder = os.path.isdir(path)  # noqa: PTH112 - a name
        _call(_ADD_RULE, fence, 1, struct.pack("=Qi", rights if is_folder else rights & _OF_FILES, opened), 0)
        os.close(opened)


def _give_up_privileges() -> None:
    if _LIBRARY:
        _LIBRARY.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def _call(number: int, *arguments: object) -> int:
    return int(_LIBRARY.syscall(number, *arguments)) if _LIBRARY else -1
