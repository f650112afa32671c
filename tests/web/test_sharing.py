"""What a page says to networks, systems and search engines."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from escarcha.images.drawing import draw_card
from escarcha.web.language import open_graph_locale

if TYPE_CHECKING:
    from conftest import SiteTest
    from escarcha.images import Icon, SocialCard

SETTINGS = 'title = "Apuntes"\nbase_url = "https://x.es/y"\nauthors = ["Ana", "Eva"]\n'


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    """Return a published site with a dated note, one with code, an image of its own, a tag and a glossary."""
    from conftest import SiteTest  # noqa: PLC0415 - the plugin is loaded by then

    site = SiteTest(tmp_path_factory.mktemp("compartir")).settings(
        f'{SETTINGS}style = "estilo.css"\nglossary = "glosario.md"'
    )
    site.write("estilo.css", "/* --accent: #000; */ :root { --accent: light-dark(#8a2f0d, #ffb59b) }")
    site.write("index.md", "# Portada").write("s/index.md", "# Sección & <más>")
    site.write(
        "s/a.md",
        "---\ndate: 2026-01-02\nupdated: 2026-02-03\ntags: uno\ntitle: El </script> de «A»\n---\nHola.",
    )
    site.write("s/b.md", "---\nimage: /f/foto.png\n---\n# B\n\n```python\nx = 1\n```")
    site.write("s/c.md", "---\nimage: https://z.es/i.png\n---\n# C").write("f/foto.png", red(300, 200))
    site.write("glosario.md", "# Glosario\n\n## Vista\n\nLo que responde.")
    site.freeze()
    assert site.problems == []
    return site


def red(width: int, height: int) -> bytes:
    """Return a red PNG."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(written, "PNG")
    return written.getvalue()


def said(site: SiteTest, url: str) -> dict[str, list[str]]:
    """Return what the meta elements of a page say, by their names."""
    found: dict[str, list[str]] = {}
    for node in site.page(url).css("meta[content]"):
        for name in {node.attrs.get("property"), node.attrs.get("name")} - {None}:
            found.setdefault(str(name), []).append(node.attrs["content"] or "")
    return found


def things(site: SiteTest, url: str) -> dict[str, dict[str, Any]]:
    """Return what a page says in JSON-LD, by type."""
    (script,) = site.page(url).css('script[type="application/ld+json"]')
    data = json.loads(script.text())
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def test_a_note_says_what_a_link_to_it_shows(frozen: SiteTest) -> None:
    """Title, site, kind, language, address, days and authors, each once, and an image that is there."""
    page = said(frozen, "s/a/")
    (image,) = page.pop("og:image")
    assert {name: page[name] for name in page if ":" in name or name in {"author", "theme-color"}} == {
        "og:description": ["Hola."],
        "og:title": ["El </script> de «A»"],
        "og:type": ["article"],
        "og:site_name": ["Apuntes"],
        "og:locale": ["es_ES"],
        "og:url": ["https://x.es/y/s/a/"],
        "article:published_time": ["2026-01-02"],
        "article:modified_time": ["2026-02-03"],
        "author": ["Ana", "Eva"],
        "og:image:width": ["1200"],
        "og:image:height": ["630"],
        "twitter:card": ["summary_large_image"],
        "theme-color": ["#8a2f0d"],
    }
    with Image.open(frozen.build / image.removeprefix("https://x.es/y/")) as card:
        assert card.size == (1200, 630)
        assert card.convert("RGB").getpixel((0, 629)) == (0x8A, 0x2F, 0x0D)


def test_every_page_has_a_card(frozen: SiteTest) -> None:
    """The front page, sections, tags, the search: each with its address and an image; no address, no 404."""
    for url in ("", "s/", "s/a/", "etiquetas/", "etiquetas/uno/", "buscar/", "glosario/"):
        page = said(frozen, url)
        assert page["og:url"] == [f"https://x.es/y/{url}"], url
        assert len(page["og:image"]) == len(page["og:title"]) == 1, url
    assert said(frozen, "")["og:type"] == ["website"]
    assert "og:url" not in said(frozen, "404.html")


@pytest.mark.parametrize(
    ("url", "image", "sizes"),
    [("s/b/", "https://x.es/y/f/foto.png", ["300"]), ("s/c/", "https://z.es/i.png", None)],
)
def test_a_note_may_bring_its_own_image(
    frozen: SiteTest, url: str, image: str, sizes: list[str] | None
) -> None:
    """By a path or an address; its size is said if it is known."""
    page = said(frozen, url)
    assert (page["og:image"], page.get("og:image:width")) == ([image], sizes)


