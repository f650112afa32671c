"""The files of the output, and what each was made of, so that what would come out the same is taken along."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import itertools
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from escarcha.shelf import Shelf
from escarcha.stamps import Stamp, stamps_below
from escarcha.web.policy import Loads  # noqa: TC001 - msgspec reads the types of fields

if TYPE_CHECKING:
    from escarcha.config import Project


class FrozenPage(msgspec.Struct, frozen=True):
    """What the checks and the glossary know of one frozen page.

    Args:
        url: its address, without the site's base path.
        ids: of its elements, in order.
        names: of its ``<a name="…">``, which are anchors too.
        links: what it refers to inside the site, each once: address without base path, anchor, kind of
            element.
        terms: the ids of the terms of the glossary that appear in it, in order.
        loads: what of other servers it may load, for the policy of the site.
        headings: the anchors of its headings, in order.
        foreign: the addresses of the images, sounds and videos of other servers that it shows.
    """

    url: str
    ids: tuple[str, ...]
    names: frozenset[str]
    links: tuple[tuple[str, str, str], ...]
    terms: tuple[str, ...] = ()
    loads: Loads = frozenset()
    headings: tuple[str, ...] = ()
    foreign: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Have one object for what many pages have: a site has some eighty links on each."""
        msgspec.structs.force_setattr(self, "links", tuple(_same(*link) for link in self.links))
        msgspec.structs.force_setattr(self, "ids", tuple(map(sys.intern, self.ids)))


@functools.lru_cache(maxsize=20_000)
def _same(path: str, anchor: str, tag: str) -> tuple[str, str, str]:
    return path, anchor, tag


class FrozenFile(msgspec.Struct):
    """A file of the output.

    Args:
        digest: of its content.
        key: names all that it was made of; empty if nobody knows.
        inputs: where this is the same, so is the key; empty if nobody knows.
        stamp: of the file as it was published.
        page: what is known of it, if it is a page.
    """

    digest: bytes
    key: bytes = b""
    inputs: bytes = b""
    stamp: Stamp = (0, 0, 0, 0)
    page: FrozenPage | None = None


class _Kept(msgspec.Struct, array_like=True):
    """What outlives a freeze. Pages have most links in common, so each is written once.

    Args:
        files: by name; the pages are without their links.
        links: of all pages.
        numbers: of each page, by the name of its file, where its links stand among those.
    """

    files: dict[str, FrozenFile]
    links: list[tuple[str, str, str]]
    numbers: dict[str, list[int]]


class Manifest:
    """The files of a freeze, by their names from the output folder.

    Args:
        project: whose output it is of.
        on_disk: whether what the last freeze has written is known, and what this one writes is kept.
    """

    def __init__(self, project: Project, *, on_disk: bool) -> None:
        self._key = kept_as("salida", project)
        self._shelf = Shelf(project.cache if on_disk else None)
        self._above = f"{project.prefix[1:]}/" if project.prefix else ""
        self._published = f"{published(project)}/{self._above}"
        self._before = self._read()
        self.there = dict(stamps_below(published(project), with_folders=False))
        """The files that are published now, from the output folder, with their stamps."""
        self._folders: set[str] = set()
        self.files: dict[str, FrozenFile] = {}
        self.taken: set[str] = set()
        self.around: set[str] = set()
        """The files beside those, of an app that the notes have joined, from the output folder."""

    @property
    def placed(self) -> tuple[set[str], set[str]]:
        """The names of all files from the output folder, and of those that were taken along."""
        above = self._above
        return {*self.around, *(above + name for name in self.files)}, {above + name for name in self.taken}

    def _read(self) -> dict[str, FrozenFile]:
        try:
            kept = msgspec.msgpack.decode(self._shelf.get(self._key) or b"", type=_Kept)
        except msgspec.MsgspecError:  # there is none, or one of another version
            return {}
        links = [_same(*link) for link in kept.links]
        for name, numbers in kept.numbers.items():
            if page := kept.files[name].page:
                msgspec.structs.force_setattr(page, "links", tuple(map(links.__getitem__, numbers)))
        return kept.files

    def before(self, name: str) -> FrozenFile | None:
        """Return what is known of a file of the last freeze."""
        return self._before.get(name)

    def take_along(self, name: str, folder: Path) -> bool:
        """Put a published file into a new folder; return whether it could be done.

        Args:
            name: of a file of the last freeze.
            folder: the new one, on the same disk.
        """
        before = self._before[name]
        published, new = self._published + name, f"{folder}/{name}"
        if self.there.get(self._above + name) != before.stamp and _digest(published) != before.digest:
            return False
        above = new.rpartition("/")[0]
        try:
            if above not in self._folders:
                os.makedirs(above, exist_ok=True)  # noqa: PTH103 - the same
                self._folders.add(above)
            os.link(published, new)
        except OSError:
            return False
        self.files[name] = before
        self.taken.add(name)
        return True

    def size(self, name: str, folder: Path) -> int:
        """Return how many bytes a file in the new folder has."""
        if name in self.taken:
            return self.there[self._above + name][2]
        return os.stat(f"{folder}/{name}").st_size  # noqa: PTH116 - one of many

    def keep(self) -> list[tuple[str, Stamp]]:
        """Keep it for the next freeze, once the output is published; return the stamps of all its files."""
        found = sorted(stamps_below(Path(self._published), with_folders=False))
        for name, stamp in found:
            if name in self.files:
                self.files[name].stamp = stamp
        kept, at = _Kept({}, [], {}), defaultdict[tuple[str, str, str], int](itertools.count().__next__)
        for name, file in self.files.items():
            kept.files[name] = file
            if file.page:
                kept.numbers[name] = [at[link] for link in file.page.links]
                bare = msgspec.structs.replace(file.page, links=())
                kept.files[name] = msgspec.structs.replace(file, page=bare)
        kept.links.extend(at)
        self._shelf.put(self._key, msgspec.msgpack.encode(kept))
        return found


def kept_as(what: str, project: Project) -> str:
    """Return the key that something about a project's output is kept under."""
    return f"{what}-{hashlib.blake2b(os.fsencode(project.output), digest_size=8).hexdigest()}"


def published(project: Project) -> Path:
    """Return the folder that is published, behind whatever link."""
    return Path(os.path.realpath(project.output))


def _digest(file: str) -> bytes:
    with contextlib.suppress(OSError), open(file, "rb") as opened:  # noqa: PTH123 - one of very many
        return content_digest(opened.read())
    return b""


def content_digest(content: bytes) -> bytes:
    """Name what is in a file."""
    return hashlib.blake2b(content, digest_size=16).digest()
