"""Brackets that may begin a link or an image, and what the link leads to once they close.

https://spec.commonmark.org/0.31.2/#links
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.common.utils import normalizeReference

from escarcha.markup.inline.destinations import read_destination

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABEL = re.compile(r"\[((?:[^\\\[\]]|\\.){0,999})\]", re.DOTALL)
"""A link label in its brackets; empty ones too."""

_BLANKS = " \t\n"
"""What a label cannot be made of alone; a no-break space can be one."""

_MAX_LABEL = 999
"""Characters of a link label."""


@dataclass(slots=True)
class Bracket:
    """A ``[`` or ``![`` that has not been closed.

    Args:
        place: its number among the pieces.
        after: where its text begins.
        runs: how many delimiter runs come before it.
        is_image: whether it begins an image.
        is_active: whether a link may begin here; there are no links in links.
        has_brackets: whether there are brackets inside.
    """

    place: int
    after: int
    runs: int
    is_image: bool
    is_active: bool = True
    has_brackets: bool = False


class Target(NamedTuple):
    """What a link leads to.

    Args:
        address: of it.
        title: if there is one.
        end: where all of the link ends.
        label: of the reference it is by, as CommonMark normalises labels; empty if it is by none.
        start: where the address is written, if it is by no reference.
        stop: where that ends.
    """

    address: str
    title: str | None
    end: int
    label: str = ""
    start: int = 0
    stop: int = 0


def find_target(
    text: str, bracket: Bracket, at: int, references: Mapping[str, tuple[str, str | None]]
) -> Target | None:
    """Tell where a link leads whose text ends here.

    Args:
        text: the whole of it.
        bracket: where the link's text begins.
        at: the closing bracket.
        references: address and title for each label, as CommonMark normalises labels.

    Returns:
        The target; None if it is no link.
    """
    if inline := read_destination(text, at + 1):
        return Target(inline.address, inline.title, inline.end, start=inline.start, stop=inline.stop)
    if not references:
        return None
    label = _LABEL.match(text, at + 1)
    is_empty = text.startswith("[]", at + 1)
    end = label.end() if label and (is_empty or label[1].strip(_BLANKS)) else at + 1
    if label and label[1].strip(_BLANKS):
        name = label[1]
    elif bracket.has_brackets or at - bracket.after > _MAX_LABEL:
        return None
    else:
        name = text[bracket.after : at]
    name = normalizeReference(name) if name.strip(_BLANKS) else ""
    target = references.get(name) if name else None
    return Target(target[0], target[1] or None, end, name) if target else None


def missing_label(text: str, bracket: Bracket, at: int) -> str | None:
    """Return the label of a reference that an author has written for a link that is none.

    Behind a word, as in ``lista[i][j]``, and before another bracket, no link is meant; nor is one where
    either text holds no letter.
    """
    label = _LABEL.match(text, at + 1)
    if not label or not any(map(str.isalpha, label[1])) or text[label.end() : label.end() + 1] in {"[", "("}:
        return None
    before = text[bracket.after - 2 : bracket.after - 1]
    is_meant = any(map(str.isalpha, text[bracket.after : at])) and not before.isalnum()
    return label[1] if is_meant and not bracket.has_brackets and label[1][0] not in "^[" else None
