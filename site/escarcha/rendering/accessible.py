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
_SAYS_NOTHING = re.compile(
    r"(?:(?:haz |haga )?(?:clic|click|pincha|pulsa|entra|mira)(?: (?:en|por))? )?(?:aqu[ií]|ac[aá]|ah[ií])"
    r"|(?:este|el|un)? ?(?:enlace|link|vínculo)|(?:leer|ver|saber|lee) m[aá]s|m[aá]s(?: información)?"
    r"|ver|esto?|(?:click )?here|(?:read )?more|this",
    re.IGNORECASE,
)
_SAYS_IT_IS_ONE = re.compile(
    r"(?:una? )?(?:imagen|foto(?:graf[ií]a)?|captura(?: de pantalla)?|image|picture|screenshot)\s*\d*",
    re.IGNORECASE,
)


def link_remarks(tree: LexborHTMLParser) -> Iterator[Remark]:
    """Yield a remark for each kind of link or image whose text says nothing, on the line of the first.

    Args:
        tree: of a note, whose elements still say their lines.
    """
    empty: list[tuple[int, str]] = []
    alike: list[tuple[int, str]] = []
    targets: dict[str, str] = {}
    for link in tree.css("a[href]:not(.footnote-ref, .footnote-backref)"):
        text, target, line = " ".join(link.text().split()), str(link.attrs["href"] or ""), _line(link)
        if line is None or not text or link.attrs.get("aria-label") or EMBED in link.attrs:
            continue
        if _SAYS_NOTHING.fullmatch(text.strip(" .»«")):
            empty.append((line, text))
        elif len(text) >= SAYS_SOMETHING and targets.setdefault(text.casefold(), target) != target:
            alike.append((line, text))
    poor = [
        (line, str(image.attrs["alt"]))
        for image in tree.css("img[alt]")
        if (line := _line(image)) is not None and _is_poor(image)
    ]
    cause = "el enlace «{text}»{more} no dice adónde lleva a quien va de enlace en enlace."
    yield from _told(Code.LINK_TEXT, empty, cause, "Pon como texto el título de la página a la que lleva.")
    cause = "dos enlaces dicen «{text}»{more} y llevan a sitios distintos."
    yield from _told(Code.SAME_LINK_TEXT, alike, cause, "Distínguelos por su texto.")
    cause = "la descripción «{text}»{more} no cuenta qué se ve en la imagen."
    yield from _told(Code.POOR_DESCRIPTION, poor, cause, "Di lo que muestra; si es texto, escríbelo.")


def _line(node: LexborNode) -> int | None:
    line = node.attrs.get(f"{LINE}href") or node.attrs.get(f"{LINE}src") or node.attrs.get(LINE)
    return int(line) if line else None


def _is_poor(image: LexborNode) -> bool:
    alt = str(image.attrs["alt"] or "").strip()
    name = PurePosixPath(urlsplit(str(image.attrs.get("src") or "")).path).name
    is_name = alt == name or (alt == PurePosixPath(name).stem and re.search(r"[-_\d]", alt))
    return bool(alt) and bool(is_name or _SAYS_IT_IS_ONE.fullmatch(alt))


def _told(code: Code, found: list[tuple[int, str]], cause: str, remedy: str) -> Iterator[Remark]:
    if found:
        line, text = found[0]
        more = {1: "", 2: " (y otro)"}.get(len(found), f" (y otros {len(found) - 1})")
        yield Remark(code, line, cause.format(text=text, more=more), remedy, Severity.HINT)
