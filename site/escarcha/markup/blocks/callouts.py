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

import functools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from escarcha.markup.blocks.openings import (
    PRIVATE,
    SOLUTION,
    WORDS,
    block_at,
    listed_attributes,
    read_options,
)
from escarcha.markup.blocks.state import is_material, text_of, tokenize
from escarcha.markup.fences import START, read_info
from escarcha.problems import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_FOLDING = frozenset(["details", "detalles"])

_PRIVATE = [word for word, (kind, _) in WORDS.items() if kind in PRIVATE]
_NEAR = 0.87
_USUAL_TIPS = frozenset(title for kind, title in WORDS.values() if kind == "tip")

_ALERT = re.compile(r"\[!([^\W\d_][\w -]*)(?:\|[^\]]*)?\]([+-]?)(?:[ \t]+(.*))?$")
_TAB = re.compile(r'===([+!]?)[ \t]+"(.*)"[ \t]*$')
_ADMONITION = re.compile(r'(!!!|\?\?\?\+?)[ \t]*([\w-]+)((?: +[\w-]+)*)(?:[ \t]+"(.*)")?[ \t]*$')
# Neither goes back over what it has read: a line may be a million characters long.

_BODY_INDENT = 4
"""Columns by which the body of ``!!!`` is indented."""


@dataclass(frozen=True, slots=True)
class Callout:
    """What a callout begins with.

    Args:
        kind: one of ``KINDS``.
        title: Markdown, on one line; empty only in Material's dialect, where an author wants none.
        is_open: of one that folds, whether it is unfolded at first; None if it does not fold. Of a tab,
            whether it begins a group although there is one right before it.
        is_titled: whether the title is the author's own, so that it may stand without a body.
        attributes: what else is said of it in Material's dialect, as an attribute list has it: ``.inline``.
        is_hint: whether it helps with an exercise; see ``hinted``.
    """

    kind: str
    title: str
    is_open: bool | None = None
    is_titled: bool = False
    attributes: tuple[str, ...] = ()
    is_hint: bool = False


def callouts_plugin(parser: MarkdownIt) -> None:
    """Teach markdown-it every spelling."""
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    parser.block.ruler.before("table", "callout_alert", _alert)
    parser.block.ruler.before("table", "callout_admonition", _admonition, interrupts)
    parser.block.ruler.before("table", "callout_fenced", _fenced, interrupts)


@functools.lru_cache(maxsize=1000)
def kind_of(word: str) -> tuple[str, str]:
    """Return the kind of callout that a word names, and its usual title; none of one that is not known.

    One of whose words may be meant to keep it from students does: a slip of the pen must not publish it.
    """
    if word in WORDS:
        return WORDS[word]
    meant = (nearest(part, _PRIVATE, cutoff=_NEAR) for part in re.split(r"[ _-]", word))
    return next(((WORDS[private][0], "") for private in meant if private), ("note", ""))


def _callout(word: str, title: str | None, *, is_open: bool | None = None) -> Callout:
    """Look the author's word up; one that is not known is the title of a note."""
    own = word.capitalize() if word in {word.lower(), word.upper()} else word
    kind, usual = kind_of(word.casefold())
    usual = usual or own
    if kind == SOLUTION and is_open is None:
        is_open = False
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
    callout = None if state.is_code_block(start) else _read_admonition(state, text_of(state, start))
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


def _read_admonition(state: StateBlock, text: str) -> Callout | None:
    """Read a line that opens a callout with an indented body; None if it does not.

    In Material's dialect any word is a type, others may follow it, and an empty title is none.
    """
    if text.startswith("==="):
        tab = _TAB.match(text)
        return Callout("tab", tab[2].strip() or "Pestaña", is_open=tab[1] == "!") if tab else None
    found = _ADMONITION.match(text) if text.startswith(("!!!", "???")) else None
    is_known = found and (found[2].casefold() in WORDS or found[4] is not None)
    if not found or not (is_known or is_material(state)):
        return None
    fold = {"!!!": None, "???": False, "???+": True}[found[1]]
    callout = replace(_callout(found[2], found[4], is_open=fold), is_titled=found[4] is not None)
    if not is_material(state):
        return callout
    # What folds cannot do without a title to fold it by.
    title = "" if fold is None and found[4] is not None and not found[4].strip() else callout.title
    return replace(callout, title=title, attributes=tuple(f".{name}" for name in found[3].split()))


def _fenced(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the same
    """Read ``:::tip Título`` or ``/// tip | Título`` up to the line that closes it."""
    block = block_at(state, start, end, WORDS)
    if not block or silent:
        return bool(block)
    found, closed = block
    body, options = read_options(state, start + 1, closed) if found.marks[0] == "/" else (start + 1, {})
    is_open = bool(options.get("open", found.is_open)) if found.word in _FOLDING else None
    callout = _callout(found.word, found.title, is_open=is_open)
    kind, _ = WORDS.get(str(options.get("type")), (callout.kind, ""))
    if callout.kind != "tab":
        attributes = tuple(listed_attributes(options)) if is_material(state) else ()
        callout = replace(callout, kind=kind, attributes=attributes)
    elif options.get("new"):
        callout = replace(callout, is_open=True)
    nest(state, callout, (start, body, closed, closed + 1), state.blkIndent)
    return True


def hinted(tokens: Sequence[Token]) -> None:
    """Make hints of the tips between an exercise and its solution or the next heading: folded, and numbered.

    Args:
        tokens: of a text, in place.
    """
    number = 0
    is_open = False
    for token in tokens:
        role = read_info(token.info).role if token.type == "fence" else ""
        if role == START:
            is_open, number = True, 0
        elif role == SOLUTION or (token.type == "heading_open" and not token.level):
            is_open = False
        callout = token.meta.get("callout") if token.type == "callout_open" else None
        if is_open and callout and callout.kind == "tip":
            number += 1
            title = f"Pista {number}" if callout.title in _USUAL_TIPS else callout.title
            token.meta["callout"] = replace(
                callout, title=title, is_open=callout.is_open or False, is_hint=True
            )


def nest(state: StateBlock, callout: Callout, lines: tuple[int, int, int, int], indent: int) -> None:
    """Write the tokens of a callout.

    Args:
        state: of the reading.
        callout: what it begins with.
        lines: the first, the first of its body, the one after its body and the one after it.
        indent: of its body.
    """
    start, body, stop, following = lines
    kept = state.blkIndent
    opening = state.push("callout_open", "div", 1)
    opening.block, opening.map, opening.meta = True, [start, following], {"callout": callout}
    state.blkIndent = indent
    tokenize(state, body, stop)
    state.push("callout_close", "div", -1).block = True
    state.blkIndent = kept
    state.line = following
