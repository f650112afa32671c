"""Containers with marks of their own: ``:::tip Título`` … ``:::``, ``/// html | div`` … ``///``.

What opens one, what closes it, and the options that pymdownx has below the first line:
https://facelessuser.github.io/pymdown-extensions/extensions/blocks/
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from escarcha.markup.blocks.state import is_material, lines_inside, text_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from markdown_it.rules_block import StateBlock

KINDS = {
    "note": "Nota: note nota admonition; Detalles: details detalles",
    "info": "Información: info información informacion; Ver también: seealso",
    "tip": "Consejo: tip consejo; Pista: hint pista",
    "important": "Importante: important importante",
    "warning": "Atención: warning attention atención atencion aviso",
    "danger": "Peligro: caution danger peligro",
    "success": "Hecho: success check done hecho",
    "question": "Pregunta: question pregunta; Ayuda: help ayuda; Preguntas frecuentes: faq",
    "failure": "Fallo: failure fail fallo; Falta: missing; Error: error bug",
    "example": "Ejemplo: example ejemplo",
    "quote": "Cita: quote cite cita",
    "abstract": "Resumen: abstract summary resumen; En resumen: tldr",
    "todo": "Pendiente: todo pendiente",
    "solution": "Solución: solution solución solucion",
    "teacher": "Para docentes: teacher docente docentes profesor profesora profesorado",
    "tab": "Pestaña: tab pestaña",
}
"""Each kind, which has a look of its own, with the titles and the words that authors write for it."""

WORDS = {
    word: (kind, title)
    for kind, text in KINDS.items()
    for title, _, words in (entry.strip().partition(": ") for entry in text.split(";"))
    for word in words.split()
}
"""Words of authors, each with its kind and its title."""

SOLUTION, TEACHER = "solution", "teacher"
PRIVATE = frozenset([SOLUTION, TEACHER])
"""The kinds that not every reader is to see."""

BLOCKS = frozenset(["html", "define", "caption", "figure-caption", "table-caption"])
"""What slashes open besides callouts in Material's dialect."""

_OPENING = re.compile(r"(:{3,}|/{3,})[ \t]*([\w-]+)(.*)$")
_CLOSING = re.compile(r"(:{3,}|/{3,})[ \t]*$")
_ATTRIBUTES = re.compile(r"open|[.#].*|[\w-]+=.*")
_NAME = re.compile(r"[A-Za-z][\w-]*")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
# None of them goes back over what it has read: a line may be a million characters long.

_CODE_INDENT = 4
"""Columns by which code is indented, and the options of a block."""

_OPTIONS = frozenset(["attrs", "markdown", "name", "new", "open", "select", "type"])
_LONGEST = 1000
"""Characters of options, which PyYAML reads."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The line that opens a container with marks of its own: which they are, and what stands behind."""

    marks: str
    word: str
    title: str
    is_open: bool


def block_at(state: StateBlock, start: int, end: int, words: Container[str]) -> tuple[Opening, int] | None:
    """Return what opens a container on a line, and the line that closes it; None if nothing does.

    Args:
        state: of the reading.
        start: the line.
        end: the line before which the container ends that holds it.
        words: that it may open with.
    """
    found = None if state.is_code_block(start) else read_opening(text_of(state, start), words)
    closed = closing_line(state, start, end) if found and found.word in words else None
    return (found, closed) if found and closed is not None else None


def read_opening(text: str, others: Container[str] = ()) -> Opening | None:
    """Read a line that opens a container with marks of its own; None if it does not.

    Args:
        text: the line.
        others: words besides those of callouts that may stand behind slashes.
    """
    found = _OPENING.match(text) if text.startswith((":::", "///")) else None
    word = found[2].casefold() if found else ""
    if not found or not (word in WORDS or (word in others and found[1][0] == "/")):
        return None
    title, is_open = found[3].strip(), False
    if found[1][0] == "/":
        if title and title[0] != "|":
            return None
        title = title[1:]
    else:
        before, brace, attributes = title.rpartition("{")
        if brace and attributes.endswith("}") and _ATTRIBUTES.fullmatch(attributes[:-1]):
            title, is_open = before.rstrip(), attributes == "open}"
        if found[3][:1] == "[" and title.endswith("]"):
            title = title[1:-1]
        elif title and not found[3][0].isspace():
            return None
    return Opening(found[1], word, title, is_open)


