"""What of a note's text is to be another where its Markdown is read elsewhere: what is hidden, and addresses.

Hidden is what no page shows: comments, instructions and declarations of HTML, scripts and style sheets,
definitions that nobody uses, and footnotes that nobody calls.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from escarcha.markup.destinations import Lines, defined, in_html
from escarcha.markup.inline.spots import Kind, Spot
from escarcha.markup.lines import LocatedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

_UNSHOWN = re.compile(
    r"<!--(?:-?>|.*?(?:-->|\Z))|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![A-Za-z].*?(?:>|\Z)"
    r"|<(script|style)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)


class Stretch(NamedTuple):
    """A part of a line.

    Args:
        kind: of what is written there.
        line: of the note's body, from 1.
        start: the first sign in that line, from 0.
        stop: the one behind it.
        address: as it is understood, without escapes; empty of what is hidden.
        text: of a wikilink, what readers see; an image has a ``!`` before it.
    """

    kind: Kind
    line: int
    start: int
    stop: int
    address: str = ""
    text: str = ""


def find_stretches(
    source: Sequence[str],
    tokens: Iterable[Token],
    texts: Iterable[tuple[LocatedText, Sequence[Spot]]],
    reference_lines: Iterable[int],
    unused: Iterable[range],
) -> tuple[Stretch, ...]:
    """Find what is hidden in a note, and the addresses in the rest, in the order of its text.

    Args:
        source: the lines of the note's body.
        tokens: its blocks.
        texts: what of it has been read as inline markup, each with the places of what is found in it.
        reference_lines: on which references are defined that are used.
        unused: lines of definitions and footnotes that are not.
    """
    lines = Lines(source)
    hidden = [(line, 0, _length(source, line)) for each in unused for line in each]
    found: list[Stretch] = []
    html = _Html(source)
    texts = [(text, [spot for spot in spots if _matters(spot)]) for text, spots in texts]
    # Cells of a row are found one behind the other; other texts that hold nothing need not be found.
    lines_that_matter = {text.line for text, spots in texts if spots}
    for text, spots in texts:
        if text.line not in lines_that_matter:
            continue
        place = lines.find(text)
        for spot in spots:
            if spot.kind is Kind.HIDDEN:
                hidden += place.parts(spot.start, spot.stop)
            elif spot.kind is Kind.HTML:
                html.add(place.parts(spot.start, spot.stop))
            elif "\n" not in text[spot.start : spot.stop]:
                found += [
                    Stretch(spot.kind, *part, spot.address, spot.text)
                    for part in place.parts(spot.start, spot.stop)
                ]
    for token in tokens:
        if token.map and token.type == "comment":
            hidden += [(line + 1, 0, _length(source, line + 1)) for line in range(*token.map)]
        elif token.map and token.type == "html_block":
            html.add(lines.find(LocatedText.at(token.map[0] + 1, token.content)).parts(0, len(token.content)))
    found += [
        Stretch(each.kind, each.line, each.start, each.stop, each.address)
        for line in set(reference_lines)
        if (each := defined(source, line))
    ]
    unshown, addresses = html.read()
    return _without_overlaps([*hidden, *unshown], [*found, *addresses])


def _matters(spot: Spot) -> bool:
    """Tell whether something is hidden, or refers to something that need not lie on another server."""
    return spot.kind in _MATTER or (spot.kind is Kind.LINK and "://" not in spot.address)


_MATTER = frozenset([Kind.HIDDEN, Kind.HTML, Kind.WIKITEXT])


def _length(source: Sequence[str], line: int) -> int:
    return len(source[line - 1]) if line <= len(source) else 0


class _Html:
    """The HTML of a note, with blanks in the place of all else: what it hides goes on from piece to piece.

    Args:
        source: the lines of the note.
    """

    def __init__(self, source: Sequence[str]) -> None:
        self._source = source
        self._lines: dict[int, str] = {}

    def add(self, parts: Iterable[tuple[int, int, int]]) -> None:
        """Take up some parts of lines."""
        for line, start, stop in parts:
            known = self._lines.get(line, " " * _length(self._source, line))
            self._lines[line] = known[:start] + self._source[line - 1][start:stop] + known[stop:]

    def read(self) -> tuple[list[tuple[int, int, int]], list[Stretch]]:
        """Return what it hides, as parts of lines, and the addresses in it."""
        if not self._lines:
            return [], []
        every = [self._lines.get(number, " " * len(line)) for number, line in enumerate(self._source, 1)]
        starts = [0]
        for line in every:
            starts.append(starts[-1] + len(line) + 1)
        text = "\n".join(every)
        hidden = []
        for found in _UNSHOWN.finditer(text):
            first, last = text.count("\n", 0, found.start()), text.count("\n", 0, found.end())
            for number in range(first, last + 1):
                start = max(found.start() - starts[number], 0)
                hidden.append((number + 1, start, min(found.end() - starts[number], len(every[number]))))
        addresses = []
        for spot in in_html(text):
            number = text.count("\n", 0, spot.start)
            if "\n" not in text[spot.start : spot.stop]:
                start, stop = spot.start - starts[number], spot.stop - starts[number]
                addresses.append(Stretch(Kind.HTML, number + 1, start, stop, spot.address))
        return hidden, addresses


def _without_overlaps(
    hidden: Iterable[tuple[int, int, int]], found: Iterable[Stretch]
) -> tuple[Stretch, ...]:
    """Put both in order; what overlaps something that is hidden is a part of it."""
    result: list[Stretch] = []
    for line, start, stop in sorted(set(hidden)):
        last = result[-1] if result else None
        if last and last.line == line and start <= last.stop:
            result[-1] = last._replace(stop=max(stop, last.stop))
        else:
            result.append(Stretch(Kind.HIDDEN, line, start, stop))
    by_line: dict[int, list[Stretch]] = {}
    for each in result:
        by_line.setdefault(each.line, []).append(each)
    result += [
        each
        for each in set(found)
        if not any(
            each.start < other.stop and other.start < each.stop for other in by_line.get(each.line, ())
        )
    ]
    return tuple(sorted(result, key=lambda each: (each.line, each.start, each.stop)))
