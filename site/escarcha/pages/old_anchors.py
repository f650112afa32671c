"""Anchors that a page has had, kept for the links of others."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from escarcha.problems import Code, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from escarcha.notes import Note
    from escarcha.rendering.fragment import Gist

_HEADING = re.compile(r"<h[1-6]\b[^<>]*>")


def with_old_anchors(text: str, anchors: Mapping[str, str]) -> str:
    """Put empty elements with the old anchors into a note's HTML.

    Args:
        text: the HTML.
        anchors: each with that of the heading that it leads to; where there is none, to the first.
    """
    for old, new in anchors.items():
        span = f'<span id="{html.escape(old)}"></span>'
        wanted = f' id="{html.escape(new)}"'
        headings = list(_HEADING.finditer(text))
        found = next(
            (each for each in headings if new and wanted in each[0]), headings[0] if headings else None
        )
        at = found.end() if found else 0
        text = f"{text[:at]}{span}{text[at:]}"
    return text


def lost_anchors(note: Note, gist: Gist) -> Iterator[Remark]:
    """Tell of the old anchors that are to lead to a heading that the note does not have."""
    known = {heading.id for heading in gist.headings}
    for old, new in note.header.anchors.items():
        if new and new not in known:
            cause = f"«anchors» lleva «{old}» a «{new}», y la nota no tiene ese encabezado."
            line = note.header_lines["anchors"] - note.body_line + 1
            yield Remark(Code.HEADER_VALUE, line, cause, "Pon el ancla de un encabezado que esté en la nota.")
