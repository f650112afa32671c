"""The Nav: the tree in the sidebar.

A page carries the top level and its own section, not the whole site: a full tree in each page would
make the cost of every page, in time and in bytes, grow with the site.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.notes import Section
from escarcha.web.language import texts

if TYPE_CHECKING:
    from escarcha.notes import Entry, Site

WINDOW = 40
"""Of a longer section, a page lists only this many entries around itself."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the navigation.

    Args:
        title: what it reads.
        href: where it leads.
        is_current: whether it is the page being shown.
        is_open: whether the page being shown lies below it.
        children: the lines below it; only open sections show theirs.
        hidden: how many more children the section has than are listed.
        group: the name of the group that it begins, or empty.
    """

    title: str
    href: str
    is_current: bool
    is_open: bool
    children: tuple[NavItem, ...]
    hidden: int
    group: str = ""


def build_nav(site: Site, entry: Entry | None) -> tuple[NavItem, ...]:
    """Build the navigation of one page; ``entry`` is None on pages that are no note, such as the 404."""
    trail = {ancestor.url for ancestor in site.ancestors(entry)} | {entry.url} if entry else set()
    items, hidden = _children(site, site.root, entry, trail)
    if hidden:
        say = texts(site.settings.language).ngettext
        more = say("%(num)s página más", "%(num)s páginas más", hidden) % {"num": hidden}
        items += (NavItem(more, site.href("/"), is_current=False, is_open=False, children=(), hidden=0),)
    return items


def _children(
    site: Site, section: Section, entry: Entry | None, trail: set[str]
) -> tuple[tuple[NavItem, ...], int]:
    shown = _window(section.children, trail)
    items = tuple(_item(site, child, entry, trail) for child in shown)
    return items, len(section.children) - len(shown)


@functools.lru_cache(maxsize=1)
def _closed(site: Site) -> dict[str, NavItem]:
    """Return the line of every entry as almost all pages have it: neither current nor open."""
    return {
        url: NavItem(
            entry.title,
            site.href(url),
            is_current=False,
            is_open=False,
            children=(),
            hidden=0,
            group=entry.group,
        )
        for url, entry in site.entries.items()
    }


def _item(site: Site, child: Entry, entry: Entry | None, trail: set[str]) -> NavItem:
    if child.url not in trail:
        return _closed(site)[child.url]
    children: tuple[NavItem, ...] = ()
    hidden = 0
    if isinstance(child, Section):
        children, hidden = _children(site, child, entry, trail)
    return NavItem(
        title=child.title,
        href=site.href(child.url),
        is_current=entry is not None and child.url == entry.url,
        is_open=isinstance(child, Section),
        children=children,
        hidden=hidden,
        group=child.group,
    )


def _window(children: tuple[Entry, ...], trail: set[str]) -> tuple[Entry, ...]:
    if len(children) <= WINDOW:
        return children
    current = next((index for index, child in enumerate(children) if child.url in trail), 0)
    start = max(0, min(current - WINDOW // 2, len(children) - WINDOW))
    return children[start : start + WINDOW]
