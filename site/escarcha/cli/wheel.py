"""A wheel of an installed package, made again from its files, so that a project can carry it along.

https://packaging.python.org/specifications/binary-distribution-format/
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib import metadata
    from pathlib import Path

_OF_THE_INSTALLER = frozenset(["RECORD", "INSTALLER", "REQUESTED", "direct_url.json"])
"""What pip writes beside the metadata of a package: https://packaging.python.org/specifications/recording-installed-packages/."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file knows: the same package gives the same bytes on any day."""


def make_wheel(
    package: metadata.Distribution, files: Mapping[str, Path], compression: int = zipfile.ZIP_DEFLATED
) -> tuple[str, bytes]:
    """Return the name and the bytes of a wheel.

    Args:
        package: as it is installed; its metadata goes into the wheel.
        files: what else goes into it: name in the wheel → file.
        compression: a method of ``zipfile``.
    """
    contents = {name: file.read_bytes() for name, file in files.items()}
    folder = ""
    for file in package.files or ():
        place, _, name = file.as_posix().partition("/")
        if place.endswith(".dist-info") and name not in _OF_THE_INSTALLER:
            folder = place
            contents[file.as_posix()] = file.read_binary()
    contents[f"{folder}/RECORD"] = _record(contents, folder)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in sorted(contents, key=lambda name: (name.startswith(folder), name)):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, contents[name], compression)
    return f"{folder.removesuffix('.dist-info')}-{_tag(package)}.whl", written.getvalue()


def _record(contents: Mapping[str, bytes], folder: str) -> bytes:
    lines = []
    for name, content in sorted(contents.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{_quoted(name)},sha256={digest},{len(content)}\n")
    return "".join([*lines, f"{folder}/RECORD,,\n"]).encode()


def _quoted(name: str) -> str:
    return f'"{name}"' if "," in name else name


def _tag(package: metadata.Distribution) -> str:
    """Return what of Python, its binary interface and the system the package fits: ``py3-none-any``."""
    lines = (package.read_text("WHEEL") or "").splitlines()
    tags = [line.removeprefix("Tag: ").split("-") for line in lines if line.startswith("Tag: ")]
    return "-".join(".".join(sorted(set(part))) for part in zip(*tags, strict=True))
