"""What values the settings may have, wherever these come from."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import msgspec

from escarcha.config.exclusion import exclusion
from escarcha.config.extension_options import read_extensions
from escarcha.config.nav_lines import read_nav
from escarcha.config.settings import EDITORS, Settings

if TYPE_CHECKING:
    from collections.abc import Callable


def wrong_value(name: str, value: object) -> str | None:
    """Say what is wrong with the value of a setting, as a Spanish clause; None if nothing is.

    Args:
        name: of the setting.
        value: as TOML gives it.
    """
    kind = _KINDS[name]
    try:
        msgspec.convert(SHAPED[name](value) if name in SHAPED else value, kind)
        return _CHECKS[name](value) if name in _CHECKS else None
    except msgspec.ValidationError:
        info = msgspec.inspect.type_info(kind)
        schema = info.extra_json_schema if isinstance(info, msgspec.inspect.Metadata) else None
        return f"debe ser {(schema or {}).get('title', 'de otro tipo')}"
    except ValueError as error:  # which that is, too
        return str(error)


def ascii_host(url: str) -> str:
    """Write the host of an address in the letters that hosts have: ``ñandú.es`` is ``xn--and-6ma2c.es``.

    Raises:
        ValueError: if it cannot be a host.
    """
    host = urlsplit(url).hostname or ""
    if host.isascii():
        return url
    import idna  # noqa: PLC0415 - few hosts need its tables

    return re.sub(re.escape(host), idna.encode(host, uts46=True).decode(), url, count=1, flags=re.IGNORECASE)


def bad_base_url(url: str) -> str | None:
    """Say what is wrong with a base URL, or None."""
    try:
        parts = urlsplit(ascii_host(url))
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:  # idna's, too
        return "no es una dirección válida"
    folder = unquote(parts.path)
    clean = not parts.query + parts.fragment and not re.search(r"[^!-~]", parts.path)
    clean = clean and not re.search(r"//|/\.\.?(?:/|$)|[\0-\x20\\]", folder)
    if parts.netloc and (not folder.isascii() or (clean and "%" in parts.path)):
        return "lleva una carpeta con acentos u otras letras que no todo servidor entiende"
    if not url or (parts.scheme in {"http", "https"} and parts.hostname and clean):
        return None
    return "debe empezar por https:// y no llevar «?» ni «#»: https://ejemplo.es/apuntes"


def _bad_repository(url: str) -> str | None:
    if not url or re.fullmatch(r"https?://[^\s\"'<>]+", url):
        return None
    return "debe ser una dirección que empiece por https://"


def _bad_language(code: str) -> str | None:
    if re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", code):
        return None
    return "debe ser un código de idioma, como «es» o «es-MX»"


def _bad_folders(folders: list[str]) -> str | None:
    """Folders lie below the project's, and none of them is hidden: what is in them is shown to everyone."""
    for folder in folders:
        parts = PurePosixPath(folder).parts
        if not folder or folder.startswith("/") or "\\" in folder or any(part[0] == "." for part in parts):
            return "debe nombrar carpetas del proyecto, como «src/ejemplos», que no empiecen por punto"
    return None


def _bad_patterns(patterns: list[str]) -> str | None:
    for pattern in patterns:
        try:
            exclusion((pattern,))
        except ValueError:
            return f"tiene un patrón que no se entiende, «{pattern}»"
    return None


def _bad_redirects(table: dict[str, str]) -> str | None:
    for old, new in table.items():
        if not old.startswith("/") or not new:
            return 'debe llevar direcciones desde la raíz a notas: "/viejo/" = "nuevo.md"'
    return None


def _bad_editor(name: str) -> str | None:
    if not name or name in EDITORS or re.fullmatch(r"[a-z][a-z0-9+.-]*:\S*\{file\}\S*", name):
        return None
    known = ", ".join(f"«{each}»" for each in EDITORS)
    return f"debe ser {known} o una dirección con {{file}} y {{line}}"


SHAPED: dict[str, Callable[[object], object]] = {
    "nav": read_nav,
    "extensions": read_extensions,
    "style": lambda value: [value] if isinstance(value, str) else value,
}
"""What reads the settings that may be written in more than one way; raises ValueError with what is wrong."""


def _bad_synonyms(groups: list[list[str]]) -> str | None:
    if all(len(group) > 1 and all(re.search(r"\w", each) for each in group) for group in groups):
        return None
    return 'debe ser una lista de grupos de dos palabras o más: [["ordenador", "computadora"]]'


def _bad_review(words: list[str]) -> str | None:
    return "dice «anki» y no de qué: añade «questions» o «glossary»" if set(words) == {"anki"} else None


_CHECKS: dict[str, Callable[[Any], str | None]] = {
    "base_url": bad_base_url,
    "repository": _bad_repository,
    "language": _bad_language,
    "include_from": _bad_folders,
    "editor": _bad_editor,
    "exclude": _bad_patterns,
    "redirects": _bad_redirects,
    "review": _bad_review,
    "synonyms": _bad_synonyms,
}

_KINDS: dict[str, Any] = {each.encode_name: each.type for each in msgspec.structs.fields(Settings)}
