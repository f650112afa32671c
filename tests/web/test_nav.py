"""The sidebar: what it shows of a site, and how little."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest

from conftest import header
from escarcha.preview.live import live_app
from escarcha.rendering import icon_sets
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
    """Its name stands above its lines, in the sidebar and in the list of the section."""
    for number, group in enumerate(("", "Primeros pasos", "", "Después"), 1):
        site.write(f"curso/{number}.md", f"---\ngroup: {group}\n---\n# Nota {number}\n")
    site.freeze()
    page = site.page("curso/1/")
    lines = [node.text().strip() for node in page.css(".sidebar ul ul :is(a, .nav-group)")]
    assert lines == ["Nota 1", "Primeros pasos", "Nota 2", "Nota 3", "Después", "Nota 4"]
    names = [node.text() for node in site.page("curso/").css(".group h3")]
    assert names == ["…", "Primeros pasos", "Después"]


SHAPED = """
nav = [
  { "Empezar" = ["intro.md", { "Después" = "guia/usar.md" }] },
  { "Guía entera" = ["guia/index.md", { "A fondo" = ["guia/b.md", "guia/a.md"] }] },
  { "Flask" = "https://flask.palletsprojects.com/" },
  "!secreto.md",
]
"""


def shaped(site: SiteTest) -> SiteTest:
    """Write a site whose navigation its author has shaped."""
    for name in ("index", "intro", "guia/index", "guia/usar", "guia/a", "guia/b", "guia/c", "secreto"):
        site.write(f"{name}.md", f"# {name.title()}\n\nTexto.")
    return site.settings(f'base_url = "https://x.es/y"\n{SHAPED}')


def test_a_shaped_nav_is_what_readers_see(site: SiteTest) -> None:
    """Sidebar, trail, neighbours, lists and sitemap say the same; what is left out is published."""
    shaped(site).freeze()
    assert site.problems == []
    page = site.page("guia/b/")
    lines = [
        (node.text().strip(), node.attrs.get("href")) for node in page.css(".sidebar :is(a, .nav-group)")
    ]
    assert lines == [
        ("Portada", "/y/"),
        ("Empezar", None),
        ("Intro", "/y/intro/"),
        ("Después", "/y/guia/usar/"),
        ("Guía entera", "/y/guia/"),
        ("A fondo", None),
        ("Guia/B", "/y/guia/b/"),
        ("Guia/A", "/y/guia/a/"),
        ("Guia/C", "/y/guia/c/"),
        ("Flask", "https://flask.palletsprojects.com/"),
    ]
    assert [node.text() for node in page.css(".breadcrumbs a")] == ["Index", "Guía entera"]
    assert [node.attrs["href"] for node in page.css(".pager a")] == ["/y/guia/", "/y/guia/a/"]
    assert [node.attrs["href"] for node in site.page("guia/").css(".pager a")] == [
        "/y/guia/usar/",
        "/y/guia/b/",
    ]
    assert [node.text() for node in site.page("guia/").css("h1, .group h3")] == ["Guia/Index", "A fondo", "…"]
    assert [node.text() for node in site.page("").css(".group h3")] == ["Empezar", "…"]
    assert not site.page("secreto/").css(".pager")
    assert "<loc>https://x.es/y/secreto/</loc>" in site.html("sitemap.xml")
    said = {url for url in site.tree() if url.endswith(".html") and '/y/secreto/"' in site.html(url)}
    assert said == {"secreto/index.html", "buscar/index.html"}


def test_a_preview_follows_the_nav(site: SiteTest) -> None:
    """What is saved in the settings is what the next request shows."""
    client = live_app(shaped(site).settings("").project).test_client()
    before = client.get("/guia/b/").text
    site.settings(SHAPED)
    after = client.get("/guia/b/").text
    assert "Guía entera" not in before
    assert "Guía entera" in after


def test_a_long_group_is_folded_where_the_page_is_elsewhere(site: SiteTest) -> None:
    """Groups that would make a list too long lead to their first page, and only that of the page unfolds."""
    groups = []
    for letter in "abc":
        names = [f"{letter}{number}.md" for number in range(20)]
        groups.append(f'{{ "{letter.upper()}" = {names} }}')
        for name in names:
            site.write(name)
    read = site.settings(f"nav = [{', '.join(groups)}]").read()
    nav = build_nav(read, read.entries["/b3/"])
    assert [(item.title, item.href, len(item.children), item.is_group) for item in nav] == [
        ("A", "/a0/", 0, True),
        ("B", "/", 20, True),
        ("C", "/c0/", 0, True),
    ]
    assert [item.href for item in flat(nav) if item.is_current] == ["/b3/"]


MARKED = header(icon="material/school", status="new")


@pytest.fixture
def icons(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package with an icon."""
    sets = tmp_path_factory.mktemp("sets")
    (sets / "material").mkdir()
    (sets / "material" / "school.svg").write_text('<svg viewBox="0 0 24 24"><path d="M1 1h2"/></svg>')
    monkeypatch.setattr(icon_sets, "_sets", lambda: sets)
    monkeypatch.setattr(icon_sets, "installed_sets", lambda: "zensical=1")
    icon_sets.read_drawing.cache_clear()


@pytest.mark.usefixtures("icons")
def test_icons_and_statuses_of_headers_stand_in_the_navigation(site: SiteTest) -> None:
    """Each drawing is in one file of the site; a status is a word, an author's own what the settings say."""
    site.settings('dialect = "material"\nstatuses = { beta = "En pruebas" }').write("index.md", "# Inicio")
    site.write("a.md", f"{MARKED}# A").write("b.md", f"{MARKED}# B")
    site.write("c/index.md", f"{header(status='beta')}# C").write("c/d.md", f"{header(status='raro')}# D")
    site.write("e.md", f"{header(icon='material/nada', status='deprecated')}# E").freeze()
    assert not site.failed
    (file,) = (name for name in site.tree() if name.startswith("_static/icons."))
    assert site.tree()[file].count(b"<path") == 1
    shown = site.page("c/").css(".sidebar li li a, .sidebar ul + ul > li > a")
    assert [" ".join(line.text().split()) for line in shown] == [
        "A Nuevo",
        "B Nuevo",
        "C En pruebas",
        "D raro",
        "E Obsoleto",
    ]
    drawn = [
        (svg.attrs["aria-hidden"], svg.css("use")[0].attrs["href"]) for svg in site.page("c/").css("svg")
    ]
    assert drawn == [("true", f"/{file}#material-school")] * 2
    assert [str(each).partition(";")[0] for each in site.found] == [
        "content/e.md:2: no hay ningún icono «:material-nada:»"
    ]


@pytest.mark.usefixtures("icons")
def test_other_headers_say_nothing_of_the_navigation(site: SiteTest) -> None:
    """On GitHub's terms, and where other tools have something else under these words."""
    site.write("a.md", f"{MARKED}# A").write("b.md", "---\nicon: [x]\nstatus: {a: b}\n---\n# B").freeze()
    assert site.problems == []
    assert site.page("a/").css(".sidebar svg, .sidebar small") == []
    assert not [name for name in site.tree() if name.startswith("_static/icons.")]
    site.settings('dialect = "material"').write("a.md", "# A").freeze()
    assert site.page("b/").css(".sidebar svg, .sidebar small") == []
