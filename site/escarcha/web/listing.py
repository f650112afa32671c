"""Links to pages, with what a listing says of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from escarcha.notes import NavNode, Section
from escarcha.notes.nav import leading
from escarcha.pages.links import lead
from escarcha.web.context import LinkContext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from escarcha.notes import Entry, Site, Tag
    from escarcha.pages import Edition

DESCRIBED = 40
"""In a longer list, only what has a description of its own shows one."""

WORDS_A_MINUTE = 200
"""How fast a text with code in it is read: https://doi.org/10.1016/j.jml.2019.104047 has 238 for prose."""


def minutes_of(article: Markup) -> int:
    """Return how long it takes to read a note."""
    return max(1, round(len(article.striptags().split()) / WORDS_A_MINUTE))


def listing(
    edition: Edition, listed: Sequence[Entry | NavNode], *, is_long: bool = False
) -> tuple[LinkContext, ...]:
    """Make links that say what their targets are about; in a long list most say their titles alone.

    Args:
        edition: knows what notes are about.
        listed: the targets; lines of the Nav are those that lead to no note or section.
        is_long: whether these are only a part of a long list.
    """
    site = edition.site
    is_short = len(listed) <= DESCRIBED and not is_long
    return tuple(
        LinkContext(item.title, lead(item.url, site) if item.url.startswith("/") else item.url)
        if isinstance(item, NavNode)
        else replace(
            link_to(site, item),
            description=edition.description(item) if is_short else item.description or "",
        )
        for item in listed
    )


def below(site: Site, entry: Entry) -> tuple[Entry | NavNode, ...]:
    """Return what stands directly below a section, that in groups included; nothing for a note."""
    return targets(site, site.listed(entry)) if isinstance(entry, Section) else ()


def targets(site: Site, nodes: Iterable[NavNode]) -> tuple[Entry | NavNode, ...]:
    """Return the notes and sections that lines of the Nav lead to; of other lines, the lines themselves."""
    return tuple(site.entries.get(node.url, node) for node in leading(nodes))


def link_to(site: Site, entry: Entry) -> LinkContext:
    """Make the link to a note or section, called as in the Nav; it says what the header does, and no more."""
    return LinkContext(
        title=site.title(entry),
        href=site.href(entry.url),
        description=entry.description or "",
        count=len(below(site, entry)),
        updated=entry.updated,
    )


def tag_link(site: Site, tag: Tag) -> LinkContext:
    """Make the link to the page of a tag."""
    return LinkContext(tag.name, site.href(tag.url), "", len(tag.entries))
