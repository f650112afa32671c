"""Wheels of packages, made of those that are installed here: an index without a network."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from escarcha.cli.wheel import make_wheel


def fill(folder: Path, *names: str) -> None:
    """Write a wheel of each of some packages into a folder, and of those that they need; none of Escarcha."""
    pending, done = [*names], set(names)
    while pending:
        name = pending.pop()
        package = metadata.distribution(name)
        for line in package.requires or ():
            needed = Requirement(line)
            other = re.sub(r"[-_.]+", "-", needed.name).lower()
            if (not needed.marker or needed.marker.evaluate({"extra": ""})) and other not in done:
                done.add(other)
                pending.append(other)
        if name != "escarcha":
            name_of_wheel, content = make_wheel(package, _files(package))
            (folder / name_of_wheel).write_bytes(content)


def _files(package: metadata.Distribution) -> dict[str, Path]:
    """Return what of a package lies in ``site-packages``, without what Python has compiled."""
    files = [file for file in package.files or () if ".." not in file.parts and file.suffix != ".pyc"]
    return {
        file.as_posix(): Path(str(file.locate()))
        for file in files
        if not file.parts[0].endswith(".dist-info")
    }
