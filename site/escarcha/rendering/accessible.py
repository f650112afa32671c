"""What links and images say to who hears them, with the lines on which they stand."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from escarcha.markup.lines import LINE
from escarcha.markup.wikilinks import EMBED
from escarcha.problems import Code, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

SAYS_SOMETHING = 3
"""Letters from which the text of a link says something: two letters are a number of a list, or a mark."""
_POINTS = re.compile(
    r"\b(?:ah[ií]|all[ií]|aqu[ií]|ac[aá]|enlace|est[aeo]|here|link|m[aá]s|more|this|ver|vínculo)\b",
    re.IGNORECASE,
)
"""A word that a text has which says nothing."""
_SAYS_NOTHING = re.compile(
    rf"(?:{_POINTS.pattern}|\W|\b(?:al?|artículo|bajar|clic|click|consultar?|continuar|descarg(?:a|ar)"
    r"|descárgal[ao]|desde|el|en|entra|for|haciendo|haga|hay|haz|info|información|la|leer|lee|leyendo|léelo|mira"
    r"|míralo|mismo|página|page|para|pincha|pinchando|por|pulsa|pulsando|read|learn|saber|see|sigue|seguir"
    r"|siguiente|the|un|visita)\b)+",
    re.IGNORECASE,
)
"""And only words besides that add nothing to it."""
_ADDRESS = re.compile(r"(?:https?://|www\.)(?!localhost\b|127\.|0\.0\.0\.0)\S+", re.IGNORECASE)
"""Of what stands on a server; what a reader starts at home is read as code is."""
_HOW_TO_GO = re.compile(r"^(?:https?://(?:www\.)?|\./)|[#/]$", re.IGNORECASE)
"""What two ways to write one address differ in."""
_SAYS_IT_IS_ONE = re.compile(
    r"(?:(?:una?|el|la) )?(?:im(?:agen|g|age)|fotos?|fotograf[ií]a|captura(?: de pantalla)?|pantallazo|figura"
    r"|gr[aá]fic[oa]|diagrama|esquema|dibujo|fig|picture|photo|screenshot|pasted image|whatsapp image|dscn?"
    r"|pxl|alt(?: text)?|texto alternativo|descripci[oó]n|sin t[ií]tulo|untitled)(?: pegada)?"
    r"(?:[\s\d.,:_-]|a las|at)*",
    re.IGNORECASE,
)
_FILE = re.compile(r"\S+\.(?:avif|bmp|gif|jpe?g|png|svg|webp)", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """Tell whether the text of a link says nothing of where it leads: «aquí», «ver más»."""
    return bool(_SAYS_NOTHING.fullmatch(text) and _POINTS.search(text))


def link_remarks(tree: LexborHTMLParser) -> Iterator[Remark]:
    """Yield a remark for each kind of link or image whose text says nothing, on the line of the first.

    Args:
        tree: of a note, whose elements still say their lines.
    """
    bare: list[tuple[int, str]] = []
    empty: list[tuple[int, str]] = []
    alike: list[tuple[int, str]] = []
    targets: dict[str, str] = {}
    for link in tree.css("a[href]:not(.footnote-ref, .footnote-backref)"):
        text, line = _text(link), _line(link)
        if line is None or not text or link.attrs.get("aria-label") or EMBED in link.attrs:
            continue
        target = _HOW_TO_GO.sub("", str(link.attrs["href"] or ""))
        if target.removeprefix("#") == text:  # a section of this note, by its title
            continue
        if _ADDRESS.fullmatch(text):
            bare.append((line, text))
        elif says_nothing(text):
            empty.append((line, text))
        elif len(text) >= SAYS_SOMETHING and targets.setdefault(text.casefold(), target) != target:
            alike.append((line, text))
    poor = [
        (line, str(image.attrs["alt"]))
        for image in tree.css("img[alt]")
        if (line := _line(image)) is not None and _is_poor(image)
    ]
    cause = "esta dirección{more} está escrita tal cual, y quien oye la página la oye letra a letra."
    yield from _told(Code.BARE_ADDRESS, bare, cause, "Ponle un texto: «[Título](dirección)».", "otra")
    cause = "el enlace «{text}»{more} no dice adónde lleva a quien va de enlace en enlace."
    yield from _told(Code.LINK_TEXT, empty, cause, "Pon como texto el título de la página a la que lleva.")
    cause = "dos enlaces dicen «{text}»{more} y llevan a sitios distintos."
    yield from _told(Code.SAME_LINK_TEXT, alike, cause, "Distínguelos por su texto.")
    cause = "la descripción «{text}»{more} no cuenta qué se ve en la imagen."
    yield from _told(Code.POOR_DESCRIPTION, poor, cause, "Di lo que muestra; si es texto, escríbelo.", "otra")


def _line(node: LexborNode) -> int | None:
    line = node.attrs.get(f"{LINE}href") or node.attrs.get(f"{LINE}src") or node.attrs.get(LINE)
    return int(line) if line else None


def _text(link: LexborNode) -> str:
    """Return what a link says, the texts of its images included."""
    texts = [link.text(), *(str(image.attrs["alt"] or "") for image in link.css("img[alt]"))]
    return " ".join(" ".join(texts).split())


def _is_poor(image: LexborNode) -> bool:
    alt = str(image.attrs["alt"] or "").strip()
    name = PurePosixPath(urlsplit(str(image.attrs.get("src") or "")).path).name
    is_name = alt == name or (alt == PurePosixPath(name).stem and re.search(r"[-_\d]", alt))
    return bool(alt) and bool(is_name or _FILE.fullmatch(alt) or _SAYS_IT_IS_ONE.fullmatch(alt))


def _told(
    code: Code, found: list[tuple[int, str]], cause: str, remedy: str, other: str = "otro"
) -> Iterator[Remark]:
    if found:
        line, text = found[0]
        more = {1: "", 2: f" (y {other})"}.get(len(found), f" (y {other}s {len(found) - 1})")
        yield Remark(code, line, cause.format(text=text, more=more), remedy, Severity.HINT)
