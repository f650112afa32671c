"""Pygments' lexers made of regular expressions, without the rules that cannot match.

Such a lexer has states, and a state has rules, of which the first that matches says what stands at a place of
the code. Pygments tries one after the other, some fifty for Python. Here a state keeps for each character the
rules that can begin with it, a handful, in their order: the first that matches is the same, and so are the
tokens.

Lexers call each other by class: that of HTML has those of CSS and JavaScript read their parts, a session in a
terminal that of the shell. So ``take_over`` replaces the two methods that try rules, for the whole process.
Whatever else a lexer does, before or after, stays Pygments' own.
"""

from __future__ import annotations

import functools
import inspect
import zlib
from typing import TYPE_CHECKING

from pygments import lexer as pygments_lexer
from pygments.lexer import ExtendedRegexLexer, LexerContext, RegexLexer
from pygments.token import Error, Text, Whitespace, _TokenType

from escarcha.highlighting.lexer_states import states_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Token = tuple[int, _TokenType, str]

KNOWN = 3841833519
"""The checksum of the source that this module stands for, ``RegexLexer`` to ``ExtendedRegexLexer``."""


@functools.cache
def take_over() -> bool:
    """Have every lexer try those rules alone that can match.

    Returns:
        whether it is done; with a Pygments that is not known it is not, and all stays Pygments' own.
    """
    if checksum() != KNOWN:
        return False
    RegexLexer.get_tokens_unprocessed = _lex  # type: ignore[assignment, method-assign]  # it is meant
    ExtendedRegexLexer.get_tokens_unprocessed = _lex_in_context  # type: ignore[assignment, method-assign]  # it is meant
    return True


def checksum() -> int:
    """Return the checksum of what this module replaces; 0 where Pygments comes without its source."""
    try:
        source = inspect.getsource(pygments_lexer)
    except OSError:
        return 0
    return zlib.crc32(
        source.partition("\nclass RegexLexer(")[2].partition("\ndef do_insertions(")[0].encode()
    )


@functools.wraps(RegexLexer.get_tokens_unprocessed)
def _lex(lexer: RegexLexer, text: str, stack: Iterable[str] = ("root",)) -> Iterator[Token]:
    """Do what ``RegexLexer.get_tokens_unprocessed`` does."""
    states = states_of(lexer)
    stack = list(stack)
    state = states[stack[-1]]
    place = 0
    while True:
        try:
            character = text[place]
        except IndexError:
            character = ""
        for match, action, change in state[character]:
            if found := match(text, place):
                if type(action) is _TokenType:
                    yield place, action, found[0]
                elif action is not None:
                    yield from action(lexer, found)
                place = found.end()
                if change is not None:
                    _change(stack, change)
                    state = states[stack[-1]]
                break
        else:  # no rule matches: a line's end goes back to the root, anything else is an error
            if character == "\n":
                stack = ["root"]
                state = states["root"]
                yield place, Whitespace, "\n"
            elif character:
                yield place, Error, character
            else:
                return
            place += 1


@functools.wraps(ExtendedRegexLexer.get_tokens_unprocessed)
def _lex_in_context(
    lexer: ExtendedRegexLexer, text: str | None = None, context: LexerContext | None = None
) -> Iterator[Token]:
    """Do what ``ExtendedRegexLexer.get_tokens_unprocessed`` does: actions read and set place and stack."""
    states = states_of(lexer)
    context = context or LexerContext(text, 0)
    text = context.text
    state = states[context.stack[-1]]
    while True:
        place = context.pos
        try:
            character = text[place]
        except IndexError:
            character = ""
        for match, action, change in state[character]:
            if found := match(text, place, context.end):
                if type(action) is _TokenType:
                    yield place, action, found[0]
                    context.pos = found.end()
                elif action is not None:
                    yield from action(lexer, found, context)
                if change is not None:
                    _change(context.stack, change)
                state = states[context.stack[-1]]
                break
        else:
            if not character or place >= context.end:
                return
            if character == "\n":
                context.stack = ["root"]
                state = states["root"]
                yield place, Text, "\n"
            else:
                yield place, Error, character
            context.pos += 1


def _change(stack: list[str], change: tuple[str, ...] | int | str) -> None:
    """Change the stack of states as a rule says: names to add, or how many to take off."""
    if isinstance(change, int):
        del stack[max(1, len(stack) + change) :]
        return
    for name in (change,) if isinstance(change, str) else change:
        if name != "#pop":
            stack.append(stack[-1] if name == "#push" else name)
        elif len(stack) > 1:
            stack.pop()
