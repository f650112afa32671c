"""The parts of each exercise of a note, put into one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from escarcha.figures.templates import HOLES
from escarcha.figures.variables import ExerciseFigure
from escarcha.rendering.exhibits.exercises import DOWNLOAD, PIECE
from escarcha.rendering.nodes import replace_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from escarcha.figures import Figures
    from escarcha.rendering.fragment import Exercise

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


def gather_exercises(
    tree: LexborHTMLParser, exercises: Sequence[Exercise], figures: Figures
) -> tuple[Exercise, ...]:
    """Gather each exercise, in place: from what one starts with to its last part before a heading.

    Args:
        tree: the note.
        exercises: that it has, in order.
        figures: that draw them.

    Returns:
        Those that stand in the tree, each with its mark for a download.

    Raises:
        EscarchaError: if the template of the figure fails.
    """
    found = []
    for number, exercise in enumerate(exercises, 1):
        first = tree.css_first(f'[{PIECE}="{HOLES[0]}{number}"]')
        if first is None:  # HTML of the author's has swallowed it
            continue
        found.append(exercise)
        row = _row(first)
        body = "\n".join(map(_content, row))
        for node in row[1:]:
            node.decompose()
        replace_by(first, _draw(body, exercise.name, figures))
    for far in tree.css(f"[{PIECE}]"):
        replace_by(far, far.inner_html or "")
    return tuple(found)


def _draw(body: str, name: str, figures: Figures) -> Markup:
    return figures.draw(ExerciseFigure(Markup(body), name, Markup(DOWNLOAD)))  # noqa: S704 - written by the renderer


def _row(first: LexborNode) -> list[LexborNode]:
    """Return what stands from one part of an exercise to its last one, whatever that stands in."""
    row, last, own = [first], 1, f'"{first.attributes[PIECE]}"'
    while (following := row[-1].next) is not None and following.tag not in _HEADINGS:
        row.append(following)
        if own in (following.html or ""):
            last = len(row)
    return row[:last]


def _content(node: LexborNode) -> str:
    """Return a node as it is written; of a part, what is in it."""
    return (node.inner_html if PIECE in node.attributes else node.html) or ""
