"""Outlines without what nobody sees: the engine sketches many shapes, each line twice and as a curve.

Only what is straight is touched. A diagram that asks for a hand-drawn look keeps its strokes.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

BEND = 0.05
"""How far a curve may leave its chord, in pixels, and be a straight line."""

_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?[\d.]+")

Point = tuple[str, str]
"""As it is written, so that nothing is rounded twice."""


class _Segment(NamedTuple):
    start: Point
    end: Point
    bends: tuple[Point, ...] = ()


def simpler(outline: str) -> str:
    """Return the same outline of straight lines where it is straight, and each line of it once.

    Args:
        outline: the ``d`` of a path; one with other commands than ``M``, ``L`` and ``C`` stays as it is.
    """
    segments = _segments(outline)
    if not segments:
        return outline
    once = [segments[0], *(new for old, new in pairwise(segments) if new.bends or new != old)]
    written, at = [], None
    for start, end, bends in once:
        if start != at:
            written.append(f"M{_write(start)}")
        written.append(f"{'C' if bends else 'L'}{' '.join(map(_write, (*bends, end)))}")
        at = end
    return "".join(written)


def _segments(outline: str) -> list[_Segment]:
    """Read an outline; nothing if it is of another kind, or closes itself."""
    segments: list[_Segment] = []
    at: Point | None = None
    for command, text in _COMMAND.findall(outline):
        numbers = _NUMBER.findall(text)
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        if command == "M" and len(points) == 1:
            at = points[0]
        elif at and command == "L" and len(points) == 1:
            segments.append(_Segment(at, points[0]))
            at = points[0]
        elif at and command == "C" and len(points) == 3:  # noqa: PLR2004 - two bends and the end
            *bends, end = points
            is_straight = all(_distance(bend, at, end) < BEND for bend in bends)
            segments.append(_Segment(at, end, () if is_straight else tuple(bends)))
            at = end
        else:
            return []
    return segments


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a line between two others."""
    place, base, line = complex(*map(float, point)), complex(*map(float, start)), complex(*map(float, end))
    line -= base
    along = ((place - base) / line).real if line else 0.0
    return abs(place - base - min(max(along, 0.0), 1.0) * line)


def _write(point: Point) -> str:
    return f"{point[0]} {point[1]}"
