"""Python-Markdown's inline patterns, which extensions bring, applied in time linear in their matches."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor, Pattern

from escarcha.markup.lines import line_of, note_line

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    Node = Element | str
    Stash = Callable[[Node, int], str]


@dataclass(frozen=True, slots=True)
class Found:
    """What a pattern has found.

    Args:
        node: an element or a text.
        start: where what it stands for begins.
        end: where that ends.
        stage: the number of the next pattern, from which on the node's own text is read.
    """

    node: Node
    start: int
    end: int
    stage: int


def needs(pattern: Pattern) -> str:
    """Return what stands in every match of a pattern, if it says so: without it no text need be searched."""
    return str(getattr(pattern, "needs", ""))


@dataclass(slots=True)
class _Ahead:
    """The next match of a pattern."""

    pattern: InlineProcessor
    stage: int
    match: re.Match[str]


class EarlyMatches:
    """The matches of several patterns in a text, leftmost first, then in the order of the patterns.

    Args:
        text: the whole of it.
        patterns: each with its number.
    """

    def __init__(self, text: str, patterns: Sequence[tuple[int, InlineProcessor]]) -> None:
        self._text = text
        self._ahead = [
            _Ahead(pattern, number + 1, match)
            for number, pattern in patterns
            if (match := pattern.getCompiledRegExp().search(text))
        ]
        self._nowhere = sys.maxsize
        self.start = min((ahead.match.start() for ahead in self._ahead), default=self._nowhere)

    def advance(self, at: int) -> None:
        """Forget the matches that begin before a place, since something else has taken it."""
        for ahead in list(self._ahead):
            if ahead.match.start() < at:
                self._search(ahead, at)
        self.start = min((ahead.match.start() for ahead in self._ahead), default=self._nowhere)

    def take(self) -> Found | None:
        """Let the pattern whose match comes first handle it; None if it does not want it."""
        ahead = next(ahead for ahead in self._ahead if ahead.match.start() == self.start)
        found = _handle(ahead.pattern, ahead.stage, ahead.match, self._text)
        if found is None or found.start < self.start:
            found = None
            self._search(ahead, max(ahead.match.end(), self.start + 1))
            self.start = min((each.match.start() for each in self._ahead), default=self._nowhere)
        return found

    def _search(self, ahead: _Ahead, at: int) -> None:
        match = ahead.pattern.getCompiledRegExp().search(self._text, at)
        if match:
            ahead.match = match
        else:
            self._ahead.remove(ahead)


NO_MATCHES = EarlyMatches("", ())
"""Those of no pattern in any text."""


def apply(pattern: Pattern, number: int, text: str, stash: Stash) -> str:
    """Replace whatever a pattern finds in a text by placeholders.

    Args:
        pattern: of an extension.
        number: its own.
        text: to look at.
        stash: takes up a node with its stage and gives the placeholder.
    """
    if not isinstance(pattern, InlineProcessor):
        return _apply_old_style(pattern, number, text, stash)
    pieces: list[str] = []
    at = 0
    for found in _find_all(pattern, number + 1, text):
        pieces += (text[at : found.start], stash(found.node, found.stage))
        at = found.end
    return "".join([*pieces, text[at:]]) if pieces else text


def _find_all(pattern: InlineProcessor, stage: int, text: str) -> Iterator[Found]:
    expression = pattern.getCompiledRegExp()
    at = 0
    while match := expression.search(text, at):
        found = _handle(pattern, stage, match, text)
        if found and found.start >= at:
            yield found
            at = max(found.end, at + 1)
        else:
            at = max(match.end(), match.start() + 1)


def _handle(pattern: InlineProcessor, stage: int, match: re.Match[str], text: str) -> Found | None:
    node, start, end = pattern.handleMatch(match, text)
    if node is None or start is None or end is None:
        return None
    if not isinstance(node, str):
        note_line(node, line_of(match))
    return Found(node, start, end, stage)


def _apply_old_style(pattern: Pattern, number: int, text: str, stash: Stash) -> str:
    """Apply a ``Pattern`` as of Markdown 2, whose expression takes in the whole text around its match."""
    done: list[str] = []
    while match := pattern.getCompiledRegExp().match(text):
        node = pattern.handleMatch(match)
        rest = match.groups()[-1]
        if node is None or len(rest) >= len(text):
            break
        done += (match[1], stash(node, number + 1))
        text = rest
    return "".join([*done, text])
