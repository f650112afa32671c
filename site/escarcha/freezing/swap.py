"""Swap two folders in one step."""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def swap(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can; return whether it has.

    Linux: renameat2 with RENAME_EXCHANGE, https://man7.org/linux/man-pages/man2/rename.2.html.
    macOS: renamex_np with RENAME_SWAP, from its ``rename(2)``.
    """
    paths = (os.fsencode(one), os.fsencode(other))
    with contextlib.suppress(AttributeError, OSError):
        libc = ctypes.CDLL(None, use_errno=True)
        if platform.system() == "Linux":
            at_working_folder, rename_exchange = -100, 2
            return bool(
                libc.renameat2(at_working_folder, paths[0], at_working_folder, paths[1], rename_exchange) == 0
            )
        if platform.system() == "Darwin":
            rename_swap = 2
            return bool(libc.renamex_np(*paths, rename_swap) == 0)
    return False
