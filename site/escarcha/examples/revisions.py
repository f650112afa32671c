"""What a note would have to expect for its Examples to be true, as snapshot tools have it.

An Example is revised only if nothing is wrong with it but the responses it is held to: an exception, say, is
for its author to mend. What a response is held to stays what it was: its status with or without the reason,
those headers, and the body only if one is given.
"""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.examples.example import Kind
from escarcha.examples.messages import MessageError, compare, read_requests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.examples.example import Example, Exchange, Outcome, Step
    from escarcha.examples.messages import Expected


LARGEST = 20_000
"""Bytes of a body that may be written into a note."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Some lines of a note, and those that are to take their place.

    Args:
        line: of the note's body on which the first of them stands, from 1.
        old: what they say, without what a list or a quotation puts before them.
        new: what they are to say.
        difference: the two, compared.
    """

    line: int
    old: tuple[str, ...]
    new: tuple[str, ...]
    difference: str


def revise(example: Example, outcome: Outcome) -> list[Revision]:
    """Return what has to change in the note; nothing if the Example is true, or untrue for another reason."""
    found: list[Revision] = []
    for step, happened in zip(example.steps, outcome.steps, strict=True):
        if step.kind is Kind.HTTP:
            found += _revise_step(step, list(happened.exchanges))
    return found if len(found) == len(outcome.failures) else []


def _revise_step(step: Step, exchanges: list[Exchange]) -> Iterator[Revision]:
    try:
        requests = read_requests(step.text)
    except MessageError:
        return
    lines = step.text.split("\n")
    starts = [number for number, each in enumerate(exchanges) if not each.followed]
    chains = [exchanges[start:end] for start, end in itertools.pairwise([*starts, len(exchanges)])]
    for request, chain in zip(requests, chains, strict=False):
        for expected, actual in zip(request.expected, chain, strict=False):
            difference = compare(expected, actual)
            old = lines[expected.line - 1 : expected.end - 1]
            while old and not old[-1].strip():
                old.pop()
            new = _write(old[0], expected, actual) if difference else []
            if new and _would_be_true(new, actual):
                yield Revision(step.line + expected.line, tuple(old), tuple(new), difference)


def _write(status_line: str, expected: Expected, actual: Exchange) -> list[str]:
    """Write the response as far as the note holds it to anything; nothing if it cannot be written so."""
    status = actual.status if len(expected.status) > len("200") else actual.status[:3]
    lines = [f"{status_line.partition(' ')[0]} {status}"]
    for name, _ in expected.headers:
        value = next((held for given, held in actual.headers if given.lower() == name.lower()), None)
        if value is not None:
            lines.append(f"{name}: {value}")
    if expected.body and (actual.is_binary or actual.size > LARGEST):
        return []
    if expected.body and actual.body.strip():
        lines += ["", *_body(expected.body, actual.body)]
    return lines


def _body(wanted: str, got: str) -> list[str]:
    """Return the lines of a body; JSON is laid out as it was."""
    try:
        json.loads(wanted)
        found = json.loads(got)
    except ValueError:
        return got.strip("\n").split("\n")
    indent = re.match(r"[\[{]\n( *)", wanted)
    return json.dumps(found, ensure_ascii=False, indent=len(indent[1]) if indent else None).split("\n")


def _would_be_true(new: list[str], actual: Exchange) -> bool:
    """Tell whether a note that says this is true: a line of a body may mean something else there."""
    if any(re.match(r"\s*(?:`{3}|~{3})", line) for line in new):
        return False
    try:
        requests = read_requests("\n".join(["GET /", "", *new]))
    except MessageError:
        return False
    return len(requests) == len(requests[0].expected) == 1 and not compare(requests[0].expected[0], actual)
