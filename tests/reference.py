"""Programs of ``bench/``, which is no package: what GitHub makes of a note, and what a search finds."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def load(name: str) -> ModuleType:
    """Return a program by its name."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[1] / "bench" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


fidelity, inline = load("fidelity"), load("inline")
