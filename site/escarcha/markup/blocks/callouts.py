"""Callouts: the boxes that set a note, a tip or a warning apart, however their author writes them.

Block rules for markdown-it read every spelling into the same pair of tokens, ``callout_open`` (whose
``meta`` holds a ``Callout``) and ``callout_close``, round the blocks of the body:

    > [!TIP]             GitHub's alerts and Obsidian's callouts: ``> [!tip]- Título`` is folded, ``+`` open.
    !!! tip "Título"     MkDocs: an indented body; ``???`` is folded, ``???+`` open.
    :::tip Título        Docusaurus and VitePress, closed by ``:::``.
    /// tip | Título     pymdownx, closed by ``///``.
    === "Título"         pymdownx: a tab, with an indented body; ``/// tab | Título`` as well.

A quote keeps its own ``blockquote_close``. What is not closed, has no body, or names no known type (in a
quote, any type will do) is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from escarcha.markup.blocks.state import DIALECT, MATERIAL, lines_inside, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
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
    "tab": "Pestaña: tab pestaña",
}
"""Each kind, which has a look of its own, with the titles and the words that authors write for it."""

_WORDS = {
    word: (kind, title)
    for kind, text in KINDS.items()
    for title, _, words in (entry.strip().partition(": ") for entry in text.split(";"))
    for word in words.split()
}

_FOLDING = frozenset(["details", "detalles"])

_ALERT = re.compile(r"\[!([^\W\d_][\w -]*)(?:\|[^\]]*)?\]([+-]?)(?:[ \t]+(.*))?$")
_TAB = re.compile(r'===([+!]?)[ \t]+"(.*)"[ \t]*$')
_ADMONITION = re.compile(r'(!!!|\?\?\?\+?)[ \t]*([\w-]+)((?: +[\w-]+)*)(?:[ \t]+"(.*)")?[ \t]*$')
_OPENING = re.compile(r"(:{3,}|/{3,})[ \t]*([\w-]+)(.*)$")
_CLOSING = re.compile(r"(:{3,}|/{3,})[ \t]*$")
_ATTRIBUTES = re.compile(r"open|[.#].*|[\w-]+=.*")
_OPTION = re.compile(r"(type|open|attrs|name):(.*)$")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
# None of them goes back over what it has read: a line may be a million characters long.

_BODY_INDENT = 4
"""Columns by which the body of ``!!!`` is indented, and the options of ``///``."""


@dataclass(frozen=True, slots=True)
class Callout:
    """What a callout begins with.

    Args:
        kind: one of ``KINDS``.
        title: Markdown, on one line; empty only in Material's dialect, where an author wants none.
        is_open: of one that folds, whether it is unfolded at first; None if it does not fold. Of a tab,
            whether it begins a group although there is one right before it.
        is_titled: whether the title is the author's own, so that it may stand without a body.
        classes: what else its first line says of it in Material's dialect, such as ``inline end``.
    """

    kind: str
    title: str
    is_open: bool | None = None
    is_titled: bool = False
    classes: tuple[str, ...] = ()


def callouts_plugin(parser: MarkdownIt) -> None:
    """Teach markdown-it every spelling."""
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    parser.block.ruler.before("table", "callout_alert", _alert)
    parser.block.ruler.before("table", "callout_admonition", _admonition, interrupts)
    parser.block.ruler.before("table", "callout_fenced", _fenced, interrupts)


def _callout(word: str, title: str | None, *, is_open: bool | None = None) -> Callout:
    """Look the author's word up; one that is not known is the title of a note."""
    own = word.capitalize() if word in {word.lower(), word.upper()} else word
    kind, usual = _WORDS.get(word.casefold(), ("note", own))
    return Callout(kind, (title or "").strip() or usual, is_open=is_open)


