"""Examples run as a freeze runs many of them: forked from processes that wait with Flask imported."""

from __future__ import annotations

import atexit
import functools
from typing import Any

from escarcha.examples import Example, Outcome, Step, runner
from escarcha.examples.example import Kind
from escarcha.examples.processes import ForkServers

_SERVERS = ForkServers()
atexit.register(_SERVERS.__exit__)

run = functools.partial(runner.run, start=_SERVERS)


def step(kind: Kind, text: str, line: int = 1, **more: Any) -> Step:
    """Make a step whose block begins on a line."""
    return Step(kind, text, line, **more)


def python(code: str, *, timeout: float = 10, error: str = "") -> Outcome:
    """Run a block of Python that begins on line 1 of its note."""
    return run(Example((step(Kind.PYTHON, code, error=error),), timeout))
