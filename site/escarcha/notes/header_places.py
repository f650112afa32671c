"""Where in a header something is written, so that it can be changed and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from escarcha.notes.header import KEYS, read_header
from escarcha.notes.other_keys import OTHER_KEYS
from escarcha.notes.rewriting import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST = 2
"""The line on which the YAML of a header begins."""


@dataclass(frozen=True, slots=True)
class HeaderValue:
    """A text in a header, under a key that is not ours or names a file.

    Args:
        text: as YAML understands it.
        line: of the note, from 1.
        start: the first sign in that line, quotation marks included, from 0.
        stop: the one behind it.
        is_plain: whether there are no quotation marks around it.
    """

    text: str
    line: int
    start: int
    stop: int
    is_plain: bool

    def span(self, new: str) -> Span:
        """Return what writes another text in its place."""
        if self.is_plain and yaml.safe_load(new) == new and not set(new) & set("#:,[]{}"):
            return Span(self.line, self.start, self.stop, new)
        return Span(self.line, self.start, self.stop, json.dumps(new, ensure_ascii=False))


def foreign_values(text: str) -> Iterator[HeaderValue]:
    """Yield every text of one line that a note's header has under keys that are not ours or name a file.

    Args:
        text: of the note, which has a good header or none.
    """
    root = _root(text)
    for key, value in root.value if root else ():
        if key.value == "image" or (key.value not in KEYS and key.value not in OTHER_KEYS):
            yield from _texts(value)


def _texts(node: yaml.Node) -> Iterator[HeaderValue]:
    pending = [node]
    while pending:
        each = pending.pop()
        if isinstance(each, yaml.SequenceNode):
            pending += each.value
        elif isinstance(each, yaml.ScalarNode) and each.style not in {"|", ">"}:
            start, end = each.start_mark, each.end_mark
            if start.line == end.line and each.value:
                place = (start.line + _FIRST, start.column, end.column)
                yield HeaderValue(each.value, *place, is_plain=each.style is None)


def add_alias(text: str, address: str) -> Span | None:
    """Return what adds an old address to a note's header, written as the others are.

    Args:
        text: of the note, which has a good header or none.
        address: in small ASCII letters.

    Returns:
        Where to write what; None if nobody knows how.
    """
    reading = read_header(text)
    if reading.body_line == 1:
        return Span(1, 0, 0, f"---\naliases: [{address}]\n---\n\n")
    lines = text.split("\n")
    span = _alias_span(_root(text), lines, reading.body_line - 1, address)
    line = lines[span.line - 1]
    lines[span.line - 1] = line[: span.start] + span.new + line[span.stop :]
    changed = read_header("\n".join(lines)).header.aliases
    return span if changed == (*reading.header.aliases, address) else None


def _alias_span(root: yaml.MappingNode | None, lines: list[str], closing: int, address: str) -> Span:
    found = next((pair for pair in (root.value if root else ()) if pair[0].value == "aliases"), None)
    if found is None:
        return Span(closing, 0, 0, f"aliases: [{address}]\n")
    key, node = found
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        line, column = node.end_mark.line + _FIRST, node.end_mark.column - 1
        before = lines[line - 1][:column].rstrip()
        return Span(line, column, column, f"{'' if before.endswith(('[', ',')) else ', '}{address}")
    if isinstance(node, yaml.SequenceNode):
        line = node.value[-1].end_mark.line + _FIRST
        end = len(lines[line - 1])
        return Span(line, end, end, f"\n{' ' * node.start_mark.column}- {address}")
    if node.value:
        line, start, stop = node.start_mark.line + _FIRST, node.start_mark.column, node.end_mark.column
        own = lines[line - 1][start:stop] if node.style else json.dumps(node.value, ensure_ascii=False)
        return Span(line, start, stop, f"[{own}, {address}]")
    line = key.end_mark.line + _FIRST
    end = len(lines[line - 1].rstrip())
    return Span(line, end, end, f" [{address}]")


def _root(text: str) -> yaml.MappingNode | None:
    """Return the YAML of a header, with the places of all that is in it."""
    last = read_header(text).body_line - 2
    if last < 1:
        return None
    source = "\n".join(text.split("\n")[1:last])
    found = yaml.compose(source, Loader=yaml.SafeLoader)
    return found if isinstance(found, yaml.MappingNode) else None
