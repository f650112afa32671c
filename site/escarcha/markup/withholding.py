"""What of a note is not for every reader, taken out of its text before anything else is made of it.

That are notes for teachers (``> [!docente]``) and, up to a day, the solutions of exercises: blocks of code
with the option ``solution``, and callouts ``> [!solución]``. No later step can show what it never sees. Every
other line stays where it is, so that what is told of the note has its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from escarcha.markup.blocks.callouts import kind_of
from escarcha.markup.blocks.openings import PRIVATE, SOLUTION, TEACHER, WORDS
from escarcha.markup.blocks.parser import find_blocks
from escarcha.markup.fences import read_info
from escarcha.markup.stash import CodeBlock
from escarcha.problems import nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_SOLVING = [SOLUTION, "solución", "solucion"]
_NEAR = 0.9
"""How much like one of these an option must be: a slip of the pen must not publish it."""

_FENCE = re.compile(r"(?:```|~~~)[^\n]*")
_OPTION = re.compile(r"(?<!con)sol")
"""What an option like ``solution`` has, and the language ``console`` has not."""

_CALLOUT = re.compile(r"\[!([^\W\d_][\w -]*)")
_WORDS = [word for word, (kind, _) in WORDS.items() if kind in PRIVATE]
_STEMS = frozenset(word[:5] for word in _WORDS)
_CONTAINER = re.compile(rf"(?:[!:/?+]|type:)[ \t]{{0,3}}(?:{'|'.join(_WORDS)})\b")
"""What the boxes of other tools begin with."""

_MARK = re.compile(r">[ \t]*(?=\[!)|!!!|\?\?\?|:{3,}|/{3,}|`{3,}|~{3,}")
"""What a block begins with, behind the marks of what is around it."""

DAY = "from"
"""The option of a fence whose code is withheld, up to the day it names."""

ROUNDS = 5
"""How often a text is read again, as what is taken out may have hidden something else."""


class Withheld(NamedTuple):
    """What is left of a text.

    Args:
        body: the text without what is withheld, of as many lines as before.
        solutions: the blocks of code taken out of it, each with the line of what stands in its place.
    """

    body: str
    solutions: tuple[CodeBlock, ...] = ()


class _Private(NamedTuple):
    """Lines that are withheld.

    Args:
        start: the first, from 0.
        stop: the one behind the last.
        depth: how many quotes they stand in.
        solutions: the blocks of code in them that solve an exercise.
    """

    start: int
    stop: int
    depth: int
    solutions: tuple[CodeBlock, ...]


def withhold(body: str, dialect: str, day: dt.date | None) -> Withheld:
    """Take out of a text what students are not to see, or not yet.

    Args:
        body: the text.
        dialect: in which it is written.
        day: from which on its solutions may be seen; None if they may.
    """
    if not may_withhold(body):
        return Withheld(body)
    lines = body.split("\n")
    solutions: list[CodeBlock] = []
    for left in reversed(range(ROUNDS)):
        found = list(_private(find_blocks("\n".join(lines), dialect)[0], day))
        for each in found:
            if left:
                _take_out(lines, each, day)
                solutions += each.solutions
            else:
                lines[each.start :] = [""] * (len(lines) - each.start)
        if not found:
            break
    return Withheld("\n".join(lines), tuple(solutions))


def may_withhold(body: str) -> bool:
    """Tell whether there can be anything in a text to withhold: hardly any need be read for it."""
    lowered = body.lower()
    if any(_OPTION.search(fence) for fence in _FENCE.findall(lowered)):
        return True
    words = {word.strip() for word in _CALLOUT.findall(lowered)}
    if any(kind_of(word)[0] in PRIVATE for word in words):
        return True
    return any(stem in lowered for stem in _STEMS) and bool(_CONTAINER.search(lowered))


def _private(tokens: Sequence[Token], day: dt.date | None) -> Iterator[_Private]:
    """Yield what is to be taken out; what lies in it goes with it."""
    quotes: list[bool] = []
    stop = 0
    for number, token in enumerate(tokens):
        if token.map and token.map[0] >= stop and (inside := _withheld_from(tokens, number, day)):
            start, stop = token.map
            blocks = tuple(
                CodeBlock(each.content, each.info, start + 1) for each in inside if day and _solves(each)
            )
            is_solved = token.type == "fence" or token.meta["callout"].kind == SOLUTION
            yield _Private(start, stop, sum(quotes), blocks if is_solved else ())
        if token.type in {"blockquote_open", "callout_open"}:
            quotes.append(_container(tokens, number)[-1].type == "blockquote_close")
        elif token.type in {"blockquote_close", "callout_close"}:
            quotes.pop()


def _withheld_from(tokens: Sequence[Token], number: int, day: dt.date | None) -> Sequence[Token]:
    """Return the tokens that go with one that is withheld, itself among them; none of one that is not."""
    token = tokens[number]
    if token.type == "callout_open":
        kinds = PRIVATE if day else {TEACHER}
        return _container(tokens, number) if token.meta["callout"].kind in kinds else ()
    return [token] if day and _solves(token) else ()


def _container(tokens: Sequence[Token], number: int) -> Sequence[Token]:
    """Return the tokens of the container that begins with one."""
    depth = 0
    for end, token in enumerate(tokens[number:], number + 1):
        depth += token.nesting
        if depth == 0:
            return tokens[number:end]
    return tokens[number:]


def _solves(token: Token) -> bool:
    """Tell whether a block may be the solution of an exercise, and is not what stands in for one."""
    options = read_info(token.info).options if token.type == "fence" else {}
    is_solution = any(nearest(name.casefold(), _SOLVING, cutoff=_NEAR) for name in options)
    return is_solution and not (DAY in options and not token.content)


def _take_out(lines: list[str], private: _Private, day: dt.date | None) -> None:
    """Empty lines, in place, but for the marks of what is around them; say where a solution will be."""
    start, stop, depth, solutions = private
    opening = _MARK.search(lines[start])
    before = lines[start][: opening.start()] if opening else ""
    around = re.compile(rf"(?:[ \t]*>){{0,{depth}}}")
    for number in range(start, stop):
        marks = around.match(lines[number])
        lines[number] = marks[0] if marks else ""
    lines[start] = f"{before}```python solution {DAY}={day}" if solutions else f"{before}<!-- -->"
    if solutions and stop - start > 1:
        behind = re.sub(r"[^>\t]", " ", before)
        lines[start + 1] = f"{behind}```"
