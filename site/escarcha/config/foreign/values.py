"""Values of other tools' settings to those of ``site.toml``: texts, addresses, files, patterns."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.config.foreign.fates import Context, Reads

_CONSENT = re.compile(r"[\s–—-]*<a\b[^<>]*#__consent[^<>]*>.*?</a>")
"""A link of Material's to its questions on cookies: there are none here."""

_FALSE = {"false", "no", "off"}
_LEVELS = {"warn": "warning", "info": "hint", "ignore": "off"}


def text(value: object, _: Context) -> str | None:
    """Read a text: the spaces around it, and line breaks in it, count for nothing."""
    if value is None:
        return None
    if not isinstance(value, str | int | float):
        raise ValueError("no es un texto")  # noqa: TRY004 - the author's mistake, not the program's
    return " ".join(str(value).split()) or None


def texts(value: object, context: Context) -> dict[str, str] | None:
    """Read texts by their names; what is none is left out."""
    items = value.items() if isinstance(value, dict) else ()
    return {
        str(name): found for name, each in items if isinstance(each, str) and (found := text(each, context))
    } or None


def plain(value: object, context: Context) -> str | None:
    """Read a text that may hold HTML, of which the words stay."""
    words = _CONSENT.sub("", text(value, context) or "")
    return text(html.unescape(re.sub(r"<[^<>]*>", "", words)), context)


def one(value: object, context: Context) -> list[str] | None:
    """Read a text that is a list of texts here."""
    return [found for each in listed(value) if (found := text(each, context))] or None


def language(value: object, context: Context) -> str | None:
    """Read a code of a language."""
    return (text(value, context) or "").replace("_", "-") or None


def address(value: object, context: Context) -> str | None:
    """Read an address."""
    return (text(value, context) or "").rstrip("/") or None


def site_address(value: object, context: Context) -> str | None:
    """Read the address of a site, which some give that of its front page."""
    return (address(value, context) or "").removesuffix("/index.html") or None


def folder(value: object, context: Context) -> str | None:
    """Read the folder of the notes."""
    found = (text(value, context) or "").strip("/").removeprefix("./")
    return found if found and not found.startswith("..") else None


def file(value: object, context: Context) -> str | None:
    """Read the path of a file among the notes."""
    found = text(value, context)
    if not found:
        return None
    path = context.path(found)
    if urlsplit(found).scheme or not context.has_file(path):
        raise ValueError(f"nombra «{found}», que no está entre las notas")
    return path


def files(value: object, context: Context) -> list[str] | None:
    """Read paths of files among the notes; those of others are told."""
    found = []
    for index, each in enumerate(listed(value)):
        try:
            path = file(each, context)
        except ValueError as error:
            context.tell(f"{error}.", "Copia el archivo entre las notas, o quita la línea.", index)
        else:
            found += [path] if path else []
    return found or None


def edit_path(value: object, context: Context) -> str | None:
    """Read what stands between a repository and the path of a note.

    Args:
        value: counted from the repository, whole, or a template that ends with the path.
        context: knows the repository.
    """
    if value == "":  # there is to be no such link
        return ""
    found = (text(value, context) or "").removesuffix("{path}").removesuffix("{path!q}")
    own = found.removeprefix(f"{context.repository}/") if context.repository else found
    if re.search(r"[{?#]|^[a-z]+://", own):
        raise ValueError("no se puede unir al repositorio y a la ruta de una nota")
    return own.strip("/") or None


def lines(value: object, context: Context) -> list[str] | None:
    """Read patterns as git has them, one a line: https://git-scm.com/docs/gitignore."""
    written = value.split("\n") if isinstance(value, str) else [str(each) for each in listed(value)]
    found = []
    # A comment may stand behind a pattern as well: MkDocs' own manual has it so.
    for pattern in (re.sub(r"\s+#.*", "", each).strip() for each in written):
        if pattern and not pattern.startswith("#"):
            sign, path = pattern[: pattern.startswith("!")], pattern.removeprefix("!")
            is_anchored = "/" in path.rstrip("/")
            found.append(
                pattern if context.prefix == "." or not is_anchored else f"{sign}/{context.path(path)}"
            )
    return found or None


def verdict(*codes: str) -> Reads:
    """Make what reads how much a kind of problem matters.

    Args:
        codes: of what are problems of that kind here.
    """

    def read(value: object, _: Context) -> dict[str, str] | None:
        level = _LEVELS.get(value) if isinstance(value, str) else None
        return dict.fromkeys(codes, level) if level else None

    return read


def typed(value: Any) -> Any:  # noqa: ANN401 - options are whatever an extension takes
    """Return what YAML would make of texts: truths and numbers; what is nothing is left out."""
    if isinstance(value, dict):
        return {key: typed(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [typed(each) for each in value if each is not None]
    if not isinstance(value, str):
        return value
    if value.lower() in _FALSE | {"true", "yes", "on"}:
        return value.lower() not in _FALSE
    return int(value) if re.fullmatch(r"-?\d{1,15}", value) else value


def is_off(value: object) -> bool:
    """Tell whether a value says no."""
    return value is False or (isinstance(value, str) and value.lower() in _FALSE)


def is_on(value: object) -> bool:
    """Tell whether a value says yes."""
    return typed(value) is True


def listed(value: object) -> Iterator[Any]:
    """Yield what is in a list, or what should be in one."""
    yield from value if isinstance(value, list) else [] if value is None else [value]
