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
_ETAG = re.compile(r"(?<=\b1767225600\.0-)(\d+-)\d+\b")
"""Of a file: Flask and Werkzeug make it of the file's date, its size and a checksum of its absolute path."""
_SOFTWARE = re.compile(r"\b(Python|Werkzeug|Flask|Jinja2|gunicorn|waitress)/\d+(?:\.\d+)+\b")
"""Name and version of a program in a header such as ``Server`` or ``User-Agent``."""


_COLOUR = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
"""What moves a terminal's cursor, or changes its colours: ECMA-48, 5.4."""
_OVERWRITTEN = re.compile(r"^[^\r\n]*\r(?!$)", re.MULTILINE)
"""What a terminal no longer shows, as what follows a carriage return replaces it: a bar of progress."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no page may hold, or that would be taken for our own marks."""


def mask(text: str, folder: str) -> str:
    """Return a text as it would be anywhere.

    Args:
        text: what an example wrote or answered.
        folder: in which it ran.
    """
    text = _UNSEEN.sub("\ufffd", _OVERWRITTEN.sub("", _COLOUR.sub("", text).replace("\r\n", "\n")))
    text = text.replace(f"{folder}/", "").replace(folder, ".").replace(sys.executable, "python")
    text = _DURATION.sub("0.01s", _ETAG.sub(r"\g<1>0", _INSTALLED.sub("…/", text)))
    return _SOFTWARE.sub(r"\1", _ADDRESS.sub("0x7f0000000000", text))
