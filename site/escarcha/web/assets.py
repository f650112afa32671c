"""Style sheets and scripts, named by what is in them, so that browsers may keep them for ever."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from escarcha import bundled

FOLDER = "/_static/"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the theme.

    Args:
        name: ``site.css``.
        url: ``/_static/site.1f2e3d4c.css``.
        content: its bytes.
    """

    name: str
    url: str
    content: bytes


@functools.cache
def assets() -> dict[str, Asset]:
    """Return the files of the theme by name; each folder of style sheets is one file."""
    found = {}
    for file in sorted(path for path in bundled.STATIC.rglob("*") if path.is_file()):
        if file.parent.name != "css":
            found[file.name] = _asset(file.name, file.read_bytes())
    sheets = sorted((bundled.STATIC / "css").glob("*.css"))
    found["site.css"] = _asset("site.css", b"\n".join(sheet.read_bytes() for sheet in sheets))
    return found


def _asset(name: str, content: bytes) -> Asset:
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:8]
    return Asset(name, f"{FOLDER}{path.stem}.{digest}{path.suffix}", content)
