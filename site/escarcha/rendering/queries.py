"""Queries of Obsidian's plugin Dataview, which nobody answers here: they are folded, and below the title.

https://blacksmithgu.github.io/obsidian-dataview/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.markup import read_info
from escarcha.rendering.codeblock import draw_code

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from escarcha.figures import Figures
    from escarcha.markup import CodeBlock

LANGUAGES = {"dataview": "dataview", "dataviewjs": "js"}
"""The languages of its fences, and those whose colours they have."""

_CLASS = "query"
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


def draw_query(block: CodeBlock, figures: Figures) -> str:
    """Return the HTML of a query: a box that is folded.

    Raises:
        EscarchaError: if the template of a figure fails.
    """
    before, between, after = figures.callout_shell("info", False)  # noqa: FBT003 - the shell's own order
    code = draw_code(block.code, read_info(LANGUAGES[read_info(block.info).language.lower()]), figures)
    return f'<div class="{_CLASS}">{before}Consulta de Dataview{between}{code}{after}</div>'


def settle_queries(tree: LexborHTMLParser) -> None:
    """Put the queries that a note opens with behind its first heading, in place.

    Args:
        tree: the note.
    """
    opening: list[LexborNode] = []
    for node in tree.root.iter(include_text=True) if tree.root else ():
        if node.tag == "div" and node.attrs.get("class") == _CLASS:
            opening.append(node)
        elif node.tag in _HEADINGS:
            for query in reversed(opening):
                node.insert_after(query)
                query.decompose()  # what was put behind the heading is a copy
            return
        elif node.tag != "-text" or node.text().strip():
            return
