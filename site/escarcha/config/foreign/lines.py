"""The navigation of other tools to the lines of ``nav``, and their redirects to those of ``redirects``."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from escarcha.config.nav_lines import DEEPEST, LEFT_OUT

if TYPE_CHECKING:
    from escarcha.config.foreign.fates import Context

REST = f"{LEFT_OUT}."
"""The line of ``nav`` that leaves out whatever is not named: MkDocs shows no other page than those."""

_ELSEWHERE = re.compile(r"[A-Za-z][\w+.-]*:|//|/")
_WILD = re.compile(r"[*?\[]")


def nav(value: object, context: Context) -> list[Any] | None:
    """Read a navigation: https://www.mkdocs.org/user-guide/configuration/#nav."""
    before = len(context.untold)
    found = _lines(value, context, ())
    # A line that cannot be read may stand for any notes: those keep their places in the folders.
    is_whole = len(context.untold) == before
    return [*found, *([REST] if found and is_whole else [])] or None


def _lines(value: object, context: Context, keys: tuple[str | int, ...]) -> list[Any]:
    if len(keys) > 4 * DEEPEST:  # of which each group takes two
        raise ValueError("tiene grupos dentro de demasiados grupos")
    if isinstance(value, dict):
        return [
            line for title, each in value.items() for line in _titled(title, each, context, (*keys, title))
        ]
    if not isinstance(value, list):
        context.tell("no es una lista de líneas.", "Escribe una ruta, o «Título: ruta».", *keys)
        return []
    found: list[Any] = []
    for index, each in enumerate(value):
        if isinstance(each, str) and each.strip():
            target = _target(each, context, (*keys, index))
            found += [target] if target else []
        elif isinstance(each, dict | list):
            found += _lines(each, context, (*keys, index))
    return found


def _titled(title: str, value: object, context: Context, keys: tuple[str | int, ...]) -> list[Any]:
    title = " ".join(title.split())
    if not isinstance(value, str):
        lines = _lines(value, context, keys) if value else []
        return [{title: lines}] if lines and title else lines
    target = _target(value, context, keys)
    return [{title: target} if title else target] if target else []


def _target(written: str, context: Context, keys: tuple[str | int, ...]) -> str | None:
    """Return where a line leads; None, and it is told, if it is a pattern or lies outside the notes."""
    written = written.strip()
    if _ELSEWHERE.match(written):
        return written
    path = context.path(written.partition("#")[0])
    if _WILD.search(path) or path.startswith(("..", LEFT_OUT)) or path == ".":
        cause = f"la línea «{written}» no es una nota, una carpeta ni una dirección."
        context.tell(cause, "Nombra en «nav», en site.toml, las notas que quieras ahí.", *keys)
        return None
    return path


def redirects(value: object, context: Context) -> dict[str, str] | None:
    """Read old pages and where they are now: https://github.com/mkdocs/mkdocs-redirects."""
    found = {}
    for old, new in value.items() if isinstance(value, dict) else ():
        path = context.path(str(new or "").partition("#")[0])
        if _ELSEWHERE.match(str(new or "")) or not (context.has_file(path) or context.has_folder(path)):
            cause = f"lleva a «{new}», que no está entre las notas."
            context.tell(cause, "Desvíala en el servidor que publique el sitio.", old)
        else:
            found[_address(old, context)] = path
    return found or None


def _address(path: str, context: Context) -> str:
    """Return the address that MkDocs gives a page."""
    stem = re.sub(r"\.(?:md|markdown)$", "", posixpath.normpath(path.strip("/")))
    stem = re.sub(r"(?:^|/)(?:index|README)$", "", context.path(stem))
    if stem.endswith(".html"):
        return f"/{stem}"
    return f"/{stem}/" if stem else "/"


def not_in_nav(value: object, context: Context) -> list[str] | None:
    """Read what is to have no line, where the lines are the folders themselves."""
    found = []
    for pattern in str(value or "").split("\n"):
        path = pattern.strip()
        if path and not path.startswith("#"):
            if _WILD.search(path) or path.startswith("!"):
                context.tell(
                    f"el patrón «{path}» no se lee.", f"Nombra en «nav», con «{LEFT_OUT}», cada nota."
                )
            else:
                found.append(f"{LEFT_OUT}{context.path(path)}")
    return found or None
