"""With which characters a match of a regular expression can begin.

Python's own parser of regular expressions says what a pattern is made of, and its own engine which characters
each piece takes; here nothing is known of classes, categories or case. The answer may name a character too
many, as anchors and lookarounds count for nothing, but never one too few. Only ASCII is told apart.

Parser and engine are parts of Python that it does not document. Whatever they make that this module does not
know may begin with anything.
"""

from __future__ import annotations

import functools
import re
from importlib import import_module
from typing import Any

Piece = tuple[Any, Any]
"""What the parser makes: a kind, and what it says of that; the parser has no types."""

ASCII = "".join(map(chr, range(128)))
ANY = frozenset([*ASCII, ""])
"""Every character, and the end of the text."""

_NONE: frozenset[str] = frozenset()


@functools.cache
def first_characters(pattern: re.Pattern[str]) -> frozenset[str]:
    """Return the ASCII characters with which a match of a pattern can begin.

    Returns:
        a set of characters; ``ANY`` where a match may be empty, or the pattern is not understood. Where a
        character beyond ASCII stands, the set says nothing.
    """
    try:
        tree = import_module("re._parser").parse(pattern.pattern, pattern.flags)
        characters, may_be_empty = _of_sequence(tree, tree.state.flags)
    except (ImportError, AttributeError, TypeError, ValueError):  # another Python, whose parts are others
        return ANY
    return ANY if may_be_empty else characters


def _of_sequence(pieces: Any, flags: int) -> tuple[frozenset[str], bool]:  # noqa: ANN401 - a list of the parser's own
    """Return the first characters of pieces that follow each other, and whether all of them may be empty."""
    characters = _NONE
    for piece in pieces:
        more, may_be_empty = _of_piece(piece, flags)
        characters |= more
        if not may_be_empty:
            return characters, False
    return characters, True


def _of_piece(piece: Piece, flags: int) -> tuple[frozenset[str], bool]:
    """Return the first characters of a piece, and whether it may be empty."""
    kind, value = piece
    characters, may_be_empty = ANY, True  # back references, conditions, what later versions of Python may add
    match str(kind):
        case "LITERAL" | "NOT_LITERAL" | "ANY":
            characters, may_be_empty = _taken(piece, flags), False
        case "IN":
            characters, may_be_empty = _taken((kind, tuple(value)), flags), False
        case "AT" | "ASSERT" | "ASSERT_NOT":  # they take no character
            characters = _NONE
        case "SUBPATTERN":
            _, added, removed, inner = value
            within = import_module("re._compiler")._combine_flags(flags, added, removed)  # noqa: SLF001 - all of it is
            characters, may_be_empty = _of_sequence(inner, within)
        case "ATOMIC_GROUP":
            characters, may_be_empty = _of_sequence(value, flags)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, _, inner = value
            characters, may_be_empty = _of_sequence(inner, flags)
            may_be_empty |= not least
        case "BRANCH":
            branches = [_of_sequence(branch, flags) for branch in value[1]]
            characters = _NONE.union(*(firsts for firsts, _ in branches))
            may_be_empty = any(empty for _, empty in branches)
    return characters, may_be_empty


@functools.cache
def _taken(piece: Piece, flags: int) -> frozenset[str]:
    """Ask the engine which characters a piece takes that takes just one.

    Classes with the letters of all scripts are long, and what lies beyond ASCII need not be compiled, unless
    it stands for an ASCII letter too, as ``ſ`` does for ``s`` where case does not matter.
    """
    kind, value = piece
    if str(kind) == "IN" and not flags & re.IGNORECASE:
        value = [part for part in value if not _is_beyond_ascii(part)]
    parser = import_module("re._parser")
    alone = parser.SubPattern(parser.State(), [(kind, value)])
    return frozenset(import_module("re._compiler").compile(alone, flags).findall(ASCII))


def _is_beyond_ascii(part: Piece) -> bool:
    """Tell whether a part of a class, a character or a range of them, begins beyond ASCII."""
    kind, value = part
    match str(kind):
        case "LITERAL":
            return bool(value >= len(ASCII))
        case "RANGE":
            return bool(value[0] >= len(ASCII))
        case _:
            return False
