"""Pages as they are published: navigation, landmarks, and what search engines and feeds read."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from conftest import SiteTest
from escarcha.preview.live import live_app
from mistakes import PNG

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def parse_xml(text: str) -> ET.Element:
    """Parse what the site has written, strictly."""
    return ET.fromstring(text)  # noqa: S314 - our own output


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    """Return a published site with a section, a tag, an old address and an image."""
    site = SiteTest(tmp_path_factory.mktemp("pages"))
    site.settings('title = "Apuntes & más"\nbase_url = "https://x.es/y"\nauthors = ["Ana"]')
    site.write("index.md", "# Portada\n\n[a](a.md) ![i](b/i.png)")
    site.write("b/c.md", "# Ce").write("b/i.png", PNG)
    header = "title: A <b>\ndate: 2026-01-02\ntags: Ñu & co\naliases: [/viejo/, /v.html]"
    site.write("a.md", f"---\n{header}\n---\nHola.")
    site.freeze()
    assert site.problems == []
    return site


PAGES = ["", "a/", "b/", "b/c/", "etiquetas/", "etiquetas/nu-co/", "404.html"]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_has_its_landmarks(frozen: SiteTest, url: str) -> None:
    """Each page has one main element, one H1 and a language, and at most one article."""
    page = frozen.page(url)
    assert [len(page.css(selector)) for selector in ("main", "h1", "title")] == [1, 1, 1]
    assert len(page.css("article")) <= 1
    (html,) = page.css("html")
    assert html.attrs["lang"] == "es"


@pytest.mark.parametrize("url", ["", "a/", "b/", "b/c/", "etiquetas/"])
def test_exactly_one_line_of_the_nav_is_current(frozen: SiteTest, url: str) -> None:
    """The sidebar says where the reader is, once."""
    (current,) = frozen.page(url).css("nav [aria-current=page]")
    assert current.attrs["href"] == f"/y/{url}"


@pytest.mark.parametrize("url", ["etiquetas/nu-co/", "404.html", "viejo/"])
def test_no_line_of_the_nav_is_current_elsewhere(frozen: SiteTest, url: str) -> None:
    """A page without a place in the tree claims none."""
    assert [node.attrs["href"] for node in frozen.page(url).css("nav [aria-current=page]")] == []


def test_the_article_holds_the_note_and_nothing_else(frozen: SiteTest) -> None:
    """Navigation, breadcrumbs and the rest stay outside of it."""
    assert frozen.article("b/c/") == '<h1 id="ce">Ce</h1>'
    assert frozen.article("a/") == "<p>Hola.</p>"


def test_links_are_below_the_base_path(frozen: SiteTest) -> None:
    """Every link into the site starts with the path of its address."""
    for url in PAGES:
        for node in frozen.page(url).css("[href], [src]"):
            link = node.attrs.get("href") or node.attrs.get("src") or ""
            assert link.startswith(("/y/", "#", "https://x.es/y/"))


def test_titles_are_escaped(frozen: SiteTest) -> None:
    """A title is text wherever it stands."""
    html = frozen.html("a/")
    assert "A <b>" not in html
    assert "A &lt;b&gt;" in html
    assert "Apuntes &amp; más" in html


@pytest.mark.parametrize("url", [url for url in PAGES if url != "404.html"])
def test_the_canonical_address_has_scheme_host_and_path(frozen: SiteTest, url: str) -> None:
    """The page names its own address in full."""
    (link,) = frozen.page(url).css("link[rel=canonical]")
    assert link.attrs["href"] == f"https://x.es/y/{url}"


def test_note_text_is_never_a_template(site: SiteTest) -> None:
    """What looks like Jinja in a note is published as it stands, in text, code, titles and descriptions."""
    text = "{{ 7*7 }} {% raw %} {% include 'base.html' %} {# no #}"
    site.write("a.md", f"---\ntitle: '{{{{ 7*7 }}}}'\ndescription: '{{% if %}}'\n---\n{text}\n\n    {text}\n")
    page = site.freeze().page("a/")
    assert site.codes == ["sintaxis-ajena"]
    assert page.css("article")[0].text().count(text) == 2
    assert page.css("h1")[0].text() == "{{ 7*7 }}"
    assert page.css("meta[name=description]")[0].attrs["content"] == "{% if %}"


def test_the_sitemap_lists_every_page_once(frozen: SiteTest) -> None:
    """Pages and tags with their full addresses; neither the 404 page nor old addresses."""
    places = [node.text for node in parse_xml(frozen.html("sitemap.xml")).iter(f"{SITEMAP}loc")]
    assert places == [f"https://x.es/y/{url}" for url in PAGES[:-1]]


def test_the_feed_lists_dated_notes_newest_first(site: SiteTest) -> None:
    """Only notes with a date, with summaries and stable ids, and nothing XML cannot hold."""
    site.settings('title = "T"').write("sin.md")
    site.write("uno.md", '---\ntitle: "Uno\\0"\ndate: 2026-01-01\n---\n')
    site.write("dos.md", "---\ndate: 2026-02-02\n---\nHola \x1b y &lt;adiós>.")
    site.write("tres.md", "---\ntitle: Tres & cía\ndate: 2025-12-31\n---\n")
    feed = parse_xml(site.freeze(base_url="https://x.es").html("feed.xml"))
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Dos", "Uno�", "Tres & cía"]
    assert entries[0].findtext(f"{ATOM}id") == "https://x.es/dos/"
    assert feed.findtext(f"{ATOM}updated") == "2026-02-02T00:00:00Z"
    assert entries[0].findtext(f"{ATOM}summary") == "Hola � y <adiós>."


def test_without_an_address_there_is_neither_sitemap_nor_feed(site: SiteTest) -> None:
    """Both need full addresses, which only the author knows."""
    files = site.write("a.md", "---\ndate: 2026-01-02\n---\n").freeze().tree()
    assert {"sitemap.xml", "feed.xml"} & set(files) == set()
    assert b"Sitemap" not in files["robots.txt"]
    assert "canonical" not in site.html("a/")


def test_robots_are_told_where_the_sitemap_is(frozen: SiteTest) -> None:
    """Everything may be read, and the sitemap is named in full."""
    assert frozen.html("robots.txt") == "User-agent: *\nDisallow:\nSitemap: https://x.es/y/sitemap.xml\n"


def test_the_authors_robots_txt_is_published(site: SiteTest) -> None:
    """An author's own file takes the place of ours, to the byte."""
    site.write("a.md").write("robots.txt", b"User-agent: *\r\nDisallow: /").freeze()
    assert site.tree()["robots.txt"] == b"User-agent: *\r\nDisallow: /"


