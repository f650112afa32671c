"""The recipes of the manual, and the policy that follows from what pages load."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from escarcha.config import Settings
from escarcha.freezing import Options
from escarcha.hosts import headers_at, parse_headers
from escarcha.preview.live import live_app
from escarcha.web.policy import loads_of, policy

if TYPE_CHECKING:
    from conftest import SiteTest

TEXT = (Path(__file__).parents[2] / "content" / "manual" / "recetas.md").read_text("utf-8")
FENCE = re.compile(r'^```[\w+-]+ title="([^"]+)"\n(.*?)^```$', re.DOTALL | re.MULTILINE)
STRICT = policy()


def follow(site: SiteTest, heading: str) -> str:
    """Write every file of a recipe and freeze; nothing may be wrong. Return the policy."""
    (part,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    site.write("a.md", "# A\n\nTexto.").write("curso.md", "# Curso").write("letras/mia.woff2", "woff2")
    for path, text in FENCE.findall(part):
        file = site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    site.freeze(Options(strict=True))
    assert site.problems == []
    rules, _ = parse_headers(site.html("_headers"))
    shown = live_app(site.project).test_client().get("/a/").headers["Content-Security-Policy"]
    assert headers_at("/a/", rules)["Content-Security-Policy"] == shown
    return shown


def test_fonts(site: SiteTest) -> None:
    """A font beside the notes is published with the sheet that names it, and the policy stays as it was."""
    assert follow(site, "Tu letra") == STRICT
    tree = site.tree()
    assert {"estilo.css", "letras/mia.woff2"} <= tree.keys()
    (sheet,) = (text.decode() for name, text in tree.items() if name.startswith("_static/site."))
    for elements, letters in (("body", "text"), ("h1", "display"), ("code", "mono")):
        assert re.search(rf"\b{elements}\b[^{{}}]*{{[^{{}}]*var\(--{letters}\)", sheet), elements


def test_scripts(site: SiteTest) -> None:
    """What lies in ``static/`` is published as Flask has it, and every page loads it."""
    assert follow(site, "Un programa tuyo") == STRICT
    (script,) = site.page("a/").css("script[defer]")
    assert script.attrs["src"] == "/static/saludo.js"
    assert b"saludado" in site.tree()["static/saludo.js"]
    (site.root / "static" / "saludo.js").write_text("otro", "utf-8")
    assert site.freeze().tree()["static/saludo.js"] == b"otro"


def test_counters(site: SiteTest) -> None:
    """The script of the recipe may be loaded, and send what it counts where it says; nothing else may."""
    found = dict(part.split(" ", 1) for part in follow(site, "Contar visitas").split("; "))
    plain = dict(part.split(" ", 1) for part in STRICT.split("; "))
    assert {name: value for name, value in found.items() if plain[name] != value} == {
        "script-src": "'self' https://gc.zgo.at",
        "connect-src": "'self' https://ana.goatcounter.com https://gc.zgo.at",
        "img-src": "'self' data: https://ana.goatcounter.com",
    }


def test_social_links(site: SiteTest) -> None:
    """They stand in the footer of every page."""
    assert follow(site, "Tus redes") == STRICT
    links = site.page("a/").css("footer.colophon a[rel=me]")
    assert [link.text() for link in links] == ["Mastodon", "GitHub"]


def test_an_announcement(site: SiteTest) -> None:
    """It stands above everything on every page."""
    assert follow(site, "Una banda de aviso") == STRICT
    for url in ("a/", "404.html"):
        assert site.page(url).css("a.skip + .aviso + header")


@pytest.mark.parametrize(
    ("head", "opened"),
    [
        ("<script src=//x.es/a.js></script>", {"script-src https://x.es", "connect-src https://x.es"}),
        ("<script>uno</script>", {"script-src 'sha256-vw7DaU4SLgZ9mWSjjsfYQVeB30sk9EKtdntGIfuY+MU='"}),
        ('<script type="application/ld+json">{}</script>', set()),
        ('<link rel="stylesheet" href="https://x.es/a.css">', {"style-src https://x.es", "font-src https://x.es"}),
        ('<link rel="preconnect" href="https://x.es">',
         {f"{kind}-src https://x.es" for kind in ("img", "media", "font", "connect")}),
        ("<style>a {}</style>", {"style-src 'sha256-mkSHzL7faOU7/U/v8Umg+058R69+vN2A2xmE3Fz1q98='"}),
        ('<link rel="canonical" href="https://x.es/">', set()),
        ('<script src="https://x.es;script-src *"></script>', set()),
        ('<script src="javascript:x"></script>', set()),
    ],
)  # fmt: skip
def test_what_is_let_through(head: str, opened: set[str]) -> None:
    """What is loaded, from where it is loaded, and nothing that could end the directive."""
    page = LexborHTMLParser(f"<head>{head}</head><body><iframe src=https://otro.es></iframe></body>")
    assert {" ".join(each) for each in loads_of(page, Settings())} == opened
    assert ("frame-src", "https://otro.es") in loads_of(page, Settings(html="trusted"))


def test_a_page_of_a_note_lets_nothing_through(site: SiteTest) -> None:
    """Its pictures from elsewhere are as blocked as ever, unless its HTML is trusted."""
    site.write("a.md", '# A\n\n![x](https://x.es/a.png) <iframe src="https://x.es/"></iframe>').freeze()
    assert STRICT in site.tree()["_headers"].decode()
    site.settings('html = "trusted"').freeze()
    assert "frame-src https://x.es" in site.tree()["_headers"].decode()
