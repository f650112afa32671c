"""Docusaurus: https://docusaurus.io/docs/api/docusaurus-config, and https://docusaurus.io/docs/sidebar/items."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from escarcha.config.foreign.fates import Context, Fate, Needless, Reads, Taken, Told
from escarcha.config.foreign.lines import REST
from escarcha.config.foreign.values import address, edit_path, folder, language, text
from escarcha.importing.script import read_script

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.config.foreign.document import Document, Keys, Place

NAMES = tuple(f"docusaurus.config.{suffix}" for suffix in ("ts", "js", "mjs", "cjs", "mts", "cts"))
_SIDEBARS = tuple(f"sidebars.{suffix}" for suffix in ("ts", "js", "mjs", "cjs", "json"))
_DOCS = "docs"
_LEVELS = {"throw": "error", "warn": "warning", "log": "hint", "ignore": "off"}


def read(file: Path) -> Document:
    """Read the settings beside a file, with those of its sidebars, as the table has them.

    Raises:
        EscarchaError: if one cannot be read.
    """
    document = read_script(file)
    values, places = dict(document.values), dict(document.places)
    for index, preset in enumerate(_lists(values.pop("presets", None))):
        options = preset[1] if len(preset) > 1 and isinstance(preset[1], dict) else {}
        for key, value in options.items():
            values.setdefault(key, value)
            _move(places, ("presets", index, 1, key), (key,))
    url, base = values.get("url"), values.get("baseUrl")
    if isinstance(url, str) and isinstance(base, str):
        values["url"] = f"{url.rstrip('/')}/{base.strip('/')}"
    owner, project = values.get("organizationName"), values.get("projectName")
    if isinstance(owner, str) and isinstance(project, str):
        values["repo_url"] = f"https://github.com/{owner}/{project}"
        places[("repo_url",)] = places[("organizationName",)]
    docs = values["docs"] = dict(values["docs"]) if isinstance(values.get("docs"), dict) else {}
    docs.setdefault("path", _DOCS)
    if isinstance(edited := docs.get("editUrl"), str):
        docs["editUrl"] = f"{edited.rstrip('/')}/{docs['path']}"
    sidebars = next((each for name in _SIDEBARS if (each := file.parent / name).is_file()), None)
    if sidebars:
        lines = read_script(sidebars)
        values["sidebars"] = lines.values
        places |= {("sidebars", *keys): place for keys, place in lines.places.items()}
    return replace(document, values=values, places=places)


def _lists(value: object) -> list[list[Any]]:
    return [each for each in value if isinstance(each, list)] if isinstance(value, list) else []


def _move(places: dict[Keys, Place], old: Keys, new: Keys) -> None:
    moved = {(*new, *keys[len(old) :]): place for keys, place in places.items() if keys[: len(old)] == old}
    places |= {keys: place for keys, place in moved.items() if keys not in places}


def _verdict(code: str) -> Reads:
    return lambda value, _: {code: _LEVELS[value]} if isinstance(value, str) and value in _LEVELS else None


def _sidebars(value: object, context: Context) -> list[Any] | None:
    """Read the sidebars, one after another, as lines of ``nav``."""
    notes = {_name(path): path for path in _notes(context)}
    found: list[Any] = []
    for name, lines in value.items() if isinstance(value, dict) else ():
        found += _lines(lines, notes, context, (name,))
    if not found or any(line in ("", ".") for line in found):  # the folders as they are
        return None
    return [*found, REST]


def _notes(context: Context) -> list[str]:
    found = (file for file in context.content.rglob("*.md") if file.is_file())
    return [file.relative_to(context.content).as_posix() for file in found]


def _name(path: str) -> str:
    """Return what Docusaurus calls a note: without suffix, nor numbers before names."""
    return "/".join(
        re.sub(r"^\d+\s*[-_.]+\s*(?=\D)", "", part) for part in path.removesuffix(".md").split("/")
    )


def _lines(value: object, notes: dict[str, str], context: Context, keys: Keys) -> list[Any]:
    found: list[Any] = []
    if isinstance(value, dict) and "type" not in value:  # titles with lists, the short form of categories
        return [{title: _lines(lines, notes, context, (*keys, title))} for title, lines in value.items()]
    for index, each in enumerate(value if isinstance(value, list) else [value]):
        way = (*keys, index) if isinstance(value, list) else keys
        if isinstance(each, str):
            found += _doc(each, "", notes, context, way)
        elif isinstance(each, dict):
            found += _item(each, notes, context, way)
        else:
            context.tell("no es un valor sencillo.", "Escribe esa línea en «nav», en site.toml.", *way)
    return found


def _item(item: dict[str, Any], notes: dict[str, str], context: Context, keys: Keys) -> list[Any]:
    kind, label = item.get("type"), item.get("label")
    title = label if isinstance(label, str) else ""
    if kind in ("doc", "ref"):
        return _doc(str(item.get("id", "")), title, notes, context, keys)
    if kind == "link" and isinstance(item.get("href"), str):
        return [{title: item["href"]} if title else item["href"]]
    if kind == "autogenerated":
        return [str(item.get("dirName", "")).strip("/")]
    if kind == "category" or "type" not in item:
        if "type" not in item:
            return _lines(item, notes, context, keys)
        link = item.get("link")
        first = (
            _doc(str(link["id"]), "", notes, context, keys) if isinstance(link, dict) and "id" in link else []
        )
        lines = [*first, *_lines(item.get("items", []), notes, context, (*keys, "items"))]
        return [{title: lines}] if title else lines
    context.tell(f"la clase «{kind}» no se lee.", "Escribe esa línea en «nav», en site.toml.", *keys)
    return []


def _doc(name: str, title: str, notes: dict[str, str], context: Context, keys: Keys) -> list[Any]:
    path = notes.get(name) or notes.get(f"{name}/index") or notes.get(f"{name}/README")
    if path is None:
        context.tell(
            f"«{name}» no es ninguna nota de «.md».", "Escribe su ruta en «nav», en site.toml.", *keys
        )
        return []
    return [{title: path} if title else path]


TABLE: dict[str, Fate] = {
    "title": Taken("title", text),
    "tagline": Taken("description", text),
    "url": Taken("base_url", address),
    "baseUrl": Needless("está en «base_url»"),
    "repo_url": Taken("repository", address),
    "organizationName": Needless("está en «repository»"),
    "projectName": Needless("está en «repository»"),
    "deploymentBranch": Needless("es del servidor"),
    "githubHost": Needless("es del servidor"),
    "favicon": Told("Copia el archivo entre las notas y nómbralo en «icon»."),
    "i18n.defaultLocale": Taken("language", language),
    "i18n.locales": Told(
        "Publica cada lengua como un sitio.", when=lambda value: isinstance(value, list) and len(value) > 1
    ),
    "i18n.*": Needless("es de otras lenguas"),
    "onBrokenLinks": Taken("checks", _verdict("enlace-roto")),
    "onBrokenMarkdownLinks": Taken("checks", _verdict("enlace-roto")),
    "onBrokenAnchors": Taken("checks", _verdict("ancla-rota")),
    "docs.path": Taken("content", folder),
    "docs.editUrl": Taken("edit_path", edit_path),
    "docs.*": Needless("es de la otra herramienta"),
    "sidebars": Taken("nav", _sidebars),
    "blog": Told("Las entradas se publican como notas: cópialas en la carpeta.", when=bool),
    "pages": Needless("es de la otra herramienta"),
    "theme": Told("Los colores van en una hoja de estilo, con «style»: escarcha manual aspecto."),
    "themeConfig.navbar": Told("Las líneas de arriba van en «nav», en site.toml."),
    "themeConfig.footer": Told("El pie va en una plantilla: escarcha manual plantillas."),
    "themeConfig.*": Needless("es de aspecto"),
    "markdown": Needless("Mermaid se dibuja de serie"),
    "themes": Needless("es de aspecto"),
    "future": Needless("es de la otra herramienta"),
    "trailingSlash": Needless("las direcciones acaban siempre en «/»"),
    "staticDirectories": Told("Copia entre las notas los archivos de «static/» que se enlacen."),
    "customFields": Told("Escribe en las notas lo que venga de ahí."),
    "plugins": Told("Si escriben notas o las cambian, ejecútalos antes de congelar."),
    "*": Told("Nadie lo lee aquí: si lo echas en falta, mira «escarcha manual ajustes»."),
}
