"""A book before it is bound: its chapters, and what is said of it as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from escarcha.book.chapters import Chapter, chapters_of
from escarcha.book.paper import Paper, ids_in
from escarcha.book.references import References
from escarcha.notes.slugs import slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from escarcha.book.references import Picture
    from escarcha.notes import Entry
    from escarcha.pages import Edition


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A chapter as a template receives it.

    Args:
        id: of its heading.
        number: as references name it; empty for the page that opens the book.
        depth: how many numbers that are.
        title: as plain text.
        heading: as the page has it.
        body: the text below.
    """

    id: str
    number: str
    depth: int
    title: str
    heading: Markup
    body: Markup


class UnboundBook:
    """A book before it is bound.

    Args:
        edition: that it is made of; its examples have run.
        start: the page that it begins with.
    """

    def __init__(self, edition: Edition, start: Entry) -> None:
        self.edition = edition
        self.start = start
        self.chapters = chapters_of(edition.site, start)

    @cached_property
    def ids(self) -> dict[str, frozenset[str]]:
        """The ids in each chapter, by the address of its page."""
        return {each.entry.url: ids_in(self.edition.page(each.entry).html) for each in self.chapters}

    @property
    def name(self) -> str:
        """What its files are called, but for what they end in."""
        return slugify(self.start.title) or "libro"

    @property
    def day(self) -> dt.date | None:
        """When the newest of its pages was revised, if any says so."""
        entries = [chapter.entry for chapter in self.chapters]
        days = [each.updated or (each.note.header.date if each.note else None) for each in entries]
        return max(filter(None, days), default=None)

    def write(
        self,
        *,
        place: Callable[[Chapter, str], str],
        show: Callable[[Picture], str | None],
        deeper: bool,
    ) -> list[ChapterText]:
        """Write every chapter in one form.

        Args:
            place: writes a link to an element of a chapter, by its id in the book.
            show: writes the address of a picture; None where it cannot be shown.
            deeper: whether headings stand below those of the chapters around them.
        """
        references = References(self.edition, self.chapters, self.ids, place=place, show=show)
        paper = Paper(references, deeper=deeper)
        texts = []
        for chapter in self.chapters:
            page = self.edition.page(chapter.entry)
            heading, body = paper.write(page.html, chapter)
            title = chapter.entry.title
            texts.append(
                ChapterText(
                    chapter.id,
                    chapter.number,
                    chapter.depth,
                    title,
                    Markup(heading) if heading else escape(title),  # noqa: S704 - written by Paper
                    Markup(body),  # noqa: S704 - see above
                )
            )
        return texts

    def about(self) -> dict[str, object]:
        """Return what templates receive besides the chapters."""
        site, settings = self.edition.site, self.edition.site.settings
        return {
            "title": self.start.title,
            "site_title": site.root.title,
            "description": self.edition.description(self.start) or settings.description,
            "authors": settings.authors,
            "license": settings.license,
            "address": site.absolute(self.start.url),
            "language": settings.language,
            "updated": self.day,
            "chapters": self.chapters,
        }
