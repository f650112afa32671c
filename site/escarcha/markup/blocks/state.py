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


def text_of(state: StateBlock, line: int) -> str:
    """Return a line without its indent."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def lines_inside(state: StateBlock, start: int, end: int) -> Iterator[int]:
    """Yield the numbers of the lines from one on that belong to the same container."""
    for line in range(start, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return
        yield line
