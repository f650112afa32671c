"""Outlines of diagrams lose what nobody sees, and nothing else."""

from __future__ import annotations

import pytest

from escarcha.mermaid.paths import simpler


@pytest.mark.parametrize(
    ("sketched", "simple"),
    [
        # A rectangle whose sides the engine has drawn twice each, as curves.
        (
            "M0 0 C3 0, 6 0, 9 0 M0 0 C2 0, 4 0, 9 0 M9 0 C9 1, 9 2, 9 4 M9 0 C9 2, 9 3, 9 4",
            "M0 0L9 0L9 4",
        ),
        ("M0 0 L9 0 L9 4", "M0 0L9 0L9 4"),
        ("M0 0 C0.02 1, -0.03 3, 0 4 C1 4, 2 4, 3 4", "M0 0L0 4L3 4"),
        # What bends stays bent, and is drawn as often as it was.
        ("M0 0 C3 2, 6 2, 9 0 M0 0 C3 2, 6 2, 9 0", "M0 0C3 2 6 2 9 0M0 0C3 2 6 2 9 0"),
        # A curve that overshoots its end is no line between its ends.
        ("M0 0 C5 0, 30 0, 9 0", "M0 0C5 0 30 0 9 0"),
        ("M1 1 C5 5, 0 5, 1 1", "M1 1C5 5 0 5 1 1"),
        # Two lines between the same points that are not one behind the other are both there.
        ("M0 0 L9 0 M5 5 L6 6 M0 0 L9 0", "M0 0L9 0M5 5L6 6M0 0L9 0"),
    ],
)
def test_straight_lines_are_straight_and_there_once(sketched: str, simple: str) -> None:
    """A line that is sketched as two curves is one line; whatever bends is as it was."""
    assert simpler(sketched) == simple


@pytest.mark.parametrize(
    "outline",
    [
        "",
        "M0 0",
        "M0 0 L9 0 Z",
        "M0 0 l9 0",
        "M0,0 Q1 1 2 0",
        "M0 0 L1e-9 3",
        "M0 0 C1 2",
        "M0 0 A1 1 0 0 1 2 2",
    ],
)
def test_an_outline_of_another_kind_stays_as_it_is(outline: str) -> None:
    """What closes itself, is relative or has arcs is not touched."""
    assert simpler(outline) == outline
