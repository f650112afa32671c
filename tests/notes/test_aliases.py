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
        ("viejo", "/viejo/"),
        ("/Viejo/Nombre", "/Viejo/Nombre/"),
        ("/2020/01/a.html", "/2020/01/a.html"),
        ("~ana/v1.2_x", "/~ana/v1.2_x/"),
    ],
)
def test_an_old_address_leads_to_the_note(site: SiteTest, alias: str, url: str) -> None:
    """Aliases are addresses from the root, with or without their slashes; case is kept."""
    redirects = site.write("a.md", header(aliases=f"['{alias}']")).read().redirects
    assert {old: entry.url for old, entry in redirects.items()} == {url: "/a/"}


def test_an_alias_that_is_the_notes_own_address_is_nothing(site: SiteTest) -> None:
    """A note renamed back to its old name needs no change of its header."""
    assert site.write("a.md", header(aliases="[/a/, a]")).read().redirects == {}


@pytest.mark.parametrize(
    "alias",
    ["/", "//x", "https://x.es/a", "/../x", "/x/../y/", "..", "/a b/", "/ñ/", "/x?y", "/x#y", "/.htaccess",
     "/c.", "/x/./y", "/a//b/", "\\x", "/%2e%2e/x", "/a\\b/"],
)  # fmt: skip
def test_an_alias_that_leaves_the_site_is_an_error(site: SiteTest, alias: str) -> None:
    """An alias is part of a path on disk: nothing but plain names passes."""
    assert site.write("a.md", header(title="x", aliases=f"['{alias}']")).refusals() == [
        f"content/a.md:3: «{alias}» no puede ser una dirección antigua de este sitio."
    ]


@pytest.mark.parametrize("alias", ["Otra cosa", "Año", "¿Qué es?", "uno, dos"])
def test_an_alias_that_is_another_name_stops_nothing(site: SiteTest, alias: str) -> None:
    """Obsidian's aliases are names; they are passed over, and the author is told."""
    assert site.write("a.md", header(title="x", aliases=f"['{alias}']")).read().redirects == {}
    told = f"content/a.md:3: «{alias}» no es una dirección antigua, sino otro nombre; se pasa por alto."
    assert site.problems == [f"{told} [cabecera-valor]"]


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
