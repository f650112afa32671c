"""Which sheets a page asks for besides the one that all have: those of what stands in its text."""

from __future__ import annotations

import re

_NOTES = (" pinned", "ordenable", "<dl", "<mark", "<del", "<kbd", "footnote", "<input", "drawing")
_LINES = ('"line', 'b class="note')
_PIECES = ('"pasos', '"tarjetas', '"arbol', '"comparar', '"insignia', '"icono', '"embed', "<math", "<audio")
_MATERIAL = (
    *("twemoji", "md-button", '"grid', " inline", "ancho-", '"keys', '"float-', "#only-", '"critic'),
    '"note" href',
)
_MARKS = {
    "notices": ("callout",),
    "seldom": (*_NOTES, *_LINES),
    "pieces": _PIECES,
    "material": _MATERIAL,
    "exercises": ('"exercise"', '"checkbox"'),
    "trace": ('<details class="trace"',),
}
"""By the name of a sheet, what is in the tags of a text that it is for."""

_TAG = re.compile(r"""<[a-z][\w-]*(?:\s+[^\s=>]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*""")


def sheets_for(html: str) -> list[str]:
    """Return the names of the sheets that a text needs, in the order in which pages ask for them.

    What the text says counts for nothing: a note on buttons is no note with buttons. Only where a mark is
    found at all its tags are looked at one by one, as most texts have none.
    """
    found = {name: marks for name, marks in _MARKS.items() if any(mark in html for mark in marks)}
    if not found:
        return []
    tags = "".join(_TAG.findall(html))
    return [name for name, marks in found.items() if any(mark in tags for mark in marks)]