def test_old_addresses_lead_to_the_new_one(frozen: SiteTest) -> None:
    """By a page any host serves, and by the list Netlify reads."""
    assert frozen.html("_redirects") == "/viejo/ /y/a/ 301!\n/v.html /y/a/ 301!\n"
    for url in ("viejo/", "v.html"):
        page = frozen.page(url)
        assert page.css("meta[http-equiv=refresh]")[0].attrs["content"] == "0; url=/y/a/"
        assert page.css("link[rel=canonical]")[0].attrs["href"] == "https://x.es/y/a/"
        assert page.css("meta[name=robots]")[0].attrs["content"] == "noindex"


def test_the_404_page_claims_no_address(frozen: SiteTest) -> None:
    """It says what has happened and leads home; its status alone keeps it out of search engines."""
    page = frozen.page("404.html")
    assert page.css("link[rel=canonical], meta[name=robots]") == []
    assert page.css("meta[name=description]")[0].attrs["content"] == page.css("main p")[0].text()
    assert "/y/" in [node.attrs["href"] for node in page.css("main a")]


def test_tags_lead_to_their_notes_and_back(frozen: SiteTest) -> None:
    """A tag's page lists its notes, and the list of tags its tags."""
    assert "/y/etiquetas/nu-co/" in [node.attrs["href"] for node in frozen.page("a/").css("a[rel~=tag]")]
    assert "/y/a/" in [node.attrs["href"] for node in frozen.page("etiquetas/nu-co/").css("main a")]
    assert "/y/etiquetas/nu-co/" in [node.attrs["href"] for node in frozen.page("etiquetas/").css("main a")]


