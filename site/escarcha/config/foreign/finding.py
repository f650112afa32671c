"""Where another tool's settings lie: at the project's root, with the notes, or in a folder between them."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.config.foreign.disk import is_file, is_folder
from escarcha.config.foreign.shape import shape
from escarcha.problems import EscarchaError
from escarcha.stamps import Stamp, stamp_of

if TYPE_CHECKING:
    from escarcha.config.foreign.document import Document

NAMES = ("zensical.toml", "mkdocs.yml", "mkdocs.yaml")
"""Where two stand in one folder, the first is read, as by Zensical."""

DOCS, SITE = "docs", "site"
"""The folders of notes and of what is made of them where the other tools' settings name none."""


def places(root: Path, content: Path) -> list[Path]:
    """List the files that may hold another tool's settings, the nearest to the notes first.

    Args:
        root: of the project.
        content: the notes; where they lie elsewhere, the folder above them is the last that is looked at.
    """
    folders = [content, *content.parents]
    return [folder / name for folder in folders[: folders.index(top(root, content)) + 1] for name in NAMES]


def top(root: Path, content: Path) -> Path:
    """Return the uppermost folder in which settings are looked for."""
    return root if content.is_relative_to(root) else content.parent


def find(root: Path, content: Path) -> Path | None:
    """Return the file of another tool's settings that speaks of some notes; None if there is none."""
    for file in places(root, content):
        if is_file(file):
            return file if _speaks_of(file, content) else None
    return None


def read(file: Path) -> Document:
    """Read a file, unless it is as it was when it was read before.

    Raises:
        EscarchaError: if it cannot be read.
    """
    known = _read(file, stamp_of(file))
    # A file that it goes on from may have changed, too.
    if any(stamp_of(each) != stamp for each, stamp in known[1]):
        _read.cache_clear()
        known = _read(file, stamp_of(file))
    return known[0]


@lru_cache(maxsize=4)
def _read(file: Path, _: Stamp) -> tuple[Document, tuple[tuple[Path, Stamp], ...]]:
    from escarcha.config.foreign.parsing import read_document  # noqa: PLC0415 - PyYAML comes with it

    document = shape(read_document(file))
    return document, tuple((each, stamp_of(each)) for each in document.files)


def notes_folder(root: Path) -> Path | None:
    """Return the folder of notes that another tool's settings at the root name; None if there is none."""
    for name in NAMES:
        file = root / name
        if is_file(file):
            folder = _docs(file)
            is_inside = folder.is_relative_to(root) and is_folder(folder)
            return folder if is_inside else None
    return None


def way(file: Path, content: Path) -> str:
    """Return the way from the notes to the folder that the paths in a file count from."""
    docs = _docs(file)
    return Path(os.path.relpath(docs, content)).as_posix() if is_folder(docs) else "."


def built(file: Path, document: Document, content: Path) -> str:
    """Return a pattern for the site that the other tool has made, if it lies among the notes; or nothing."""
    named = document.values.get("site_dir")
    folder = Path(os.path.normpath(file.parent / (named if isinstance(named, str) and named else SITE)))
    is_inside = folder.is_relative_to(content) and folder != content and is_folder(folder)
    return f"/{folder.relative_to(content).as_posix()}/" if is_inside else ""


def _speaks_of(file: Path, content: Path) -> bool:
    """Tell whether the notes that a file speaks of are these: that folder, one in it, or one above it.

    Where the folder that it names is not there, its notes have been moved.
    """
    docs = _docs(file)
    return not is_folder(docs) or docs.is_relative_to(content) or content.is_relative_to(docs)


def _docs(file: Path) -> Path:
    try:
        named = read(file).values.get("docs_dir")
    except EscarchaError:  # which is told where all of it is read
        named = None
    try:
        return (file.parent / (named if isinstance(named, str) and named else DOCS)).resolve()
    except (OSError, ValueError):
        return file.parent / DOCS
