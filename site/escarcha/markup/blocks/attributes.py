"""Attribute lists for blocks: a comment with braces says something of the block that follows it.

``<!-- {.pasos} -->`` before a list gives the list that class. Comments do not show on GitHub, so a note with
them reads there as without.
"""

from __future__ import annotations

import re

from escarcha.markup.lines import LINE

FOR_NEXT = f"{LINE}next"
"""The attribute of the mark that stands where the comment did; it holds what stood between the braces."""

ALLOWED = frozenset(["width", "height", "title", "lang", "loading", "align", "target", "rel", "download"])
"""What an attribute list may say besides an id and classes: nothing that runs or styles."""

_COMMENT = re.compile(r"<!--\s*\{:?\s*([#.A-Za-z][^{}<>]*?)\s*\}\s*-->\s*")


def read_attribute_list(html: str) -> str | None:
    """Return what stands between the braces of a comment that is an attribute list; None of anything else."""
    found = _COMMENT.fullmatch(html)
    return found[1] if found else None
