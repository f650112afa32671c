"""Inline markup as CommonMark reads it: one walk along a text, from sign to sign.

Code, raw HTML, autolinks, escapes and what extensions bring are taken as they come, leftmost first; brackets
are tried when they close, and delimiter runs when the brackets around them do
(https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy). Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar
from xml.etree import ElementTree as ET

from markdown.util import ETX, STX, AtomicString, code_escape

from escarcha.markup.inline.autolinks import read_pointed, read_url, read_www
from escarcha.markup.inline.brackets import Bracket, find_target, missing_label
from escarcha.markup.inline.delimiters import DELETION, Delimiter, Span, pair, read_run
from escarcha.markup.inline.destinations import ENTITY, character
from escarcha.markup.inline.raw_html import RawHtmlReader
from escarcha.markup.inline.spots import Kind, Spot
from escarcha.markup.lines import LINE
from escarcha.markup.sizes import split_size
from escarcha.problems import Code, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.markup.inline.patterns import EarlyMatches
    from escarcha.markup.inline.reader import InlineReader
    from escarcha.markup.lines import LocatedText

_HARD_BREAK = r"(?<! ) {2,}+\n"
_SIGNS = re.compile(rf"[\\`<&*_~=!\[\]:]|{_HARD_BREAK}")
_SIGNS_AND_W = re.compile(rf"[\\`<&*_~=!\[\]:w]|{_HARD_BREAK}")
_RUN = re.compile(r"\*+|_+|~+|=+|`+")
_COLOURED = re.compile(r"(?::{3,}|#!)(?P<language>[\w#.+-]+)[ ]+(?=\S)")
"""What names the language of code in a line: pymdownx's ``#!python x`` and ``:::python x``."""
_TICKS = re.compile(r"`+")
_SPACED_LINK = re.compile(
    r"\((?P<target>[^\s()<>\"']{1,200}(?: +[^\s()<>\"']{1,200}){1,20}\.\w{1,8}(?:#[^\s()]{0,200})?)\)"
)
_ESCAPED = {
    sign: "&amp;" if sign == "&" else f"{STX}{ord(sign)}{ETX}"
    for sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
}
"""Signs without a meaning, as Python-Markdown writes them; it replaces them when everything is read."""


