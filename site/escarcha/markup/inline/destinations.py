"""What may follow the text of a link: ``(destino "título")``; and escapes and character references in it.

https://spec.commonmark.org/0.31.2/#links
"""

from __future__ import annotations

import re
import sys
from html.entities import html5
from typing import NamedTuple

from escarcha.markup.stash import FORBIDDEN

MAX_PARENTHESES = 32
"""Levels of them inside a destination without pointed brackets; cmark allows as many."""

_ESCAPABLE = r"!-/:-@\[-`{-~"
ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_ESCAPE_OR_ENTITY = re.compile(rf"\\([{_ESCAPABLE}])|{ENTITY.pattern}")

_BLANK = r"[ \t]*+(?:\n[ \t]*+)?"
_START = re.compile(rf"\({_BLANK}")
_POINTED = re.compile(r"<([^<>\n\\]*+(?:\\.[^<>\n\\]*+)*)>")
_STOP = re.compile(rf"\\[{_ESCAPABLE}]|[() \x00-\x1f\x7f]")
_BEFORE_TITLE = re.compile(rf"(?=[ \t\n]){_BLANK}")
_TITLE = re.compile(
    r'"([^"\\]*+(?:\\.[^"\\]*+)*)"|' r"'([^'\\]*+(?:\\.[^'\\]*+)*)'|" r"\(([^()\\]*+(?:\\.[^()\\]*+)*)\)",
    re.DOTALL,
)
_END = re.compile(rf"{_BLANK}\)")


class Inline(NamedTuple):
    """What stands in parentheses behind the text of a link.

    Args:
        address: without escapes.
        title: if there is one.
        end: behind the closing parenthesis.
        start: where the address begins.
        stop: where it ends.
    """

    address: str
    title: str | None
    end: int
    start: int
    stop: int


def read_destination(text: str, at: int) -> Inline | None:
    """Read what stands in parentheses behind the text of a link.

    Args:
        text: the whole of it.
        at: where the opening parenthesis would be.

    Returns:
        What it is; None if it is not of this form.
    """
    start = _START.match(text, at)
    if not start:
        return None
    if pointed := _POINTED.match(text, start.end()):
        begin, stop, end = pointed.start(1), pointed.end(1), pointed.end()
    elif text.startswith("<", start.end()):
        return None
    else:
        found_end = _find_end(text, start.end())
        if found_end is None:
            return None
        begin, stop, end = start.end(), found_end, found_end
    title = None
    gap = _BEFORE_TITLE.match(text, end)
    if gap and (found := _TITLE.match(text, gap.end())):
        title, end = unescape(next(filter(None, found.groups()), "")), found.end()
    closing = _END.match(text, end)
    return Inline(unescape(text[begin:stop]), title, closing.end(), begin, stop) if closing else None


def _find_end(text: str, at: int) -> int | None:
    """Return where a destination ends whose parentheses balance."""
    depth = 0
    for stop in _STOP.finditer(text, at):
        sign = stop[0]
        if sign == "(":
            depth += 1
            if depth > MAX_PARENTHESES:
                return None
        elif sign == ")" and depth:
            depth -= 1
        elif len(sign) == 1:
            return stop.start() if not depth else None
    return None


def unescape(text: str) -> str:
    """Replace escapes and character references by what they stand for."""
    return _ESCAPE_OR_ENTITY.sub(_unescape_one, text) if "\\" in text or "&" in text else text


def _unescape_one(found: re.Match[str]) -> str:
    return found[1] or character(found[2], found[3], found[4]) or found[0]


def character(decimal: str | None, hexadecimal: str | None, name: str | None) -> str | None:
    """Return what a character reference stands for; None if it has no such name."""
    if name:
        return html5.get(f"{name};")
    code = int(decimal) if decimal else int(str(hexadecimal), 16)
    return "\ufffd" if not code or code in FORBIDDEN or code > sys.maxunicode else chr(code)
