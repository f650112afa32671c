"""A note placed in the site, ready for its template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from escarcha.rendering.exhibits import Attachment, Attachments, show_outcomes
from escarcha.rendering.images import size_attributes
from escarcha.rendering.links import legal, resolve, resolve_wikilink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.examples import Outcome
    from escarcha.notes import Entry, Site
    from escarcha.rendering.figures import Figures
    from escarcha.rendering.fragment import Fragment, Heading
    from escarcha.rendering.glossary import Glossary, Term


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link of a page.

    Args:
        href: as the page has it.
        target: as the author wrote it.
        line: of the note's file, from 1.
    """

    href: str
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """What one address shows.

    Args:
        entry: its place in the site.
        html: the rendered note with every link resolved; empty for a section without a note.
        headings: of the note, in order.
        description: for search engines and listings: from the header, else the first paragraph.
        links: into the site, in order.
        terms: of the glossary that appear in it, in order.
        attachments: files that are published below its address.
    """

    entry: Entry
    html: Markup
    headings: tuple[Heading, ...]
    description: str
    links: tuple[PlacedLink, ...]
    terms: tuple[Term, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def place_fragment(
    fragment: Fragment | None,
    entry: Entry,
    site: Site,
    *,
    figures: Figures,
    outcomes: Sequence[Outcome] = (),
    glossary: Glossary | None = None,
) -> Page:
    """Put a note's Fragment into its place; an entry without a note has an empty page.

    Args:
        fragment: of the note, if the entry has one.
        entry: the place.
        site: where links are looked up.
        figures: that draw what its Examples did.
        outcomes: of the Fragment's Examples, one for each, or none if nothing has run.
        glossary: whose terms are explained.

    Raises:
        EscarchaError: if the template of a figure fails.
    """
    if fragment is None or entry.note is None:
        return Page(entry, Markup(), (), entry.description or "", ())
    offset = entry.note.body_line - 1
    links = tuple(
        PlacedLink(
            legal((resolve_wikilink if link.is_wikilink else resolve)(link.target, entry, site)),
            link.target,
            link.line + offset,
        )
        for link in fragment.links
    )
    pieces = [fragment.parts[0]]
    for link, part in zip(links, fragment.parts[1:], strict=True):
        size = size_attributes(pieces[-1], part, site.media_at(link.href))
        pieces += (str(escape(link.href)), f'"{size}{part[1:]}' if size else part)
    html = "".join(pieces)
    html, terms = glossary.explain(html, entry) if glossary else (html, ())
    attachments = Attachments(site.href(entry.url))
    html = show_outcomes(html, fragment, outcomes, attachments, figures)
    return Page(
        entry=entry,
        html=Markup(html),  # noqa: S704 - written by the renderer
        headings=fragment.headings,
        description=entry.description or fragment.summary,
        links=links,
        terms=terms,
        attachments=tuple(attachments.files),
    )
