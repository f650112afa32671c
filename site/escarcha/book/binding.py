"""The recipe of a book.

1. Read the notes and run their examples, as a freeze does; an error ends it here.
2. Find the page that the book begins with.
3. Write each form.
4. For the zip, freeze the site into a folder for a while, as one that opens from a disk.
5. Put the files in place, when all are there.
"""

from __future__ import annotations

import contextlib
import dataclasses
import enum
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.book.chapters import find_start
from escarcha.book.forms import sheet, write_epub, write_html
from escarcha.book.pdf import load_packages, write_pdf
from escarcha.book.unbound import UnboundBook
from escarcha.freezing import Options, Progress, freeze
from escarcha.freezing.output import MARK, write_failed
from escarcha.freezing.pipeline import open_edition
from escarcha.problems import EscarchaError, Problem, has_errors, in_order, unreadable
from escarcha.temporary import temporary_folder
from escarcha.web import show_editions
from escarcha.web.diagnosis import diagnose
from escarcha.web.own import joined_to
from escarcha.zips import pack

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator

    from flask import Flask

    from escarcha.config import Project
    from escarcha.pages import Edition


class Form(enum.StrEnum):
    """What a book can be; the value is what its file ends in."""

    HTML = "html"
    EPUB = "epub"
    PDF = "pdf"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class BookReport:
    """How a book came out.

    Args:
        chapters: pages in it.
        files: that were written.
        seconds: it took.
        problems: in order; warnings and hints alone, as an error is raised.
    """

    chapters: int
    files: tuple[Path, ...]
    seconds: float
    problems: tuple[Problem, ...]


def bind(
    project: Project, app: Flask, where: str, forms: Collection[Form], options: Options
) -> Generator[Progress, None, BookReport]:
    """Make a book of a project's site.

    Args:
        project: whose; its output folder is where the files go.
        app: shows the site.
        where: an address, or the path of a note or a section; empty for the whole site.
        forms: to write.
        options: of the freeze.

    Yields:
        A Progress for each piece of work done.

    Returns:
        The report, as the generator's value.

    Raises:
        EscarchaError: if the notes are no site, a package is missing, or a file cannot be written.
        UnknownPageError: if there is no such page.
    """
    begun = time.perf_counter()
    if Form.PDF in forms:  # before the work, which takes longer than to install it
        load_packages()
    joined = joined_to(app)
    if joined:
        project = dataclasses.replace(project, prefix=joined.prefix)
    edition, problems = yield from _opened(project, options)
    book = UnboundBook(edition, find_start(edition.site, where))
    with _told(edition, project):
        written = yield from _write(book, joined.app if joined else app, forms)
    try:
        if Form.ZIP in forms:
            with temporary_folder("libro") as folder:
                target = dataclasses.replace(project, output=folder / "sitio")
                report = yield from freeze(target, app, dataclasses.replace(options, relative=True))
                problems = [*report.problems]  # of the pages as well
                written[Form.ZIP] = _zipped(target.output, book.name)
        files = _put(written, project.output, book.name)
    except OSError as error:
        raise write_failed(error, project) from error
    seconds = time.perf_counter() - begun
    return BookReport(len(book.chapters), files, seconds, tuple(in_order(problems)))


def _opened(project: Project, options: Options) -> Generator[Progress, None, tuple[Edition, list[Problem]]]:
    """Read the notes and run their examples; return what they are, and what is to be told of them."""
    reading, edition = yield from open_edition(project, options)
    for waiting in edition.run_all(options.jobs):
        yield Progress("Ejemplos", waiting)
    found = [*reading.problems]
    for entry in edition.site.entries.values():
        found += edition.problems(entry)
    problems = edition.judge(found)
    if has_errors(problems):
        raise EscarchaError(*in_order(problems))
    return edition, problems


@contextlib.contextmanager
def _told(edition: Edition, project: Project) -> Iterator[None]:
    """Say in Spanish why a form cannot be made."""
    try:
        yield
    except EscarchaError:
        raise
    except OSError as error:
        place = project.display(Path(os.fsdecode(error.filename or project.content)))
        raise EscarchaError(unreadable(error, place)) from error
    except Exception as error:  # templates of the project's own may raise anything
        raise EscarchaError(diagnose(error, "el libro", edition.site, project)) from error


def _write(
    book: UnboundBook, app: Flask, forms: Collection[Form]
) -> Generator[Progress, None, dict[Form, bytes]]:
    written: dict[Form, bytes] = {}
    makers: dict[Form, Callable[[], bytes]] = {
        Form.HTML: lambda: write_html(book).encode(),
        Form.EPUB: lambda: write_epub(book),
        Form.PDF: lambda: write_pdf(write_html(book, sheet("pdf"))),
    }
    show_editions(app, lambda: book.edition, live=False)
    with app.app_context():
        for form, make in makers.items():
            if form in forms:
                written[form] = make()
                yield Progress("Formas", len(forms))
    return written


def _zipped(folder: Path, name: str) -> bytes:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != MARK)
    return pack({f"{name}/{file.relative_to(folder).as_posix()}": file.read_bytes() for file in files})


def _put(written: dict[Form, bytes], folder: Path, name: str) -> tuple[Path, ...]:
    """Write files beside their places, then put all of them there."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = {folder / f".{name}.{form}.part": folder / f"{name}.{form}" for form in written}
    try:
        for part, content in zip(parts, written.values(), strict=True):
            part.write_bytes(content)
        for part, file in parts.items():
            part.replace(file)
    finally:
        for part in parts:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    return tuple(parts.values())
