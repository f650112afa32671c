"""What several processes of a test run look at, and one of them makes."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Once = Callable[[str, Callable[[Path], object]], Path]
    """What fills a folder of a name once for all processes of a run, and returns the folder."""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return what fills a folder once for all processes of a run: the first that asks does, others wait."""
    own = tmp_path_factory.getbasetemp()
    # All processes have theirs in one: https://pytest-xdist.readthedocs.io/en/stable/how-to.html
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder, whole = shared / name, shared / f"{name}.whole"
        with FileLock(shared / f"{name}.lock"):
            if not whole.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of one that failed
                folder.mkdir()
                fill(folder)
                whole.touch()
        return folder

    return filled
