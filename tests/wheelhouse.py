"""Wheels of packages, made of those that are installed here: an index without a network."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from zipfile import ZIP_STORED

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from escarcha.cli.wheel import make_wheel


def fill(folder: Path, *names: str) -> None:
    """Write a wheel of each of some packages into a folder, and of those that they need; none of Escarcha.

    They are not compressed, as nobody keeps them.
    """
    for package in needed_by(*names):
        if package.name != "escarcha":
            name, content = make_wheel(package, _files(package), ZIP_STORED)
            (folder / name).write_bytes(content)


def needed_by(*wanted: str) -> list[metadata.Distribution]:
    """Return the packages that meet some requirements (``escarcha[dev]``) here, and those that these need."""
    pending, read = [*map(Requirement, wanted)], set[tuple[str, str]]()
    found: dict[str, metadata.Distribution] = {}
    while pending:
        requirement = pending.pop()
        name = canonicalize_name(requirement.name)
        package = found.setdefault(name, metadata.distribution(name))
        for extra in {"", *requirement.extras}:
            if (name, extra) not in read:
                read.add((name, extra))
                needs = map(Requirement, package.requires or ())
                pending += [
                    each for each in needs if not each.marker or each.marker.evaluate({"extra": extra})
                ]
    return list(found.values())


def _files(package: metadata.Distribution) -> dict[str, Path]:
    """Return what of a package lies in ``site-packages``, without what Python has compiled."""
    files = [file for file in package.files or () if ".." not in file.parts and file.suffix != ".pyc"]
    return {
        file.as_posix(): Path(str(file.locate()))
        for file in files
        if not file.parts[0].endswith(".dist-info")
    }
