"""Texts of other files in a note: ``--8<-- "archivo.md"``, as pymdownx's Snippets has them.

https://facelessuser.github.io/pymdown-extensions/extensions/snippets/. A line of its own, in code as well,
shows a file, a part of it (``"archivo.py:2:5"``) or a section (``"archivo.py:nombre"``), which lies between
``--8<-- [start:nombre]`` and ``--8<-- [end:nombre]``. Between two lines ``--8<--`` stand several names,
without quotes. Names are counted from the project's folder. In code, ``;--8<--`` is ``--8<--`` as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.markup.blocks.state import text_of
from escarcha.markup.destinations import Destination
from escarcha.markup.inline.spots import Kind
from escarcha.problems import Code, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_LINE = re.compile(
    r"(?P<indent>[ \t]*)-{1,}8<-{1,}[ \t]+([\"'])(?P<file>[^\"'\n:]+)(?P<part>(?::[^\"'\n]*)?)\2[ \t]*"
)
_FENCE = re.compile(r"(?P<indent>[ \t]*)-{1,}8<-{1,}[ \t]*")
_ENTRY = re.compile(r"[ \t]*(?P<file>[^\s;:\"'][^\n:]*)(?P<part>(?::[^\n]*)?)")
_ESCAPED = re.compile(r"([ \t]*);(;*-{1,}8<-{1,})")
_MARK = re.compile(r"-{1,}8<-{1,}[ \t]+\[[ \t]*(?P<what>start|end)[ \t]*:[ \t]*(?P<name>[\w-]+)[ \t]*\]")
_NUMBERS = re.compile(r":(?P<first>\d*)(?::(?P<last>\d*))?")
DEEPEST = 5
"""Files that may be in one another."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a note names.

    Args:
        text: what is in it.
        missing: why it cannot be had, in Spanish; empty if it can.
        remedy: what to do then.
    """

    text: str
    missing: str = ""
    remedy: str = ""


class SnippetError(Exception):
    """What a note asks for cannot be had; says why, in Spanish."""


def snippets(parser: MarkdownIt) -> None:
    """Teach markdown-it lines that show a file."""
    chains = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("hr", "snippet", _rule, chains)  # type: ignore[arg-type]  # its TypedDict


def named_snippets(text: str) -> Iterator[str]:
    """Yield the names of the files that a text shows, as an inclusion has them."""
    for _, found in _asked(text.split("\n") if "8<" in text else []):
        yield _name(found)


def written_snippets(source: Sequence[str]) -> Iterator[Destination]:
    """Yield the names of the files that a note shows, with the places where they are written.

    Args:
        source: the lines of the note's body.
    """
    for at, found in _asked(source):
        start, stop = found.span("file")
        mark = found.string[start - 1] if found.re is _LINE else ""
        yield Destination(Kind.INCLUDE, _name(found), at + 1, start, stop, found["file"], mark)


def expand(
    tokens: Sequence[Token], sources: Mapping[str, Source], find: Callable[[str], list[Token]], depth: int = 0
) -> Iterator[Token | Remark]:
    """Yield the blocks of a note and of the files that it shows, and a remark for each that is missing.

    Args:
        tokens: its blocks.
        sources: the files, by their names.
        find: finds the blocks of a text.
        depth: how many files are around them.
    """
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type == "fence" and "8<" in token.content:
            token.content, wrong = _fill(token.content, sources)
            yield from (_missing(line + number, error) for number, error in wrong)
        if token.type != "snippet":
            yield token
            continue
        for at, found in _asked(token.content.split("\n")) if depth < DEEPEST else ():
            try:
                blocks = find(_cut(found, sources))
            except SnippetError as error:
                yield _missing(line + at, error)
                continue
            for block in blocks:
                if block.map:  # what is wrong in it is told where it is asked for
                    block.map = None if block.type == "fence" else [line + at - 1, line + at]
            yield from expand(blocks, sources, find, depth + 1)


def _asked(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield what some lines ask for: its number among the lines, and the file with its part."""
    at = 0
    while at < len(lines):
        stop = _stop(lines.__getitem__, at, len(lines))
        is_one = stop - at == 1
        for number in range(at, stop) if is_one else range(at + 1, stop - 1):
            if found := (_LINE if is_one else _ENTRY).fullmatch(lines[number].rstrip()):
                yield number, found
        at = max(stop, at + 1)


