"""What an Example is, and what its Outcome."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePosixPath

import msgspec

from escarcha.examples.child.moments import Trace  # noqa: TC001 - msgspec reads the type at run time


class Kind(Enum):
    """What a step does."""

    PYTHON = "python"
    """Run code."""

    DOCTEST = "pycon"
    """Run an interactive session, and hold it to what it shows."""

    FILE = "file"
    """Put a file into the folder."""

    HTTP = "http"
    """Send requests to the application that the code before it has made."""

    CONSOLE = "console"
    """Run commands in the folder."""

    CONTEXT = "context"
    """Have values ready for the next template, as YAML."""

    JINJA = "jinja"
    """Render a template."""

    SQL = "sql"
    """Run statements against SQLite."""

    TESTS = "tests"
    """Have pytest run the tests of an exercise."""


FIXED_NOW = 1_767_225_600.0
"""The moment at which every Example runs if nobody asks otherwise: 1 January 2026, 00:00 UTC."""


class Step(msgspec.Struct, frozen=True):
    """One block of an Example.

    Args:
        kind: what it does.
        text: what stands in the block.
        line: of the note's body on which the block begins, from 1; its text begins on the next.
        path: of the file it is, in the Example's folder; empty if it is none.
        error: the name of the exception that it is expected to end with; empty for none.
        app: the name of the application that requests are sent to; empty to look for one.
        follows: whether requests go on to where a response redirects them.
        database: the file, in the Example's folder, that statements run against; empty for one in memory.
        source: the file that the text comes from; empty if it stands in the note.
        must_fail: whether the tests are those of an exercise that is not solved yet.
        is_withheld: whether nothing that is told of it may show what it ran.
        traced: whether readers are shown what happens inside.
    """

    kind: Kind
    text: str
    line: int
    path: str = ""
    error: str = ""
    app: str = ""
    follows: bool = False
    database: str = ""
    source: str = ""
    must_fail: bool = False
    is_withheld: bool = False
    traced: bool = False


class Example(msgspec.Struct, frozen=True):
    """Blocks that are run together, in order, in a folder of their own.

    Args:
        steps: at least one of them runs something.
        timeout: seconds for all of them.
        clock: the time it is for them, in seconds since 1970; None for the true one.
        seed: of all chance, hashes included; None for true chance.
        tries: whether readers may change and run it on the page; None where the site decides.
    """

    steps: tuple[Step, ...]
    timeout: float = 10.0
    clock: float | None = FIXED_NOW
    seed: int | None = 0
    tries: bool | None = None

    @property
    def is_withheld(self) -> bool:
        """Whether it holds a solution that is not for readers yet."""
        return any(step.is_withheld for step in self.steps)

    @property
    def line(self) -> int:
        """The line of the note's body on which the first block that runs begins, from 1."""
        ran = (step.line for step in self.steps if step.kind is not Kind.FILE)
        return next(ran, self.steps[0].line)


def is_inside(path: str) -> bool:
    """Tell whether a path can be that of a file in the folder of an Example."""
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts and "\\" not in path and parts.name != ""


class Table(msgspec.Struct, frozen=True):
    """What a statement of SQL gives.

    Args:
        columns: their names.
        rows: the first of them, as text.
        total: how many there are.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int


class Exchange(msgspec.Struct, frozen=True):
    """A request and its response.

    Args:
        request: first line, headers and body, as HTTP writes them.
        status: ``200 OK``.
        headers: of the response, in order.
        body: of the response, decoded; empty if it is binary.
        size: bytes of the body.
        is_binary: whether the body is no text.
        chunks: in how many pieces the body came.
        followed: whether it was sent because the response before it redirects there.
        image: the bytes of the body, if it is an image and whole.
        trace: of what happened inside, if the block asks for it.
    """

    request: str
    status: str
    headers: tuple[tuple[str, str], ...]
    body: str
    size: int
    is_binary: bool = False
    chunks: int = 1
    followed: bool = False
    image: bytes = b""
    trace: Trace | None = None


class Failure(msgspec.Struct, frozen=True):
    """Why an Example is not true.

    Args:
        line: of the note's body, from 1.
        cause: a Spanish sentence.
        remedy: another, or nothing.
        detail: lines that show it: a difference, a traceback.
    """

    line: int
    cause: str
    remedy: str = ""
    detail: str = ""


class StepOutcome(msgspec.Struct, frozen=True):
    """What happened in one step.

    Args:
        output: what it wrote, what it rendered, and the traceback of an expected exception.
        exchanges: of an ``http`` step.
        tables: of an ``sql`` step, one for each statement that has one.
        trace: of what happened in a block of Python, if it asks for it.
        listings: the files of the Example that Traces of the step lead to, by their paths.
    """

    output: str = ""
    exchanges: tuple[Exchange, ...] = ()
    tables: tuple[Table, ...] = ()
    trace: Trace | None = None
    listings: dict[str, str] = {}


class Outcome(msgspec.Struct, frozen=True):
    """What happened when an Example ran.

    Args:
        steps: as far as it came, one for each step.
        failures: why it is not true; empty if it is.
        versions: of Python and of the packages it imported, by name.
    """

    steps: tuple[StepOutcome, ...]
    failures: tuple[Failure, ...]
    versions: dict[str, str]


class Waiting(Outcome, frozen=True):
    """Stands for an Outcome that is not there yet, where nobody waits for it."""

    @classmethod
    def of(cls, example: Example) -> Waiting:
        """Stand for the Outcome of an Example."""
        return cls(tuple(StepOutcome() for _ in example.steps), (), {})
