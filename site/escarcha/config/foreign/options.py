"""Options of Markdown extensions to the settings of ``site.toml``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from escarcha.config.foreign.disk import is_file
from escarcha.config.foreign.values import listed, text, typed

if TYPE_CHECKING:
    from escarcha.config.foreign.fates import Context

_CASES = {
    **dict.fromkeys(("uslugify", "uslugify_encoded"), "lower"),
    **dict.fromkeys(("gfm", "gfm_encoded"), "lower-ascii"),
    **dict.fromkeys(("uslugify_cased", "uslugify_cased_encoded"), "none"),
}
"""What the functions do to capitals that pymdownx had before there was one for all."""


def extension(value: object, context: Context) -> dict[str, dict[str, Any]]:
    """Read an extension of Python-Markdown, with its options."""
    return {str(context.keys[-1]): typed(value if isinstance(value, dict) else {})}


def folders(value: object, context: Context) -> list[str] | None:
    """Read folders, besides that of the notes, that notes show files of; a file stands for its folder."""
    found = []
    for index, each in enumerate(listed(value)):
        path = (text(each, context) or "").removeprefix("$config_dir")
        try:
            place = (context.base / (path.strip("/") or ".")).resolve()
            place = place if place.is_dir() else place.parent
            is_there = place.is_dir()
        except (OSError, ValueError):
            is_there = False
        if not is_there or not place.is_relative_to(context.root) or path.startswith("$"):
            context.tell(f"la carpeta «{each}» no está en el proyecto.", "Copia en él sus archivos.", index)
        elif place != context.root and not place.is_relative_to(context.content):
            found.append(place.relative_to(context.root).as_posix())
    return found or None


def abbreviations(value: object, context: Context) -> list[str] | None:
    """Read files whose text stands below every note; what they define for it is all that is taken."""
    bases = [
        (text(each, context) or "").removeprefix("$config_dir")
        for each in listed(context.beside.get("base_path"))
    ]
    folders = [context.base, *(context.base / base.strip("/") for base in bases)]
    found = []
    for index, each in enumerate(listed(value)):
        name = text(each, context) or "."
        file = next((folder / name for folder in folders if is_file(folder / name)), None)
        place = Path(os.path.normpath(file)) if file else None
        if place is None or not place.is_relative_to(context.root):
            context.tell(f"el archivo «{name}» no está en el proyecto.", "Corrige su ruta, o quítala.", index)
            continue
        found.append(Path(os.path.relpath(place, context.content)).as_posix())
        lines = filter(str.strip, place.read_text("utf-8", "replace").splitlines())
        if not all(line.startswith("*[") for line in lines):
            context.tell(
                f"de «{name}» se toman las abreviaturas.", "Lo demás, ponlo en las notas que lo usen.", index
            )
    return found or None


def anchor_case(value: object, _: Context) -> str | None:
    """Read the function that makes anchors: what it does to capitals, if it is one of pymdownx's."""
    said = value if isinstance(value, dict) else {"object": value}
    name = str(said.get("object")).rpartition(".")[2]
    if name != "slugify":
        return _CASES.get(name)
    options = said.get("kwds")
    case = options.get("case", "none") if isinstance(options, dict) else "none"
    if case not in ("lower", "lower-ascii", "fold", "none"):
        raise ValueError(f"pide «{case}», que no se conoce")
    return str(case)


def has_own_fences(value: object) -> bool:
    """Tell whether some fences are drawn by a function of the other tool's, but for diagrams and formulas."""
    names = (each.get("name") for each in listed(value) if isinstance(each, dict))
    return any(name not in ("mermaid", "math") for name in names)
