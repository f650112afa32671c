"""Which path becomes which."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from escarcha.history import renames
from escarcha.notes.source import NOTE_SUFFIXES, find_sources
from escarcha.problems import Code, EscarchaError, Problem, nearest_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escarcha.config import Project


@dataclass(frozen=True)
class Moves:
    """Files and folders that get another path; all paths are counted from the folder of notes.

    Args:
        paths: old → new, of files and of whole folders.
        are_done: whether the files are at their new paths already, and only links are to be mended.
    """

    paths: Mapping[PurePosixPath, PurePosixPath]
    are_done: bool = False
    _known: dict[PurePosixPath, PurePosixPath] = field(default_factory=dict, compare=False)

    def to(self, path: PurePosixPath) -> PurePosixPath:
        """Return the path that something has afterwards."""
        if path not in self._known:
            self._known[path] = self._work_out(path)
        return self._known[path]

    def _work_out(self, path: PurePosixPath) -> PurePosixPath:
        for each in (path, *path.parents):
            if each in self.paths:
                return self.paths[each] / path.relative_to(each)
        return path

    def with_further(self, further: Mapping[PurePosixPath, PurePosixPath]) -> Moves:
        """Return these moves and some more."""
        return Moves({**self.paths, **further}, self.are_done)


def find_moves(project: Project, old: str, new: str, *, exclude: tuple[str, ...] = ()) -> Moves:
    """Say what moves where.

    Args:
        project: whose notes they are.
        old: a path as it is typed: from the working folder, or from that of the notes.
        new: the same; a folder that is there, or a path that ends with a slash, takes what moves in.
        exclude: the setting of that name.

    Raises:
        EscarchaError: if there is nothing to move, something stands in the way, or the new path is outside of
            the folder of notes or among what is not published.
    """
    one = _typed(project, old)
    other = _typed(project, new, beside=one)
    if not os.path.lexists(one):
        if one != other and os.path.lexists(other) and other.is_relative_to(project.content):
            return Moves({_inside(project, one): _inside(project, other)}, are_done=True)
        raise _refused(project, one, "aquí no hay nada que mover.", _near(project, old, exclude))
    path = _inside(project, one)
    if path == PurePosixPath():
        raise _refused(project, one, "es la carpeta de todas las notas.", "Mueve lo que hay dentro.")
    if not _is_same(one, other) and (other.is_dir() or new.endswith("/")):
        other = other / one.name
    elif one.is_file() and _is_note(one) and not _is_note(other):
        other = other.with_name(other.name + one.suffix)
    target = _inside(project, other)
    _check_target(project, one, other)
    moves = Moves({path: target})
    if any(part.startswith(("_", ".")) for part in target.parts):
        raise _refused(project, other, "lo que empieza por «_» o «.» no se publica.", "Elige otro nombre.")
    return moves


def moves_of_git(project: Project) -> Moves | None:
    """Return the renames of files that git knows of and that no commit has yet; None if there are none."""
    found = {
        old: new
        for old, new in renames(project.content).items()
        if not os.path.lexists(project.content / old) and os.path.lexists(project.content / new)
    }
    return Moves(found, are_done=True) if found else None


def _typed(project: Project, word: str, beside: Path | None = None) -> Path:
    """Return the path that somebody has typed, without following what it leads to."""
    here = Path(os.path.normpath(Path.cwd() / word))
    there = Path(os.path.normpath(project.content / word))
    if beside is None:
        is_here = here.is_relative_to(project.content) and not os.path.lexists(there)
        return here if os.path.lexists(here) or is_here else there
    # Both are counted from where the first is.
    is_here = here.is_relative_to(project.content) and (
        os.path.lexists(here.parent) or not there.parent.exists()
    )
    return here if is_here else there


def _inside(project: Project, path: Path) -> PurePosixPath:
    """Return a path from the folder of notes."""
    if path == project.content:
        return PurePosixPath()
    if not path.is_relative_to(project.content) or not path.parent.resolve().is_relative_to(project.content):
        cause = "está fuera de la carpeta de las notas."
        raise _refused(
            project, path, cause, f"Mueve solo lo que hay en «{project.display(project.content)}»."
        )
    return PurePosixPath(path.relative_to(project.content).as_posix())


def _check_target(project: Project, one: Path, other: Path) -> None:
    if one == other:
        raise _refused(project, one, "ya está ahí.", "Elige otro nombre o carpeta.")
    if other.is_relative_to(one) and one.is_dir():
        raise _refused(project, one, "una carpeta no cabe en sí misma.", "Elige otra carpeta.")
    if os.path.lexists(other) and not _is_same(one, other):
        raise _refused(project, other, "ya hay algo con ese nombre.", "Elige otro, o quita antes lo que hay.")
    above = next(each for each in other.parents if os.path.lexists(each))
    if not above.is_dir():
        raise _refused(project, other, f"«{project.display(above)}» no es una carpeta.", "Elige otra.")


def _is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths are of one file: ``A.md`` and ``a.md`` are on some disks."""
    return os.path.lexists(other) and one.parent == other.parent and one.samefile(other)


def _is_note(path: Path) -> bool:
    return path.name.lower().endswith(NOTE_SUFFIXES)


def _near(project: Project, word: str, exclude: tuple[str, ...]) -> str:
    known = [source.path.as_posix() for source in find_sources(project, exclude)[0]]
    near = nearest_path(word, known)
    return f"¿Querías «{near}»?" if near else "Escribe su ruta desde esta carpeta, o desde la de las notas."


def _refused(project: Project, path: Path, cause: str, remedy: str) -> EscarchaError:
    return EscarchaError(Problem(Code.CANNOT_MOVE, project.display(path), None, cause, remedy))
