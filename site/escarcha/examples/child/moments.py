"""What is seen of an Example while it runs: a Trace is a series of Moments.

Both sides import this file, as they do ``protocol.py``; a Moment is kept as the child has seen it.
"""

from __future__ import annotations

import enum

import msgspec


class Kind(enum.Enum):
    """What happens in a Moment."""

    REQUEST = "request"
    """A request has come in."""

    ROUTE = "route"
    """The rules have been tried, and one has matched, or none."""

    CALL = "call"
    """A function begins."""

    LINE = "line"
    """A line runs."""

    BACK = "back"
    """A line goes on, after others that have run because of it."""

    TEMPLATE = "template"
    """A template is given its context."""

    BLOCK = "block"
    """A block of a template is rendered."""

    RESPONSE = "response"
    """The response has gone out, with all of its body."""


class Role(enum.Enum):
    """What a function is for; what it calls has the same role if it has none of its own."""

    REQUEST = "request"
    ROUTE = "route"
    BEFORE = "before"
    AROUND = "around"
    """A decorator around a view."""

    VIEW = "view"
    ERROR = "error"
    CONTEXT = "context"
    TEMPLATE = "template"
    AFTER = "after"
    TEARDOWN = "teardown"
    RESPONSE = "response"
    MODULE = "module"
    """A block of code itself."""

    FUNCTION = "function"
    """Any other: of a script, of WSGI, a filter."""


class End(enum.Enum):
    """How a line leaves its function."""

    RETURN = "return"
    YIELD = "yield"
    RAISE = "raise"


class Verdict(enum.Enum):
    """What became of a rule."""

    CHOSEN = "chosen"
    LATER = "later"
    """It would match too, but another comes before it."""

    METHOD = "method"
    """It matches the path, but has another method."""

    SLASH = "slash"
    """It matches once the slash at its end is there; the request is redirected."""

    OTHER = "other"
    """It does not match."""


class Rule(msgspec.Struct, frozen=True):
    """A rule that was tried.

    Args:
        text: ``/hola/<nombre>``.
        methods: that it has.
        endpoint: of the view that it leads to.
        verdict: what became of it.
    """

    text: str
    methods: tuple[str, ...]
    endpoint: str
    verdict: Verdict


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """A value that is another than before.

    Args:
        name: ``nombre``, ``g.usuario``, ``session['usuario']``.
        after: what it is now; empty if it is gone.
        before: what it was; empty if it is new.
    """

    name: str
    after: str
    before: str = ""


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that happens.

    Args:
        kind: of it.
        role: of the function that it happens in.
        owner: the name of that function, or of the template.
        name: of what is called, rendered, asked for or matched.
        path: of the file in the Example's folder; empty if it happens in none.
        line: of that file.
        end: how the line leaves its function, if it does.
        value: that is returned, yielded, raised or sent.
        changes: of values, as far as they are the line's doing.
        rules: that were tried.
    """

    kind: Kind
    role: Role
    owner: str = ""
    name: str = ""
    path: str = ""
    line: int = 0
    end: End | None = None
    value: str = ""
    changes: tuple[Change, ...] = ()
    rules: tuple[Rule, ...] = ()


class Trace(msgspec.Struct, frozen=True, omit_defaults=True):
    """What has happened inside, from a request to its response, or while a block ran.

    Args:
        moments: in order.
        left: how many more there were.
        is_cut: whether a value, or the number of values of a Moment, was too long to be kept whole.
    """

    moments: tuple[Moment, ...] = ()
    left: int = 0
    is_cut: bool = False
