r"""Formulas between ``\(`` and ``\)`` or ``\[`` and ``\]``, as pymdownx's Arithmatex reads them.

https://facelessuser.github.io/pymdown-extensions/extensions/arithmatex/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.markup.blocks.state import is_worth_searching, lines_inside, note_vain_search, text_of
from escarcha.markup.formulas import FormulaPattern

if TYPE_CHECKING:
    import markdown
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from escarcha.markup.stash import Stash

# A backslash that is escaped opens nothing.
_IN_LINE = r"\\\\|\\\((?P<latex>(?:[^\\]|\\(?![()]))+)\\\)"
_DISPLAY = r"\\\\|\\\[(?P<latex>(?:[^\\]|\\(?![\[\]]))+)\\\]"


def add_bracketed_formulas(made: markdown.Markdown, stash: Stash) -> None:
    """Teach a Markdown instance formulas in brackets; they are stashed."""
    made.inlinePatterns.register(FormulaPattern(_IN_LINE, made, stash, "\\("), "formula_in_parentheses", 187)
    made.inlinePatterns.register(FormulaPattern(_DISPLAY, made, stash, "\\["), "formula_in_brackets", 187)


def bracketed_formulas(parser: MarkdownIt) -> None:
    """Teach markdown-it formulas in brackets that are blocks, so that signs in them are no Markdown."""
    parser.block.ruler.before("table", "formula_bracketed", _rule)


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    r"""Read a paragraph that begins with ``\[`` and ends with ``\]``."""
    if silent or state.is_code_block(start) or not text_of(state, start).startswith("\\["):
        return False
    if not is_worth_searching(state, "formula"):
        return False
    inside = lines_inside(state, start, end)
    closing = next((line for line in inside if text_of(state, line).rstrip().endswith("\\]")), None)
    if closing is None:
        note_vain_search(state, "formula")
        return False
    lines = state.getLines(start, closing + 1, state.blkIndent, keepLastLF=False).strip()
    if "\\]" in lines[:-2]:
        return False
    token = state.push("formula", "math", 0)
    token.map, token.content = [start, closing + 1], lines[2:-2].strip()
    state.line = closing + 1
    return True
