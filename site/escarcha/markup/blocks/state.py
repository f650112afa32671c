"""What our block rules ask of the state of markdown-it's reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_block import StateBlock


GITHUB, MATERIAL = "github", "material"
"""The dialects of Markdown there are: GitHub's, and that of Material for MkDocs and Zensical."""

DIALECT = "dialect"
"""Under which word the state knows the dialect of what it reads."""


def is_material(state: StateBlock) -> bool:
    """Tell whether what is read is written in Material's dialect."""
    return bool(state.env.get(DIALECT) == MATERIAL)


def text_of(state: StateBlock, line: int) -> str:
    """Return a line without its indent."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def tokenize(state: StateBlock, start: int, stop: int) -> None:
    """Read the lines of a container, none of which may go on below it."""
    kept = state.parentType, state.lineMax
    state.parentType, state.lineMax = "callout", stop
    state.md.block.tokenize(state, start, stop)
    state.parentType, state.lineMax = kept


MOST_IN_VAIN = 50
"""How often the rest of a note is searched for the end of something that never comes."""


def is_worth_searching(state: StateBlock, kind: str) -> bool:
    """Tell whether the end of something may be looked for: not where that was in vain too often.

    Args:
        state: of the reading.
        kind: of what is looked for.
    """
    vain: dict[str, int] = state.env.setdefault("vain", {})
    return vain.get(kind, 0) < MOST_IN_VAIN


def note_vain_search(state: StateBlock, kind: str) -> None:
    """Remember that the end of something was looked for, and is nowhere."""
    vain: dict[str, int] = state.env.setdefault("vain", {})
    vain[kind] = vain.get(kind, 0) + 1


def lines_inside(state: StateBlock, start: int, end: int) -> Iterator[int]:
    """Yield the numbers of the lines from one on that belong to the same container."""
    for line in range(start, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return
        yield line