class Scanner:
    """Reads one text.

    Args:
        text: of a paragraph, a heading or a cell.
        reader: takes up elements and raw HTML, gives placeholders for them, and knows the references.
        early: what extensions find in the text that binds as tightly as code does.
    """

    def __init__(self, text: LocatedText, reader: InlineReader, early: EarlyMatches) -> None:
        self._text = text
        self._reader = reader
        self._early = early
        self._pieces: list[str] = []
        self._spans: dict[int, Span] = {}
        self._runs: list[Delimiter] = []
        self._brackets: list[Bracket] = []
        self._html = RawHtmlReader(text)
        self._ticks: dict[int, list[int]] | None = None
        self._stretch = (0, 0)  # of signs of deletions, where the last run of them is

    def read(self) -> str:
        """Return the text with placeholders for elements and raw HTML, and without any other markup."""
        text, pieces, early = self._text, self._pieces, self._early
        signs = _SIGNS_AND_W if "www." in text else _SIGNS
        at, sign = 0, signs.search(text)
        while True:
            if sign and sign.start() < at:  # the one that is still ahead need not be looked for again
                sign = signs.search(text, at)
            start = sign.start() if sign else len(text)
            if early.start < at:
                early.advance(at)
            if early.start <= start:
                if found := early.take():
                    pieces += (text[at : found.start], self._reader.stash(found.node, found.stage))
                    at = found.end
            elif sign:
                if start > at:
                    pieces.append(text[at:start])
                at = self._actions[self._text[start]](self, start)
            else:
                break
        pieces.append(text[at:])
        if self._runs:
            self._pair(self._runs)
        return self._join(0)

    def _pair(self, runs: list[Delimiter]) -> None:
        pair(runs, self._spans, self._pieces, has_subscripts=self._reader.is_material)

    def _escape(self, at: int) -> int:
        following = self._text[at + 1 : at + 2]
        if following == "\n":
            self._break()
            return at + 2
        self._pieces.append(_ESCAPED.get(following, "\\"))
        return at + 2 if following in _ESCAPED else at + 1

    def _hard_break(self, at: int) -> int:
        self._break()
        return self._text.index("\n", at) + 1

    def _break(self) -> None:
        # Python-Markdown writes the line's end behind it.
        self._pieces.append(self._reader.stash(ET.Element("br")))

    def _code(self, at: int) -> int:
        length = self._run_length(at)
        closing = self._closing_ticks(at + length, length)
        if closing is None:
            self._pieces.append("`" * length)
            return at + length
        code = self._text[at + length : closing].replace("\n", " ")
        if code.startswith(" ") and code.endswith(" ") and code.strip(" "):
            code = code[1:-1]
        coloured = _COLOURED.match(code) if self._reader.is_material else None
        if coloured:
            line = self._text.line_at(at)
            self._pieces.append(self._reader.stash_code(code[coloured.end() :], coloured["language"], line))
            return closing + length
        element = ET.Element("code")
        element.text = AtomicString(code_escape(code))
        self._pieces.append(self._reader.stash(element))
        return closing + length

    def _closing_ticks(self, at: int, length: int) -> int | None:
        """Return where the next run of so many backticks begins."""
        if self._ticks is None:
            self._ticks = {}
            for run in _TICKS.finditer(self._text, at):
                self._ticks.setdefault(len(run[0]), []).append(run.start())
        places = self._ticks.get(length, [])
        found = bisect_left(places, at)
        return places[found] if found < len(places) else None

    def _angle(self, at: int) -> int:
        if link := read_pointed(self._text, at):
            self._note_bare(link[0], at + 1, link[1] - 1)
            self._pieces.append(self._reader.stash(link[0]))
            return link[1]
        end = self._html.end(at)
        if end is None:
            return self._plain(at)
        self._reader.spots.append(Spot(Kind.HTML, at, end, ""))
        self._pieces.append(self._reader.stash_html(self._text[at:end], self._text.line_at(at)))
        return end

    def _reference(self, at: int) -> int:
        found = ENTITY.match(self._text, at)
        meant = character(*found.groups()) if found else None
        if not found or meant is None:
            self._pieces.append("&amp;")
            return at + 1
        self._pieces.append("".join(_ESCAPED.get(sign, sign) for sign in meant))
        return found.end()

    def _run(self, at: int) -> int:
        text, length = self._text, self._run_length(at)
        # Deletions right around a run do not count, as on GitHub: **~~a~~**b.
        if at < self._stretch[1]:
            start, end = self._stretch
        else:
            start, end = at, at + length
            while start > 0 and text[start - 1] == DELETION:
                start -= 1
            while end < len(text) and text[end] == DELETION:
                end += 1
            if text[at] == DELETION:
                self._stretch = start, end
        left, right = text[start - 1 : start], text[end : end + 1]
        run = read_run(text[at], length, len(self._pieces), left, right)
        if run:
            self._runs.append(run)
        self._pieces.append(text[at : at + length])
        return at + length

    def _run_length(self, at: int) -> int:
        run = _RUN.match(self._text, at)
        return len(run[0]) if run else 1

    def _exclamation(self, at: int) -> int:
        return self._open(at, "![") if self._text.startswith("![", at) else self._plain(at)

    def _open(self, at: int, signs: str = "[") -> int:
        if self._brackets:
            self._brackets[-1].has_brackets = True
        place, after = len(self._pieces), at + len(signs)
        self._brackets.append(Bracket(place, after, len(self._runs), is_image=len(signs) > 1))
        self._pieces.append(signs)
        return after

    def _close(self, at: int) -> int:
        if not self._brackets:
            return self._plain(at)
        bracket = self._brackets.pop()
        found = (
            find_target(self._text, bracket, at, self._reader.md.references) if bracket.is_active else None
        )
        line = self._text.line_at(at)
        if found is None:
            self._note_mistake(bracket, at, line)
            return self._plain(at)
        address, title, end, label, start, stop = found
        if label:
            self._reader.used_labels.add(label)
        else:
            self._reader.spots.append(Spot(Kind.LINK, start, stop, address))
        self._pair(self._runs[bracket.runs :])
        del self._runs[bracket.runs :]
        self._pieces[bracket.place] = ""
        if bracket.is_image:
            alternative, size = split_size(self._reader.plain_text(self._join(bracket.place)))
            del self._pieces[bracket.place :]
            element = ET.Element("img", {"alt": alternative, "src": _in_attribute(address), **size})
            if not alternative.strip():
                self._reader.nameless_images.append((line, address))
            self._pieces.append(self._reader.stash(element))
        else:
            element = ET.Element("a", href=_in_attribute(address))
            self._spans.setdefault(bracket.place, Span()).opened.append(element)
            self._spans.setdefault(len(self._pieces), Span()).closed += 1
            self._pieces.append("")
            for outer in reversed(self._brackets):
                if not outer.is_image:
                    if not outer.is_active:
                        break
                    outer.is_active = False
        if title is not None:
            element.set("title", _in_attribute(title))
        # What is to be mended stands where the address is written.
        element.set(LINE, str(self._reader.reference_lines.get(label, line)))
        return end

    def _note_mistake(self, bracket: Bracket, at: int, line: int) -> None:
        """Tell the author of brackets that were meant to be a link and are none."""
        if spaced := _SPACED_LINK.match(self._text, at + 1):
            target = spaced["target"]
            cause = f"«{target}» no es un enlace: lleva espacios."
            remedy = f"Escribe «<{target}>» entre los paréntesis."
            self._reader.remarks.append(Remark(Code.SPACED_LINK, line, cause, remedy, Severity.HINT))
        elif bracket.is_active and (label := missing_label(self._text, bracket, at)):
            cause = (
                f"la referencia «[{label}]» no está definida; el enlace se publica así, con sus corchetes."
            )
            remedy = f"Escribe en su propia línea «[{label}]: dirección»."
            self._reader.remarks.append(Remark(Code.UNDEFINED_REFERENCE, line, cause, remedy))

    def _colon(self, at: int) -> int:
        found = None if self._brackets else read_url(self._text, at)
        if not found:
            return self._plain(at)
        link, start, end = found
        self._note_bare(link, start, end)
        self._pieces[-1] = self._pieces[-1][: start - at]
        self._pieces.append(self._reader.stash(link))
        return end

    def _www(self, at: int) -> int:
        found = None if self._brackets else read_www(self._text, at)
        if not found:
            return self._plain(at)
        self._note_bare(found[0], at, found[1])
        self._pieces.append(self._reader.stash(found[0]))
        return found[1]

    def _note_bare(self, link: ET.Element, start: int, stop: int) -> None:
        link.set(LINE, str(self._text.line_at(start)))
        self._reader.spots.append(Spot(Kind.BARE, start, stop, link.get("href", "").replace("&amp;", "&")))

    def _plain(self, at: int) -> int:
        self._pieces.append(self._text[at])
        return at + 1

    def _join(self, first: int) -> str:
        """Put the pieces from one on together, with placeholders for what has been found among them."""
        if not self._spans:
            return "".join(self._pieces[first:])
        text: list[str] = []
        outer: list[tuple[list[str], ET.Element]] = []
        for place in range(first, len(self._pieces)):
            span = self._spans.pop(place, _NO_SPAN)
            for _ in range(span.closed):
                inner, (text, element) = text, outer.pop()
                element.text = "".join(inner)
                text.append(self._reader.stash(element))
            text.append(self._pieces[place])
            for element in reversed(span.opened):
                outer.append((text, element))
                text = []
        return "".join(text)

    _actions: ClassVar[dict[str, Callable[[Scanner, int], int]]] = {
        "\\": _escape,
        " ": _hard_break,
        "`": _code,
        "<": _angle,
        "&": _reference,
        **dict.fromkeys("*_~=", _run),
        "!": _exclamation,
        "[": _open,
        "]": _close,
        ":": _colon,
        "w": _www,
    }


_NO_SPAN = Span()


def _in_attribute(text: str) -> str:
    """Write a text so that no character reference is read in it when the element is written."""
    return text.replace("&", "&amp;")
