"""Projects that mean harm, each a whole folder below ``tests/hostile_projects/``."""

from __future__ import annotations

import shutil
from pathlib import Path

FOLDER = Path(__file__).with_name("hostile_projects")


def lay_out(name: str, root: Path) -> None:
    """Copy a hostile project to an empty folder, which may have an empty ``content/``.

    What begins with a dot there begins with ``dot-`` here: git takes no ``.git`` into a repository.
    """
    shutil.copytree(FOLDER / name, root, dirs_exist_ok=True)
    for path in sorted(root.rglob("dot-*"), reverse=True):
        path.rename(path.with_name(path.name.replace("dot-", ".", 1)))