def test_search_engines_read_what_a_note_is(frozen: SiteTest) -> None:
    """What shows code is a technical article; the trail has addresses, but for the page itself."""
    article, code = things(frozen, "s/a/")["Article"], things(frozen, "s/b/")["TechArticle"]
    assert article.pop("image").startswith("https://x.es/y/_social/")
    assert article == {
        "@type": "Article",
        "headline": "El </script> de «A»",
        "datePublished": "2026-01-02",
        "dateModified": "2026-02-03",
        "author": [{"@type": "Person", "name": "Ana"}, {"@type": "Person", "name": "Eva"}],
    }
    assert code["image"] == "https://x.es/y/f/foto.png"
    assert things(frozen, "s/a/")["BreadcrumbList"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Sección & <más>", "item": "https://x.es/y/s/"},
        {"@type": "ListItem", "position": 2, "name": "El </script> de «A»"},
    ]
    assert [each["name"] for each in things(frozen, "s/")["BreadcrumbList"]["itemListElement"]] == [
        "Apuntes",
        "Sección & <más>",
    ]
    (term,) = things(frozen, "glosario/")["DefinedTermSet"]["hasDefinedTerm"]
    assert (term["@type"], term["name"], term["description"]) == ("DefinedTerm", "Vista", "Lo que responde.")
    assert frozen.page("").css('script[type="application/ld+json"]') == []


def test_systems_find_icons(frozen: SiteTest) -> None:
    """The front page names them, and the manifest those that it has; each is a PNG of its size."""
    links = {node.attrs["rel"]: node.attrs["href"] for node in frozen.page("").css("link[rel]")}
    assert (links["apple-touch-icon"], links["manifest"]) == (
        "/y/apple-touch-icon.png",
        "/y/site.webmanifest",
    )
    manifest = json.loads(frozen.html("site.webmanifest"))
    assert (manifest["name"], manifest["start_url"], manifest["theme_color"]) == ("Apuntes", "/y/", "#8a2f0d")
    named = {each["sizes"]: each["src"] for each in manifest["icons"]}
    for size, src in {**named, "180x180": links["apple-touch-icon"]}.items():
        with Image.open(frozen.build / str(src).removeprefix("/y/")) as icon:
            assert f"{icon.width}x{icon.height}" == size
    assert (frozen.build / "favicon.ico").read_bytes()[:4] == b"\0\0\1\0"


def test_an_authors_icons_stay(site: SiteTest) -> None:
    """What lies beside the notes under such a name is published as it is."""
    own = {name: name.encode() for name in ("favicon.ico", "site.webmanifest", "icon-192.png")}
    for name, content in own.items():
        site.write(name, content)
    tree = site.write("a.md", "# A").freeze().tree()
    assert {name: tree[name] for name in own} == own
    assert "apple-touch-icon.png" in tree


def test_cards_can_be_had_otherwise(site: SiteTest) -> None:
    """None, or one image for all that have none of their own; without an address there is none either."""
    site.write("a.md", "# A").write("f.png", red(4, 2))
    for settings, image in ((SETTINGS + "social_cards = false", None), ('title = "T"', None)):
        page = said(site.settings(settings).freeze(), "a/")
        assert (page.get("og:image"), page["og:title"]) == (image, ["A"])
    page = said(site.settings(f'{SETTINGS}social_cards = "f.png"').freeze(), "a/")
    assert (page["og:image"], page["og:image:width"]) == (["https://x.es/y/f.png"], ["4"])
    assert not [name for name in site.tree() if name.startswith("_social/")]
    site.settings(f'{SETTINGS}social_cards = "no.png"').freeze()
    assert site.codes == ["ajuste-invalido"]


def test_a_missing_image_is_told(site: SiteTest) -> None:
    """With its line in the header, and what may be meant."""
    site.write("f/foto.png", red(4, 2)).write("a.md", "---\ntitle: A\nimage: f/fot.png\n---\nHola.").freeze()
    assert site.problems == [
        "content/a.md:3: la imagen «f/fot.png» no existe. ¿Querías «/f/foto.png»? [archivo-roto]"
    ]


def test_nothing_is_drawn_twice(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another text leaves the card; another title has one drawn, and its page made; so a lost folder none."""
    drawn: list[str] = []

    def draw(card: SocialCard, icon: Icon) -> bytes:
        drawn.append(card.title)
        return draw_card(card, icon)

    monkeypatch.setattr("escarcha.images.drawing.draw_card", draw)
    site.settings(SETTINGS).write("a.md", "# Uno").write("b.md", "# Be\n\n[a](a.md)").freeze()
    assert sorted(drawn) == ["Apuntes", "Be", "Uno"]
    (before,) = said(site, "a/")["og:image"]
    drawn.clear()
    site.write("b.md", "# Be\n\nOtro texto, y [a](a.md).").freeze()
    assert drawn == []
    site.write("a.md", "# Dos").freeze()
    assert drawn == ["Dos"]
    (after,) = said(site, "a/")["og:image"]
    assert after != before
    assert not (site.build / before.removeprefix("https://x.es/y/")).exists()
    drawn.clear()
    tree = site.tree()
    for file in sorted(site.build.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    site.build.rmdir()
    assert site.freeze().tree() == tree
    assert drawn == []


@pytest.mark.parametrize(
    ("code", "locale"),
    [("es", "es_ES"), ("es-MX", "es_MX"), ("ca", "ca_ES"), ("en", "en_US"), ("zz", "es_ES")],
)
def test_a_language_has_a_country(code: str, locale: str) -> None:
    """That of the code, else where most speak it."""
    assert open_graph_locale(code) == locale
