"""What one note's text renders to, whatever the rest of the site."""

from __future__ import annotations

from dataclasses import dataclass

from escarcha.examples import Example  # noqa: TC001 - msgspec reads the type at run time
from escarcha.markup import Stretch  # noqa: TC001 - the same
from escarcha.markup.ignores import Ignore  # noqa: TC001 - the same
from escarcha.notes.titles import Outline, OutlineHeading
from escarcha.problems import Remark  # noqa: TC001 - msgspec reads the type at run time


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a note.

    Args:
        level: 1 to 6.
        id: its ASCII anchor, unique in the note.
        text: without markup.
        line: of the note's body, from 1.
        is_quoted: whether it stands in a quotation or a box, and so is none of the note's own.
    """

    level: int
    id: str
    text: str
    line: int = 1
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link, image or other reference to a place inside the site, as the author wrote it.

    Args:
        target: ``../wsgi.md#jinja2``.
        line: of the note's body, from 1.
        is_wikilink: whether it names a file wherever that lies, as Obsidian has it.
        is_embed: whether the text of a note is to stand in its place; see ``embeds.py``.
        text: what the author calls the page that it leads to, or the text to stand here; empty if nothing.
        sentence: that a link to another page stands in; empty where there is no more than the link.
    """

    target: str
    line: int
    is_wikilink: bool = False
    is_embed: bool = False
    text: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A place in a note where it is shown what happened in some steps of an Example.

    Args:
        example: its number among the note's Examples.
        first: the number of the first step.
        end: the number after the last.
        plain: what stands there when nothing has run.
    """

    example: int
    first: int
    end: int
    plain: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """What readers take home of an exercise.

    Args:
        name: unique in the note.
        files: what one starts from, and the tests, by their paths.
        tests: the paths of the tests.
        example: the number, among the note's Examples, of that of its solution, which that of its start
            follows; None if it lacks a part.
    """

    name: str
    files: dict[str, str]
    tests: tuple[str, ...] = ()
    example: int | None = None


@dataclass(frozen=True, slots=True)
class Gist:
    """What is asked of every note of a site, whichever pages are made: small, as all of them are held.

    Args:
        links: what goes into the gaps of the HTML, in order.
        headings: in order.
        summary: the first paragraph as plain text, cut to the length of a description.
        remarks: what the author should know.
        is_opened: whether the first heading stands above everything else and can be the note's title: its
            only H1, or any heading where there is no H1.
        marked_ids: ids that an author has chosen and that are not in small letters.
        size: characters of the HTML.
        texts: what the card of the page says of the files that excerpts are taken from.
        examples: what is to run.
        tags: that stand in the text.
        query_line: of the body, on which its first query stands that nobody answers; 0 if it has none.
        ignores: what the author asks not to be told.
        foreign: the addresses of what it shows of other hosts.
        can_be_copied: whether it is known where in its Markdown that is which no page shows.
        asks: whether a box in it may be a question.
    """

    links: tuple[Link, ...]
    headings: tuple[Heading, ...]
    summary: str
    remarks: tuple[Remark, ...]
    is_opened: bool = False
    marked_ids: tuple[str, ...] = ()
    size: int = 0
    texts: str = ""
    examples: tuple[Example, ...] = ()
    tags: tuple[str, ...] = ()
    query_line: int = 0
    ignores: tuple[Ignore, ...] = ()
    foreign: tuple[str, ...] = ()
    can_be_copied: bool = True
    asks: bool = False

    @property
    def outline(self) -> Outline:
        """What the site has to know of the headings before it is complete."""
        own = (heading for heading in self.headings if not heading.is_quoted)
        headings = tuple(OutlineHeading(heading.level, heading.text) for heading in own)
        return Outline(headings, self.is_opened, self.marked_ids, self.tags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment(Gist):
    """One note's HTML with gaps where its links go, and what can be said of it without the site.

    Args:
        parts: the HTML between the gaps; always one more than there are links.
        extract: what the search knows of the text, packed.
        text_files: what excerpts are taken from.
        exhibits: the places where it is shown what Examples did, in the order of their marks in the parts.
        exercises: in the order of their marks.
        stretches: what of the note's Markdown no page shows, and its addresses.
    """

    parts: tuple[str, ...]
    extract: bytes = b""
    text_files: tuple[bytes, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    stretches: tuple[Stretch, ...] = ()
