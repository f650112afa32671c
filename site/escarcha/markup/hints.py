"""Hints: places where an author probably meant something else than GitHub reads.

Nothing is put right: a note looks here as it does there. The author is told what was read, and how to write
the other thing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escarcha.markup.blocks.callouts import kind_of
from escarcha.markup.blocks.openings import PRIVATE, TEACHER, WORDS, read_opening
from escarcha.markup.fences import START, read_info
from escarcha.markup.lines import line_of
from escarcha.problems import Code, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from escarcha.markup.lines import LocatedText

_BOX = re.compile(
    r"(?<!\\)\[!([^\W\d_][\w -]*)\]|^[ \t]*(?:!!!|\?\?\?\+?)[ \t]*([^\W\d_][\w-]*)", re.MULTILINE
)
"""What a box begins with, where none begins."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"#{2,6}[^\s#!]|#[A-ZÁÉÍÓÚÜÑ¿¡][^#]*$")
_LINE_START = re.compile(r"^[#:/]", re.MULTILINE)
_BEGINS_SENTENCE = re.compile(r"[*_]{0,3}[¿¡«A-ZÁÉÍÓÚÜÑ]")
_CODE_SPAN = re.compile(r"(?<!`)(`++).*?(?<!`)\1(?!`)", re.DOTALL)
_NAMELESS_IMAGE = re.compile(
    r"<img\b(?![^<>]*\salt[\s=/>])[^<>]*?\ssrc\s*=\s*[\"']?(?P<address>[^\s<>\"']+)", re.IGNORECASE
)
_ENGLISH = re.compile(
    r"\b(?:what|how|why|when|where|who|is|are|do|does|the|you|your|we|it|this|not)\b", re.IGNORECASE
)
_MARKUP_AT_END = "*_`~= )»\"'"


def hints(
    tokens: Sequence[Token],
    lines: Sequence[str],
    raw_html: Sequence[LocatedText],
    nameless_images: Sequence[tuple[int, str]],
) -> Iterator[Remark]:
    """Yield a remark for every place of a note that reads otherwise than it looks.

    Args:
        tokens: the blocks of the note, as markdown-it has found them.
        lines: of its text.
        raw_html: the HTML in it, piece by piece.
        nameless_images: those that no text describes: line and address.
    """
    yield from _skipped_level(tokens)
    yield from _lost_hint(tokens)
    in_html = [
        (line_of(image), image["address"]) for html in raw_html for image in _NAMELESS_IMAGE.finditer(html)
    ]
    yield from _nameless_image(sorted([*nameless_images, *in_html]))
    item = 0  # the line on which the innermost list item begins; 0 outside of lists
    for number, token in enumerate(tokens):
        if token.type == "list_item_open" and token.map:
            item = token.map[0] + 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            item = 0
        elif token.type in {"inline", "html_block"} and token.map:
            yield from _open_secret(token.content, token.map[0] + 1)
        elif token.type == "table" and token.map:
            yield from _overfull_rows(token.meta["table"].overfull)
            yield from _open_secret("\n".join(lines[slice(*token.map)]), token.map[0] + 1)
        elif token.type == "fence":
            yield from _unclosed_fence(token, lines)
        elif token.type == "heading_open" and token.map:
            yield from _missing_sign(tokens[number + 1].content, token.map[0] + 1)
        elif token.type == "paragraph_open" and token.map:
            yield from _paragraph(tokens[number + 1].content, token.map[0] + 1)
            if item and token.map[1] - token.map[0] > 1:
                yield from _glued_text(lines[token.map[0] + 1 : token.map[1]], token.map[0] + 2)


def _lost_hint(tokens: Sequence[Token]) -> Iterator[Remark]:
    """Find hints that go with no exercise, in a note that has some; elsewhere they are boxes like others."""
    if not any(token.type == "fence" and read_info(token.info).role == START for token in tokens):
        return
    for token in tokens:
        callout = token.meta.get("callout") if token.type == "callout_open" else None
        is_lost = callout and callout.kind == "tip" and not callout.is_hint
        if token.map and callout and is_lost and callout.title.casefold().startswith("pista"):
            cause = "esta pista no es de ningún ejercicio."
            remedy = "Ponla entre lo que se da para empezar y la solución, y sin encabezados por medio."
            yield Remark(Code.EXERCISE, token.map[0] + 1, cause, remedy)


def _skipped_level(tokens: Sequence[Token]) -> Iterator[Remark]:
    """Find the first heading that skips a level: https://html.spec.whatwg.org/multipage/sections.html#headings-and-outlines-2."""
    above = 1  # the page has a title, if not the note
    for token in tokens:
        if token.type == "heading_open" and token.map:
            level = int(token.tag[1:])
            if level > above + 1:
                cause = (
                    f"tras un título de nivel {above} viene uno de nivel {level},"
                    " y quien oye la página echa en falta el de en medio."
                )
                yield _hint(Code.SKIPPED_LEVEL, token.map[0] + 1, cause, f"Escribe «{'#' * (above + 1)}».")
                return
            above = level


