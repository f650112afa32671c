"""Copies of what notes show of other hosts, for sites whose settings ask for them.

They are kept, so that an image is asked for once; those that no note shows any more are thrown away, so that
the same notes have the same copies.
"""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from escarcha.beyond.external import is_public
from escarcha.beyond.material import gather
from escarcha.extras import EXTERNAL, demand
from escarcha.freezing.report import Progress
from escarcha.notes.media import is_harmless_picture
from escarcha.pages.media_copies import copy_name
from escarcha.problems import EscarchaError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from escarcha.config import Project

LARGEST = 10_000_000
"""Bytes of what is copied."""

_KINDS = ("image/", "audio/", "video/")


def copy_media(
    project: Project, *, is_asked: Callable[[str], bool] = is_public
) -> Generator[Progress, None, None]:
    """Copy what the notes of a project show of other hosts.

    What cannot be copied is told when the pages are checked.

    Args:
        project: whose notes they are.
        is_asked: tells whether a host is asked at all.

    Yields:
        A Progress for each copy.

    Raises:
        EscarchaError: if a package is missing that asks other hosts.
    """
    try:
        material = gather(project)
    except EscarchaError:  # the freeze that follows tells it
        return
    gists = [material.store.gist(note.manuscript) for note in material.notes]
    wanted = {copy_name(each): each for gist in gists for each in gist.foreign}
    there = {file.stem: file for file in project.copies.glob("[!.]*")}
    for name in there.keys() - wanted.keys():
        there[name].unlink()
    missing = sorted(wanted.keys() - there.keys())
    if not missing:
        return
    demand(EXTERNAL, 'images = "copy"')
    from escarcha.beyond.asking import fetch_all  # noqa: PLC0415 - needs a package that may not be there

    addresses = {_absolute(wanted[name]): name for name in missing}
    project.copies.mkdir(parents=True, exist_ok=True)
    for address, kind, content in fetch_all(addresses, is_asked, LARGEST):
        if ending := _ending(address, kind, content):
            part = project.copies / f".{addresses[address]}"
            part.write_bytes(content)
            part.replace(project.copies / f"{addresses[address]}{ending}")
        yield Progress("Copias", len(missing))


def _absolute(address: str) -> str:
    return f"https:{address}" if address.startswith("//") else address


def _ending(address: str, kind: str, content: bytes) -> str:
    """Return how the name of a copy ends; empty if it is none that may be published."""
    if not kind.startswith(_KINDS) or not content:
        return ""
    if kind == "image/svg+xml":
        return ".svg" if is_harmless_picture(content) else ""
    ending = PurePosixPath(urlsplit(address).path).suffix.lower()
    return ending if mimetypes.guess_type(f"a{ending}")[0] == kind else mimetypes.guess_extension(kind) or ""
