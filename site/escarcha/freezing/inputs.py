"""All that a freeze depends on, in one digest of stamps; nothing is read for it."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha import bundled
from escarcha.config import ADDRESSES_NAME, foreign_files
from escarcha.history import ignore_files, last_commit
from escarcha.stamps import are_settled, installed_packages, stamp_of, stamps_below

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.config import Project
    from escarcha.stamps import Stamp


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the inputs of a freeze look like at one moment.

    Args:
        digest: of everything; equal digests mean equal inputs.
        stamps: of the project's own files.
    """

    digest: bytes
    stamps: tuple[Stamp, ...]

    def are_settled(self, now: int) -> bool:
        """Tell whether any change since ``now``, in nanoseconds since 1970, would show in the digest."""
        return are_settled(self.stamps, now)


def look_at(project: Project, further: Iterable[str] = ()) -> Inputs:
    """Look at the inputs of a freeze as they are now.

    Args:
        project: whose notes, media, settings, templates, static files and Python are looked at.
        further: files besides those: what notes include or may not, and what ``freeze.py`` imports.
    """
    beside = (
        project.settings_file,
        *foreign_files(project),
        project.root / "freeze.py",
        *ignore_files(project.content),
    )
    own = {file: stamp_of(file) for file in (*further, *map(str, beside))}
    for folder in (project.content, project.templates, project.static):
        found = stamps_below(folder, with_folders=True, aside=project.aside)
        own |= {f"{folder}/{name}": stamp for name, stamp in found}
    copies = stamps_below(project.copies, with_folders=False)
    program = [
        *stamps_below(bundled.PACKAGE, with_folders=False),
        *stamps_below(bundled.templates(), with_folders=False),
    ]
    known = (
        installed_packages(),
        repr(project),
        sorted((str(file), stamp) for file, stamp in own.items()),
        sorted(program),
        sorted(copies),
        last_commit(project.content),
        stamp_of(project.root / ADDRESSES_NAME),  # which a freeze itself writes
    )
    return Inputs(
        hashlib.blake2b(repr(known).encode("utf-8", "surrogateescape")).digest(), tuple(own.values())
    )


def own_modules(project: Project) -> list[str]:
    """Return the files of the modules, besides ``freeze.py``, that the project has and no package is."""
    root, script = f"{project.root}{os.sep}", str(project.root / "freeze.py")
    files = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    return sorted(
        file
        for file in files
        if isinstance(file, str)
        and file.startswith(root)
        and "site-packages" not in file
        and not file.startswith(f"{bundled.PACKAGE}{os.sep}")
        and file != script
    )
