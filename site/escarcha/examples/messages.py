"""Requests as a note writes them, and the responses they are held to.

The form is that of ``.http`` files, which editors send too: a method and a path, headers, an empty line and a
body; several requests are separated by a line of ``###``. What follows a line ``HTTP/1.1 200 OK`` is the
expected response; where a chain of redirects is followed, each of its responses may be expected in turn.
"""

from __future__ import annotations

import difflib
import itertools
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.examples.example import Exchange

_METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE"
_REQUEST = re.compile(rf"(?P<method>{_METHODS})[ \t]+(?P<target>\S+)(?:[ \t]+HTTP/\d(?:\.\d)?)?[ \t]*")
_STATUS = re.compile(r"HTTP/\d(?:\.\d)?[ \t]+(?P<status>\d{3})(?P<reason>[ \t].*)?")
_HEADER = re.compile(r"(?P<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(?P<value>.*?)[ \t]*")
_SEPARATOR = re.compile(r"###.*")


class MessageError(ValueError):
    """A block that is no request; the message is Spanish.

    Args:
        cause: what is wrong.
        line: of the block, from 1.
    """

    def __init__(self, cause: str, line: int) -> None:
        super().__init__(cause)
        self.line = line


@dataclass(frozen=True, slots=True)
class Expected:
    """The response that a request is held to.

    Args:
        status: ``200``, or ``200 OK`` if the note gives the reason, too.
        headers: that the response must have; it may have others.
        body: that the response must have; empty if any will do.
        line: of the block on which it begins, from 1.
        end: the line of the block after its last.
    """

    status: str
    headers: tuple[tuple[str, str], ...]
    body: str
    line: int
    end: int


@dataclass(frozen=True, slots=True)
class Request:
    """A request.

    Args:
        method: in capitals.
        path: with its query.
        headers: in order.
        body: without the line feed at its end.
        line: of the block on which it begins, from 1.
        expected: the responses it is held to: none, one, or one for each step of a chain of redirects.
    """

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: str
    line: int
    expected: tuple[Expected, ...]

    @property
    def payload(self) -> str:
        """The body as it is sent.

        The lines of a form are joined, as the HTTP clients of editors do. Lines of multipart end with CRLF:
        https://www.rfc-editor.org/rfc/rfc2046#section-4.1.1.
        """
        kind = next((value.lower() for name, value in self.headers if name.lower() == "content-type"), "")
        if kind.startswith("application/x-www-form-urlencoded"):
            return "".join(line.strip() for line in self.body.split("\n"))
        return self.body.replace("\n", "\r\n") if kind.startswith("multipart/") else self.body

    @property
    def text(self) -> str:
        """The request as HTTP/1.1 writes it."""
        head = [f"{self.method} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in self.headers)]
        return "\n".join([*head, "", self.body] if self.body else head)


def read_requests(block: str) -> list[Request]:
    """Read the requests of a block.

    Raises:
        MessageError: if there is none, or one of them is none.
    """
    requests = []
    lines: list[str] = []
    start = 1
    for number, line in enumerate([*block.split("\n"), "###"], 1):
        if not _SEPARATOR.fullmatch(line):
            lines.append(line)
            continue
        if any(kept.strip() for kept in lines):
            requests.append(_read_request(lines, start))
        lines, start = [], number + 1
    if not requests:
        raise MessageError("el bloque no tiene ninguna petición", 1)
    return requests


def _read_request(lines: Sequence[str], start: int) -> Request:
    skipped = next(number for number, line in enumerate(lines) if line.strip())
    lines, start = lines[skipped:], start + skipped
    found = _REQUEST.fullmatch(lines[0])
    if not found:
        raise MessageError(f"«{lines[0].strip()}» no es una petición", start)
    answers = [number for number, line in enumerate(lines) if number and _STATUS.fullmatch(line)]
    headers, body = _read_rest(lines[1 : answers[0] if answers else len(lines)], start + 1)
    expected = []
    for first, end in itertools.pairwise([*answers, len(lines)]):
        given, wanted = _read_rest(lines[first + 1 : end], start + first + 1)
        status = lines[first].partition(" ")[2].strip()
        expected.append(Expected(status, given, wanted, start + first, start + end))
    try:
        target = urlsplit(found["target"])
    except ValueError as error:
        raise MessageError(f"«{found['target']}» no es una dirección", start) from error
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    if body and not any(name.lower() == "content-type" for name, _ in headers):
        headers = (*headers, ("Content-Type", _guess_type(body)))
    return Request(found["method"], path, headers, body, start, tuple(expected))


def _read_rest(lines: Sequence[str], start: int) -> tuple[tuple[tuple[str, str], ...], str]:
    """Read headers and body."""
    headers: list[tuple[str, str]] = []
    for number, line in enumerate(lines):
        if not line.strip():
            return tuple(headers), "\n".join(lines[number + 1 :]).strip("\n")
        found = _HEADER.fullmatch(line)
        if not found:
            raise MessageError(f"«{line.strip()}» no es una cabecera", start + number)
        headers.append((found["name"], found["value"]))
    return tuple(headers), ""


def _guess_type(body: str) -> str:
    return "application/json" if body.lstrip()[:1] in {"{", "["} else "application/x-www-form-urlencoded"


def compare(expected: Expected, actual: Exchange | None) -> str:
    """Return how a response differs from the expected one, as a diff; empty if it does not.

    Args:
        expected: the response that the note gives.
        actual: the one that came; None if there has been none.
    """
    if actual is None:
        return f"- HTTP/1.1 {expected.status}"
    wanted, got = [], []
    status = actual.status if len(expected.status) > len("200") else actual.status[:3]
    wanted.append(f"HTTP/1.1 {expected.status}")
    got.append(f"HTTP/1.1 {status}")
    for name, value in expected.headers:
        values = [held for given, held in actual.headers if given.lower() == name.lower()]
        wanted.append(f"{name}: {value}")
        got += [f"{name}: {value if value in values else held}" for held in values[:1]]
    if expected.body and not _same_body(expected.body, actual.body):
        wanted += ["", *expected.body.split("\n")]
        got += ["", *actual.body.strip("\n").split("\n")]
    if wanted == got:
        return ""
    return "\n".join(line.rstrip("\n") for line in difflib.ndiff(wanted, got))


def _same_body(wanted: str, got: str) -> bool:
    if [line.rstrip() for line in wanted.strip().split("\n")] == [
        line.rstrip() for line in got.strip().split("\n")
    ]:
        return True
    try:
        return bool(json.loads(wanted) == json.loads(got))
    except ValueError:
        return False
