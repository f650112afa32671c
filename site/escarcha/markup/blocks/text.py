"""Block rules for markdown-it: paragraphs, underlined headings, code, quotes, raw HTML, definitions.

Each is cmark-gfm's reading (https://github.com/github/cmark-gfm), where markdown-it has another or takes
two walks for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block import blockquote, html_block
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.token import Token

from escarcha.markup.blocks.state import text_of
from escarcha.markup.blocks.tasks import BOX

if TYPE_CHECKING:
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.rules_block import StateBlock

_BLANKS = " \t\n"
"""What does not count at the edges of a paragraph; a no-break space does."""

CODE_INDENT = 4
"""Columns by which code is indented."""

_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")
_BOX = re.compile(rf"{BOX}[ \t]+")
_ANY_TAG = HTML_SEQUENCES[-1][0]
"""A line that is one tag of any name: the seventh kind of HTML block, which interrupts no paragraph."""


_CLOSE = Token("paragraph_close", "p", -1, block=True)
"""The end of every paragraph and heading; nobody asks it for more than that it is there."""


def text(state: StateBlock, start: int, end: int, _silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read a paragraph, or a heading with a line of ``=`` or ``-`` under it."""
    (interrupts,) = state.md.block.ruler.getRules("paragraph")
    around, state.parentType = state.parentType, "paragraph"
    begins, indents, ends, source = state.bMarks, state.tShift, state.eMarks, state.src
    least, most = state.blkIndent, state.blkIndent + CODE_INDENT
    tag = "p"
    line = start + 1
    # A box without a text is an item without a paragraph: nothing can go on with it.
    is_box = around == "list" and _BOX.fullmatch(text_of(state, start))
    while line < state.lineMax and not is_box:
        at = begins[line] + indents[line]
        if at >= ends[line]:
            break
        indent = state.sCount[line]
        if least <= indent < most or not state.is_code_block(line):
            is_inside = line < end and indent >= least
            if source[at] in "=-" and is_inside and _UNDERLINE.fullmatch(source, at, ends[line]):
                tag = "h1" if source[at] == "=" else "h2"
                break
            if interrupts(state, line, state.lineMax, True):  # noqa: FBT003 - markdown-it has no names
                break
        line += 1
    if state.level == 0:  # nothing stands before the lines that is not theirs
        inline = source[begins[start] : ends[line - 1]].strip(_BLANKS)
    else:
        inline = state.getLines(start, line, least, keepLastLF=False).strip(_BLANKS) + (" " if is_box else "")
    kind = "paragraph" if tag == "p" else "heading"
    state.line = line + (tag != "p")
    level = state.level
    state.tokens += (
        Token(f"{kind}_open", tag, 1, map=[start, state.line], level=level, block=True),
        Token("inline", "", 0, content=inline, map=[start, line], level=level + 1, block=True),
        _CLOSE,
    )
    state.parentType = around
    return True


def code(state: StateBlock, start: int, end: int, _silent: bool) -> bool:  # noqa: FBT001 - the same
    """Read indented code; a line that its container does not go on with is no part of it."""
    indent = state.blkIndent + CODE_INDENT
    if state.sCount[start] < indent:
        return False
    line, stop = start + 1, start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= indent):
        line += 1
        if not state.isEmpty(line - 1):
            stop = line
    token = state.push("code_block", "code", 0)
    token.content = f"{state.getLines(start, stop, indent, keepLastLF=False)}\n"
    token.map = [start, stop]
    state.line = stop
    return True


def quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the same
    """Read a quote; a ``>`` that is indented by four columns does not go on with it."""
    if silent or state.is_code_block(start):
        return blockquote(state, start, end, silent)
    line = start + 1
    while line < end and _is_quoted(state, line) and not state.is_code_block(line):
        line += 1
    deep = []
    while line < end and _is_quoted(state, line) and state.is_code_block(line):
        deep.append((line, state.sCount[line]))
        state.sCount[line] = -1
        line += 1
    found = blockquote(state, start, end, silent)
    for line, indent in deep:
        state.sCount[line] = indent
    return found


def _is_quoted(state: StateBlock, line: int) -> bool:
    at = state.bMarks[line] + state.tShift[line]
    return at < state.eMarks[line] and state.src[at] == ">" and state.sCount[line] >= state.blkIndent


def html(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the same
    """Read raw HTML; a tag of any name may stand right behind a list or a quote that it is not part of."""
    if html_block(state, start, end, silent):
        return True
    goes_on = state.parentType in {"paragraph", "reference"} and state.sCount[start] >= state.blkIndent
    may_begin = silent and not goes_on
    return may_begin and not state.is_code_block(start) and bool(_ANY_TAG.match(text_of(state, start)))


def definitions(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Read a definition list only where a line begins with a colon, never for a tilde («~ 5 minutos»)."""

    def quick(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the same
        for line in (start,) if silent else range(start + 1, min(start + 3, end)):
            at = state.bMarks[line] + state.tShift[line]
            if at < state.eMarks[line]:
                return state.src[at] == ":" and rule(state, start, end, silent)
        return False

    return quick
