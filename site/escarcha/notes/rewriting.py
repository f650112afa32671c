"""Change lines of a note's file, or parts of them, and nothing else: not its encoding, line ends, indents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.notes.text import MARKS, decode

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines that take the place of others.

    Args:
        line: of the file on which the first of the old ones stands, from 1.
        old: their text, without what a list or a quotation puts before it.
        new: the text that replaces it, likewise.
    """

    line: int
    old: Sequence[str]
    new: Sequence[str]


def rewrite(raw: bytes, edits: Sequence[Edit]) -> bytes | None:
    """Change lines of a note's file.

    Args:
        raw: the file.
        edits: in any order, of lines that are not the same.

    Returns:
        The file as it should be; None if a line is not what an edit takes it to be.

    Raises:
        TextError: if the file is no note.
    """
    decode(raw)
    mark, encoding = _encoding_of(raw)
    lines = _LINE.findall(raw[len(mark) :].decode(encoding))
    for edit in sorted(edits, key=lambda edit: -edit.line):
        first = edit.line - 1
        there = lines[first : first + len(edit.old)]
        written = [line.rstrip("\r\n") for line in there]
        before = written[0].removesuffix(edit.old[0]) if written else ""
        expected = [f"{before}{text}".rstrip() for text in edit.old]
        if not written or [line.rstrip() for line in written] != expected:
            return None
        end = there[0][len(written[0]) :] or "\n"
        changed = [f"{before}{text}".rstrip() + end for text in edit.new]
        if not there[-1].endswith(("\r", "\n")):  # the last line of the file
            changed[-1] = changed[-1].removesuffix(end)
        lines[first : first + len(edit.old)] = changed
    return mark + "".join(lines).encode(encoding)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line that another text takes the place of.

    Args:
        line: of the file, from 1.
        start: the first sign of it in that line, from 0.
        stop: the one behind it.
        new: the text that replaces it; its line feeds become line ends as the file has them.
    """

    line: int
    start: int
    stop: int
    new: str


def replace_spans(raw: bytes, spans: Sequence[Span]) -> bytes:
    """Change stretches of a note's file; every other byte stays.

    Args:
        raw: the file.
        spans: in any order; none of them overlap.

    Raises:
        TextError: if the file is no note.
    """
    decode(raw)
    mark, encoding = _encoding_of(raw)
    lines = _LINE.findall(raw[len(mark) :].decode(encoding)) or [""]
    end = _END.search(lines[0])
    for span in sorted(spans, key=lambda span: (span.line, span.start), reverse=True):
        if span.line > len(lines):  # behind a last line that ends
            lines.append("")
        line = lines[span.line - 1]
        new = span.new.replace("\n", end[0] if end else "\n")
        lines[span.line - 1] = line[: span.start] + new + line[span.stop :]
    return mark + "".join(lines).encode(encoding)


def _encoding_of(raw: bytes) -> tuple[bytes, str]:
    return next(((mark, name) for mark, name, _ in MARKS if raw.startswith(mark)), (b"", "utf-8"))
