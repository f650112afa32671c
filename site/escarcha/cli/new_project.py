"""A new project, in a folder of its own or where notes already lie: what would be written, then the writing.

No note is touched, no file replaced: those that are there already stay, or get lines that they lack.
"""

from __future__ import annotations

import contextlib
import glob
import json
import mimetypes
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from escarcha import bundled
from escarcha.cli.origin import VENDOR, find_origin
from escarcha.config import ADDRESSES_NAME, DEFAULT_CONTENT, SETTINGS_NAME, Project
from escarcha.history import ignores
from escarcha.notes.layout import INDEX_NAMES
from escarcha.notes.source import Source, find_sources
from escarcha.problems import Code, EscarchaError, Problem, because

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.cli.origin import Origin

_TEMPLATES = "templates"
_SCRIPT, _REQUIREMENTS, _IGNORED = "freeze.py", "requirements.txt", ".gitignore"
_OF_NETLIFY = ("netlify.toml", ".netlify-cache/index.js", ".netlify-cache/manifest.yml")
_OF_ANY_PROJECT = (_SCRIPT, *_OF_NETLIFY, ADDRESSES_NAME, _IGNORED)
"""What of the skeleton a folder of notes gets as well; the rest is an example of notes."""

_SHOWN = ("image/", "audio/", "video/", "font/", "application/pdf")
"""Kinds of files that notes show or link to; others at the top of a folder are rather those of a program."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one file.

    Args:
        path: from the project's folder.
        content: what it holds afterwards.
        added: lines that a file which is there already gets; none where the file is new.
    """

    path: str
    content: bytes
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What ``init`` does.

    Args:
        folder: of the project.
        changes: file by file.
        origin: where a host will get Escarcha from.
        sources: what is published of a folder that is there already.
    """

    folder: Path
    changes: tuple[Change, ...]
    origin: Origin
    sources: tuple[Source, ...]

    @property
    def front(self) -> PurePosixPath | None:
        """The note that is the front page of a folder that is there already."""
        fronts = [
            source.path
            for name in INDEX_NAMES
            for source in self.sources
            if source.is_note and source.path.parent.name == "" and source.path.stem.lower() == name
        ]
        return fronts[0] if fronts else None

    def carry_out(self) -> None:
        """Write it.

        Raises:
            EscarchaError: if the system refuses.
        """
        try:
            if not self.sources:
                (self.folder / _TEMPLATES).mkdir(parents=True, exist_ok=True)
            for change in self.changes:
                target = self.folder / change.path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(change.content)
        except OSError as error:
            raise _refused(error, self.folder) from error


def plan_project(folder: Path) -> Plan:
    """Say what a folder needs to be a project.

    Args:
        folder: that may not be there yet, be empty, or hold notes.

    Raises:
        EscarchaError: if something stands in the way, or nothing is missing.
    """
    sources = _find_notes(folder)
    origin = find_origin()
    wanted = {path.as_posix(): file.read_bytes() for path, file in bundled.project_files().items()}
    if sources:
        wanted = {name: wanted[name] for name in _OF_ANY_PROJECT}
        if not Project.at(folder).content.is_dir():  # nothing says where they are
            wanted[SETTINGS_NAME] = _settings(sources).encode()
    wanted |= {_REQUIREMENTS: f"{origin.requirement}\n".encode(), **origin.wheel}
    _refuse_obstacles(folder, wanted, may_add=bool(sources))
    changes = [change for name in sorted(wanted) if (change := _change(folder, name, wanted[name], origin))]
    if not changes:
        cause, remedy = "aquí ya hay un proyecto, y no le falta nada.", "Elige otra carpeta."
        raise EscarchaError(Problem(Code.ALREADY_EXISTS, str(folder), None, cause, remedy))
    if not any(change.path == _REQUIREMENTS for change in changes):  # it names an Escarcha already
        changes = [change for change in changes if change.path not in origin.wheel]
    aside = set(_of_programs(sources)) if SETTINGS_NAME in wanted else set()
    kept = tuple(source for source in sources if source.path.parts[0] not in aside)
    return Plan(folder, tuple(changes), origin, kept)


def _find_notes(folder: Path) -> list[Source]:
    """Return what would be published of a folder; nothing if it holds no note."""
    try:
        if not folder.is_dir():
            return []
        project = Project.at(folder)
        if not project.content.is_dir():
            project = Project.at(folder, content=folder)
        sources, _ = find_sources(project)
    except OSError as error:
        raise _refused(error, folder) from error
    return sources if any(source.is_note for source in sources) else []


def _refused(error: OSError, folder: Path) -> EscarchaError:
    cause = f"no se puede escribir: {because(error)}."
    return EscarchaError(Problem(Code.WRITE_FAILED, str(folder), None, cause))


def _refuse_obstacles(folder: Path, wanted: dict[str, bytes], *, may_add: bool) -> None:
    """Refuse to go on where a file is in the way, before anything is written.

    A symbolic link that goes nowhere counts, too: a file written through it would lie elsewhere.
    """
    remedy = "Cámbiale el nombre y repite la orden." if may_add else "Elige una carpeta vacía."
    found = []
    folders = {_TEMPLATES, *(str(PurePosixPath(name).parent) for name in wanted)} - {"."}
    for name in (*wanted, *folders):
        file = folder / name
        is_kept = name in folders if file.is_dir() else may_add and file.is_file() and name not in folders
        if os.path.lexists(file) and not is_kept:
            found.append(Problem(Code.ALREADY_EXISTS, str(file), None, "el archivo ya existe.", remedy))
        elif name == _SCRIPT and is_kept and b"escarcha" not in file.read_bytes():
            cause = "este archivo ya existe y no es de Escarcha."
            found.append(Problem(Code.ALREADY_EXISTS, str(file), None, cause, remedy))
    if found:
        raise EscarchaError(*found)


def _change(folder: Path, name: str, content: bytes, origin: Origin) -> Change | None:
    """Say what has to happen to a file; None if it may stay as it is."""
    file = folder / name
    new = content.decode() if name in {_IGNORED, _REQUIREMENTS} else ""
    if name == _IGNORED and any(ignores(folder, path) for path in origin.wheel):
        new += f"!/{VENDOR}/\n!/{VENDOR}/*.whl\n"
    if not file.is_file():
        return Change(name, new.encode() or content)
    try:
        old = file.read_bytes().decode("utf-8-sig") if new or name == SETTINGS_NAME else ""
    except UnicodeDecodeError:
        cause, remedy = "no es texto UTF-8, así que no se le puede añadir nada.", "Guárdalo como UTF-8."
        raise EscarchaError(Problem(Code.UNREADABLE, str(file), None, cause, remedy)) from None
    if name == SETTINGS_NAME and not Project.at(folder).content.is_dir():
        line = f'{DEFAULT_CONTENT} = "."'
        return Change(name, f"{line}\n{old}".encode(), (line,))
    if name == _REQUIREMENTS and "escarcha" in old.lower():
        return None
    there = {line.strip() for line in old.splitlines()}
    lines = tuple(line for line in new.splitlines() if line not in there)
    if not lines:
        return None
    gap = "" if not old or old.endswith("\n") else "\n"
    return Change(name, "\n".join([f"{old}{gap}{lines[0]}", *lines[1:], ""]).encode(), lines)


def _settings(sources: list[Source]) -> str:
    """Write the settings of a folder whose notes lie where the project does."""
    text = '# Las notas están en esta misma carpeta.\ncontent = "."\n'
    names = [json.dumps(glob.escape(name), ensure_ascii=False) for name in sorted(_of_programs(sources))]
    if names:
        listed = "".join(f"    {name},\n" for name in names)
        text += f"\n# Lo que hay en ella y no es para el sitio.\nexclude = [\n{listed}]\n"
    text += "\n# La dirección pública. Con ella hay sitemap.xml y enlaces canónicos.\n"
    return f'{text}# base_url = "https://ejemplo.es"\n'


def _of_programs(sources: list[Source]) -> Iterator[str]:
    """Yield what lies at the top of a folder and is of no use to notes: files and folders of programs.

    What a note names stays, as it may lead there: a README to its LICENSE.
    """
    tops: dict[str, bool] = {}
    for source in sources:
        kind = mimetypes.guess_type(source.path.name)[0] or ""
        top = source.path.parts[0]
        tops[top] = tops.get(top, False) or source.is_note or kind.startswith(_SHOWN)
    others = {name for name, is_for_notes in tops.items() if not is_for_notes and name.isprintable()}
    for note in (source for source in sources if source.is_note and others):
        with contextlib.suppress(OSError):
            text = unquote(note.file.read_bytes().decode("utf-8", "replace"))
            others = {name for name in others if name not in text}
    yield from others
