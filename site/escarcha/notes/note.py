"""A Note: a Markdown file as its author wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from escarcha.markup import may_withhold
from escarcha.notes.header import Header, read_header
from escarcha.notes.header_yaml import HeaderError
from escarcha.notes.inclusions import Inclusion, Manuscript, read_inclusions
from escarcha.notes.text import TextError, decode
from escarcha.problems import Code, EscarchaError, Problem, Remark, Severity, unreadable

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from escarcha.config import Project
    from escarcha.notes.reach import Reach
    from escarcha.notes.source import Source


@dataclass(frozen=True, eq=False)
class Note:
    """A Markdown file: header, body, place on disk.

    Args:
        path: from ``content/``.
        place: the path as problems show it.
        header: what the author says of the note.
        header_lines: on which line of the file each key of the header stands.
        body: the Markdown after the header; line feeds end its lines.
        body_line: the line of the file on which the body begins, from 1.
        problems: what was wrong and could be put right while reading.
        inclusions: the files its fences name.
        former: the addresses that the note has in another tool.
        shown: what it is rendered from, where not all of it is for every reader.
        may_withhold: whether there can be anything in its body that is not for every reader.
    """

    path: PurePosixPath
    place: str
    header: Header
    header_lines: dict[str, int]
    body: str
    body_line: int
    problems: tuple[Problem, ...]
    inclusions: tuple[Inclusion, ...] = ()
    former: tuple[str, ...] = ()
    shown: Manuscript | None = None
    may_withhold: bool = True

    @cached_property
    def manuscript(self) -> Manuscript:
        """What it is rendered from."""
        return self.shown or Manuscript(self.body, self.inclusions)

    def problem(self, remark: Remark, offset: int = 0) -> Problem:
        """Give a remark about this note its place; ``offset`` counts from the file's first line."""
        return _problem(remark, self.place, offset)


def read_note(source: Source, project: Project, max_size: int, reach: Reach) -> Note:
    """Read a note from disk.

    Args:
        source: where it lies.
        project: from whose folder problems name the file.
        max_size: bytes; a larger file is refused unread.
        reach: which files its fences may show.

    Raises:
        EscarchaError: if the file cannot be a note: unreadable, too large, no text, or its header broken.
    """
    place = project.display(project.content / source.path)
    if source.size > max_size:
        cause = f"la nota ocupa {source.size:,} bytes y el límite es {max_size:,}.".replace(",", ".")
        remedy = "Divídela, o sube «max_note_size» en site.toml."
        raise EscarchaError(Problem(Code.TOO_LARGE, place, 1, cause, remedy))
    try:
        text, converted = decode(source.file.read_bytes())
        reading = read_header(text)
    except OSError as error:
        raise EscarchaError(unreadable(error, place)) from error
    except TextError as error:
        raise EscarchaError(Problem(error.code, place, error.line, error.cause, error.remedy)) from error
    except HeaderError as error:
        found = error.remark
        raise EscarchaError(Problem(found.code, place, found.line, found.cause, found.remedy)) from error

    lines = text.split("\n")
    body = "\n".join(lines[reading.body_line - 1 :])
    remarks = list(reading.remarks)
    if converted:
        cause = f"la nota está en {converted} y se ha leído como tal."
        remarks.append(Remark(Code.RECODED, 1, cause, "Guárdala en UTF-8.", Severity.WARNING))
    return Note(
        path=source.path,
        place=place,
        header=reading.header,
        header_lines=reading.lines,
        body=body,
        body_line=reading.body_line,
        problems=tuple(_problem(remark, place) for remark in remarks),
        inclusions=read_inclusions(body, source.path, project, reach),
        former=reading.former,
        may_withhold=may_withhold(body),
    )


def _problem(remark: Remark, place: str, offset: int = 0) -> Problem:
    line = remark.line + offset
    said = (remark.cause, remark.remedy, remark.severity, remark.detail, remark.subject)
    return Problem(remark.code, place, line, *said)


def stem(path: PurePosixPath) -> str:
    """Return a note's file name without its Markdown suffix; of ``..md`` that is «.»."""
    return path.name.rpartition(".")[0]
