"""What keeps some readers out, as far as a text shows it: https://www.w3.org/TR/WCAG22/.

Each kind is told once a note, on its first line, with how many more there are. What a machine cannot judge,
it does not. Links and images are looked at where they have become HTML (``rendering/accessible.py``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escarcha.markup.languages import LANGUAGES, SPANISH, common_words, language_of
from escarcha.markup.lines import line_of, without_code
from escarcha.problems import Code, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from escarcha.markup.lines import LocatedText

_BOLD_LINE = re.compile(
    r"(?:\*{2,3}|_{2,3}|<(?:b|strong)>)(?P<text>[^*_<\n]{2,80}?):?(?:\*{2,3}|_{2,3}|</(?:b|strong)>)"
)
_LONG_HEADING = 80
_COLOURS = r"(?:roj[oa]|verde|azul|amarill[oa]|naranja|gris|morad[oa]|rosa|marr[oó]n)(?:e?s)?\b"
_THINGS = r"(?:campo|fila|celda|columna|texto|palabra|casilla|flecha|barra|curva|recuadro|bot[oó]n)(?:e?s)?"
_SHOWN = r"(?:marcad|resaltad|señalad|escrit|pintad|subrayad)[oa]s?"
_COLOUR = re.compile(
    rf"\b(?:{_SHOWN}|{_THINGS}(?:\s+que)?(?:\s+(?:est[aá]|sale|va|aparece)n?)?)"
    rf"\s+(?:en|de|con)\s+(?:color\s+)?{_COLOURS}|\b{_THINGS}\s+{_COLOURS}",
    re.IGNORECASE,
)
_STEMS = ("roj", "verde", "azul", "amarill", "naranja", "gris", "morad", "rosa", "marr")
_TABLE_TAG = re.compile(r"<(?P<name>/?table|tr|th|img)\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_LOOKED_AT = 2000
"""Characters of a paragraph that are looked at: what comes after them is seldom of another kind."""


def accessibility_remarks(tokens: Sequence[Token], raw_html: Sequence[LocatedText]) -> Iterator[Remark]:
    """Yield a remark for each kind of thing in a note that keeps some of its readers out.

    Args:
        tokens: the blocks of the note, as markdown-it has found them.
        raw_html: the HTML in it, piece by piece.
    """
    yield from _told(
        Code.BOLD_HEADING,
        _bold_headings(tokens),
        "esta línea en negrita hace de título{more}, y quien va de título en título no la encuentra.",
        "Escríbela con almohadillas: «## Título».",
    )
    yield from _told(
        Code.LONG_HEADING,
        _long_headings(tokens),
        "este título{more} es una frase larga que acaba en punto: parece puesto por el tamaño de la letra.",
        "Si es texto, quítale las almohadillas.",
    )
    yield from _told(
        Code.HEADLESS_TABLE,
        sorted([*_headless_tables(tokens), *_headless_html(raw_html)]),
        "la tabla{more} no tiene cabecera, y quien la oye no sabe de qué es cada columna.",
        "Escribe en la primera fila qué hay en cada una.",
    )
    yield from _told(
        Code.COLOUR_ALONE,
        _colours(tokens),
        "el texto{more} señala algo solo por su color, que no todo el mundo distingue.",
        "Di también qué es, o dónde está.",
    )
    yield from _foreign(tokens)


def _told(code: Code, lines: Iterable[int], cause: str, remedy: str) -> Iterator[Remark]:
    found = list(lines)
    if found:
        more = {1: "", 2: " (y otro caso)"}.get(len(found), f" (y otros {len(found) - 1} casos)")
        yield Remark(code, found[0], cause.format(more=more), remedy, Severity.HINT)


def _line(token: Token) -> int:
    return (token.map or [0])[0] + 1


def _bold_headings(tokens: Sequence[Token]) -> Iterator[int]:
    for number, token in enumerate(tokens[:-3]):
        if token.type == "paragraph_open" and token.level == 0:
            bold = _BOLD_LINE.fullmatch(tokens[number + 1].content[:_LOOKED_AT].strip())
            if bold and bold["text"][-1] not in ".!?…:":
                yield _line(token)


def _long_headings(tokens: Sequence[Token]) -> Iterator[int]:
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            text = tokens[number + 1].content
            if len(text) > _LONG_HEADING and text.rstrip("*_ ").endswith("."):
                yield _line(token)


def _headless_tables(tokens: Sequence[Token]) -> Iterator[int]:
    for token in tokens:
        if token.type == "table" and not any(token.meta["table"].rows[0]):
            yield _line(token)


def _headless_html(raw_html: Sequence[LocatedText]) -> Iterator[int]:
    """Find the tables in HTML, of several rows, that have no head; those of images only place them."""
    for html in raw_html:
        opened, rows = None, 0
        for tag in _TABLE_TAG.finditer(html):
            match tag["name"].lower():
                case "table":
                    opened, rows = None if "role=" in tag["attributes"] else tag, 0
                case "tr":
                    rows += 1
                case "/table":
                    if opened and rows > 1:
                        yield line_of(opened)
                    opened = None
                case _:
                    opened = None


def _colours(tokens: Sequence[Token]) -> Iterator[int]:
    for token in tokens:
        if token.type == "table":
            for row, cells in enumerate(token.meta["table"].rows):
                if any(_names_colour(without_code(cell)) for cell in cells):
                    yield _line(token) + row + (row > 0)  # the line below the head has none
        elif token.type == "inline" and token.map:
            bare = without_code(token.content[:_LOOKED_AT])
            if found := _names_colour(bare):
                yield _line(token) + bare.count("\n", 0, found.start())


def _names_colour(text: str) -> re.Match[str] | None:
    """Find what is told by its colour; most texts name none, and are done with at little cost."""
    lowered = text.lower()
    return _COLOUR.search(text) if any(stem in lowered for stem in _STEMS) else None


def _foreign(tokens: Sequence[Token]) -> Iterator[Remark]:
    """Tell of the passages of a note in Spanish that are in another language and do not say so."""
    texts = [
        (_line(token), without_code(tokens[number + 1].content[:_LOOKED_AT]))
        for number, token in _without_language(tokens)
        if token.type == "paragraph_open"
    ]
    words = [common_words(text) for _, text in texts]
    if language_of(words) != SPANISH:
        return
    found = [
        (line, language)
        for (line, text), said in zip(texts, words, strict=True)
        if "lang=" not in text and (language := language_of([said])) not in {None, SPANISH}
    ]
    if found:
        language = str(found[0][1])
        yield from _told(
            Code.FOREIGN_PASSAGE,
            [line for line, _ in found],
            f"este párrafo{{more}} está en {LANGUAGES[language].name} y no lo dice, así que quien lo oye"
            " lo oye con voz española.",
            f"Pon delante, en una línea, «<!-- {{lang={language}}} -->».",
        )


def _without_language(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield the tokens of which no HTML around them, and no comment before them, says the language."""
    depth, said_at, is_comment = 0, -1, False
    for number, token in enumerate(tokens):
        depth += token.nesting
        if said_at < 0:
            if token.type == "html_block" and "lang=" in token.content:
                said_at, is_comment = depth, token.content.lstrip().startswith("<!--")
            else:
                yield number, token
        elif depth == said_at and (is_comment or "</" in token.content):
            said_at = -1
