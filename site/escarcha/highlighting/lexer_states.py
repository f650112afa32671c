"""The states of a lexer, and which rules of each can match where a character stands.

Pygments keeps a lexer's rules as a list for each state: what finds a match, what is done with it, and which
state comes next. Here they are the same rules in the same order, without those that cannot match there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from escarcha.highlighting.first_characters import first_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pygments.lexer import RegexLexer

    Rule = tuple[Any, Any, Any]

TRIES = 4
"""How often a rule is tried in the time that it takes to read one character of its pattern."""


class _State(dict[str, "Sequence[Rule]"]):
    """The rules of a state by the character at which they can match; by the empty text, those for the end.

    To read a pattern takes longer than to try it some times. So all rules are tried until that has taken as
    long as to read them: at worst that is twice the time of either, and little code costs next to nothing.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__()
        self._rules = rules
        self._patterns = [_pattern(match) for match, _, _ in rules]
        self._tries_left = TRIES * sum(len(pattern.pattern) for pattern in self._patterns if pattern)

    def __missing__(self, character: str) -> Sequence[Rule]:
        self._tries_left -= len(self._rules)
        if self._tries_left > 0 or not character.isascii():
            return self._rules
        self[character] = able = [
            rule
            for rule, pattern in zip(self._rules, self._patterns, strict=True)
            if pattern is None or character in first_characters(pattern)
        ]
        return able


class States(dict[str, _State]):
    """The states of a lexer by name, each made when it is first met.

    Args:
        rules: what Pygments has made of the lexer's ``tokens``, with all that they include and inherit.
    """

    def __init__(self, rules: dict[str, Sequence[Rule]]) -> None:
        super().__init__()
        self.rules = rules

    def __missing__(self, name: str) -> _State:
        state = self[name] = _State(self.rules[name])
        return state


_kept: dict[type[RegexLexer], States] = {}


def states_of(lexer: RegexLexer) -> States:
    """Return the states of a lexer; they are kept with its class, as Pygments keeps its rules."""
    rules = lexer._tokens  # type: ignore[attr-defined]  # noqa: SLF001 - where Pygments keeps them
    states = _kept.get(type(lexer))
    if states is None or states.rules is not rules:  # rules of some lexers depend on their options
        states = _kept[type(lexer)] = States(rules)
    return states


def _pattern(match: Any) -> re.Pattern[str] | None:  # noqa: ANN401 - whatever a lexer calls
    """Return the pattern of what finds a match; None if that is a function of the lexer's own."""
    pattern = getattr(match, "__self__", None)
    return pattern if isinstance(pattern, re.Pattern) else None
