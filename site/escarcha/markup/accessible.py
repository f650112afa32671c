"""What keeps some readers out, as far as a text shows it: https://www.w3.org/TR/WCAG22/.

Each kind is told once a note, on its first line, with how many more there are. What a machine cannot judge,
it does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escarcha.markup.lines import without_code
from escarcha.problems import Code, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<text>[^*_\n]{2,80}?):?(?:\*\*|__)")
_LONG_HEADING = 80
_COLOUR = re.compile(
    r"\b(?:marcad|resaltad|señalad|escrit|pintad|aparece|sale|está)(?:o|a|n)?s?\s+(?:en|de|con)\s+(?:color\s+)?"
    r"(?:rojo|verde|azul|amarillo|naranja|gris|morado)s?\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-záéíóúüñ]+", re.IGNORECASE)
_LOOKED_AT = 2000
"""Characters of a paragraph that are looked at: what comes after them is seldom of another kind."""
_ADDRESS = re.compile(r"""(?<![\](="'\w/])https?://(?!localhost|127\.)[^\s<>)\]]+""")
_PASSAGE = 25
"""Words from which a passage is long."""
_ENGLISH = frozenset(
    [
        *(
            "the",
            "of",
            "and",
            "to",
            "in",
            "is",
            "that",
            "it",
            "for",
            "with",
            "was",
            "be",
            "this",
            "are",
            "by",
        ),
        *("not", "from", "you", "which", "or", "at", "have"),
    ]
)
_SPANISH = frozenset(
    [
        *("de", "la", "que", "el", "en", "y", "los", "se", "del", "las", "un", "por", "con", "una", "para"),
        *("es", "lo", "como", "su", "al", "más", "o"),
    ]
)
_DENSE = 0.2
"""The part of a passage that the commonest words of its language make up, at least."""


def accessibility_remarks(tokens: Sequence[Token]) -> Iterator[Remark]:
    """Yield a remark for each kind of thing in a note that keeps some of its readers out.

    Args:
        tokens: the blocks of the note, as markdown-it has found them.
    """
    yield from _told(
        Code.BARE_ADDRESS,
        _bare_addresses(tokens),
        "esta dirección{more} está escrita tal cual, y quien oye la página la oye letra a letra.",
        "Ponle un texto: «[Título](dirección)».",
    )
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
        _headless_tables(tokens),
        "la tabla{more} no tiene cabecera, y quien la oye no sabe de qué es cada columna.",
        "Escribe en la primera fila qué hay en cada una.",
    )
    yield from _told(
        Code.COLOUR_ALONE,
        _colours(tokens),
        "el texto{more} señala algo solo por su color, que no todo el mundo distingue.",
        "Di también qué es, o dónde está.",
    )
    yield from _told(
        Code.FOREIGN_PASSAGE,
        _foreign(tokens),
        "este párrafo{more} está en inglés y no lo dice, así que quien lo oye lo oye con voz española.",
        "Pon delante, en una línea, «<!-- {lang=en} -->».",
    )


def _told(code: Code, lines: Iterable[int], cause: str, remedy: str) -> Iterator[Remark]:
    found = list(lines)
    if found:
        more = {1: "", 2: " (y otro caso)"}.get(len(found), f" (y otros {len(found) - 1} casos)")
        yield Remark(code, found[0], cause.format(more=more), remedy, Severity.HINT)


def _texts(tokens: Sequence[Token], kind: str) -> Iterator[tuple[int, int, str]]:
    """Yield each paragraph or heading: its number among the tokens, its line, its text."""
    for number, token in enumerate(tokens):
        if token.type == kind and token.map:
            yield number, token.map[0] + 1, tokens[number + 1].content[:_LOOKED_AT]


def _bare_addresses(tokens: Sequence[Token]) -> Iterator[int]:
    for _, line, text in _texts(tokens, "paragraph_open"):
        bare = without_code(text) if "://" in text else ""
        yield from (line + bare.count("\n", 0, found.start()) for found in _ADDRESS.finditer(bare))


def _bold_headings(tokens: Sequence[Token]) -> Iterator[int]:
    for number, line, text in _texts(tokens, "paragraph_open"):
        bold = _BOLD_LINE.fullmatch(text.strip()) if tokens[number].level == 0 else None
        if bold and bold["text"][-1] not in ".!?…:" and number + 3 < len(tokens):
            yield line


def _long_headings(tokens: Sequence[Token]) -> Iterator[int]:
    for _, line, text in _texts(tokens, "heading_open"):
        if len(text) > _LONG_HEADING and text.rstrip("*_ ").endswith("."):
            yield line


def _headless_tables(tokens: Sequence[Token]) -> Iterator[int]:
    for token in tokens:
        if token.type == "table" and token.map and not any(token.meta["table"].rows[0]):
            yield token.map[0] + 1


def _colours(tokens: Sequence[Token]) -> Iterator[int]:
    for _, line, text in _texts(tokens, "paragraph_open"):
        bare = without_code(text)
        if found := _COLOUR.search(bare):
            yield line + bare.count("\n", 0, found.start())


def _foreign(tokens: Sequence[Token]) -> Iterator[int]:
    """Find the passages in English of a note that is in Spanish."""
    passages = [
        (number, line, [word.lower() for word in _WORD.findall(without_code(text))])
        for number, line, text in _texts(tokens, "paragraph_open")
    ]
    english, spanish = (
        sum(word in known for _, _, words in passages for word in words) for known in (_ENGLISH, _SPANISH)
    )
    if english >= spanish:
        return
    for number, line, words in passages:
        before = tokens[number - 1].content if number else ""
        is_english = sum(word in _ENGLISH for word in words) > _DENSE * len(words)
        if len(words) >= _PASSAGE and is_english and "lang=" not in before:
            yield line