def _nameless_image(found: Sequence[tuple[int, str]]) -> Iterator[Remark]:
    """Tell of the first image that has no text for who does not see it, and count the others."""
    if found:
        line, address = found[0]
        others = {1: "", 2: " (y otra)"}.get(len(found), f" (y otras {len(found) - 1})")
        cause = f"la imagen «{address}»{others} no dice qué muestra a quien no la ve."
        remedy = 'Escríbelo entre los corchetes o en «alt»; si solo adorna, pon un <img> con «alt=""».'
        yield _hint(Code.NAMELESS_IMAGE, line, cause, remedy)


def _glued_text(lines: Sequence[str], first: int) -> Iterator[Remark]:
    for number, line in enumerate(lines, first):
        if _BEGINS_SENTENCE.match(line):
            cause = "este texto se lee como parte del elemento de lista de encima."
            remedy = "Deja una línea en blanco antes; o, si es parte de él, sángralo."
            yield _hint(Code.GLUED_TEXT, number, cause, remedy)
            return


def _overfull_rows(lines: Sequence[int]) -> Iterator[Remark]:
    if lines:
        others = {1: "", 2: " (y otra)"}.get(len(lines), f" (y otras {len(lines) - 1})")
        cause = f"esta fila{others} tiene más celdas que la cabecera, y las que sobran no se publican."
        remedy = "Añade columnas a la cabecera, o escribe «\\|» si la barra es parte del texto."
        yield _hint(Code.OVERFULL_ROW, lines[0] + 1, cause, remedy)


def _unclosed_fence(token: Token, lines: Sequence[str]) -> Iterator[Remark]:
    if token.map and (
        token.map[1] - token.map[0] < 2  # noqa: PLR2004 - one line to open and one to close
        or not lines[token.map[1] - 1].lstrip(" \t>").startswith(token.markup)
    ):
        cause = f"este bloque de código no se cierra con «{token.markup}» y llega hasta el final."
        yield _hint(Code.UNCLOSED_FENCE, token.map[0] + 1, cause, "Ciérralo donde acabe el código.")


def _missing_sign(text: str, line: int) -> Iterator[Remark]:
    plain = _CODE_SPAN.sub("x", text).rstrip(_MARKUP_AT_END)
    for opening, closing in ("¿?", "¡!"):
        if plain.endswith(closing) and opening not in plain and not _ENGLISH.search(plain):
            cause = f"al título «{text}» le falta el signo «{opening}»."
            yield _hint(Code.MISSING_SIGN, line, cause, f"Escribe «{opening}» donde empieza.")


def _paragraph(text: str, first: int) -> Iterator[Remark]:
    suspicious = _LINE_START.search(text)
    for number, line in enumerate(text.split("\n") if suspicious else (), first):
        start = line[:1]
        if start == "#" and _HEADING.match(line):
            cause = "esta línea no es un título: tras las almohadillas falta un espacio."
            yield _hint(Code.HEADING_SPACE, number, cause, "Escribe «# Título», o «\\#» si no querías uno.")
        elif start in {":", "/"} and (opening := read_opening(line)):
            cause = f"este recuadro no se cierra: falta una línea con «{opening.marks}»."
            # What is not to be seen must not be published by a line that is missing.
            severity = Severity.ERROR if WORDS[opening.word][0] in PRIVATE else Severity.HINT
            yield Remark(Code.UNCLOSED_CALLOUT, number, cause, "Ciérralo donde acabe.", severity)


def _open_secret(text: str, first: int) -> Iterator[Remark]:
    """Find what its author takes for a box that students do not see, and is text."""
    if not any(sign in text for sign in ("[!", "!!!", "???")):
        return
    written = text
    for unread in (_COMMENT, _CODE_SPAN):
        written = unread.sub(lambda found: "x" + "\n" * found[0].count("\n"), written)
    for found in _BOX.finditer(written):
        word = found[1] or found[2]
        if kind_of(word.casefold())[0] == TEACHER:
            cause = f"«{found[0].strip()}» no empieza ningún recuadro, y este texto lo leerían todos."
            remedy = f"Ponlo al principio de una cita: «> [!{word}]»; si solo lo nombras, entre «`»."
            line = first + written.count("\n", 0, found.start())
            yield Remark(Code.UNCLOSED_CALLOUT, line, cause, remedy, Severity.ERROR)


def _hint(code: Code, line: int, cause: str, remedy: str) -> Remark:
    return Remark(code, line, cause, remedy, Severity.HINT)
