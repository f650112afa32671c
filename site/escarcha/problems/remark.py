"""A Remark: something wrong in a text, told by a room that does not know the file of the text."""

from __future__ import annotations

from dataclasses import dataclass

from escarcha.problems.codes import Code, Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong in a text. Whoever knows the file of the text makes a Problem of it.

    Args:
        code: the kind of problem.
        line: in the text, from 1.
        cause: a Spanish sentence.
        remedy: another, or nothing.
        severity: whether it stops the publication.
        detail: lines to show below the message.
        subject: what it is about, as the author wrote it, where that is the address of a link; else empty.
    """

    code: Code
    line: int
    cause: str
    remedy: str = ""
    severity: Severity = Severity.WARNING
    detail: str = ""
    subject: str = ""
