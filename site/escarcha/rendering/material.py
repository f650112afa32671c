"""What a page makes of the elements of a note that is written in Material's dialect.

1. Icons are drawn (``icon_sets.py``), and numbers lead to notes (``notes.py``).
2. A callout without a title has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.markup.material.inline import ICON
from escarcha.rendering.icon_sets import draw_named_icons
from escarcha.rendering.notes import settle_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

    from escarcha.problems import Remark


def settle_material(tree: LexborHTMLParser, html: str) -> Iterator[Remark]:
    """Finish a note, in place; yield what is wrong with it.

    Args:
        tree: the note.
        html: that it was parsed from, which spares looking for what is not there.
    """
    if ICON in html:
        yield from draw_named_icons(tree)
    settle_notes(tree)
    for title in tree.css("p.callout-title:empty"):
        title.decompose()
