"""The sidebar: what it shows of a site, and how little."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from escarcha.web.nav import WINDOW, NavItem, build_nav

if TYPE_CHECKING:
    from conftest import SiteTest


def flat(items: tuple[NavItem, ...]) -> list[NavItem]:
    """Return every line of a tree."""
    return list(chain.from_iterable([item, *flat(item.children)] for item in items))


def hrefs(items: tuple[NavItem, ...]) -> list[str]:
    """Return where every line of a tree leads."""
    return [item.href for item in flat(items)]


def test_only_the_sections_above_a_page_are_open(site: SiteTest) -> None:
    """A page carries the top level and the way down to itself."""
    for name in ("a.md", "b/c.md", "b/d/e.md", "f/g.md"):
        site.write(name)
    read = site.read()
    assert hrefs(build_nav(read, read.entries["/a/"])) == ["/a/", "/b/", "/f/"]
    nav = build_nav(read, read.entries["/b/d/"])
    assert hrefs(nav) == ["/a/", "/b/", "/b/c/", "/b/d/", "/b/d/e/", "/f/"]
    assert [item.href for item in flat(nav) if item.is_open] == ["/b/", "/b/d/"]
    assert [item.href for item in flat(nav) if item.is_current] == ["/b/d/"]


def test_pages_that_are_no_note_have_the_top_level(site: SiteTest) -> None:
    """On the 404 page nothing is current and nothing open."""
    nav = build_nav(site.write("a.md").write("b/c.md").read(), None)
    assert [(item.href, item.is_current, item.is_open) for item in flat(nav)] == [
        ("/a/", False, False),
        ("/b/", False, False),
    ]


def test_a_long_section_shows_a_window_around_the_page(site: SiteTest) -> None:
    """A page lists no more than a window of its section, and says how many lines it leaves out."""
    for number in range(3 * WINDOW):
        site.write(f"s/{number}.md")
    read = site.read()
    for number, first in ((0, 0), (WINDOW, WINDOW // 2), (3 * WINDOW - 1, 2 * WINDOW)):
        (section,) = build_nav(read, read.entries[f"/s/{number}/"])
        assert [item.href for item in section.children] == [f"/s/{first + i}/" for i in range(WINDOW)]
        assert section.hidden == 2 * WINDOW
        assert [item.href for item in section.children if item.is_current] == [f"/s/{number}/"]


def test_the_size_of_a_nav_does_not_grow_with_the_site(site: SiteTest) -> None:
    """Sections elsewhere cost a page one line each, whatever they hold."""
    for section in "abc":
        for number in range(20):
            site.write(f"{section}/{number}.md")
    read = site.read()
    assert len(flat(build_nav(read, read.entries["/a/3/"]))) == 3 + 20


def test_links_stand_below_the_base_path(site: SiteTest) -> None:
    """The sidebar of a site in a folder of its host leads into that folder."""
    read = site.settings('base_url = "https://x.es/y"').write("a.md").read()
    assert hrefs(build_nav(read, read.root)) == ["/y/a/"]


def test_a_group_begins_where_a_header_says(site: SiteTest) -> None:
    """Its name stands before its first line, in the sidebar and in the list of the section."""
    for number, group in enumerate(("", "Primeros pasos", "", "Después"), 1):
        site.write(f"curso/{number}.md", f"---\ngroup: {group}\n---\n# Nota {number}\n")
    site.freeze()
    page = site.page("curso/1/")
    lines = [node.text().strip() for node in page.css(".sidebar ul ul > li")]
    assert lines == ["Nota 1", "Primeros pasos", "Nota 2", "Nota 3", "Después", "Nota 4"]
    names = [node.text() for node in site.page("curso/").css(".group h3")]
    assert names == ["…", "Primeros pasos", "Después"]
