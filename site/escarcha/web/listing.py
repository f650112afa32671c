"""Links to pages, with what a listing says of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from escarcha.notes import Section
from escarcha.web.context import LinkContext

if TYPE_CHECKING:
    from escarcha.notes import Entry, Site, Tag
    from escarcha.pages import Edition

DESCRIBED = 40
"""In a longer list, only what has a description of its own shows one."""


def listing(edition: Edition, listed: tuple[Entry, ...], *, is_long: bool = False) -> tuple[LinkContext, ...]:
    """Make links that say what their targets are about; in a long list most say their titles alone.

    Args:
        edition: knows what notes are about.
        listed: the targets.
        is_long: whether these are only a part of a long list.
    """
    site = edition.site
    is_short = len(listed) <= DESCRIBED and not is_long
    return tuple(
        replace(
            link_to(site, entry),
            description=edition.description(entry) if is_short else entry.description or "",
        )
        for entry in listed
    )


def children_of(entry: Entry) -> tuple[Entry, ...]:
    """Return what stands directly below a section; nothing for a note."""
    return entry.children if isinstance(entry, Section) else ()


def link_to(site: Site, entry: Entry) -> LinkContext:
    """Make the link to a note or section; it says what the header does, and no more."""
    return LinkContext(
        title=entry.title,
        href=site.href(entry.url),
        description=entry.description or "",
        count=len(children_of(entry)),
        updated=entry.updated,
    )


def tag_link(site: Site, tag: Tag) -> LinkContext:
    """Make the link to the page of a tag."""
    return LinkContext(tag.name, site.href(tag.url), "", len(tag.entries))
