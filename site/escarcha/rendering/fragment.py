"""What one note's text renders to, whatever the rest of the site."""

from __future__ import annotations

from dataclasses import dataclass

from escarcha.examples import Example  # noqa: TC001 - msgspec reads the type at run time
from escarcha.problems import Remark  # noqa: TC001 - msgspec reads the type at run time


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a note.

    Args:
        level: 1 to 6.
        id: its ASCII anchor, unique in the note.
        text: without markup.
    """

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link, image or other reference to a place inside the site, as the author wrote it.

    Args:
        target: ``../wsgi.md#jinja2``.
        line: of the note's body, from 1.
        is_wikilink: whether it names a file wherever that lies, as Obsidian has it.
    """

    target: str
    line: int
    is_wikilink: bool = False


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
class Fragment:
    """One note's HTML with gaps where its links go, and what can be said of it without the site.

    Args:
        parts: the HTML between the gaps; always one more than there are links.
        links: what goes into the gaps, in order.
        headings: in order.
        summary: the first paragraph as plain text, cut to the length of a description.
        remarks: what the author should know.
        opening: the level of a heading that stands above everything else; 0 if none does.
        extract: what the search knows of the text, packed.
        examples: what is to run.
        exhibits: the places where that is shown, in the order of their marks in the parts.
    """

    parts: tuple[str, ...]
    links: tuple[Link, ...]
    headings: tuple[Heading, ...]
    summary: str
    remarks: tuple[Remark, ...]
    opening: int = 0
    extract: bytes = b""
    examples: tuple[Example, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
