"""Where in a note each address is written, to the sign, so that it can be changed and nothing else.

The reading of inline markup tells places in texts that have lost what is around them: indents, the marks of
quotations and lists, the edges of cells. A line of such a text is found again in the line of the note.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from html import unescape as unescape_html
from typing import TYPE_CHECKING

from escarcha.markup.fences import option_span
from escarcha.markup.inline.destinations import unescape
from escarcha.markup.inline.spots import Kind, Spot
from escarcha.markup.lines import LocatedText
from escarcha.markup.stash import CLOSE, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_MARK = re.compile(rf"{OPEN}\d+{CLOSE}")
_TAG = re.compile(r"""<!--.*?(?:-->|\Z)|<[A-Za-z](?:[^<>"']++|"[^"]*"|'[^']*')*""", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'/])(?P<name>href|src|srcset|poster|data)\s*=\s*"""
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+))""",
    re.IGNORECASE,
)
_OF_SET = re.compile(r"[^\s,][^\s]*")
_DEFINITION = re.compile(
    r"\[(?:[^\\\[\]]|\\.)+\]:[ \t]*(?:\n[ \t>]*)?(?:<(?P<pointed>[^<>\n]*)>|(?P<plain>[^\s<]\S*))"
)


@dataclass(frozen=True, slots=True)
class Destination:
    """An address, and where it is written.

    Args:
        kind: in which way.
        address: as it is understood, without escapes.
        line: of the note's body, from 1.
        start: the first sign in that line, from 0.
        stop: the one behind it.
        written: what stands there.
        around: the sign before it, which says how it may be written; empty at the start of a line.
    """

    kind: Kind
    address: str
    line: int
    start: int
    stop: int
    written: str
    around: str


def find_destinations(
    source: Sequence[str],
    tokens: Iterable[Token],
    texts: Iterable[tuple[LocatedText, Sequence[Spot]]],
    reference_lines: Iterable[int],
) -> tuple[Destination, ...]:
    """Find the addresses of a note, in the order of its text; one that cannot be found again is left out.

    Args:
        source: the lines of the note's body.
        tokens: its blocks.
        texts: what of it has been read as inline markup, each with the places of the addresses in it.
        reference_lines: on which references are defined.
    """
    lines = Lines(source)
    found: list[Destination | None] = []
    for text, spots in texts:
        place = lines.find(text)
        for spot in spots:
            if spot.kind in {Kind.HIDDEN, Kind.WIKITEXT}:  # no addresses
                continue
            if spot.kind is Kind.HTML:
                inside = in_html(text[spot.start : spot.stop])
                found += [
                    place(each._replace(start=each.start + spot.start, stop=each.stop + spot.start))
                    for each in inside
                ]
            else:
                found.append(place(spot))
    for token in tokens:
        if token.type == "html_block" and token.map:
            place = lines.find(LocatedText.at(token.map[0] + 1, token.content))
            found += [place(spot) for spot in in_html(token.content)]
        elif token.type == "fence" and token.map and "include" in token.info:
            found.append(_included(source, token.map[0], token.info))
    found += [defined(source, line) for line in set(reference_lines)]
    return tuple(sorted({each for each in found if each}, key=lambda each: (each.line, each.start)))


class Lines:
    """The lines of a note, in which texts that were taken from them are found again.

    Args:
        source: the lines.
    """

    def __init__(self, source: Sequence[str]) -> None:
        self._source = source
        # Of the cells of a row one follows the other; what comes later is not looked for before.
        self._reached: dict[int, int] = defaultdict(int)

    def find(self, text: LocatedText) -> Place:
        """Find all lines of a text."""
        columns = []
        for number, line in enumerate(text.split("\n"), text.line):
            written = self._source[number - 1] if number <= len(self._source) else ""
            found = _columns(line, written, self._reached[number])
            if found:
                self._reached[number] = found[-1]
            columns.append(found)
        return Place(self._source, text, columns)