def _alert(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read ``[!tip]- Título`` on the first line of a quote, and make a callout of it."""
    quote = state.tokens[-1] if state.tokens else None
    if quote is None or quote.type != "blockquote_open" or state.is_code_block(start):
        return False
    found = _ALERT.match(text_of(state, start))
    if not found:
        return False
    fold = {"": None, "-": False, "+": True}[found[2]]
    quote.type, quote.meta = "callout_open", {"callout": _callout(found[1].strip(), found[3], is_open=fold)}
    state.line = start + 1
    if start + 1 < state.lineMax and state.sCount[start + 1] < 0:
        # A line without its > goes on from the title, so it begins the body.
        state.sCount[start + 1] = state.blkIndent
    return True


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the same
    """Read ``!!! tip "Título"`` or ``=== "Título"`` with its indented body."""
    is_material = state.env.get(DIALECT) == MATERIAL
    callout = None if state.is_code_block(start) else _read_admonition(text_of(state, start), is_material)
    if not callout:
        return False
    indent = state.blkIndent + _BODY_INDENT
    first = next((line for line in range(start + 1, end) if not state.isEmpty(line)), end)
    has_body = first < end and state.sCount[first] >= indent
    if not has_body and not callout.is_titled:
        return False
    if silent:
        return True
    stop = start + 1
    if has_body:
        for line in range(first, end):
            if not state.isEmpty(line):
                if state.sCount[line] < indent:
                    break
                stop = line + 1
    nest(state, callout, (start, start + 1, stop, stop), indent)
    return True


def _read_admonition(text: str, is_material: bool) -> Callout | None:  # noqa: FBT001 - what the state says
    """Read a line that opens a callout with an indented body; None if it does not.

    In Material's dialect any word is a type, others may follow it, and an empty title is none.
    """
    if text.startswith("==="):
        tab = _TAB.match(text)
        return Callout("tab", tab[2].strip() or "Pestaña", is_open=tab[1] == "!") if tab else None
    found = _ADMONITION.match(text) if text.startswith(("!!!", "???")) else None
    is_known = found and (found[2].casefold() in _WORDS or found[4] is not None)
    if not found or not (is_known or is_material):
        return None
    fold = {"!!!": None, "???": False, "???+": True}[found[1]]
    callout = replace(_callout(found[2], found[4], is_open=fold), is_titled=found[4] is not None)
    if not is_material:
        return callout
    # What folds cannot do without a title to fold it by.
    title = "" if fold is None and found[4] is not None and not found[4].strip() else callout.title
    return replace(callout, title=title, classes=tuple(found[3].split()))


def _fenced(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the same
    """Read ``:::tip Título`` or ``/// tip | Título`` up to the line that closes it."""
    found = None if state.is_code_block(start) else read_opening(text_of(state, start))
    closed = _closing_line(state, start, end) if found else None
    if not found or closed is None:
        return False
    if silent:
        return True
    options = {"type": "", "open": str(found.is_open)}
    body = start + 1
    if found.marks[0] == "/":
        while body < closed and state.is_code_block(body) and (option := _OPTION.match(text_of(state, body))):
            options[option[1]] = option[2].strip()
            body += 1
    fold = options["open"].casefold() == "true" if found.word in _FOLDING else None
    callout = _callout(found.word, found.title, is_open=fold)
    if options["type"] in _WORDS and callout.kind != "tab":
        callout = replace(callout, kind=_WORDS[options["type"]][0])
    nest(state, callout, (start, body, closed, closed + 1), state.blkIndent)
    return True


@dataclass(frozen=True, slots=True)
class Opening:
    """The line that opens a callout with marks of its own: how many of them, and what stands behind."""

    marks: str
    word: str
    title: str
    is_open: bool


def read_opening(text: str) -> Opening | None:
    """Read a line that opens a callout with marks of its own; None if it does not."""
    found = _OPENING.match(text) if text.startswith((":::", "///")) else None
    if not found or found[2].casefold() not in _WORDS:
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
    return Opening(found[1], found[2].casefold(), title, is_open)


def nest(state: StateBlock, callout: Callout, lines: tuple[int, int, int, int], indent: int) -> None:
    """Write the tokens of a callout.

    Args:
        state: of the reading.
        callout: what it begins with.
        lines: the first, the first of its body, the one after its body and the one after it.
        indent: of its body.
    """
    start, body, stop, following = lines
    kept = state.parentType, state.lineMax, state.blkIndent
    opening = state.push("callout_open", "div", 1)
    opening.block, opening.map, opening.meta = True, [start, following], {"callout": callout}
    # Nothing in the body may go on below it.
    state.parentType, state.lineMax, state.blkIndent = "callout", stop, indent
    state.md.block.tokenize(state, body, stop)
    state.push("callout_close", "div", -1).block = True
    state.parentType, state.lineMax, state.blkIndent = kept
    state.line = following


@dataclass(slots=True)
class _Pairs:
    """Which lines of a container close which callouts, from a line on, and the line before which it ends."""

    start: int
    stop: int
    closing: dict[int, int] = field(default_factory=dict)


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line that closes the callout opened on a line.

    All pairs of a container are found at once and kept, so that a thousand callouts that are never
    closed do not each search the rest of the note.
    """
    kept: dict[tuple[int, int, int], _Pairs] = state.env.setdefault("callouts", {})
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
    for line, indent, text in _outside_code(state, start, stop):
        if opening := read_opening(text):
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
        elif indent < _BODY_INDENT:
            yield line, indent, text
