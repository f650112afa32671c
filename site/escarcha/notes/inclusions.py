"""Files that a note includes: ```` ```python include="ejemplos/app.py" ````.

They are read along with the note, so that whoever renders it needs no disk.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.markup import included_files
from escarcha.notes.text import TextError, decode
from escarcha.problems import because

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path, PurePosixPath

    from escarcha.config import Project
    from escarcha.notes.note import Note

MAX_SIZE = 1_000_000
"""Bytes of an included file; nobody reads a longer one on a page."""


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A file that a note names.

    Args:
        name: as the note has it.
        text: what is in it; line feeds end its lines.
        missing: why it cannot be had, in Spanish; empty if it can.
    """

    name: str
    text: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All that a note's Fragment depends on.

    Args:
        body: the note's text without its header.
        inclusions: the files it names.
    """

    body: str
    inclusions: tuple[Inclusion, ...] = ()


def read_inclusions(body: str, path: PurePosixPath, project: Project) -> tuple[Inclusion, ...]:
    """Read the files that a note may include.

    Args:
        body: the note's text.
        path: of the note, from ``content/``; names are counted from its folder, and with a slash in front
            from the project's.
        project: outside of whose folder nothing is read.
    """
    return tuple(_read(name, _folder(name, path, project), project) for name in included_files(body))


def included_paths(notes: Iterable[Note], project: Project) -> set[str]:
    """Return the files that some notes name, whether they are there or not."""
    return {
        os.path.normpath(_folder(each.name, note.path, project) / each.name.lstrip("/"))
        for note in notes
        for each in note.inclusions
    }


def _folder(name: str, path: PurePosixPath, project: Project) -> Path:
    return project.root if name.startswith("/") else project.content / path.parent


def _read(name: str, folder: Path, project: Project) -> Inclusion:
    try:
        file = (folder / name.lstrip("/")).resolve()
        if not file.is_relative_to(project.root):
            return Inclusion(name, "", "está fuera del proyecto")
        if not file.is_file():
            return Inclusion(name, "", "es una carpeta" if file.is_dir() else "no existe")
        if file.stat().st_size > MAX_SIZE:
            return Inclusion(name, "", f"ocupa más de {MAX_SIZE // 1_000_000} MB")
        return Inclusion(name, decode(file.read_bytes())[0])
    except OSError as error:
        return Inclusion(name, "", because(error))
    except (TextError, ValueError):
        return Inclusion(name, "", "no es texto UTF-8")
