"""Obsidian: what a vault's own folder says that means something on a site. Its files are not documented."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from escarcha.config.foreign.fates import Context, Fate, Needless, Taken, Told
from escarcha.config.foreign.values import is_off, listed, text
from escarcha.importing.script import read_script

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.config.foreign.document import Document

FOLDER = ".obsidian"
NAMES = (f"{FOLDER}/app.json",)
_TEMPLATES = "templates.json"


def read(file: Path) -> Document:
    """Read the settings of a vault, as the table has them.

    Raises:
        EscarchaError: if a file cannot be read.
    """
    document = read_script(file)
    values, places = {"inlineTags": True, **document.values}, dict(document.places)
    if (beside := file.with_name(_TEMPLATES)).is_file():
        templates = read_script(beside)
        values["templates"] = templates.values
        places |= {("templates", *keys): place for keys, place in templates.places.items()}
    return replace(document, values=values, places=places, untold=())


def _ignored(value: object, context: Context) -> list[str] | None:
    """Read the paths that the vault leaves out of its search: the beginning of a path, or an expression."""
    found = []
    for index, each in enumerate(listed(value)):
        pattern = text(each, context) or ""
        if len(pattern) > 1 and pattern[0] == pattern[-1] == "/":
            context.tell(f"la expresión «{pattern}» no se lee.", "Escribe un patrón en «exclude».", index)
        elif pattern:
            found.append(f"/{pattern.lstrip('/')}")
    return found or None


def _folder(value: object, context: Context) -> list[str] | None:
    found = (text(value, context) or "").strip("/")
    return [f"/{found}/"] if found else None


TABLE: dict[str, Fate] = {
    "inlineTags": Taken("inline_tags", lambda *_: True),
    "userIgnoreFilters": Taken("exclude", _ignored),
    "templates.folder": Taken("exclude", _folder),
    "templates.*": Needless("es del editor"),
    "attachmentFolderPath": Needless("los archivos se encuentran por su nombre, estén donde estén"),
    "strictLineBreaks": Told("Un salto de línea no parte el párrafo: acaba la línea con «\\».", when=is_off),
    "*": Needless("es del editor"),
}
