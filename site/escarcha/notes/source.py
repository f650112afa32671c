"""Walk ``content/`` and tell notes from media."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from escarcha.config import FOREIGN_NAMES, SETTINGS_NAME, exclusion
from escarcha.notes.reach import Reach
from escarcha.problems import Code, Problem, Severity, unreadable

if TYPE_CHECKING:
    from escarcha.config import Project

NOTE_SUFFIXES = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Source:
    """A file under ``content/`` that will be published.

    Args:
        path: from ``content/``, as the disk spells it.
        file: where it lies.
        size: bytes.
        stamp: changes whenever the file does, while one machine is running.
    """

    path: PurePosixPath
    file: Path
    size: int
    stamp: tuple[int, int, int, int]

    @property
    def is_note(self) -> bool:
        """Tell a note from a medium."""
        return self.path.name.lower().endswith(NOTE_SUFFIXES)


def find_sources(
    project: Project, exclude: tuple[str, ...] = (), reach: Reach | None = None
) -> tuple[list[Source], list[Problem]]:
    """List what is to be published from ``content/``, in an order that every machine agrees on.

    Names that begin with ``_`` or ``.`` are left out (``..md`` is no hidden file but a note called «.»),
    and so are ``site.toml``, other tools' settings, what of the project is no note, what editors keep beside
    what they edit, and the folders of programs. Symbolic links are followed while they stay inside
    ``content/`` and lead to nothing that is out of reach.

    Args:
        project: whose ``content/`` to walk.
        exclude: patterns of paths to leave out, as git has them.
        reach: what notes may show; None asks for it anew.
    """
    if not project.content.is_dir():
        return [], []
    walk = _Walk(project, exclude, reach or Reach(project))
    while walk.pending:
        walk.folder(*walk.pending.pop())
    return sorted(walk.sources, key=lambda source: source.path), [*walk.problems, *walk.programs()]


class _Walk:
    """One walk over one ``content/``."""

    def __init__(self, project: Project, exclude: tuple[str, ...], reach: Reach) -> None:
        self.project = project
        self.reach = reach
        self.exclude = exclusion(exclude)
        self.sources: list[Source] = []
        self.problems: list[Problem] = []
        # The folders still to walk. Recursion would not do: folders can be nested deeper than Python's calls.
        self.pending: list[tuple[Path, PurePosixPath, tuple[Path, ...]]] = [
            (project.content, PurePosixPath(), ())
        ]
        self._linked: set[Path] = set()
        self.aside = project.aside
        self.not_notes: list[PurePosixPath] = []

    def folder(self, folder: Path, path: PurePosixPath, above: tuple[Path, ...]) -> None:
        """Walk one folder; ``above`` are the real folders that lead to it."""
        # Resolved only if it is a link, as resolving looks at every folder above.
        real = above[-1] / folder.name if above and not folder.is_symlink() else folder.resolve()
        try:
            with os.scandir(folder) as found:
                files = sorted(found, key=lambda file: file.name)
        except OSError as error:
            self.problems.append(unreadable(error, self._place(path)))
            return
        for file in files:
            name = os.fsencode(file.name).decode("utf-8", "surrogateescape")  # whatever the locale says
            child = path / name
            if not _is_hidden(name) and file.path not in self.aside and not self._is_excluded(file, child):
                self._visit(file, child, (*above, real))

    def _visit(self, found: os.DirEntry[str], path: PurePosixPath, above: tuple[Path, ...]) -> None:
        file = Path(found.path)
        try:
            if found.is_symlink() and not self._may_follow(file, path, above):
                return
            status = found.stat()
        except OSError as error:
            self.problems.append(unreadable(error, self._place(path)))
            return
        if stat.S_ISDIR(status.st_mode):
            if not is_of_programs(file):
                self.pending.append((file, path, above))
        elif stat.S_ISREG(status.st_mode):
            if found.name.endswith(_PROGRAM_SUFFIX):
                self.not_notes.append(path)
            elif str(path) not in (SETTINGS_NAME, *FOREIGN_NAMES):
                stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
                self.sources.append(Source(path, file, status.st_size, stamp))
        else:
            self._warn(Code.UNREADABLE, path, "no es un archivo normal.")

    def _may_follow(self, link: Path, path: PurePosixPath, above: tuple[Path, ...]) -> bool:
        try:
            target = link.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: a loop, up to Python 3.12
            cause = "el enlace simbólico no lleva a ninguna parte."
        else:
            if not target.is_relative_to(self.project.content):
                cause = "el enlace simbólico sale de la carpeta de notas, así que no se sigue."
            elif refusal := self.reach.refusal(target):
                cause = f"el enlace simbólico no se sigue, porque lleva a un archivo que {refusal}."
            elif target in above or target in self._linked:
                cause = "el enlace simbólico vuelve a una carpeta ya recorrida, así que no se sigue."
            else:
                if target.is_dir():
                    self._linked.add(target)
                return True
        self._warn(Code.SYMLINK_SKIPPED, path, cause)
        return False

    def programs(self) -> list[Problem]:
        """Tell once of the files that look like notes and are programs."""
        if not self.not_notes:
            return []
        first = min(self.not_notes)
        others = f", ni {len(self.not_notes) - 1} más como él" if len(self.not_notes) > 1 else ""
        cause = f"un archivo «.mdx» es un programa, así que no se publica{others}."
        remedy = "Si solo tiene Markdown, ponle «.md» al final del nombre."
        return [Problem(Code.NOT_A_NOTE, self._place(first), None, cause, remedy, Severity.HINT)]

    def _is_excluded(self, file: os.DirEntry[str], path: PurePosixPath) -> bool:
        try:
            return self.exclude.covers_all(path) if file.is_dir() else self.exclude.covers(path)
        except OSError:  # a link that leads round in a circle
            return self.exclude.covers(path)

    def _warn(self, code: Code, path: PurePosixPath, cause: str) -> None:
        remedy = "Copia el archivo o quítalo."
        self.problems.append(Problem(code, self._place(path), None, cause, remedy, Severity.WARNING))

    def _place(self, path: PurePosixPath) -> str:
        return self.project.display(self.project.content / path)


def is_of_programs(folder: Path) -> bool:
    """Tell whether programs fill a folder: packages of JavaScript, a virtual environment, a site of ours."""
    return folder.name == "node_modules" or (folder / "pyvenv.cfg").is_file() or _is_frozen(folder)


def _is_frozen(folder: Path) -> bool:
    """Tell whether Escarcha has published into a folder, as the mark in it says (``freezing/output.py``)."""
    try:
        return b"Escarcha" in (folder / ".nojekyll").read_bytes()
    except OSError:
        return False


def _is_hidden(name: str) -> bool:
    """Tell what is not published: ``_name``, ``.name`` and the copies that editors keep."""
    if name.startswith("_") or name.endswith(_COPIES) or name in _OF_SYSTEMS:
        return True
    if name.startswith("#") and name.endswith("#"):  # what Emacs has not saved yet
        return True
    return name.startswith(".") and not _DOTS.fullmatch(name)


_COPIES = ("~", ".bak", ".orig", ".swp", ".tmp")
"""How the names of copies end that editors and git keep beside a file."""

_OF_SYSTEMS = frozenset(["Thumbs.db", "desktop.ini", "__MACOSX"])
"""What Windows and macOS put into folders."""

_PROGRAM_SUFFIX = ".mdx"
"""Of Markdown with JavaScript in it: https://mdxjs.com."""

_DOTS = re.compile(r"\.+\.(?:md|markdown)", re.IGNORECASE)
