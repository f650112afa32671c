"""What a project is: its folders."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from escarcha.config.foreign.disk import is_file
from escarcha.config.foreign.finding import notes_folder as foreign_notes

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS_NAME = "site.toml"

ADDRESSES_NAME = "direcciones.txt"
"""The list of the addresses that a site has had, beside ``freeze.py``."""

DEFAULT_CONTENT = "content"
"""The folder of notes, from the project's, where nobody says otherwise."""

OUTPUT_FOLDER = "build"
"""The folder of the site as published, from the project's, where nobody says otherwise."""

TEACHER_FOLDER = "build-docente"
"""That of the site for teachers, which never lies in the other."""

BOOK_FOLDER = "build-libro"
"""The folder of books, from the project's, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a project, all absolute.

    Args:
        root: where ``freeze.py`` stands; problems name files from here.
        content: the notes.
        output: the site as published.
        base_url: what the command line puts in place of the setting of that name; None leaves it.
        runs: whether examples may run, if the settings let them.
        is_trusted: whether the notes and settings are the author's own. Of others' no example runs, and no
            setting holds that would run code, let scripts through or reach out of ``content/``.
        prefix: below which its pages stand in an app of the author's, such as ``/notas``; empty in most.
        is_indexed: whether search engines may list the site.
        tries: whether readers may run examples on the pages, if the settings let them.
        is_for_teachers: whether it has what is kept from students.
    """

    root: Path
    content: Path
    output: Path
    base_url: str | None = None
    runs: bool = True
    is_trusted: bool = True
    prefix: str = ""
    is_indexed: bool = True
    tries: bool = True
    is_for_teachers: bool = False

    @classmethod
    def at(
        cls,
        root: Path,
        *,
        content: Path | None = None,
        output: Path | None = None,
        base_url: str | None = None,
        runs: bool = True,
        is_trusted: bool = True,
        is_indexed: bool = True,
        is_for_teachers: bool = False,
    ) -> Project:
        """Lay out a project at ``root``; folders that are given are taken from the working folder.

        Where no folder of notes is given, a ``site.toml`` at the root may name it, or a ``mkdocs.yml`` or
        ``zensical.toml``; else it is ``content/``.
        """
        root = root.resolve()
        folder = TEACHER_FOLDER if is_for_teachers else OUTPUT_FOLDER
        return cls(
            root,
            (_named_content(root) if content is None else content).resolve(),
            # Not resolved: if build/ is itself a symbolic link, the swap needs to see the link.
            (root / folder if output is None else output).absolute(),
            base_url,
            runs,
            is_trusted,
            is_indexed=is_indexed and not is_for_teachers,
            is_for_teachers=is_for_teachers,
        )

    @property
    def is_in_the_way(self) -> bool:
        """Tell whether the site for teachers would lie where that for all is published."""
        # Path.resolve would raise where links lead in a circle.
        published, output = map(os.path.realpath, (self.root / OUTPUT_FOLDER, self.output))
        return self.is_for_teachers and PurePath(output).is_relative_to(published)

    @property
    def settings_file(self) -> Path:
        """Where the settings are: at the root, if there is such a file, else with the notes."""
        at_root = self.root / SETTINGS_NAME
        return at_root if at_root.is_file() else self.content / SETTINGS_NAME

    @property
    def templates(self) -> Path:
        """Where the project's own templates stand; those of an app that it has joined lie around them."""
        return self.root / "templates" / self.prefix[1:]

    @property
    def static(self) -> Path:
        """Where Flask has the files of an app, which are published below ``/static/``."""
        return self.root / "static"

    @property
    def cache(self) -> Path:
        """What may be deleted at any time and is never published."""
        return self.root / ".cache" / "escarcha"

    @property
    def copies(self) -> Path:
        """Where copies of other hosts' images are kept, if the settings ask for them."""
        return self.cache / "imagenes"

    @property
    def aside(self) -> frozenset[str]:
        """What of a project is neither notes nor their files, although the notes may be all of the folder.

        Among it is what Escarcha writes, which must never look like a change of the notes.
        """
        files = ("freeze.py", ADDRESSES_NAME, "netlify.toml", "requirements.txt", "palabras.txt")
        own = (*files, OUTPUT_FOLDER, TEACHER_FOLDER, BOOK_FOLDER, "vendor", ".cache")
        paths = (self.output, self.templates, *(self.root / name for name in own))
        return frozenset(map(str, paths)) - {str(self.content)}

    def display(self, path: Path) -> str:
        """Write a path as the author would: from the project's folder where it lies inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def _named_content(root: Path) -> Path:
    """Return the folder of notes: as ``site.toml`` at the root says, or another tool, or ``content``.

    Whatever is wrong with those files is told where all of them is read.
    """
    default = root / DEFAULT_CONTENT
    try:
        named = tomllib.loads((root / SETTINGS_NAME).read_text("utf-8-sig")).get("content")
    except (OSError, ValueError, RecursionError):
        named = None
    if not isinstance(named, str) or not named:
        has_own = is_file(default / SETTINGS_NAME)
        return default if has_own else foreign_notes(root) or default
    try:
        return root / named if (root / named).resolve().is_relative_to(root) else default
    except (OSError, ValueError):  # a name that no disk takes
        return default
