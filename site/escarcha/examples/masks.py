"""What would differ tomorrow, or on another machine, taken out of what an Example says."""

from __future__ import annotations

import re
import sys

_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
_INSTALLED = re.compile(
    r"""(?:(?<=File ")[^"\n]*|(?<![^\s'"])/[^\s'"]*)/lib(?:64)?/python\d\.\d+/(?:site-packages/)?"""
)
_DURATION = re.compile(r"(?<= in )\d+\.\d\ds(?: \(\d+:\d\d:\d\d\))?(?=(?: =+)?$)", re.MULTILINE)
"""How long a run of pytest took, as its last line says."""
_ETAG = re.compile(r'(?<=")(\d{1,12}\.\d+-\d+-)\d+(?=")')
"""Of a file: Flask and Werkzeug make it of the file's date, its size and a checksum of its absolute path."""
_SOFTWARE = re.compile(r"\b(Python|Werkzeug|Flask|Jinja2|gunicorn|waitress)/\d+(?:\.\d+)+\b")
"""Name and version of a program in a header such as ``Server`` or ``User-Agent``."""


_CONTROL = re.compile(
    r"\x1b\[(?P<numbers>[0-9;:?<=>]*)[ -/]*(?P<what>[@-~])"  # colours, the cursor: ECMA-48, 5.4
    r"|\x1b[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)?"  # a title, a link: 5.6
    r"|\x1b[ -/]*[0-~]|[\r\b]|(?P<text>[^\x1b\r\b]+)|\x1b"
)
"""A piece of a line, as a terminal reads it."""
_WIDEST = 1000
"""The column that a sequence moves the cursor to at most."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no page may hold, or that would be taken for our own marks."""


def mask(text: str, folder: str) -> str:
    """Return a text as it would be anywhere.

    Args:
        text: what an example wrote or answered.
        folder: in which it ran.
    """
    text = _UNSEEN.sub("\ufffd", as_shown(text))
    text = text.replace(f"{folder}/", "").replace(folder, ".").replace(sys.executable, "python")
    text = _DURATION.sub("0.01s", _ETAG.sub(r"\g<1>0", _INSTALLED.sub("…/", text)))
    return _SOFTWARE.sub(r"\1", _ADDRESS.sub("0x7f0000000000", text))


def as_shown(text: str) -> str:
    """Return a text as a terminal would show it when all is written, in one colour and however wide it is.

    A carriage return or a backspace moves the cursor back, and what follows writes over what is there, as a
    bar of progress does.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(_line(line) if any(sign in line for sign in "\r\b\x1b") else line for line in lines)


def _line(line: str) -> str:
    cells: list[str] = []
    at = 0
    for piece in _CONTROL.finditer(line):
        if text := piece["text"]:
            cells += " " * (at - len(cells))
            cells[at : at + len(text)] = text
            at += len(text)
        elif piece[0] == "\r":
            at = 0
        elif piece[0] == "\b":
            at = max(0, at - 1)
        elif piece["what"]:
            at = _move(cells, at, piece["what"], int(piece["numbers"]) if piece["numbers"].isdigit() else 0)
    return "".join(cells)


def _move(cells: list[str], at: int, what: str, number: int) -> int:
    """Do what a sequence says of the cursor and the line; return where the cursor is then."""
    if what == "K":
        first, last = (at, len(cells)) if number == 0 else (0, at + 1 if number == 1 else len(cells))
        cells[first:last] = " " * (min(last, len(cells)) - first)
        while number != 1 and cells and cells[-1] == " ":
            cells.pop()
    steps = min(max(1, number), _WIDEST)
    return {"C": min(at + steps, max(at, _WIDEST)), "D": max(0, at - steps), "G": steps - 1}.get(what, at)
