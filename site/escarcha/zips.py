"""Zips whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def pack(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of some files, in their order; all are dated in 1980, as a file must have a date.

    Nothing in it is compressed, as zlib gives other bytes elsewhere.

    Args:
        files: by name.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()
