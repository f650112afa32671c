"""Files of settings that nobody reads, although their author thinks so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.config.project import SETTINGS_NAME
from escarcha.problems import Code, Problem, Severity

if TYPE_CHECKING:
    from escarcha.config.project import Project

_LOOKS_LIKE_SETTINGS = ("site.toml", "sitio.toml", "site.tml", "site.toml.txt")
"""Names, in small letters, by which authors have called the file."""


def misplaced_settings(project: Project) -> list[Problem]:
    """Find files that an author may take for the project's settings, and that nobody reads."""
    read = project.settings_file
    found = []
    for folder in {project.root, project.content}:
        try:
            names = [file.name for file in folder.iterdir() if file.name.lower() in _LOOKS_LIKE_SETTINGS]
        except OSError:
            continue
        for file in (folder / name for name in names):
            if file.name != SETTINGS_NAME:
                cause = "este archivo no se lee: el de los ajustes se llama «site.toml», en minúsculas."
                remedy = "Cámbiale el nombre, o bórralo."
            elif file != read:
                cause = f"estos ajustes no se leen: valen los de «{project.display(read)}»."
                remedy = "Júntalos en uno de los dos archivos, y borra el otro."
            else:
                continue
            place = project.display(file)
            found.append(Problem(Code.MISPLACED_SETTINGS, place, None, cause, remedy, Severity.WARNING))
    return found
