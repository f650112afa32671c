"""Notes on code and on texts: a number in its place leads to the item of the list that stands below.

In code it is a comment, ``# (1)!``; in a text that has the class ``annotate``, a number in brackets. Nothing
moves and nothing hides: the list is where its author has written it, and a script may show an item beside its
number as well, as it does with footnotes.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from markupsafe import escape

from escarcha.rendering.nodes import element_behind, replace_by

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from escarcha.markup.stash import Notes

CALL_CLASS = "note"
_GROUP = "data-notes"
"""The attribute of a call in code that tells which list is meant, until it is found."""

_LIST_CLASS = "anotaciones"
_COMMENT = re.compile(
    r"(?P<sign>#|//|--|;|%|<!--|/\*|\{#)(?P<before>.*?)(?P<calls>(?:[ \t]*\(\d{1,2}\)!?)+)"
    r"(?P<after>[ \t]*(?:-->|\*/|#\})?)\s*"
)
_COLOURED = re.compile(r'<span class="c">(?P<text>[^<]*)</span>\s*$')
_CALL = re.compile(r"\((?P<number>\d{1,2})\)(?P<alone>!?)")


def take_calls(code: str, notes: Notes, coloured: str) -> tuple[str, dict[int, str]]:
    """Take the calls of notes out of some code.

    A comment that holds nothing else goes with them, and so does one with a ``!``.

    Args:
        code: its text.
        notes: the list below it; a number beyond its last is no call.
        coloured: the same in colours, which tell comments from the rest: ``a // (1)`` is none in Python.

    Returns:
        The code without them, and the HTML of the calls of each line.
    """
    found: dict[int, str] = {}
    lines = code.split("\n")
    group, asked = str(notes.number), f' {_GROUP}="{notes.number}"'
    for number, (line, shown) in enumerate(zip(lines, coloured.split("\n"), strict=False), 1):
        span = _COLOURED.search(shown) if "(" in line else None
        comment = _COMMENT.fullmatch(unescape(span["text"])) if span else None
        calls = list(_CALL.finditer(comment["calls"])) if comment else []
        if not comment or not all(0 < int(call["number"]) <= notes.count for call in calls):
            continue
        before = line.rstrip().removesuffix(comment[0].rstrip())
        is_gone = not comment["before"].strip() or any(call["alone"] for call in calls)
        kept = "" if is_gone else f"{comment['sign']}{comment['before']}{comment['after']}"
        lines[number - 1] = (before + kept).rstrip()
        found[number] = "".join(_link(group, int(call["number"]), asked) for call in calls)
    return "\n".join(lines), found


def _link(group: str, number: int, more: str = "") -> str:
    href = f"#nota-{group}-{number}"
    return f'<a class="{CALL_CLASS}" href="{href}"{more} aria-label="Nota {number}" data-note="{number}"></a>'


def settle_notes(tree: LexborHTMLParser) -> None:
    """Give the items of lists of notes the ids that their calls lead to, in place.

    Args:
        tree: of a note.
    """
    groups = 0
    for call in tree.css(f"a[{_GROUP}]"):
        group = str(call.attrs[_GROUP])
        groups = max(groups, int(group))
        del call.attrs[_GROUP]
        figure = _around(call, "figure")
        notes = _list_below(figure) if figure is not None else None
        if notes is not None:
            _name_items(notes, group)
    for annotated in tree.css(".annotate"):
        notes = annotated.last_child if annotated.tag in {"div", "details"} else None
        while notes is not None and notes.tag == "-text":
            notes = notes.prev
        below = _list_below(annotated)
        notes = below if below is not None else notes
        if notes is None or notes.tag != "ol":
            continue
        groups += 1
        if _call_in_text(annotated, notes, str(groups)):
            _name_items(notes, str(groups))


def _call_in_text(annotated: LexborNode, notes: LexborNode, group: str) -> bool:
    """Make links of the numbers in a text; tell whether there are any."""
    count = len([item for item in notes.iter() if item.tag == "li"])
    pending, has_calls = [annotated], False
    while pending:
        node = pending.pop()
        for child in list(node.iter(include_text=True)):
            if child.tag != "-text":
                if child.mem_id != notes.mem_id and child.tag not in {"pre", "code", "a"}:
                    pending.append(child)
                continue
            text = child.text()
            if "(" not in text:
                continue
            escaped = str(escape(text))
            made = _CALL.sub(lambda call: _link_in_text(call, count, group), escaped)
            if made != escaped:
                has_calls = True
                replace_by(child, made)
    return has_calls


def _link_in_text(call: re.Match[str], count: int, group: str) -> str:
    number = int(call["number"])
    if not 0 < number <= count:
        return call[0]
    return _link(group, number)


def _name_items(notes: LexborNode, group: str) -> None:
    if _LIST_CLASS in (notes.attrs.get("class") or "").split():
        return
    notes.attrs["class"] = " ".join(filter(None, [notes.attrs.get("class"), _LIST_CLASS]))
    for number, item in enumerate([each for each in notes.iter() if each.tag == "li"], 1):
        item.attrs["id"] = f"nota-{group}-{number}"


def _list_below(node: LexborNode) -> LexborNode | None:
    following = element_behind(node)
    if following is not None and following.tag == "figure":  # the list has a caption
        following = following.css_first("ol")
    return following if following is not None and following.tag == "ol" else None


def _around(node: LexborNode, tag: str) -> LexborNode | None:
    around = node.parent
    while around is not None and around.tag != tag:
        around = around.parent
    return around