class Place:
    """Says where in a note the places of one text are.

    Args:
        source: the lines of the note.
        text: that was taken from them.
        columns: for each line of it, where each of its signs stands, and its end; None if it was not found.
    """

    def __init__(
        self, source: Sequence[str], text: LocatedText, columns: Sequence[Sequence[int] | None]
    ) -> None:
        self._source, self._text, self._columns = source, text, columns
        self._lines = text.split("\n")
        self._starts = [*itertools.accumulate((len(line) + 1 for line in self._lines), initial=0)]

    def __call__(self, spot: Spot) -> Destination | None:
        """Return an address of the text as one of the note."""
        before = bisect.bisect_right(self._starts, spot.start) - 1
        if "\n" in self._text[spot.start : spot.stop]:
            return None
        columns = self._columns[before]
        if columns is None:
            return None
        begin = self._starts[before]
        start, stop = columns[spot.start - begin], columns[spot.stop - begin]
        line = self._text.line + before
        return _destination(self._source[line - 1], line, spot._replace(start=start, stop=stop))

    def parts(self, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
        """Yield where a part of the text stands: in each line its first sign, and the one behind its last.

        A line that was not found is meant as a whole.
        """
        begin = max(0, bisect.bisect_right(self._starts, start) - 1)
        for number in range(begin, min(bisect.bisect_left(self._starts, stop), len(self._lines))):
            at = self._starts[number]
            first, last = max(start - at, 0), min(stop - at, len(self._lines[number]))
            if first < last and self._text.line + number <= len(self._source):
                columns = self._columns[number]
                written = len(self._source[self._text.line + number - 1])
                place = (columns[first], columns[last]) if columns else (0, written)
                yield self._text.line + number, *place


def _destination(text: str, line: int, spot: Spot) -> Destination:
    """Make one of a place in a line."""
    written = text[spot.start : spot.stop]
    return Destination(spot.kind, spot.address, line, spot.start, spot.stop, written, text[: spot.start][-1:])


def _columns(text: str, written: str, reached: int) -> Sequence[int] | None:
    """Return where each sign of a text stands in a line, and its end; None if it does not stand there."""
    plain = text.strip(" \t")
    if _MARK.search(plain):  # the frame of a callout, around its title
        return _around_marks(text, written, reached)
    at = written.find(plain, reached)
    before = len(text) - len(text.lstrip(" \t")) if plain else 0
    if at >= 0:
        first = at - before
        if first >= 0:
            return range(first, first + len(text) + 1)
        return [max(0, first + number) for number in range(len(text) + 1)]
    for start in range(reached, len(written) - len(plain) + 1):
        if found := _with_escaped_pipes(text, written, start):
            return found
    return None


def _around_marks(text: str, written: str, reached: int) -> Sequence[int] | None:
    bare = _MARK.sub("", text)
    inside = _columns(bare, written, reached)
    if inside is None:
        return None
    found: list[int] = []
    at = number = 0
    for mark in _MARK.finditer(text):
        found += inside[number : number + mark.start() - at]
        number += mark.start() - at
        found += [inside[number]] * len(mark[0])
        at = mark.end()
    return [*found, *inside[number:]]


def _with_escaped_pipes(text: str, written: str, start: int) -> list[int] | None:
    """Follow a cell of a table, where a pipe has a backslash before it that is no part of the cell."""
    found, at = [], start
    for char in text:
        found.append(at)
        if char == "|" and written.startswith("\\|", at):
            at += 1
        if not written.startswith(char, at):
            return None
        at += 1
    return [*found, at]


def in_html(html: str) -> Iterator[Spot]:
    """Yield the values of attributes that refer to something; comments have none."""
    for tag in _TAG.finditer(html):
        for attribute in () if tag[0].startswith("<!--") else _ATTRIBUTE.finditer(tag[0]):
            group = next(name for name in ("double", "single", "bare") if attribute[name] is not None)
            value, at = attribute[group], tag.start() + attribute.start(group)
            if attribute["name"].lower() == "srcset":
                pieces = [(at + each.start(), each[0].rstrip(",")) for each in _OF_SET.finditer(value)]
                parts = [piece for piece in pieces if not re.fullmatch(r"[\d.]+[wxh]", piece[1])]
            else:
                parts = [(at + len(value) - len(value.lstrip()), value.strip())]
            for start, part in parts:
                yield Spot(Kind.HTML, start, start + len(part), unescape_html(part))


def _included(source: Sequence[str], line: int, info: str) -> Destination | None:
    span = option_span(info, "include")
    at = source[line].find(info) if span else -1
    if span is None or at < 0:
        return None
    spot = Spot(Kind.INCLUDE, at + span[0], at + span[1], info[span[0] : span[1]])
    return _destination(source[line], line + 1, spot)


def defined(source: Sequence[str], line: int) -> Destination | None:
    """Find the address of a reference, on the line of its name or on the next."""
    text = "\n".join(source[line - 1 : line + 1])
    found = _DEFINITION.search(text)
    if not found or found.start() > len(source[line - 1]):
        return None
    start, stop = found.span("pointed" if found["pointed"] is not None else "plain")
    below = text.count("\n", 0, start)
    offset = len(source[line - 1]) + 1 if below else 0
    spot = Spot(Kind.DEFINITION, start - offset, stop - offset, unescape(text[start:stop]))
    return _destination(source[line - 1 + below], line + below, spot)
