"""What `.[dev]` does not bring: the tests that need it are left out without it, but in CI all must run."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from types import ModuleType


def needed(name: str) -> ModuleType:
    """Import a module that needs packages of the extra ``ci``; without them, leave out the test that asks."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        leave_out(f"{error.name} is not here: pip install -e '.[ci]'")


def leave_out(reason: str) -> NoReturn:
    """Skip the test, or the file of tests, that is being run or read; in CI, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason, allow_module_level=True)
