"""Addresses that authors ask for: old ones (``aliases``) and parts of new ones (``slug``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import header

if TYPE_CHECKING:
    from conftest import SiteTest


@pytest.mark.parametrize(
    ("alias", "url"),
    [
        ("/viejo/", "/viejo/"),
        ("/Viejo/Nombre", "/Viejo/Nombre/"),
        ("/2020/01/a.html", "/2020/01/a.html"),
        ("/~ana/v1.2_x", "/~ana/v1.2_x/"),
        ("/programación/", "/programación/"),
        ("/ni%C3%B1o/", "/niño/"),
        ("/an\u0303o nuevo", "/año nuevo/"),
        ("/日本/", "/日本/"),
        ("/a(b),c&d=e!/", "/a(b),c&d=e!/"),
    ],
)
def test_an_old_address_leads_to_the_note(site: SiteTest, alias: str, url: str) -> None:
    """What begins with a slash is an address from the root, encoded or not; case is kept."""
    redirects = site.write("a.md", header(aliases=f"['{alias}']")).read().redirects
    assert {old: entry.url for old, entry in redirects.items()} == {url: "/a/"}


def test_an_alias_that_is_the_notes_own_address_is_nothing(site: SiteTest) -> None:
    """A note renamed back to its old name needs no change of its header."""
    assert site.write("a.md", header(aliases="[/a/, /a]")).read().redirects == {}


@pytest.mark.parametrize(
    "alias",
    ["/", "//x", "/../x", "/x/../y/", "/x?y", "/x#y", "/.htaccess", "/c.", "/x/./y", "/a//b/", "/%2e%2e/x",
     "/a\\b/", "/a /b/", "/ a/", "/%2f/a/", "/a%00b/", "/a\u202eb/", "/100%25/", "/a:b/",
     f"/{'ñ' * 128}/", "/%ff/"],
)  # fmt: skip
def test_an_alias_that_leaves_the_site_is_an_error(site: SiteTest, alias: str) -> None:
    """An alias is part of a path on disk: nothing but plain names passes."""
    assert site.write("a.md", header(title="x", aliases=f"['{alias}']")).refusals() == [
        f"content/a.md:3: «{alias}» no puede ser una dirección antigua de este sitio."
    ]


@pytest.mark.parametrize("alias", ["Otra cosa", "Capítulo 1: Conjuntos", "¿Qué es?", "uno, dos", "IP"])
def test_an_alias_that_is_another_name_stops_nothing(site: SiteTest, alias: str) -> None:
    """Obsidian's aliases are names, which several notes may have; nothing is told of them."""
    for note in ("a.md", "b.md"):
        site.write(note, header(title=note, aliases=f"['{alias}']"))
    read = site.read()
    assert read.redirects == {}
    assert read.paths_called(alias.upper()) == ["a.md", "b.md"]
    assert site.problems == []


@pytest.mark.parametrize("alias", ["viejo/nombre/", "https://x.es/a", "../x"])
def test_a_name_with_a_slash_is_doubted(site: SiteTest, alias: str) -> None:
    """An address without its first slash is no address; whoever meant one is told."""
    assert site.write("a.md", header(title="x", aliases=f"['{alias}']")).read().redirects == {}
    (told,) = site.problems
    assert told.startswith(f"content/a.md:3: «{alias}» no empieza por «/»")


def test_an_old_address_of_any_letters_is_frozen(site: SiteTest) -> None:
    """Its page has the folder that a server looks for, and Netlify's list the encoded address."""
    site.write("a.md", header(aliases="[/programación/, /año nuevo/]")).freeze()
    assert site.problems == []
    tree = site.tree()
    assert {"programación/index.html", "año nuevo/index.html"} <= tree.keys()
    lines = tree["_redirects"].decode().splitlines()
    assert lines == ["/programaci%C3%B3n/ /a/ 301!", "/a%C3%B1o%20nuevo/ /a/ 301!"]


@pytest.mark.parametrize(
    ("alias", "url", "rival"),
    [
        ("/b/", "/b/", "content/b.md"),
        ("/B/", "/B/", "content/b.md"),
        ("/x.png/y/", "/x.png/y/", "content/x.png"),
        ("/b/index.html", "/b/index.html", "content/b.md"),
        ("/sitemap.xml", "/sitemap.xml/", "Escarcha"),
        ("/robots.txt", "/robots.txt/", "Escarcha"),
        ("/404.html", "/404.html", "Escarcha"),
        ("/_static/x.html", "/_static/x.html", "Escarcha"),
        ("/_static/", "/_static/", "Escarcha"),
    ],
)
def test_an_alias_cannot_take_what_is_there(site: SiteTest, alias: str, url: str, rival: str) -> None:
    """An alias yields to pages, media and the site's own files, whatever its case."""
    site.write("a.md", header(aliases=alias)).write("b.md").write("x.png")
    assert site.refusals() == [f"content/a.md:2: la dirección {url} es también la de «{rival}»."]


def test_a_long_alias_is_judged_at_once(site: SiteTest) -> None:
    """The time to refuse an alias does not double with each of its letters."""
    alias = f"/{'a' * 5000}!/"
    assert site.write("a.md", header(aliases=alias)).refusals() == [
        f"content/a.md:2: «{alias}» no puede ser una dirección antigua de este sitio."
    ]


def test_a_slug_replaces_the_name(site: SiteTest) -> None:
    """``slug:`` gives a note or a folder its part of the address, and of the front page none."""
    site.write("index.md", header(slug="nada")).write("b.md", header(slug="otra"))
    site.write("a/index.md", header(slug="guia")).write("a/c.md")
    assert list(site.read().entries) == ["/", "/guia/", "/guia/c/", "/otra/"]


@pytest.mark.parametrize("slug", ["../x", "a/b", "a\\b", "..", ".", "?", "/", "", "¿?"])
def test_a_slug_that_is_no_part_of_an_address_is_an_error(site: SiteTest, slug: str) -> None:
    """A slug cannot leave its folder, nor be nothing."""
    assert site.write("a.md", header(title="x", slug=f"'{slug}'")).refusals() == [
        f"content/a.md:3: «slug: {slug}» no es una sola parte de una dirección."
    ]


@pytest.mark.parametrize(
    ("slug", "url"),
    [("Hola Mundo", "/hola-mundo/"), ("ñandú", "/nandu/"), ("con", "/nota-con/"), ("a?b", "/a-b/")],
)
def test_a_slug_that_has_to_change_is_a_warning(site: SiteTest, slug: str, url: str) -> None:
    """What is published instead is said, so that it can be written down."""
    assert url in site.write("a.md", header(title="x", slug=slug)).read().entries
    (found,) = site.problems
    assert found.startswith(f"content/a.md:3: «slug: {slug}» no sirve tal cual")
    assert f"«{url.strip('/')}»" in found


def test_an_address_of_another_tool_stops_nobody(site: SiteTest) -> None:
    """Where it is free it leads to the note; where a page, a file or another note has it, nothing happens."""
    asked = {"a": "/viejo/", "b": "/a/", "c": "/404.html", "d": "/viejo", "e": "/x.png/y"}
    for name, address in asked.items():
        site.write(f"{name}.md", header(permalink=address))
    read = site.write("x.png", b"x").read()
    assert {old: entry.url for old, entry in read.redirects.items()} == {"/viejo/": "/a/"}
    assert site.problems == []
