"""Texts of other files in a note: ``--8<-- "archivo.md"``, as pymdownx's Snippets has them.

https://facelessuser.github.io/pymdown-extensions/extensions/snippets/. A line of its own, in code as well,
shows a file, a part of it (``"archivo.py:2:5"``) or a section (``"archivo.py:nombre"``), which lies between
``--8<-- [start:nombre]`` and ``--8<-- [end:nombre]``. Names are counted from the project's folder.
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
    for line in text.split("\n") if "8<" in text else ():
        if found := _LINE.fullmatch(line):
            yield _name(found)


def written_snippets(source: Sequence[str]) -> Iterator[Destination]:
    """Yield the names of the files that a note shows, with the places where they are written.

    Args:
        source: the lines of the note's body.
    """
    for number, line in enumerate(source, 1):
        if found := _LINE.fullmatch(line):
            start, stop = found.span("file")
            yield Destination(Kind.INCLUDE, _name(found), number, start, stop, found["file"], line[start - 1])


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
        found = _LINE.fullmatch(token.content)
        try:
            text = _cut(found, sources) if found and depth < DEEPEST else ""
        except SnippetError as error:
            yield _missing(line, error)
            continue
        blocks = find(text)
        for block in blocks:
            if block.map:  # what is wrong in it is told where it is asked for
                block.map = None if block.type == "fence" else [line - 1, line]
        yield from expand(blocks, sources, find, depth + 1)


def _rule(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read a line that shows a file."""
    if state.is_code_block(start) or not _LINE.fullmatch(text_of(state, start)):
        return False
    if not silent:
        token = state.push("snippet", "", 0)
        token.map, token.content = [start, start + 1], text_of(state, start)
        state.line = start + 1
    return True


def _fill(code: str, sources: Mapping[str, Source]) -> tuple[str, list[tuple[int, SnippetError]]]:
    """Put the files into a block of code that its lines ask for; return it and what is wrong."""
    left: list[str] = []
    wrong: list[tuple[int, SnippetError]] = []
    for number, line in enumerate(code.split("\n"), 1):
        found = _LINE.fullmatch(line)
        try:
            text = _cut(found, sources).rstrip("\n").split("\n") if found else [line]
        except SnippetError as error:
            wrong.append((number, error))
            text = [line]
        indent = found["indent"] if found else ""
        left += [f"{indent}{each}" if each else each for each in text]
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