def read_options(state: StateBlock, start: int, closed: int) -> tuple[int, dict[str, Any]]:
    """Read the options of a block, in YAML, indented below its first line.

    Args:
        state: of the reading.
        start: the line behind the first.
        closed: the line that closes the block.

    Returns:
        The first line of the body, and the options; what is indented and says others is code.
    """
    body = start
    while body < closed and state.is_code_block(body) and not state.isEmpty(body):
        body += 1
    written = state.getLines(start, body, state.blkIndent + _CODE_INDENT, keepLastLF=False)
    if not 0 < len(written) <= _LONGEST:
        return start, {}
    from pymdownx.blocks import get_frontmatter  # noqa: PLC0415 - few boxes have options

    options = get_frontmatter(written)
    return (body, options) if options and _OPTIONS.issuperset(options) else (start, {})


def named_attributes(options: dict[str, Any]) -> dict[str, str]:
    """Return the attributes that the options of a block give it."""
    attributes = options.get("attrs")
    items = attributes.items() if isinstance(attributes, dict) else ()
    named = {str(name): str(value) for name, value in items if isinstance(value, str | int)}
    return {name: value for name, value in named.items() if _NAME.fullmatch(name)}


def listed_attributes(options: dict[str, Any]) -> Iterator[str]:
    """Yield id and classes that the options of a block give it, as an attribute list has them."""
    attributes = named_attributes(options)
    yield from (f".{name}" for name in attributes.get("class", "").split())
    yield from (f"#{name}" for name in attributes.get("id", "").split()[:1])


@dataclass(slots=True)
class _Pairs:
    """Which lines close which openings in a container, from a line on, and the line before which it ends."""

    start: int
    stop: int
    closing: dict[int, int] = field(default_factory=dict)


def closing_line(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line that closes what is opened on a line; None if there is none.

    All pairs of a container are found at once and kept, so that a thousand openings that are never
    closed do not each search the rest of the note.
    """
    kept: dict[tuple[int, int, int], _Pairs] = state.env.setdefault("openings", {})
    place = (state.level, state.blkIndent, end)
    pairs = kept.get(place)
    if pairs is None or not pairs.start <= start < pairs.stop:
        pairs = kept[place] = _pair(state, start, end)
    return pairs.closing.get(start)


def _pair(state: StateBlock, start: int, end: int) -> _Pairs:
    """Pair the openings of a container with the closings that have as many marks and the same indent."""
    stop = max(lines_inside(state, start, end), default=start) + 1
    pairs = _Pairs(start, stop)
    waiting: dict[str, list[tuple[int, int]]] = {}
    others = BLOCKS if is_material(state) else frozenset[str]()
    for line, indent, text in _outside_code(state, start, stop):
        if opening := read_opening(text, others):
            waiting.setdefault(opening.marks, []).append((line, indent))
        elif closing := _CLOSING.match(text):
            same = waiting.get(closing[1], [])
            while same and same[-1][1] > indent + 1:
                same.pop()  # what is deeper was never closed
            if same and same[-1][1] >= indent - 1:
                pairs.closing[same.pop()[0]] = line
    return pairs


def _outside_code(state: StateBlock, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """Yield the lines that are not code: number, indent and text."""
    fence = ""
    for line in range(start, stop):
        text = text_of(state, line)
        indent = state.sCount[line] - state.blkIndent
        if fence:
            if text.startswith(fence) and not text.strip(f"{fence[0]} \t"):
                fence = ""
        elif code := _FENCE.match(text):
            fence = code[1] or code[2]
        elif indent < _CODE_INDENT:
            yield line, indent, text
