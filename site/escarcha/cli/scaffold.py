"""New notes and new projects."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
from typing import TYPE_CHECKING

from escarcha import bundled
from escarcha.notes.slugs import file_slug
from escarcha.problems import Code, EscarchaError, Problem, because
from escarcha.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.config import Project


_TEMPLATES = "templates"


def new_note(project: Project, title: str, folder: Path) -> Path:
    """Write a note that holds its title, and return where.

    Args:
        project: which gets the note.
        title: in any spelling; it is the note's H1.
        folder: from ``content/``.

    Raises:
        EscarchaError: if there is a file of that name, or the folder lies outside ``content/``.
    """
    target = (project.content / folder).resolve()
    file = target / f"{file_slug(title)[0]}.md"
    place = project.display(file)
    if not title.strip():
        cause = "el título está vacío."
        raise EscarchaError(Problem(Code.WRITE_FAILED, "", None, cause, "Escribe uno."), exit_code=2)
    inside = target.is_relative_to(project.content)
    if not inside or any(part.startswith(("_", ".")) for part in target.relative_to(project.content).parts):
        cause = "la carpeta no está dentro de la de notas, o es de las que no se publican."
        raise EscarchaError(Problem(Code.WRITE_FAILED, place, None, cause), exit_code=2)
    line = " ".join(title.split())
    try:
        target.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as note:
            note.write(f"# {line}\n\n")
    except FileExistsError:
        cause, remedy = "ya hay una nota con este nombre.", "Ábrela, o elige otro título."
        raise EscarchaError(Problem(Code.ALREADY_EXISTS, place, None, cause, remedy)) from None
    except OSError as error:
        cause = f"no se puede escribir: {because(error)}."
        raise EscarchaError(Problem(Code.WRITE_FAILED, place, None, cause)) from error
    return file


def new_project(folder: Path) -> list[Path]:
    """Write a new project into a folder, and return its files.

    Raises:
        EscarchaError: if any of the files is there already, or a file stands where a folder must be; nothing
            is written then.
    """
    sources = bundled.project_files()
    requirements = folder / "requirements.txt"
    files = [*(folder / name for name in sources), requirements]
    # A symbolic link that goes nowhere counts, too: a file written through it would lie elsewhere.
    there = [file for file in files if os.path.lexists(file)]
    folders = {folder / _TEMPLATES, *(file.parent for file in files)} - {folder}
    there += [file for file in sorted(folders) if os.path.lexists(file) and not file.is_dir()]
    if there:
        cause, remedy = "el archivo ya existe.", "Elige una carpeta vacía."
        raise EscarchaError(*(Problem(Code.ALREADY_EXISTS, str(file), None, cause, remedy) for file in there))
    try:
        for name, source in sources.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        (folder / _TEMPLATES).mkdir(exist_ok=True)
        requirements.write_text(f"{_requirement()}\n", "utf-8")
    except OSError as error:
        cause = f"no se puede escribir: {because(error)}."
        raise EscarchaError(Problem(Code.WRITE_FAILED, str(folder), None, cause)) from error
    return [folder / name for name in sources] + [requirements]


def _requirement() -> str:
    """Name this very Escarcha for pip: where it was installed from, else its version.

    https://packaging.python.org/specifications/direct-url/
    """
    origin = importlib.metadata.distribution("escarcha").read_text("direct_url.json")
    if not origin:
        return f"escarcha=={__version__}"
    direct = json.loads(origin)
    version = direct.get("vcs_info", {})
    if version:
        return f"escarcha @ {version['vcs']}+{direct['url']}@{version['commit_id']}"
    return f"escarcha @ {direct['url']}"
