"""Tables, as a block rule for markdown-it: GFM's, read as cmark-gfm does.

https://github.github.com/gfm/#tables-extension-. A table is one token, whose ``meta`` is a ``Table``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.markup.blocks.state import is_material, text_of

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"(?<!`)(`++).*?(?<!`)\1(?!`)")

MAX_MISSING = 65_536
"""Cells that rows may lack together: a short note with many columns and many rows would make a huge page.

The limit is markdown-it's (https://github.com/markdown-it/markdown-it/issues/1000).
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Args:
        delimiters: for each column how it is aligned: ``---``, ``:--``, ``--:`` or ``:-:``.
        rows: the cells of each row, the head first.
        overfull: the lines, from 0, of rows with more cells than the head has; these are cut off.
    """

    delimiters: list[str]
    rows: list[list[str]]
    overfull: list[int]


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read a head, the row of dashes that makes it one, and what follows up to a blank line or a block."""
    delimiters = _delimiters(state, start + 1, end)
    if not delimiters or state.is_code_block(start):
        return False
    head = _cells(state, start)
    if len(head) != len(delimiters):
        return False
    if silent:
        return True
    (interrupts,) = state.md.block.ruler.getRules("blockquote")
    around, state.parentType = state.parentType, "table"
    rows, overfull = [head], list[int]()
    missing = 0
    line = start + 2
    while line < end and state.sCount[line] >= state.blkIndent and not state.is_code_block(line):
        if state.isEmpty(line) or interrupts(state, line, end, True):  # noqa: FBT003 - markdown-it has no names
            break
        cells = _cells(state, line)
        row = cells[: len(head)]
        if not row:  # a pipe and nothing else
            break
        if any(cells[len(head) :]):
            overfull.append(line)
        missing += len(head) - len(row)
        if missing > MAX_MISSING:
            break
        rows.append(row)
        line += 1
    state.parentType = around
    token = state.push("table", "table", 0)
    token.map, token.meta = [start, line], {"table": Table(delimiters, rows, overfull)}
    token.content = "\n".join(cell for row in rows for cell in row)
    state.line = line
    return True


def _delimiters(state: StateBlock, line: int, end: int) -> list[str]:
    """Return what the row of dashes says of each column; nothing if a line is none."""
    at = state.bMarks[line] + state.tShift[line]
    if line >= end or at >= state.eMarks[line] or state.src[at] not in "|-:":
        return []
    text = text_of(state, line)
    if state.sCount[line] < state.blkIndent or state.is_code_block(line) or not _DELIMITERS.match(text):
        return []
    if not text.strip("- \t"):  # the line under a heading, or a rule
        return []
    return [f"{':' * cell.startswith(':')}-{':' * cell.endswith(':')}" for cell in _cells(state, line)]


def _cells(state: StateBlock, line: int) -> list[str]:
    """Take a row apart; a pipe behind a backslash belongs to the cell, and in Material one in code too."""
    row = text_of(state, line).strip(" \t")
    if "`" in row and is_material(state):
        row = _CODE.sub(lambda code: _PIPE.sub(r"\\|", code[0]), row)
    cells = _PIPE.split(row)
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return [cell.strip(" \t").replace("\\|", "|") for cell in cells]
