"""What is told of a note that its text alone does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.notes.layout import INDEX_NAMES
from escarcha.notes.note import stem
from escarcha.problems import Code, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.examples import Failure
    from escarcha.notes import Note


def failure_remark(failure: Failure) -> Remark:
    """Say why an Example is not true."""
    return Remark(
        Code.EXAMPLE_FAILED, failure.line, failure.cause, failure.remedy, Severity.ERROR, failure.detail
    )


def emptiness(note: Note) -> Iterator[Remark]:
    """Tell of a note with nothing in it; that of a folder stands for what the folder holds."""
    if not (note.body.strip() or note.header_lines or stem(note.path).lower() in INDEX_NAMES):
        remedy = "Escríbela, o pon «draft: true» en la cabecera mientras tanto."
        yield Remark(Code.EMPTY_NOTE, 1, "la nota está vacía.", remedy, Severity.HINT)
