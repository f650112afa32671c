"""What is written for hosts, and what of an author's files they get to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import header
from escarcha.hosts import headers_at, parse_headers

if TYPE_CHECKING:
    from conftest import SiteTest

PICTURE = "![Un mapa](https://fotos.example/mapa.png)"


def sent(site: SiteTest, path: str = "/a/") -> dict[str, str]:
    """Return the headers that a frozen site has at a path."""
    return headers_at(path, parse_headers(site.html("_headers"))[0])


def test_an_authors_lines_are_added(site: SiteTest) -> None:
    """Their paths are counted from the front page, old addresses come first, and mistakes have their line."""
    site.write("a.md", header(aliases="/viejo/") + "# A")
    site.write("_headers", "/*\n  Referrer-Policy: no-referrer\n/fotos/*\n  X-Mia: 1\nmal\n")
    site.write("_redirects", "/blog/* /:splat 302\nmal\n")
    site.freeze(base_url="https://ejemplo.es/y")
    assert [problem.partition(" [")[0].partition(". ")[0] for problem in site.problems] == [
        "content/_headers:5: «mal» no es una ruta ni una cabecera",
        "content/_redirects:2: «mal» no dice de qué dirección a cuál se va",
    ]
    assert sent(site)["Referrer-Policy"] == "no-referrer"
    assert sent(site)["Speculation-Rules"] == '"/y/_pages.speculationrules"'
    assert sent(site, "/fotos/x")["X-Mia"] == "1"
    assert site.html("_redirects") == "/viejo/ /y/a/ 301!\n/blog/* /y/:splat 302\n"
    assert '"/y/*/"' in site.html("_pages.speculationrules")


def test_what_is_for_hosts_is_published(site: SiteTest) -> None:
    """``.well-known/`` to the letter, and a page for what is missing; of the rest it is told once."""
    names = [
        ".well-known/security.txt",
        ".well-known/acme-challenge/_aB-9",
        ".well-known/Notas.md",
        "404.html",
    ]
    for name in names:
        site.write(name, f"soy {name}")
    others = [
        "_a.md",
        "_b/c.md",
        "_d.md",
        "s/_e.md",
        ".htaccess",
        "s/.well-known/x",
        ".well-known/.f",
        ".env",
    ]
    for name in others:
        site.write(name, "# No")
    site.write("index.md", "# Inicio").freeze()
    tree = site.tree()
    assert [tree[name].decode() for name in names] == [f"soy {name}" for name in names]
    assert not [name for name in tree if name in others or b"<h1>No" in tree[name]]
    (told,) = (each for each in site.problems if "[no-publicado]" in each)
    assert "«.htaccess», «_a.md», «_b» y 2 más." in told


def test_nothing_of_somebody_else_is_for_hosts(site: SiteTest) -> None:
    """With ``--untrusted`` no headers and redirects of the notes hold, which may open a site to anything.

    Nor does what proves to others that a site is one's own: https://www.rfc-editor.org/rfc/rfc8555#section-8.3.
    """
    site.settings('images = "keep"').write("a.md", f"# A\n\n{PICTURE}")
    site.write("_headers", "/*\n  Content-Security-Policy: x\n")
    site.write("_redirects", "/* https://mala.example/:splat 200!\n").write("404.html", "<script>x</script>")
    site.write(".well-known/acme-challenge/_aB-9", "ajeno")
    site.freeze(is_trusted=False, is_indexed=False)
    assert "default-src 'none'" in sent(site)["Content-Security-Policy"]
    assert sent(site)["X-Robots-Tag"] == "noindex"
    assert not {"_redirects", ".well-known/acme-challenge/_aB-9"} & site.tree().keys()
    assert "Página no encontrada" in site.html("404.html")
    assert "fotos.example" not in site.html("_headers")
    told = "".join(site.problems)
    assert "fotos.example, y los navegadores no lo van a mostrar" in told
    assert (
        "no se publica lo que puede ejecutar algo en el navegador, ni lo que es para servidores: "
        "«.well-known/acme-challenge/_aB-9», «404.html», «_headers» y 1 más." in told
    )


@pytest.mark.parametrize(
    ("shown", "opened"),
    [
        (PICTURE, "img-src 'self' data: https://fotos.example;"),
        ('<img src="https://a.example/x.png" srcset="https://b.example/y.png 2x">',
         "img-src 'self' data: https://a.example https://b.example;"),
        ('<video src="//v.example/x.mp4" poster="https://p.example/x.png" controls></video>',
         "img-src 'self' data: https://p.example; media-src 'self' https://v.example;"),
        ('<audio controls><source src="https://s.example/x.ogg"></audio>', "media-src 'self' https://s.example;"),
    ],
)  # fmt: skip
def test_what_is_shown_of_another_host(site: SiteTest, shown: str, opened: str) -> None:
    """It is told with its line and its host, and let through if the settings say so."""
    site.write("a.md", f"# A\n\nTexto.\n\n{shown}").freeze()
    told = [problem for problem in site.problems if "[imagen-de-otro-sitio]" in problem]
    assert all(
        problem.startswith("content/a.md:5: «") and ".example, y los naveg" in problem for problem in told
    )
    assert len(told) == shown.count("example")
    assert "example" not in sent(site)["Content-Security-Policy"]
    site.settings('images = "keep"').freeze()
    assert [problem for problem in site.problems if "[imagen-de-otro-sitio]" in problem] == []
    assert opened in sent(site)["Content-Security-Policy"]


def test_a_host_that_the_templates_open_is_not_told(site: SiteTest) -> None:
    """A ``preconnect`` in the head of the pages lets its images through."""
    site.write("a.md", f"# A\n\n{PICTURE}")
    head = '{% extends "escarcha/base.html" %}{% block head %}<link rel="preconnect" href="https://fotos.example">'
    (site.root / "templates").mkdir()
    (site.root / "templates" / "base.html").write_text(head + "{% endblock %}", "utf-8")
    assert site.freeze().problems == []
