"""A note's HTML with its links resolved, as it stands on its own page and in those that embed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from markupsafe import escape

from escarcha.pages.links import resolve, resolve_wikilink
from escarcha.pages.media_copies import copies_of, with_copies
from escarcha.rendering.addresses import legal
from escarcha.rendering.embeds import number_mark
from escarcha.rendering.exhibits import Attachments, show_outcomes
from escarcha.rendering.images import size_attributes, size_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.examples import Outcome
    from escarcha.figures import Figures
    from escarcha.notes import Entry, Site
    from escarcha.rendering.fragment import Fragment, Gist, Link
    from escarcha.rendering.glossary import Glossary, Term


class Placed(NamedTuple):
    """A note in its own place, with numbered marks where it embeds others.

    Args:
        html: of the note, its links resolved and its Outcomes shown.
        hrefs: of its links, in order.
        terms: of the glossary that are explained in it.
    """

    html: str
    hrefs: tuple[str, ...]
    terms: tuple[Term, ...]


def place_in_another(
    fragment: Fragment,
    entry: Entry,
    site: Site,
    *,
    figures: Figures,
    outcomes: Sequence[Outcome],
    glossary: Glossary | None,
    reader: Entry,
) -> Placed:
    """Put a Fragment into its place, for another page that shows a part of it.

    Args:
        fragment: the rendered note.
        entry: its place.
        site: where links are looked up.
        figures: that draw what its Examples did.
        outcomes: of the Fragment's Examples, one for each, or none if nothing has run.
        glossary: whose terms are explained.
        reader: the entry of the other page.

    Raises:
        EscarchaError: if the template of a figure fails.
    """
    html, hrefs = resolve_links(fragment, entry, site)
    html, terms = glossary.explain(html, reader) if glossary else (html, ())
    attachments, tries = Attachments(site.href(entry.url)), site.settings.tries
    html = show_outcomes(html, fragment, outcomes, attachments, figures, tries=tries)
    return Placed(html, hrefs, terms)


def resolve_links(fragment: Fragment, entry: Entry, site: Site) -> tuple[str, tuple[str, ...]]:
    """Return the HTML of a note with its links in their gaps, and those links.

    Args:
        fragment: the rendered note.
        entry: its place.
        site: where links are looked up.
    """
    hrefs = hrefs_of(fragment, entry, site)
    pieces = [fragment.parts[0]]
    for number, (link, href, part) in enumerate(zip(fragment.links, hrefs, fragment.parts[1:], strict=True)):
        if link.is_embed:
            pieces[-1] = number_mark(pieces[-1], number)
        size = size_attributes(pieces[-1], part, site.media_at(href))
        pieces += (str(escape(href)), f'"{size}{part[1:]}' if size else part)
    return with_copies("".join(pieces), site), hrefs


def hrefs_of(gist: Gist, entry: Entry, site: Site) -> tuple[str, ...]:
    """Return where the links of a note lead, in order."""
    return tuple(href_of(link, entry, site) for link in gist.links)


def encode_place(gist: Gist, entry: Entry, site: Site) -> bytes:
    """Write down what a page takes from the place of a note, so that equal places give equal bytes.

    Args:
        gist: of the entry's note.
        entry: the place.
        site: where links are looked up.
    """
    hrefs = hrefs_of(gist, entry, site)
    media = (site.media_at(href) for href in hrefs)
    sizes = [size_of(each) if each else None for each in media]
    header = entry.note.header if entry.note else None
    copies = copies_of(gist.foreign, site)
    return msgspec.msgpack.encode((entry.url, entry.title, header, hrefs, sizes, copies))


def href_of(link: Link, entry: Entry, site: Site) -> str:
    """Return where a link of a note leads."""
    return legal((resolve_wikilink if link.is_wikilink else resolve)(link.target, entry, site))
