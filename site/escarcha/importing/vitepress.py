"""VitePress: https://vitepress.dev/reference/site-config, and https://vitepress.dev/reference/default-theme-config."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from escarcha.config.foreign.fates import Context, Fate, Needless, Taken, Told
from escarcha.config.foreign.lines import REST
from escarcha.config.foreign.values import address, edit_path, is_on, language, lines, text
from escarcha.importing.script import read_script

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.config.foreign.document import Document, Keys

FOLDER = ".vitepress"
NAMES = tuple(f"{FOLDER}/config.{suffix}" for suffix in ("ts", "mts", "js", "mjs", "cjs"))
_EDITED = re.compile(r"(?P<repository>https?://[^/]+/[^/]+/[^/]+)/(?P<path>.+?)/?:path")


def read(file: Path) -> Document:
    """Read the settings of a file, as the table has them.

    Raises:
        EscarchaError: if it cannot be read.
    """
    document = read_script(file)
    values, places = dict(document.values), dict(document.places)
    theme = values["themeConfig"] = (
        dict(theme) if isinstance(theme := values.get("themeConfig"), dict) else {}
    )
    host = values.get("sitemap", {}).get("hostname") if isinstance(values.get("sitemap"), dict) else None
    if isinstance(host, str):
        base = values.pop("base", "")
        values["sitemap"] = f"{host.rstrip('/')}/{base.strip('/') if isinstance(base, str) else ''}"
    link = theme.get("editLink")
    pattern = link.get("pattern") if isinstance(link, dict) else None
    if isinstance(pattern, str) and (found := _EDITED.fullmatch(pattern)):
        values |= {"repo_url": found["repository"], "edit_uri": found["path"]}
        places |= dict.fromkeys(
            (("repo_url",), ("edit_uri",)), places[("themeConfig", "editLink", "pattern")]
        )
    if theme.get("sidebar"):
        theme.pop("nav", None)
    return replace(document, values=values, places=places)


def _nav(value: object, context: Context) -> list[Any] | None:
    found = _lines(value, context, (), "")
    return [*found, REST] if found else None


def _lines(value: object, context: Context, keys: Keys, base: str) -> list[Any]:
    found: list[Any] = []
    if isinstance(value, dict) and "items" not in value and "link" not in value:  # a sidebar for each folder
        for key, each in value.items():
            found += _lines(each, context, (*keys, key), base)
        return found
    for index, each in enumerate(value if isinstance(value, list) else [value]):
        way = (*keys, index) if isinstance(value, list) else keys
        if isinstance(each, dict):
            found += _item(each, context, way, base)
        else:
            context.tell("no es un valor sencillo.", "Escribe esas líneas en «nav», en site.toml.", *way)
    return found


def _item(item: dict[str, Any], context: Context, keys: Keys, base: str) -> list[Any]:
    title, link = item.get("text"), item.get("link")
    base = item["base"] if isinstance(item.get("base"), str) else base
    lines: list[Any] = []
    if isinstance(link, str):
        target = _target(link, base, context)
        if target is None:
            context.tell(f"«{link}» no es ninguna nota.", "Escribe su ruta en «nav», en site.toml.", *keys)
        else:
            lines.append(target)
    elif link is not None:
        context.tell("no es un valor sencillo.", "Escribe esa línea en «nav», en site.toml.", *keys, "link")
    if "items" not in item:
        return [{title: each} if isinstance(title, str) and title else each for each in lines]
    lines += _lines(item["items"], context, (*keys, "items"), base)
    return [{title: lines}] if isinstance(title, str) and title and lines else lines


def _target(link: str, base: str, context: Context) -> str | None:
    if re.match(r"https?:|mailto:", link):
        return link
    path = f"{base.strip('/')}/{link}" if base and not link.startswith(base) else link
    path = re.sub(r"[?#].*$|\.(?:html|md)$", "", path)
    names = (f"{path.strip('/')}.md", f"{path.strip('/')}/index.md") if path.strip("/") else ("index.md",)
    return next((name.strip("/") for name in names if context.has_file(name.strip("/"))), None)


TABLE: dict[str, Fate] = {
    "title": Taken("title", text),
    "description": Taken("description", text),
    "lang": Taken("language", language),
    "sitemap": Taken("base_url", address),
    "base": Told("Escribe la dirección entera en «base_url», en site.toml.", when=lambda value: value != "/"),
    "repo_url": Taken("repository", address),
    "edit_uri": Taken("edit_path", edit_path),
    "srcExclude": Taken("exclude", lines),
    "srcDir": Needless("es la carpeta de las notas"),
    "outDir": Needless("el sitio se publica en «build/», o donde diga --output"),
    "cacheDir": Needless("es de la otra herramienta"),
    "ignoreDeadLinks": Taken("checks", lambda value, _: {"enlace-roto": "off"} if is_on(value) else None),
    "themeConfig.sidebar": Taken("nav", _nav),
    "themeConfig.nav": Taken("nav", _nav),
    "themeConfig.editLink": Needless("está en «repository» y «edit_path»"),
    "themeConfig.socialLinks": Told("Los enlaces a otros sitios van en la portada, o en «nav»."),
    "themeConfig.logo": Told("El logotipo va en una plantilla: escarcha manual aspecto."),
    "themeConfig.footer": Told("La licencia va en «license», en site.toml; lo demás, en una plantilla."),
    "themeConfig.*": Needless("es de aspecto"),
    "head": Told(
        "Lo que va en la cabecera de las páginas se pone en una plantilla: escarcha manual plantillas."
    ),
    "locales": Told("Publica cada lengua como un sitio, con su carpeta y su «base_url»."),
    "rewrites": Told("Las direcciones salen de los nombres: para otras, pon «slug» en las notas."),
    "titleTemplate": Needless("es de aspecto"),
    "appearance": Needless("es de aspecto"),
    "cleanUrls": Needless("las direcciones acaban siempre en «/»"),
    "lastUpdated": Taken("byline", lambda value, _: ["updated"] if is_on(value) else None),
    "markdown": Needless("las fórmulas y las opciones del código se leen de serie"),
    "metaChunk": Needless("es de la otra herramienta"),
    "mpa": Needless("es de la otra herramienta"),
    "vite": Needless("es de la otra herramienta"),
    "vue": Needless("es de la otra herramienta"),
    "mermaid": Needless("Mermaid se dibuja de serie"),
    "*": Told("Nadie lo lee aquí: si lo echas en falta, mira «escarcha manual ajustes»."),
}
