"""Raw HTML in a line of text: where a tag, a comment, an instruction or a declaration ends.

https://spec.commonmark.org/0.31.2/#raw-html
"""

from __future__ import annotations

import re

_ATTRIBUTE = r"""\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?"""
_TAG = re.compile(
    # An attribute needs a blank before it, and a blank may follow a name without a value.
    rf"<(?:[A-Za-z][A-Za-z0-9-]*+(?:{_ATTRIBUTE})*\s*+/?>|/[A-Za-z][A-Za-z0-9-]*+\s*+>)",
    re.ASCII,
)
_CLOSED_BY = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_DECLARATION = re.compile(r"<![A-Za-z]")


class RawHtmlReader:
    """Finds raw HTML in one text; what is never closed is searched for once.

    Args:
        text: the whole of it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._missing: set[str] = set()

    def end(self, at: int) -> int | None:
        """Return where the raw HTML that begins at ``<`` ends; None if it is none."""
        if tag := _TAG.match(self._text, at):
            return tag.end()
        if not self._text.startswith(("<!", "<?"), at):
            return None
        if self._text.startswith(("<!-->", "<!--->"), at):
            return self._text.index(">", at) + 1
        for opening, closing in _CLOSED_BY:
            if self._text.startswith(opening, at):
                return self._find(closing, at + len(opening))
        return self._find(">", at + 2) if _DECLARATION.match(self._text, at) else None

    def _find(self, closing: str, at: int) -> int | None:
        if closing in self._missing:
            return None
        found = self._text.find(closing, at)
        if found < 0:
            self._missing.add(closing)
            return None
        return found + len(closing)
