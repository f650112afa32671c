"""How far notes reach: which files they may show, and which of those beside them are published.

Below the folder of notes and those that ``include_from`` names; never what has a dot in front of its name,
nor what git ignores. There the secrets of a project lie: ``.env``, ``.git/config``, a database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.history import ignored_below

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from escarcha.config import Project

WELL_KNOWN = ".well-known"
"""The one folder with a dot that is for everybody: https://www.rfc-editor.org/rfc/rfc8615."""

OUTSIDE = "está fuera de la carpeta de notas"
HIDDEN = "tiene un punto delante, o lo tiene una carpeta en la que está"
IGNORED = "es de los que git ignora"


class Reach:
    """The files within reach of a project's notes, as they are now.

    Args:
        project: whose notes they are.
        include_from: further folders that notes may show files of, from the project's.
    """

    def __init__(self, project: Project, include_from: Iterable[str] = ()) -> None:
        named = [(project.root / name).resolve() for name in include_from]
        # A link may lead out of the project, and a folder need not be there.
        self._folders = [project.content, *(each for each in named if each.is_relative_to(project.root))]
        # The innermost first: what leads to it was chosen, a dot included.
        self._folders.sort(key=lambda folder: -len(folder.parts))
        self._ignored: dict[Path, frozenset[str]] = {}

    def refusal(self, file: Path) -> str:
        """Say in Spanish why a file is out of reach; empty if it is not.

        Args:
            file: absolute and without symbolic links; it need not exist.
        """
        folder = next((each for each in self._folders if file.is_relative_to(each)), None)
        if folder is None:
            return OUTSIDE
        parts = file.relative_to(folder).parts
        if any(part.startswith(".") for part in parts[parts[:1] == (WELL_KNOWN,) :]):
            return HIDDEN
        return IGNORED if self._is_ignored(file, folder) else ""

    def _is_ignored(self, file: Path, folder: Path) -> bool:
        if folder not in self._ignored:  # git is asked once, and only if there is something to ask for
            self._ignored[folder] = ignored_below(folder)
        path = file.relative_to(folder)
        ignored = self._ignored[folder]
        return bool(ignored) and any(each.as_posix() in ignored for each in (path, *path.parents))
