"""GitHub's reading of a note, rewritten so that Python-Markdown arrives at the same one.

Python-Markdown does not start a list after a paragraph line, nests by four columns only, reads no fence
inside a list, and more. So the blocks of a note are found by markdown-it-py, which follows CommonMark and
GFM to the letter (https://spec.commonmark.org/0.31.2/, https://github.github.com/gfm/), and written out
again in the narrower dialect that Python-Markdown reads without fail: a blank line between any two
blocks, four columns for each level, one kind of heading. What Python-Markdown would only get wrong (code,
raw HTML, rules, the reference definitions) is set aside, with a mark in its place; so are the beginnings
and ends of callouts, whose blocks are then written as if they stood alone.

Text comes in and text goes out; inline markup is not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

from escarcha.rendering.dialect import DialectWriter
from escarcha.rendering.github_blocks import make_block_parser

if TYPE_CHECKING:
    from markdown_it.token import Token

    from escarcha.rendering.aside import Aside


@dataclass(slots=True)
class Normalised:
    """A note as Python-Markdown should see it.

    Args:
        text: with marks for what has been set aside.
        lines: for each line of the text, the line of the body it came from, from 1.
        references: the targets of reference links: label → address and title.
        blocks: of the body, as markdown-it has found them.
    """

    text: str
    lines: list[int]
    references: dict[str, tuple[str, str]]
    blocks: list[Token]


def normalise(body: str, aside: Aside) -> Normalised:
    """Rewrite a note's text; takes time in proportion to its length.

    Args:
        body: the text.
        aside: takes up what is set aside.

    Raises:
        RecursionError: if lists and quotes are nested deeper than ``dialect.MAX_NESTING`` levels.
    """
    env: dict[str, dict[str, dict[str, str]]] = {}
    writer = DialectWriter(aside)
    tokens = _PARSER.parse(body, env)
    writer.write(tokens)
    references = {
        normalizeReference(label): (found["href"], found["title"])
        for label, found in env.get("references", {}).items()
    }
    return Normalised("\n".join(writer.lines), writer.origins, references, tokens)


_PARSER = make_block_parser()
