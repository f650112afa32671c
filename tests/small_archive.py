"""An archive that passes for Pyodide's: the freeze wants no more of it than that its hash is right."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from typing import TYPE_CHECKING

from escarcha.examples.browser import pyodide

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def put_archive(root: Path, patch: pytest.MonkeyPatch) -> None:
    """Put it into a project."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", format=tarfile.USTAR_FORMAT) as archive:
        for name in pyodide.SCRIPTS:
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(name)
            archive.addfile(entry, io.BytesIO(name.encode()))
    content = packed.getvalue()
    patch.setattr(pyodide, "_HASH", base64.b64encode(hashlib.sha512(content).digest()).decode())
    file = pyodide.archive_of(root / ".cache" / "escarcha")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
