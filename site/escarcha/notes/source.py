"""Walk ``content/`` and tell notes from media."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from escarcha.config import FOREIGN_NAMES, SETTINGS_NAME, exclusion
from escarcha.hosts import HEADERS, REDIRECTS
from escarcha.notes.reach import WELL_KNOWN, Reach
from escarcha.problems import Code, Problem, Severity, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.config import Project, Settings

NOTE_SUFFIXES = (".md", ".markdown")


COPIES = PurePosixPath("copias")
"""The folder of the site with copies of other hosts' images."""


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
        return self.path.name.lower().endswith(NOTE_SUFFIXES) and not is_well_known(self.path)


def find_sources(
    project: Project, exclude: tuple[str, ...] = (), reach: Reach | None = None
) -> tuple[list[Source], list[Problem]]:
    """List what is to be published from ``content/``, in an order that every machine agrees on.

    Names that begin with ``_`` or ``.`` are left out (``..md`` is no hidden file but a note called «.»), but
    for what is meant for hosts. So are ``site.toml``, other tools' settings, what of the project is no note,
    what editors keep beside what they edit, and the folders of programs. Symbolic links are followed while
    they stay inside ``content/`` and lead to nothing that is out of reach.

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
    told = [*walk.problems, *walk.programs(), *walk.left_out()]
    return sorted(walk.sources, key=lambda source: source.path), told


def copied_sources(project: Project, settings: Settings) -> list[Source]:
    """List the copies of other hosts' images as if they lay beside the notes (``beyond/copying.py``)."""
    if settings.images != "copy" or not project.copies.is_dir():
        return []
    found = sorted(file for file in project.copies.iterdir() if not file.name.startswith("."))
    return [Source(COPIES / file.name, file, *_look(file.stat())) for file in found]


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
        self.not_published: list[PurePosixPath] = []

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
            if file.path in self.aside or self._is_excluded(file, child):
                continue
            if not _is_hidden(child):
                self._visit(file, child, (*above, real))
            elif name.startswith("_") or name in _OF_SERVERS:
                self.not_published.append(child)

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
                self.sources.append(Source(path, file, *_look(status)))
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

    def left_out(self) -> list[Problem]:
        """Tell once of the files and folders that are not published, and that an author may expect to be.

        A dot hides a name on any machine, so nobody wonders where such files are.
        """
        if not self.not_published:
            return []
        cause = f"no se publica lo que empieza por «_» o «.»: {name_some(self.not_published)}."
        remedy = "Cámbiale el nombre para publicarlo, o ponlo en «exclude» si es a propósito."
        return [Problem(Code.LEFT_OUT, self._place(PurePosixPath()), None, cause, remedy, Severity.HINT)]

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


def _look(status: os.stat_result) -> tuple[int, tuple[int, int, int, int]]:
    """Return the size and the stamp of a file."""
    return status.st_size, (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def name_some(paths: Iterable[PurePosixPath]) -> str:
    """Name the first of some files, and say how many others there are."""
    found = sorted(map(str, paths))
    more = f" y {len(found) - _NAMED} más" if len(found) > _NAMED else ""
    return ", ".join(f"«{path}»" for path in found[:_NAMED]) + more


def is_of_programs(folder: Path) -> bool:
    """Tell whether programs fill a folder: packages of JavaScript, a virtual environment, a site of ours."""
    return folder.name == "node_modules" or (folder / "pyvenv.cfg").is_file() or _is_frozen(folder)


def _is_frozen(folder: Path) -> bool:
    """Tell whether Escarcha has published into a folder, as the mark in it says (``freezing/output.py``)."""
    try:
        return b"Escarcha" in (folder / ".nojekyll").read_bytes()
    except OSError:
        return False


def is_well_known(path: PurePosixPath) -> bool:
    """Tell whether a path from ``content/`` is that of a file that programs look for under that very name."""
    return path.parts[:1] == (WELL_KNOWN,)


def _is_hidden(path: PurePosixPath) -> bool:
    """Tell what is not published: ``_name``, ``.name`` and the copies that editors keep."""
    name = path.name
    if str(path) in (WELL_KNOWN, *FOR_HOSTS):
        return False
    if is_well_known(path):
        return name.startswith(".")
    if name.startswith("_") or name.endswith(_COPIES) or name in _OF_SYSTEMS:
        return True
    if name.startswith("#") and name.endswith("#"):  # what Emacs has not saved yet
        return True
    return name.startswith(".") and not _DOTS.fullmatch(name)


FOR_HOSTS = (HEADERS, REDIRECTS)
"""What an author wants hosts to obey; it is joined with what the site needs."""

_OF_SERVERS = frozenset([".htaccess"])
"""What servers obey where it is published, which it is not."""

_NAMED = 3
"""Files that a problem names, of many that are alike."""

_COPIES = ("~", ".bak", ".orig", ".swp", ".tmp")
"""How the names of copies end that editors and git keep beside a file."""

_OF_SYSTEMS = frozenset(["Thumbs.db", "desktop.ini", "__MACOSX"])
"""What Windows and macOS put into folders."""

_PROGRAM_SUFFIX = ".mdx"
"""Of Markdown with JavaScript in it: https://mdxjs.com."""

_DOTS = re.compile(r"\.+\.(?:md|markdown)", re.IGNORECASE)
