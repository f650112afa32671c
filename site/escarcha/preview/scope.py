"""Which files a preview is made of, and which folders are watched for them."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha import bundled
from escarcha.config import foreign_files
from escarcha.freezing.inputs import own_modules
from escarcha.preview.script import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escarcha.config import Project
    from escarcha.preview.current import Current


class Scope:
    """The files of a project that show in its preview.

    Args:
        project: whose files.
        current: knows what notes include.
        static: folders of the app's own files, with the addresses that these are served below.
    """

    def __init__(self, project: Project, current: Current, static: Sequence[tuple[Path, str]] = ()) -> None:
        self._project = project
        self._current = current
        self._static = [each for each in static if each[0].is_relative_to(project.root)]
        self._modules: frozenset[str] = frozenset()
        self._included: set[str] = set()
        self.look_for_modules()

    def look_for_modules(self) -> None:
        """See which modules of the project are loaded by now: a view may load one when it is asked for."""
        self._modules = frozenset(own_modules(self._project))

    def has_moved(self, files: Iterable[Path]) -> bool:
        """Tell whether folders may be others than they were when this was asked before.

        Args:
            files: that have changed meanwhile.
        """
        before, self._included = self._included, self._current.included
        return before != self._included or any(not file.is_file() for file in files)

    def folders(self) -> tuple[set[Path], set[Path]]:
        """Return the folders to watch: with all that is below them, and without."""
        project = self._project
        deep = {project.templates, bundled.templates(), bundled.STATIC, bundled.PREVIEW, bundled.LOCALE}
        deep |= {folder for folder, _ in self._static}
        with contextlib.suppress(OSError):  # there may be no such folder, for now
            folders = (each for each in project.content.iterdir() if str(each) not in project.aside)
            deep |= {folder for folder in folders if _may_hold_notes(folder)}
        deep = {folder for folder in deep - {project.output} if folder.is_dir()}
        flat = {
            project.root,
            project.content,
            *(file.parent for file in foreign_files(project, inherited=True)),
        }
        named = (Path(file).parent for file in (*self._current.included, *self._modules))
        flat |= {folder for folder in named if folder.is_relative_to(project.root)}
        return deep, {
            folder for folder in flat if folder.is_dir() and not any(map(folder.is_relative_to, deep))
        }

    def is_shown(self, file: Path) -> bool:
        """Tell whether pages may be made of a file."""
        project = self._project
        if (
            file in (project.settings_file, *foreign_files(project, inherited=True))
            or str(file) in self._current.included
        ):
            return True
        if any(map(file.is_relative_to, (project.templates, bundled.PACKAGE, bundled.templates()))):
            return True
        # Where the notes are all of the project's folder, what Escarcha writes there is not among them.
        is_aside = any(str(each) in project.aside for each in (file, *file.parents))
        return file.is_relative_to(project.content) and not is_aside

    def static_urls(self, files: Iterable[Path]) -> dict[Path, str]:
        """Return those of some files that the app serves as they are, with their addresses."""
        return {
            file: address + file.relative_to(folder).as_posix()
            for file in files
            for folder, address in self._static
            if file.is_relative_to(folder)
        }

    def is_program(self, files: Iterable[Path], *, is_broken: bool) -> bool:
        """Tell whether any of some files is code of the project, or a first folder of static files.

        Args:
            files: that have changed.
            is_broken: whether that code cannot be loaded, so that any file may be the one that it lacks.
        """
        files = set(files)
        if self._project.static in files and self._project.static.is_dir() and not self._static:
            return True  # an app is made without a view for what is not there
        names = {str(file) for file in files if file.suffix == ".py"}
        if not names:
            return False
        self.look_for_modules()
        return is_broken or bool(names & {str(self._project.root / NAME), *self._modules})


def _may_hold_notes(folder: Path) -> bool:
    """Tell whether a folder of the content is worth being watched: others may hold too much."""
    if not folder.is_dir() or folder.name == "node_modules" or (folder / "pyvenv.cfg").is_file():
        return False
    return not folder.name.startswith(".") or folder.name == ".well-known"
