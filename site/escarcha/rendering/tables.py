"""Tables for every width: what heads what, which columns need room, which rows can be cards on a phone.

A style sheet does not know how long the texts of a column are, so it is told by classes:

- ``wide`` on the head of a column of sentences, which is never narrower than a few words;
- ``long`` on a cell whose longest word, an address say, may be broken;
- ``pinned`` on a frame whose first column stays while the others scroll by;
- ``cards`` on a frame whose rows become cards on a phone; each cell then carries the name of its column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

SENTENCE = 40
"""Characters from which a cell holds a sentence, and its column needs room."""
LONGEST_WORD = 30
"""Characters from which a word is broken rather than given room."""
SHORT = 24
"""Characters up to which a first column may stay beside what scrolls."""
FEW, MANY = 3, 4
"""Columns from which rows may be cards, and from which the first column stays."""

SORTABLE = "ordenable"
"""The class by which an author lets readers sort a table."""


def furnish_tables(tree: LexborHTMLParser) -> None:
    """Tell the head cells of tables what they head, and style sheets what is in the columns; in place."""
    for corner in tree.css("th:empty"):
        # It heads nothing, and screen readers would say that it does; what stands below it heads the rows.
        table = _table_of(corner)
        corner.replace_with(_cell("td"))
        for first in table.css("tbody > tr > td:first-child") if table is not None else ():
            _replace_by_head(first)
    for head in tree.css("thead th:not([scope])"):
        head.attrs["scope"] = "col"
    for frame in tree.css("div.table"):
        _measure(frame)


def _measure(frame: LexborNode) -> None:
    """Tell of each column what it holds."""
    heads = frame.css("thead > tr > *")
    rows = [row.css("td, th") for row in frame.css("tbody > tr")]
    if not heads or not rows or any(len(row) != len(heads) for row in rows):
        return
    longest = [max(map(_look_at, column)) for column in zip(*rows, strict=True)]
    for head, length in zip(heads, longest, strict=True):
        if length > SENTENCE:
            _add_class(head, "wide")
    is_sortable = SORTABLE in (frame.attrs.get("class") or "").split()
    if len(heads) >= FEW and longest[0] <= SENTENCE < max(longest) and not is_sortable:
        _make_cards(frame, heads, rows)
    elif len(heads) >= MANY and longest[0] <= SHORT:
        _add_class(frame, "pinned")


def _look_at(cell: LexborNode) -> int:
    """Return how long the text of a cell is; mark it where one of its words is too long to be given room."""
    text = cell.text().strip()
    if len(text) > LONGEST_WORD and max(map(len, text.split())) > LONGEST_WORD:
        _add_class(cell, "long")
    return len(text)


def _make_cards(frame: LexborNode, heads: list[LexborNode], rows: list[list[LexborNode]]) -> None:
    _add_class(frame, "cards")
    names = [" ".join(head.text().split()) for head in heads]
    for row in rows:
        for cell, name in list(zip(row, names, strict=True))[1:]:
            cell.attrs["data-label"] = name


def _add_class(node: LexborNode, name: str) -> None:
    node.attrs["class"] = " ".join(filter(None, [node.attrs.get("class"), name]))


def _table_of(node: LexborNode) -> LexborNode | None:
    around = node.parent
    while around is not None and around.tag != "table":
        around = around.parent
    return around


def _cell(tag: str) -> LexborNode:
    html = f"<table><tbody><tr><{tag}></{tag}></tr></tbody></table>"
    return LexborHTMLParser(html, is_fragment=True).css(tag)[0]


def _replace_by_head(cell: LexborNode) -> None:
    """Make a cell the head of its row; what is in it stays."""
    head = _cell("th")
    for name, value in cell.attrs.items():
        head.attrs[name] = value
    head.attrs["scope"] = "row"
    for child in list(cell.iter(include_text=True)):
        head.insert_child(child)
    cell.replace_with(head)
