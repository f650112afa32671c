"""Long lists in groups, and very long ones in parts that are pages of their own.

A list is grouped as its author says, in ``nav`` or in headers, or, where it is long, by what it is sorted by
already, so that nothing moves: by year where its notes are dated, or by the letter they begin with. One that
is sorted otherwise, such as the lessons of a course, stays as it is until it is too long for a page; then it
is cut by number. The address of a part says what is in it, ``_a/`` or ``_2024/``, and stays however many
notes come later.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from escarcha.notes import Entry, Section, Tag
from escarcha.notes.site import TAGS_URL
from escarcha.notes.slugs import numbered, slugify
from escarcha.search import letter_of
from escarcha.web.context import GroupContext, LinkContext
from escarcha.web.language import texts
from escarcha.web.listing import listing, tag_link, targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from escarcha.notes import NavNode, Site
    from escarcha.pages import Edition

    Item = Entry | NavNode | Tag
    Key = tuple[str, str]

GROUPED = 40
"""Lines of a list that need no groups."""
WHOLE = 200
"""Lines of a list that is one page; of a longer one each group is a page."""
HUNDRED = 100
"""Lines of a group that is cut by number."""
OUT_OF_ORDER = 0.05
"""The part of a list that may stand out of the order it is grouped by: file names differ from titles."""
NAMELESS = "…"
"""The name of what stands before the first group that has one."""
FOLDERS = "carpetas"
"""The slug of the group of sub-folders."""


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours in a list.

    Args:
        name: what they have in common, as readers see it; empty for the group of sub-folders.
        slug: the same as a part of an address.
        items: in reading order.
    """

    name: str
    slug: str
    items: tuple[Item, ...]


def group(items: Sequence[Item]) -> tuple[Group, ...]:
    """Put the lines of a list into groups; none if it needs none."""
    if len(items) <= GROUPED:
        return ()
    folders = tuple(item for item in items if isinstance(item, Section))
    others = [item for item in items if not isinstance(item, Section)]
    groups = (_by(others, _year) or _by(others, _letter) or _by_number(others)) if others else []
    found = [Group("", FOLDERS, folders), *groups] if folders else groups
    return tuple(found) if len(found) > 1 else ()


def _of_section(site: Site, section: Section) -> tuple[Group, ...]:
    """Group what a section lists: as its author has done in the Nav, else as any list."""
    nodes = site.listed(section)
    if all(node.url for node in nodes):
        return group(targets(site, nodes))
    taken: dict[str, int] = {}
    return tuple(
        Group(name or NAMELESS, numbered(slugify(name) or "grupo", taken), targets(site, neighbours))
        for name, neighbours in _named(nodes)
    )


def _named(nodes: Sequence[NavNode]) -> Iterator[tuple[str, Sequence[NavNode]]]:
    """Yield the groups of a list with their names, and without one what stands between them."""
    for is_group, neighbours in groupby(nodes, lambda node: not node.url):
        if is_group:
            yield from ((node.title, (node,)) for node in neighbours)
        else:
            yield "", tuple(neighbours)


def _by(items: list[Item], key_of: Callable[[Item], Key | None]) -> list[Group]:
    """Group by a property, if each item has it and the list is sorted by it; else there is no group."""
    found: dict[Key, list[Item]] = {}
    runs: list[Key] = []
    for key, neighbours in groupby(items, key_of):
        if key is None:
            return []
        runs.append(key)
        found.setdefault(key, []).extend(neighbours)
    if len(found) < 2:  # noqa: PLR2004 - one group is none
        return []
    if len(runs) - len(found) > OUT_OF_ORDER * len(items) or max(map(len, found.values())) > 2 * WHOLE:
        return []
    return [Group(*key, tuple(listed)) for key, listed in found.items()]


def _year(item: Item) -> Key | None:
    day = item.note.header.date if isinstance(item, Entry) and item.note else None
    return (str(day.year), str(day.year)) if day else None


def _letter(item: Item) -> Key:
    return letter_of(_title(item))


def _by_number(items: list[Item]) -> list[Group]:
    if len(items) <= WHOLE:
        return []
    cuts = [*range(0, len(items), HUNDRED), len(items)]
    return [
        Group(f"{start + 1}–{end}", f"{start + 1}", tuple(items[start:end])) for start, end in pairwise(cuts)
    ]


def _title(item: Item) -> str:
    return item.name if isinstance(item, Tag) else item.title


@functools.lru_cache(maxsize=1)
def _lists(site: Site) -> dict[str, tuple[Group, ...]]:
    """Return the groups of each list that has some, by the address of its page."""
    lists = {
        entry.url: _of_section(site, entry) for entry in site.entries.values() if isinstance(entry, Section)
    }
    lists |= {url: group(tag.entries) for url, tag in site.tags.items()}
    lists[TAGS_URL] = group(tuple(site.tags.values()))
    return {url: groups for url, groups in lists.items() if groups}


def _is_long(groups: tuple[Group, ...]) -> bool:
    return sum(len(each.items) for each in groups) > WHOLE


def part_urls(site: Site) -> Iterator[str]:
    """Yield the address of each part of a list that is too long for one page."""
    for url, groups in _lists(site).items():
        if _is_long(groups):
            yield from (f"{url}_{each.slug}/" for each in groups if each.slug != FOLDERS)


def part_at(site: Site, url: str) -> tuple[str, Group] | None:
    """Return the address of a list, and the part of it that has an address of its own; None for any other."""
    above, _, slug = url.rstrip("/").rpartition("/_")
    groups = _lists(site).get(f"{above}/", ()) if slug else ()
    part = next((each for each in groups if each.slug == slug != FOLDERS), None) if _is_long(groups) else None
    return (f"{above}/", part) if part else None


def groups_at(edition: Edition, url: str, shown: Group | None = None) -> tuple[GroupContext, ...]:
    """Make the contexts of the groups of a list.

    Args:
        edition: knows what notes are about.
        url: of the page that lists them.
        shown: the one that the page is about, if it is one's own.
    """
    groups = _lists(edition.site).get(url, ())
    is_long, count = _is_long(groups), sum(len(each.items) for each in groups)
    _ = texts(edition.site.settings.language).gettext
    return tuple(
        GroupContext(
            name=each.name or _("Carpetas"),
            id=f"grupo:{each.slug}",
            href=edition.site.href(f"{url}_{each.slug}/")
            if is_long and each.slug != FOLDERS
            else f"{edition.site.href(url) if shown else ''}#grupo:{each.slug}",
            is_current=each is shown,
            count=len(each.items),
            first=_title(each.items[0]),
            last=_title(each.items[-1]),
            entries=_links(edition, each, is_long=count > GROUPED)
            if each is shown or (not shown and (not is_long or each.slug == FOLDERS))
            else (),
        )
        for each in groups
    )


def _links(edition: Edition, part: Group, *, is_long: bool) -> tuple[LinkContext, ...]:
    """Make the links of a group: of notes or sections, or of tags."""
    entries = tuple(item for item in part.items if not isinstance(item, Tag))
    tags = [item for item in part.items if isinstance(item, Tag)]
    return (
        *listing(edition, entries, is_long=is_long),
        *(tag_link(edition.site, tag) for tag in tags),
    )
