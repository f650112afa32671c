"""Checks of the files beside the notes: images that are broken or weigh too much, the own style sheet."""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import lightningcss

from escarcha.problems import Code, Problem, Severity, nearest_path
from escarcha.rendering.images import size_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from escarcha.config import Project
    from escarcha.freezing.checks import Frozen
    from escarcha.notes import Media

HEAVY, WIDE = 3_000_000, 6_000
"""Bytes and pixels from which on an image is larger than any screen shows."""

_ENDS = {".png": b"IEND", ".jpg": b"\xff\xd9", ".jpeg": b"\xff\xd9", ".gif": b";", ".webp": b""}
"""What stands at the end of an image: in the last bytes of a file that is whole."""

_LAST = 65_536
"""Bytes at the end of an image among which its end is looked for: cameras write more behind it."""

_SHOWN = {"img", "source", "video"}

_URL = re.compile(r"""/\*.*?\*/|url\(\s*(["']?)(?P<url>[^"')]*)\1\s*\)""", re.IGNORECASE | re.DOTALL)
_AT = re.compile(r"(?s)(?P<what>.*?) at [^:]*:(?P<line>\d+):\d+")


def check_media(frozen: Frozen, project: Project) -> Iterator[Problem]:
    """Find what is wrong with the files beside the notes.

    Args:
        frozen: what would be published.
        project: from whose folder files are named.
    """
    yield from _check_images(frozen, project)
    yield from _check_style(frozen, project)


def _place(media: Media, project: Project) -> str:
    return project.display(project.content / media.path)


def _check_images(frozen: Frozen, project: Project) -> Iterator[Problem]:
    """Find the images of pages that are none, are cut short, or are larger than anyone needs."""
    site = frozen.site
    shown = {path for page in frozen.pages.values() for path, _, tag in page.links if tag in _SHOWN}
    for media in site.media.values():
        if media.url not in shown or media.path.suffix.lower() not in _ENDS:
            continue
        place = _place(media, project)
        width, height = size_of(media)
        if not media.file.is_file():  # which is told when it is copied
            continue
        if width <= 0 or height <= 0 or not _is_whole(media.file):
            cause = "el archivo no es una imagen que se pueda mostrar, o le falta el final."
            remedy = "Ábrela en tu ordenador, y si no se ve, expórtala o descárgala otra vez."
            yield Problem(Code.BROKEN_IMAGE, place, None, cause, remedy, Severity.WARNING)
            continue
        size = media.file.stat().st_size
        if size > HEAVY or max(width, height) > WIDE:
            megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
            cause = (
                f"la imagen ocupa {megabytes} MB y mide {width} × {height}: quien lea tendrá que esperarla."
            )
            remedy = "Redúcela; en una página bastan 2000 píxeles de ancho."
            yield Problem(Code.HEAVY_IMAGE, place, None, cause, remedy, Severity.HINT)


def _check_style(frozen: Frozen, project: Project) -> Iterator[Problem]:
    """Find what is wrong with the project's own style sheets: their CSS, and the files that they name."""
    site = frozen.site
    for path in site.settings.style:
        if media := site.media.get(site.url_of(path) or ""):
            yield from _check_sheet(media, frozen, project)


def _check_sheet(media: Media, frozen: Frozen, project: Project) -> Iterator[Problem]:
    place = _place(media, project)
    try:
        text = media.file.read_text("utf-8-sig")
        lightningcss.process_stylesheet(text, filename="x")
    except UnicodeDecodeError:
        remedy = "Guárdala como UTF-8."
        yield Problem(Code.BROKEN_STYLE, place, None, "no es texto UTF-8.", remedy, Severity.WARNING)
        return
    except ValueError as error:
        found = _AT.fullmatch(str(error))
        line = min(int(found["line"]) + 1, text.rstrip().count("\n") + 1) if found else 1
        cause = (
            "desde aquí la hoja de estilo no es CSS válido, y los navegadores se saltan lo que no entienden."
        )
        remedy = "Busca una llave, un punto y coma o unas comillas que falten."
        yield Problem(Code.BROKEN_STYLE, place, line, cause, remedy, Severity.WARNING)
    for found in _URL.finditer(text):
        if found["url"] and (missing := _missing(found, text, frozen, media)):
            yield Problem(Code.BROKEN_MEDIA, place, *missing, Severity.WARNING)


def _missing(found: re.Match[str], text: str, frozen: Frozen, media: Media) -> tuple[int, str, str] | None:
    """Return the line on which a style sheet names a file that is not there, what is wrong and what to do."""
    url = found["url"].strip()
    if not url or re.match(r"[A-Za-z][\w+.-]*:|//|#", url):
        return None
    base, path = frozen.site.settings.base_path, unquote(re.split("[?#]", url)[0])
    target = posixpath.normpath(posixpath.join(posixpath.dirname(media.url), path))
    if (target.removeprefix(base) if path.startswith("/") else target) in frozen.files:
        return None
    near = nearest_path(target.strip("/"), [each.path.as_posix() for each in frozen.site.media.values()])
    remedy = "Comprueba la ruta, contada desde la hoja de estilo."
    if near:
        remedy = f"¿Querías «{posixpath.relpath(near, media.path.parent)}»?"
    return text.count("\n", 0, found.start()) + 1, f"el archivo «{url}» no existe.", remedy


def _is_whole(file: Path) -> bool:
    """Tell whether an image ends as its kind does."""
    with file.open("rb") as image:
        size = image.seek(0, os.SEEK_END)
        image.seek(max(0, size - _LAST))
        return _ENDS[file.suffix.lower()] in image.read()
