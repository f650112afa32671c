"""A note placed in the site, ready for its template."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import msgspec
from markupsafe import Markup, escape

from escarcha.notes import Entry, Section
from escarcha.pages.old_anchors import with_old_anchors
from escarcha.pages.placing import resolve_links
from escarcha.rendering.embeds import without_marks
from escarcha.rendering.exhibits import Attachment, Attachments, show_outcomes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.examples import Outcome
    from escarcha.figures import Figures
    from escarcha.notes import Site
    from escarcha.pages.embedding import Embedding
    from escarcha.problems import Remark
    from escarcha.rendering.fragment import Fragment, Gist, Heading
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
        brings_title: whether one of them is the page's H1.
        description: for search engines and listings: from the header, else the first paragraph.
        links: into the site, in order.
        terms: of the glossary that appear in it, in order.
        attachments: files that are published below its address.
        embedded: the notes whose texts it shows.
        remarks: what could not be shown of them, with lines of the note's body.
    """

    entry: Entry
    html: Markup
    headings: tuple[Heading, ...]
    brings_title: bool
    description: str
    links: tuple[PlacedLink, ...]
    terms: tuple[Term, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    embedded: tuple[Entry, ...] = ()
    remarks: tuple[Remark, ...] = ()


def place_fragment(
    fragment: Fragment | None,
    entry: Entry,
    site: Site,
    *,
    figures: Figures,
    outcomes: Sequence[Outcome] = (),
    glossary: Glossary | None = None,
    embedding: Embedding | None = None,
) -> Page:
    """Put a Fragment into its place.

    Args:
        fragment: the rendered note; None for a section without one.
        entry: the place.
        site: where links are looked up.
        figures: that draw what its Examples did.
        outcomes: of the Fragment's Examples, one for each, or none if nothing has run.
        glossary: whose terms are explained.
        embedding: puts the texts of other notes into it; without it, links to them stay.

    Raises:
        EscarchaError: if the template of a figure fails.
    """
    if fragment is None or entry.note is None:
        return Page(entry, Markup(), (), brings_title=False, description=entry.description or "", links=())
    html, hrefs = resolve_links(fragment, entry, site)
    html, headings, brings_title = _with_one_title(html, fragment, entry)
    html = with_old_anchors(html, entry.note.header.anchors)
    html, terms = glossary.explain(html, entry) if glossary else (html, ())
    attachments = Attachments(site.href(entry.url))
    html = show_outcomes(html, fragment, outcomes, attachments, figures, tries=site.settings.tries)
    if embedding:
        html = embedding.fill(html, hrefs)
        terms = tuple(dict.fromkeys((*terms, *embedding.terms.values())))
    return Page(
        entry=entry,
        html=Markup(without_marks(html)),  # noqa: S704 - written by the renderer
        headings=headings,
        brings_title=brings_title,
        description=entry.description or fragment.summary,
        links=place_links(fragment, entry, hrefs),
        terms=terms,
        attachments=tuple(attachments.files),
        embedded=tuple(embedding.entries.values()) if embedding else (),
        remarks=tuple(embedding.remarks) if embedding else (),
    )


def place_links(gist: Gist, entry: Entry, hrefs: Sequence[str]) -> tuple[PlacedLink, ...]:
    """Return the links of a page.

    Args:
        gist: of the entry's note.
        entry: its place.
        hrefs: where they lead, in order.
    """
    offset = entry.note.body_line - 1 if entry.note else 0
    return tuple(
        PlacedLink(href, link.target, link.line + offset)
        for href, link in zip(hrefs, gist.links, strict=True)
    )


def encode_entry(entry: Entry) -> bytes:
    """Write down all that an entry says, but the text of its note and what stands below it.

    Args:
        entry: of a site; every field of its class counts, so that a new one does by itself.
    """
    children = [child.url for child in entry.children] if isinstance(entry, Section) else None
    said = [getattr(entry, name) for name in _own_fields(isinstance(entry, Section))]
    return msgspec.msgpack.encode((said, children, entry.note and entry.note.header), enc_hook=str)


@functools.cache
def _own_fields(is_section: bool) -> list[str]:  # noqa: FBT001 - for the cache
    """Name the fields of an entry, but those that are entries and notes themselves."""
    kind = Section if is_section else Entry
    return [field.name for field in fields(kind) if field.name not in {"children", "note"}]


_HEADING_TAG = re.compile(r"(</?h)([1-5])(?=[ >])")


def _with_one_title(html: str, fragment: Fragment, entry: Entry) -> tuple[str, tuple[Heading, ...], bool]:
    """Have a page with one H1, its title: https://www.w3.org/WAI/tutorials/page-structure/headings/.

    A heading that gives a note without H1 its title becomes it. Where a note has several H1s, its headings go
    down a level, and the title is shown above them; if it is called as the first, those from the second on.

    Args:
        html: of the note.
        fragment: that it comes from.
        entry: which says what the page is called.

    Returns:
        The HTML, its headings, and whether the title is among them.
    """
    own = [heading for heading in fragment.headings if not heading.is_quoted]
    top = [heading for heading in own if heading.level == 1]
    if not top and fragment.is_opened and own[0].text == entry.title:
        first, *others = fragment.headings
        html = html.replace(f"<h{first.level}", "<h1", 1).replace(f"</h{first.level}>", "</h1>", 1)
        return html, (replace(first, level=1), *others), True
    if not top[1:]:
        return html, fragment.headings, bool(top)
    brings_title, kept, start = entry.title == top[0].text, 0, 0
    if brings_title:
        tag = re.search(rf'<h1(?=[ >])[^<>]* id="{re.escape(str(escape(top[1].id)))}"', html)
        kept, start = fragment.headings.index(top[1]), tag.start() if tag else len(html)
    html = html[:start] + _HEADING_TAG.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", html[start:])
    lowered = [replace(heading, level=min(6, heading.level + 1)) for heading in fragment.headings[kept:]]
    return html, (*fragment.headings[:kept], *lowered), brings_title