def test_media_are_published_to_the_byte(site: SiteTest) -> None:
    """Every other file is copied as it is, HTML and templates included."""
    raw = bytes(range(256))
    site.write("a.md").write("x.bin", raw).write("b/plantilla.html", "{{ 7*7 }}").freeze()
    assert (site.tree()["x.bin"], site.tree()["b/plantilla.html"]) == (raw, b"{{ 7*7 }}")


def test_assets_are_named_by_what_is_in_them(frozen: SiteTest) -> None:
    """A style sheet that changes has another name, so browsers may keep it for ever."""
    link = frozen.page("a/").css("link[rel=stylesheet]")[0]
    name = (link.attrs["href"] or "").removeprefix("/y/")
    assert name.startswith("_static/site.")
    assert name in frozen.tree()


@pytest.mark.parametrize("url", ["/nada/", "/nada", "/a/x.png", "/_static/nada.css", "/%00/", "/a/../../x"])
def test_an_unknown_address_answers_with_the_404_page(site: SiteTest, url: str) -> None:
    """The preview shows what a host would."""
    answer = live_app(site.write("a.md").project).test_client().get(url)
    assert answer.status_code == 404
    assert "Página no encontrada" in answer.text


def test_the_front_page_has_doors_and_lines(site: SiteTest) -> None:
    """A section stands as a door, a note as a line; a section page has lines alone."""
    page = site.write("a.md", "# A").write("b/c.md", "# Ce").freeze().page("")
    assert [link.text() for link in page.css(".doors a")] == ["B"]
    assert [link.text() for link in page.css(".entries a")] == ["A"]
    assert site.page("b/").css(".doors") == []


def test_a_note_may_be_the_404_page(site: SiteTest) -> None:
    """``404.md`` says it in its author's words; it is no page else, and what is wrong in it is told."""
    site.settings('base_url = "https://ejemplo.es/a"').write("a.md", "# A\n\n[nada](404.md)")
    site.write(
        "404.md", "---\ndate: 2026-01-02\ntags: [x]\n---\n# Te has perdido\n\nVe a [A](a.md) o a [B](b.md)."
    )
    site.freeze()
    page = site.page("404.html")
    assert [node.text() for node in page.css("h1, title")] == ["Te has perdido · Apuntes", "Te has perdido"]
    hrefs = [node.attrs["href"] for node in page.css("article a")]
    assert hrefs == ["/a/a/", "/a/b.md"]
    assert page.css(".listing a")
    (told,) = site.problems
    assert told.startswith("content/404.md:7: el enlace «b.md» no lleva a ninguna nota.")
    assert not [name for name in site.tree() if name.startswith("404/")]
    said = {
        name
        for name, content in site.tree().items()
        if b"perdido" in content and name.startswith(("s", "f", "_s"))
    }
    assert said == set()
    assert site.page("a/").css("article a")[0].attrs["href"] == "/a/404.html"


def test_a_preview_answers_with_the_note(site: SiteTest) -> None:
    """At any address that does not exist, and as it was saved last."""
    site.write("a.md", "# A").write("404.md", "# Te has perdido")
    client = live_app(site.project).test_client()
    before = client.get("/no/existe/")
    site.write("404.md", "# Por aquí no")
    assert (before.status_code, "Te has perdido" in before.text) == (404, True)
    assert "Por aquí no" in client.get("/no/existe/").text


def test_a_note_hides_what_stands_beside_it(site: SiteTest) -> None:
    """``hide`` in the header, as Material has it, leaves out navigation and contents of that page alone."""
    body = "# A\n\n## B\n\n## C\n"
    site.write("a.md", f"---\nhide: [navigation, toc]\n---\n{body}").write("d.md", body)
    frozen = site.freeze()
    beside = [[len(frozen.page(url).css(name)) for name in (".sidebar", ".contents")] for url in ("a/", "d/")]
    assert beside == [[0, 0], [1, 1]]
