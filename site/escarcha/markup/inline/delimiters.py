"""Delimiter runs: which of ``*``, ``_``, ``~~`` and ``==`` open and close emphasis, deletions and marks.

The rules and the algorithm are CommonMark's (https://spec.commonmark.org/0.31.2/#delimiter-run and
#phase-2-inline-structure), strikethrough is GFM's, ``==`` Obsidian's. Time is linear: no place is searched
for an opener twice.
"""

from __future__ import annotations

import functools
import string
import unicodedata
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from escarcha.markup.stash import CLOSE, OPEN

_SIGNS = frozenset([*string.punctuation, OPEN, CLOSE])

DELETION = "~"
PAIRED = {DELETION: ("del", 2), "=": ("mark", 2)}
"""Signs that pair off as whole runs: the element, and the longest run."""


_BLANK, _SIGN, _LETTER = range(3)


@functools.cache
def _kind(character: str) -> int:
    """Sort a character as CommonMark does; at the start and the end of a text there is a blank."""
    if not character or character.isspace():
        return _BLANK
    is_sign = character in _SIGNS or unicodedata.category(character)[0] in "PS"
    return _SIGN if is_sign else _LETTER


@dataclass(slots=True)
class Delimiter:
    """A delimiter run.

    Args:
        sign: of which it is made.
        count: how many of them are not used up yet.
        length: how many there were.
        place: its number among the pieces of the text.
        can_open: whether something may begin here.
        can_close: whether something may end here.
    """

    sign: str
    count: int
    length: int
    place: int
    can_open: bool
    can_close: bool


def read_run(sign: str, length: int, place: int, before: str, after: str) -> Delimiter | None:
    """Tell what a run can do, from the characters around it; None if it can do nothing."""
    left, right = _kind(before), _kind(after)
    opens = right != _BLANK and (right != _SIGN or left != _LETTER)
    closes = left != _BLANK and (left != _SIGN or right != _LETTER)
    if sign in PAIRED and not _fits(sign, length):
        return None
    if sign in "_=":  # never inside a word
        opens, closes = (
            opens and (not closes or left == _SIGN),
            closes and (not opens or right == _SIGN),
        )
    return Delimiter(sign, length, length, place, opens, closes) if opens or closes else None


def _fits(sign: str, length: int) -> bool:
    longest = PAIRED[sign][1]
    return length == longest or (sign == "~" and length < longest)


@dataclass(slots=True)
class Span:
    """What begins and ends at a piece of the text: elements, the innermost first."""

    opened: list[ET.Element] = field(default_factory=list)
    closed: int = 0


def pair(
    delimiters: list[Delimiter], spans: dict[int, Span], pieces: list[str], *, has_subscripts: bool = False
) -> None:
    """Find out what the runs open and close.

    Args:
        delimiters: in order.
        spans: takes up what is opened and closed, by the numbers of the pieces.
        pieces: of the text; in those of the runs only what stays text is left.
        has_subscripts: whether one sign of a deletion makes a subscript, as in Material's dialect.
    """
    openers: list[Delimiter] = []
    bottom: dict[tuple[str, bool, int], int] = {}
    for closer in delimiters:
        if closer.can_close:
            key = (closer.sign, closer.can_open, closer.length % 3)
            while closer.count:
                at = _find_opener(openers, closer, bottom.get(key, -1))
                if at is None:
                    bottom[key] = closer.place
                    break
                opener = openers[at]
                del openers[at + 1 :]
                if opener.sign in PAIRED and opener.length != closer.length:
                    openers.pop()
                    closer.can_open = False
                    break
                _join(opener, closer, spans, has_subscripts=has_subscripts)
                if not opener.count:
                    openers.pop()
        if closer.can_open and closer.count:
            openers.append(closer)
    for run in delimiters:
        if run.count < run.length:
            pieces[run.place] = run.sign * run.count


def _find_opener(openers: list[Delimiter], closer: Delimiter, bottom: int) -> int | None:
    """Return the number of the nearest run that a closing one may end."""
    for at in range(len(openers) - 1, -1, -1):
        opener = openers[at]
        if opener.place < bottom:
            return None
        if opener.sign != closer.sign:
            continue
        if (
            not (closer.can_open or opener.can_close)
            or closer.length % 3 == 0
            or (opener.length + closer.length) % 3
        ):
            return at
    return None


def _join(opener: Delimiter, closer: Delimiter, spans: dict[int, Span], *, has_subscripts: bool) -> None:
    if opener.sign in PAIRED:
        tag, used = PAIRED[opener.sign][0], opener.count
        if has_subscripts and opener.sign == DELETION and used == 1:
            tag = "sub"
    else:
        used = 2 if min(opener.count, closer.count) > 1 else 1
        tag = "strong" if used > 1 else "em"
    opener.count -= used
    closer.count -= used
    spans.setdefault(opener.place, Span()).opened.append(ET.Element(tag))
    spans.setdefault(closer.place, Span()).closed += 1
