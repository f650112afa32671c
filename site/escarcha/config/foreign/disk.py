"""Whether something is there, whatever its name: settings may name what no disk takes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def is_file(file: Path) -> bool:
    """Tell whether there is such a file, whatever its name."""
    return os.path.isfile(file)  # noqa: PTH113 - Path.is_file raises where no disk takes the name


def is_folder(folder: Path) -> bool:
    """Tell whether there is such a folder, whatever its name."""
    return os.path.isdir(folder)  # noqa: PTH112 - as above
