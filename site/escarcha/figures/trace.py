"""What the figure of a Trace receives: ``variables.py`` has those of the others."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup  # noqa: TC002 - msgspec reads the type at run time
from msgspec import Struct

from escarcha.figures.variables import Figure


class TraceChange(Struct, frozen=True):
    """A value that is another than before.

    Args:
        name: of it.
        before: what it was; empty if it is new.
        after: what it is; empty if it is gone.
    """

    name: str
    before: str
    after: str


class TraceRule(Struct, frozen=True):
    """A rule that a request was compared with.

    Args:
        text: ``/hola/<nombre>``.
        methods: of it.
        endpoint: of the view that it leads to.
        verdict: what became of it, in words.
        is_chosen: whether it matched.
    """

    text: str
    methods: str
    endpoint: str
    verdict: str
    is_chosen: bool


class TraceLine(Struct, frozen=True):
    """A line of a file.

    Args:
        number: from 1.
        id: its anchor; empty where nothing leads.
        code: in colours.
    """

    number: int
    id: str
    code: Markup


class TraceMoment(Struct, frozen=True):
    """One thing that happened inside an Example.

    Args:
        text: what it is, in words; may be empty where a line has just run.
        place: ``app.py, línea 12``; empty if it stands in no file.
        href: link to that line among the listings.
        code: the line, in colours.
        changes: values that are others than before.
        rules: that were tried.
    """

    text: Markup
    place: str
    href: str
    code: Markup
    changes: tuple[TraceChange, ...] = ()
    rules: tuple[TraceRule, ...] = ()


class TracePhase(Struct, frozen=True):
    """Moments that belong together.

    Args:
        label: what they are.
        first: number of the first, from 1.
        moments: in order.
    """

    label: Markup
    first: int
    moments: tuple[TraceMoment, ...]


class TraceRound(Struct, frozen=True):
    """What happened from one request to its response, or in one block.

    Args:
        label: of the request; empty where there is but one round.
        phases: in order.
    """

    label: str
    phases: tuple[TracePhase, ...]


class TraceListing(Struct, frozen=True):
    """A file that Moments lead to.

    Args:
        path: in the folder of the Example.
        language: of it.
        lines: that are shown.
    """

    path: str
    language: str
    lines: tuple[TraceLine, ...]


class TraceFigure(Figure, frozen=True):
    """What happened inside an Example, step by step.

    Args:
        rounds: one, or one for each request of a chain of redirects; none if it is not there yet.
        listings: the files.
        count: how many Moments there are.
        note: what is not shown, in words; or empty.
    """

    template: ClassVar[str] = "figures/trace.html"
    rounds: tuple[TraceRound, ...]
    listings: tuple[TraceListing, ...]
    count: int
    note: str