def _stop(line_at: Callable[[int], str], start: int, end: int) -> int:
    """Return the number of the line behind lines that ask for files; that of the first if they do not.

    Args:
        line_at: returns the line of a number.
        start: the number of the first.
        end: that behind the last line there is.
    """
    line = line_at(start)
    if "8<" not in line or _LINE.fullmatch(line):
        return start + ("8<" in line)
    is_fence = _FENCE.fullmatch(line)
    closing = (number for number in range(start + 1, end) if _FENCE.fullmatch(line_at(number)))
    return next(closing, start - 1) + 1 if is_fence else start


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read the lines that show files."""
    stop = start if state.is_code_block(start) else _stop(lambda number: text_of(state, number), start, end)
    if stop > start and not silent:
        token = state.push("snippet", "", 0)
        token.map = [start, stop]
        token.content = "\n".join(text_of(state, number) for number in range(start, stop))
        state.line = stop
    return stop > start


def _fill(code: str, sources: Mapping[str, Source]) -> tuple[str, list[tuple[int, SnippetError]]]:
    """Put the files into a block of code that its lines ask for; return it and what is wrong."""
    left: list[str] = []
    wrong: list[tuple[int, SnippetError]] = []
    lines = code.split("\n")
    at = 0
    while at < len(lines):
        stop = _stop(lines.__getitem__, at, len(lines))
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip(" \t"))]
        try:
            for _, found in _asked(lines[at:stop]):
                text = _cut(found, sources).rstrip("\n").split("\n")
                left += [f"{indent}{each}" if each else each for each in text]
        except SnippetError as error:
            wrong.append((at + 1, error))
            left += lines[at:stop]
        if stop == at:
            left.append(_ESCAPED.sub(r"\1\2", lines[at], count=1) if _ESCAPED.match(lines[at]) else lines[at])
        at = max(stop, at + 1)
    return "\n".join(left), wrong


def _cut(found: re.Match[str], sources: Mapping[str, Source]) -> str:
    """Return what a line asks for of a file.

    Raises:
        SnippetError: if it cannot be had.
    """
    name = _name(found)
    source = sources.get(name) or Source("", "no existe")
    if source.missing:
        raise SnippetError(f"el archivo incluido «{name}» {source.missing}.", source.remedy)
    lines, part = source.text.split("\n"), found["part"]
    numbers = _NUMBERS.fullmatch(part)
    if part and not numbers:
        lines = _section(lines, part[1:], name)
    elif numbers:
        first, last = int(numbers["first"] or 1), int(numbers["last"] or len(lines))
        lines = lines[first - 1 : last]
    return "\n".join([line for line in lines if not _MARK.search(line)])


def _section(lines: Sequence[str], section: str, name: str) -> list[str]:
    inside: list[str] | None = None
    for line in lines:
        mark = _MARK.search(line)
        if mark and mark["name"] == section:
            if mark["what"] == "end" and inside is not None:
                return inside
            inside = []
        elif inside is not None:
            inside.append(line)
    raise SnippetError(f"el archivo incluido «{name}» no tiene la sección «{section}».", "")


def _name(found: re.Match[str]) -> str:
    return f"/{found['file'].strip().removeprefix('/')}"


def _missing(line: int, error: SnippetError) -> Remark:
    cause, remedy = error.args
    usual = "Los nombres se cuentan desde la carpeta del proyecto o la de las notas."
    return Remark(Code.BROKEN_INCLUDE, line, cause, remedy or usual, Severity.ERROR)
