"""What the parent and the child of an Example say to each other; each message is a line of JSON.

The parent says a Job. The child writes a StepReport for each step that it has done, and an EndReport when it
has done them all; a server that has forked it answers with a JobEnd. A child that runs commands says a
CommandJob to its console, which answers with a CommandReport or a CommandEnd.

Both sides import this file: the parent as a module of Escarcha, the child as one of ``_escarcha_child``.
"""

from __future__ import annotations

import json
from typing import Annotated, TypeVar

import msgspec

from .moments import Trace  # noqa: TC001 - msgspec reads the type at run time

Message = TypeVar("Message")

GRACE = 1
"""Seconds that the process of an Example has after its time is up."""


class JobRequest(msgspec.Struct, frozen=True):
    """A request to send.

    Args:
        method: in capitals.
        path: with its query.
        headers: in order.
        body: its text; a line such as ``< foto.png`` stands for a file of the Example.
        follows: whether to go on to where a response redirects.
        may_fail: whether the note expects the application to raise an exception.
    """

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: str
    follows: bool
    may_fail: bool


class JobStep(msgspec.Struct, frozen=True):
    """A step to do.

    Args:
        kind: the value of its Kind.
        text: code, requests, a command, a template.
        path: of the file that the text lies in, from the folder of the Example; empty if it lies in none.
        title: the same, if the note gives it; empty if the path is one that we have chosen.
        offset: how many lines of the file come before the text.
        error: the exception that the note expects; empty for none.
        app: the name of the application that requests are sent to; empty to look for one.
        database: the file that statements of SQL run against; empty for one in memory.
        traced: whether what happens inside is recorded.
        requests: those of the text.
    """

    kind: str
    text: str
    path: str
    title: str
    offset: int
    error: str
    app: str
    database: str
    traced: bool
    requests: tuple[JobRequest, ...]


class Job(msgspec.Struct, frozen=True):
    """All that a child needs to know.

    Args:
        folder: of the Example, absolute and without symbolic links.
        report: the file for the reports.
        output: the file for what the steps write.
        faults: the file for the traces of a process that ends suddenly.
        environment: the variables that the Example sees.
        megabytes: of memory that it may use.
        largest_file: bytes that a file of it may grow to.
        seconds: that it may take.
        clock: the time it is for it, in seconds since 1970; None for the true one.
        seed: of all chance; None for true chance.
        steps: in order.
    """

    folder: str
    report: str
    output: str
    faults: str
    environment: dict[str, str]
    megabytes: int
    largest_file: int
    seconds: float
    clock: float | None
    seed: int | None
    steps: tuple[JobStep, ...]


class ErrorReport(msgspec.Struct, frozen=True):
    """An exception that a step has ended with.

    Args:
        kinds: the names of its class and of those it inherits from.
        message: what it says.
        file: the file of the Example where it was raised, from the folder; empty if none is known.
        line: of that file.
        traceback: as Python shows it, with calls of the Example's own files alone.
        code: what a program ends with that says it has failed; None for any other exception.
        is_too_large: whether a file would have grown beyond what is allowed.
    """

    kinds: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    message: str
    file: str
    line: int
    traceback: str
    code: str | None = None
    is_too_large: bool = False


class DifferenceReport(msgspec.Struct, frozen=True):
    """A result of an interactive session that is not what the note shows.

    Args:
        line: of the session, from 1.
        wanted: what the note shows.
        got: what Python has shown.
    """

    line: int
    wanted: str
    got: str


class ResponseReport(msgspec.Struct, frozen=True):
    """A response.

    Args:
        asked: method and path of the request.
        status: ``200 OK``.
        headers: in order.
        body: the beginning of it.
        size: bytes of the whole body.
        chunks: in how many pieces the body came.
        trace: of what has happened inside, if that was to be recorded.
    """

    asked: tuple[str, str]
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    size: int
    chunks: int
    trace: Trace | None = None


class TableReport(msgspec.Struct, frozen=True):
    """What a statement of SQL gives.

    Args:
        columns: their names.
        rows: the first of them, as text.
        total: how many there are.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int


class StepReport(msgspec.Struct, frozen=True, tag="step", omit_defaults=True):
    """What has happened in a step.

    Args:
        output: what it has written.
        rendered: what its template has become.
        error: the exception that it has ended with, if any.
        chains: the responses of each request, more than one where it was redirected.
        differences: of an interactive session from what the note shows.
        tables: one for each statement of SQL that has one.
        imported: modules that a command has imported, by the names of their packages.
        trace: of what has happened in a block of Python, if that was to be recorded.
    """

    output: str = ""
    rendered: str = ""
    error: ErrorReport | None = None
    chains: tuple[tuple[ResponseReport, ...], ...] = ()
    differences: tuple[DifferenceReport, ...] = ()
    tables: tuple[TableReport, ...] = ()
    imported: tuple[str, ...] = ()
    trace: Trace | None = None


class EndReport(msgspec.Struct, frozen=True, tag="end"):
    """All steps are done.

    Args:
        imported: modules that they have imported, by the names of their packages.
    """

    imported: tuple[str, ...]


class JobEnd(msgspec.Struct, frozen=True):
    """A Job has ended, well or not.

    Args:
        status: of its process; None if that had to be ended.
    """

    status: int | None


class CommandJob(msgspec.Struct, frozen=True):
    """A command to run.

    Args:
        text: the line, as one would type it.
        seconds: that it may take.
    """

    text: str
    seconds: float


class CommandReport(msgspec.Struct, frozen=True, tag="report"):
    """What has happened in a command.

    Args:
        seconds: that are left.
        error: the exception that it has ended with, if any.
        imported: modules that it has imported, by the names of their packages.
    """

    seconds: float
    error: ErrorReport | None
    imported: tuple[str, ...]


class CommandEnd(msgspec.Struct, frozen=True, tag="end"):
    """A command has ended before it could say how.

    Args:
        status: of its process.
    """

    status: int


JOB = msgspec.json.Decoder(Job)
REPORT = msgspec.json.Decoder(StepReport | EndReport)
JOB_END = msgspec.json.Decoder(JobEnd)
COMMAND_JOB = msgspec.json.Decoder(CommandJob)
COMMAND_REPORT = msgspec.json.Decoder(CommandReport | CommandEnd)


def write(message: msgspec.Struct) -> bytes:
    """Write a message as a line.

    Texts of an Example may hold halves of surrogate pairs, which UTF-8 cannot: two that belong together
    become their character, and one alone becomes U+FFFD.
    """
    try:
        return msgspec.json.encode(message) + b"\n"
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(message), ensure_ascii=False)
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode() + b"\n"


def read(kind: msgspec.json.Decoder[Message], line: bytes) -> Message | None:
    """Read a line; return None if it is no message of the kind, as when its process has died half-way."""
    try:
        return kind.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
