"""Comments by which an author asks not to be told of something: ``<!-- escarcha: ignora enlace-roto -->``.

Such a comment is for the block behind it: a paragraph, a whole list, a table, a heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.markup.lines import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from escarcha.markup.lines import LocatedText

_COMMENT = re.compile(r"<!--[ \t]*escarcha:[ \t]*ignora\b(?P<codes>[^<>]*?)-->", re.IGNORECASE)
_COMMENTS_ALONE = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ignore:
    """What an author asks not to be told.

    Args:
        codes: of problems, as they are written.
        line: of the comment, from 1.
        first: of the lines that it is for.
        last: of these lines; before the first if it is for none.
    """

    codes: tuple[str, ...]
    line: int
    first: int
    last: int


def find_ignores(
    tokens: Sequence[Token], reference_lines: Mapping[str, int], raw_html: Iterable[LocatedText]
) -> Iterator[Ignore]:
    """Yield the comments of a note that ask not to be told of something.

    Args:
        tokens: the blocks of the note.
        reference_lines: those on which references are defined, which are no blocks.
        raw_html: all HTML of the note, piece by piece.
    """
    blocks = [number for number, token in enumerate(tokens) if token.type == "html_block" and token.map]
    for piece in raw_html:
        for comment in _COMMENT.finditer(piece):
            line = line_of(comment)
            codes = tuple(re.split(r"[\s,]+", comment["codes"].strip(" ,\t\n")))
            block = next((each for each in blocks if _holds(tokens[each], line)), None)
            first, last = (1, 0) if block is None else _lines_behind(tokens, block, line, reference_lines)
            yield Ignore(tuple(filter(None, codes)), line, first, last)


def _holds(token: Token, line: int) -> bool:
    return token.map is not None and token.map[0] < line <= token.map[1]


def _lines_behind(
    tokens: Sequence[Token], block: int, line: int, reference_lines: Mapping[str, int]
) -> tuple[int, int]:
    """Return the first and the last line of what a comment is for; for none, the last comes first."""
    own = tokens[block]
    end = own.map[1] if own.map else line
    if not _COMMENTS_ALONE.fullmatch(own.content):
        return line, end  # it stands among other HTML, whose rest is meant
    following = _following(tokens, block)
    begin = following.map[0] + 1 if following and following.map else None
    defined = [at for at in reference_lines.values() if at > end and (begin is None or at < begin)]
    if defined:
        return min(defined), min(defined)
    return (begin, following.map[1]) if begin and following and following.map else (1, 0)


def _following(tokens: Sequence[Token], block: int) -> Token | None:
    """Return the block behind another in the same container, comments left aside."""
    level = tokens[block].level
    for token in tokens[block + 1 :]:
        if token.level < level:
            return None
        is_comment = token.type == "html_block" and _COMMENTS_ALONE.fullmatch(token.content)
        if token.level == level and token.map and not is_comment:
            return token
    return None
