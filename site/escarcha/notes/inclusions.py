"""Files that a note includes: ```` ```python include="ejemplos/app.py" ````.

They are read along with the note, so that whoever renders it needs no disk.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.history import ignore_files
from escarcha.markup import CodeBlock, included_files
from escarcha.markup.material.snippets import named_snippets
from escarcha.notes.reach import HIDDEN, IGNORED, OUTSIDE
from escarcha.notes.text import TextError, decode
from escarcha.problems import because

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from escarcha.config import Project
    from escarcha.notes.note import Note
    from escarcha.notes.reach import Reach

MAX_SIZE = 1_000_000
"""Bytes of an included file; nobody reads a longer one on a page."""

MOST = 1000
"""Files that a note names, those among them that these name."""


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A file that a note names.

    Args:
        name: as the note has it.
        text: what is in it; line feeds end its lines.
        missing: why it cannot be had, in Spanish; empty if it can.
        remedy: what to do then, where it is not the name that is wrong.
    """

    name: str
    text: str
    missing: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All that a note's Fragment depends on.

    Args:
        body: the note's text without its header.
        inclusions: the files it names.
        solutions: blocks of code that are run and not shown, as it is not their day yet.
    """

    body: str
    inclusions: tuple[Inclusion, ...] = ()
    solutions: tuple[CodeBlock, ...] = ()


def read_inclusions(body: str, path: PurePosixPath, project: Project, reach: Reach) -> tuple[Inclusion, ...]:
    """Read the files that a note may include.

    Args:
        body: the note's text.
        path: of the note, from ``content/``; names are counted from its folder, and with a slash in front
            from the project's.
        project: whose note it is.
        reach: what of it may be read.
    """
    found: dict[str, Inclusion] = {}
    waiting = [*included_files(body)]
    while waiting and len(found) < MOST:
        name = waiting.pop(0)
        if name not in found:
            found[name] = _read(name, _folder(name, path, project), reach)
            waiting += named_snippets(found[name].text)
    return tuple(found.values())


def included_paths(notes: Iterable[Note], project: Project) -> set[str]:
    """Return the files that some notes name, and those that may hide them, whether they are there or not."""
    named = {included_path(each.name, note, project) for note in notes for each in note.inclusions}
    folders = {file.parent for file in named}
    return {str(file) for file in (*named, *(file for folder in folders for file in ignore_files(folder)))}


def included_path(name: str, note: Note, project: Project) -> Path:
    """Return the file that a note names, whether it is there or not."""
    return Path(os.path.normpath(_folder(name, note.path, project) / name.lstrip("/")))


def _folder(name: str, path: PurePosixPath, project: Project) -> Path:
    if not name.startswith("/"):
        return project.content / path.parent
    is_there = (project.root / name[1:]).exists() or not (project.content / name[1:]).exists()
    return project.root if is_there else project.content


_REMEDIES = {
    OUTSIDE: "Muévelo a ella, o nombra su carpeta en «include_from», en site.toml.",
    HIDDEN: "Lo oculto no se publica: copia lo que quieras enseñar a otro archivo.",
    IGNORED: "Si no guarda ningún secreto, añádelo al repositorio.",
}


def _read(name: str, folder: Path, reach: Reach) -> Inclusion:
    try:
        file = (folder / name.lstrip("/")).resolve()
        if refusal := reach.refusal(file):
            return Inclusion(name, "", refusal, _REMEDIES[refusal])
        if not file.is_file():
            return Inclusion(name, "", "es una carpeta" if file.is_dir() else "no existe")
        if file.stat().st_size > MAX_SIZE:
            return Inclusion(name, "", f"ocupa más de {MAX_SIZE // 1_000_000} MB")
        return Inclusion(name, decode(file.read_bytes())[0])
    except OSError as error:
        return Inclusion(name, "", because(error))
    except (TextError, ValueError):
        return Inclusion(name, "", "no es texto UTF-8")
