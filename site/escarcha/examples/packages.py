"""The packages that are installed, and their versions."""

from __future__ import annotations

import functools
import importlib.metadata
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PYTHON = "Python"


def versions_of(modules: Iterable[str]) -> dict[str, str]:
    """Return the versions of Python and of the packages that some top-level modules belong to, by name."""
    owners = _owners()
    names = {name for module in modules for name in owners.get(module, ())}
    return {name: installed(name) for name in sorted({PYTHON, *names})}


@functools.cache
def installed(name: str) -> str:
    """Return the version of a package; empty if there is none of that name."""
    if name == PYTHON:
        return ".".join(map(str, sys.version_info[:3]))
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


@functools.cache
def _owners() -> Mapping[str, list[str]]:
    return importlib.metadata.packages_distributions()
