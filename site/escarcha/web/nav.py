"""The Nav as a page shows it: the tree in the sidebar.

A page carries the top level and its own section, not the whole site: a full tree in each page would
make the cost of every page, in time and in bytes, grow with the site. So a group is unfolded only where the
list that it is in stays short, or where the page is in it; else its line leads to its first page.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.notes.nav import leading
from escarcha.pages.links import lead
from escarcha.web.language import texts
from escarcha.web.nav_marks import icon_href, status_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.notes import Entry, NavNode, Site

WINDOW = 40
"""Of a longer list, a page shows only this many lines around itself."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the navigation.

    Args:
        title: what it reads.
        href: where it leads; of a group, to its first page, or where it is unfolded, to the page it is on.
        is_current: whether it is the page being shown.
        is_open: whether the page being shown lies below it.
        children: the lines below it; only open sections and unfolded groups show theirs.
        hidden: how many more children it has than are listed.
        is_group: whether it is a group without a page of its own.
        is_external: whether it leads to another site.
        icon: where its drawing is; empty if it has none.
        status: what is said of its page, such as that it is new; empty where nothing is.
    """

    title: str
    href: str
    is_current: bool
    is_open: bool
    children: tuple[NavItem, ...]
    hidden: int
    is_group: bool = False
    is_external: bool = False
    icon: str = ""
    status: str = ""


def build_nav(site: Site, entry: Entry | None, url: str = "") -> tuple[NavItem, ...]:
    """Build the navigation of one page.

    Args:
        site: whose page it is.
        entry: that it shows; None on pages that are no note, such as the 404.
        url: of such a page, which may have a line too.
    """
    url = entry.url if entry else url
    items, hidden = _lines(site).items(site.nav.nodes, _way(site, entry, url), url, site.href("/"))
    if hidden:
        say = texts(site.settings.language).ngettext
        more = say("%(num)s página más", "%(num)s páginas más", hidden) % {"num": hidden}
        items += (NavItem(more, site.href("/"), is_current=False, is_open=False, children=(), hidden=0),)
    return items


def _way(site: Site, entry: Entry | None, url: str) -> frozenset[NavNode]:
    """Return the lines down to a page; where it has none, those down to the nearest section that has one."""
    above = reversed(site.ancestors(entry)) if entry else ()
    for each in (url, *(section.url for section in above)):
        if node := site.nav.lines.get(each):
            return frozenset([*site.nav.above[each], node])
    return frozenset()


@functools.lru_cache(maxsize=1)
def _lines(site: Site) -> _Lines:
    return _Lines(site)


class _Lines:
    """The lines of a site's Nav, those made once that almost all pages have alike: neither current nor open.

    Args:
        site: whose Nav it is.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._closed: dict[NavNode, NavItem] = {}
        self._lengths: dict[NavNode, int] = {}

    def items(
        self, nodes: Sequence[NavNode], way: frozenset[NavNode], current: str, page: str
    ) -> tuple[tuple[NavItem, ...], int]:
        """Make the lines of a list, and count those that it leaves out.

        Args:
            nodes: the whole list.
            way: down to the page being shown.
            current: the address of the page being shown.
            page: link to the page that shows the whole list.
        """
        unfolds = sum(map(self._length, nodes)) <= WINDOW
        shown = _window(nodes, way)
        found = []
        for node in shown:
            if node not in way and not (unfolds and not node.url):
                found.append(self._of_others(node))
                continue
            children, hidden = self.items(
                node.children, way, current, self._href(node.url) if node.url else page
            )
            found.append(self._make(node, way, current, page, (children, hidden)))
        return tuple(found), len(nodes) - len(shown)

    def _make(
        self,
        node: NavNode,
        way: frozenset[NavNode],
        current: str,
        page: str,
        below: tuple[tuple[NavItem, ...], int],
    ) -> NavItem:
        children, hidden = below
        entry = self._site.entries.get(node.url)
        return NavItem(
            title=self._title(node),
            icon=icon_href(self._site, entry),
            status=status_text(self._site, entry),
            href=self._href(node.url) if node.url else page,
            is_current=bool(current) and node.url == current,
            is_open=node in way and bool(node.children),
            children=children,
            hidden=hidden,
            is_group=not node.url,
        )

    def _of_others(self, node: NavNode) -> NavItem:
        """Make a line as pages have it that do not lie below it."""
        made = self._closed.get(node)
        if made is None:
            first = next(leading([node]), node)
            entry = self._site.entries.get(node.url)
            made = self._closed[node] = NavItem(
                title=self._title(node),
                icon=icon_href(self._site, entry),
                status=status_text(self._site, entry),
                href=self._href(first.url),
                is_current=False,
                is_open=False,
                children=(),
                hidden=0,
                is_group=not node.url,
                is_external=bool(node.url) and node.url[0] != "/",
            )
        return made

    def _title(self, node: NavNode) -> str:
        entry = self._site.entries.get(node.url)
        return node.title or (entry.title if entry else node.url)

    def _href(self, url: str) -> str:
        return lead(url, self._site) if url.startswith("/") else url

    def _length(self, node: NavNode) -> int:
        """Count the lines of a list that a node takes if every group in it is unfolded."""
        if node.url:
            return 1
        length = self._lengths.get(node)
        if length is None:
            length = self._lengths[node] = 1 + sum(map(self._length, node.children))
        return length


def _window(nodes: Sequence[NavNode], way: frozenset[NavNode]) -> Sequence[NavNode]:
    if len(nodes) <= WINDOW:
        return nodes
    current = next((index for index, node in enumerate(nodes) if node in way), 0)
    start = max(0, min(current - WINDOW // 2, len(nodes) - WINDOW))
    return nodes[start : start + WINDOW]
