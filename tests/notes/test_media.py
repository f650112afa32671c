"""Media that run: told once, and left out of what is not trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escarcha.web.rules import ICON_URLS
from hostile_project import lay_out

if TYPE_CHECKING:
    from conftest import SiteTest

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{}</svg>'

RUNNING = {
    "script": SVG.format("<script>a()</script>"),
    "script of HTML": SVG.format('<h:script xmlns:h="http://www.w3.org/1999/xhtml">a()</h:script>'),
    "event": SVG.format('<path onclick="a()"/>'),
    "event of its own": '<svg xmlns="http://www.w3.org/2000/svg" OnLoad="a()"/>',
    "link": SVG.format('<a href="java&#x73;cript:a()"><path/></a>'),
    "link with a break": SVG.format('<a x:href="java\tscript:a()"><path/></a>'),
    "data": SVG.format('<use href="data:image/svg+xml,a"/><a href="data:text/html,a"/>'),
    "animation": SVG.format('<a><set attributeName="href" to="javascript:a()"/></a>'),
    "foreign": SVG.format("<foreignObject><p/></foreignObject>"),
    "entity": f'<!DOCTYPE svg [<!ENTITY e "<script>a()</script>">]>{SVG.format("&e;")}',
    "sheet": f'<?xml-stylesheet href="a.xsl" type="text/xsl"?>{SVG.format("")}',
    "broken": SVG.format("<script>a()</script>").removesuffix("</svg>"),
}

PICTURES = {
    "path": SVG.format('<path d="M0 0"/><style>.a { fill: red }</style>'),
    "image": SVG.format(
        '<image href="data:image/png;base64,AA"/><use x:href="#a"/><a href="https://ejemplo.es"/>'
    ),
    "animation": SVG.format('<animate attributeName="opacity" to="1"/>'),
    "type": f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">{SVG.format("")}',
}


def told(site: SiteTest) -> str:
    """Return what is said of media that run; it is said once at most."""
    return "".join(line for line in site.problems if "[archivo-que-ejecuta]" in line)


@pytest.mark.parametrize("name", RUNNING)
def test_an_svg_that_runs_is_told(site: SiteTest, name: str) -> None:
    """In whatever way it would; without trust it is not published."""
    site.write("a.md", "# A").write("a.svg", RUNNING[name]).freeze()
    assert "«a.svg»" in told(site)
    assert "a.svg" in site.tree()
    assert "a.svg" not in site.freeze(is_trusted=False).tree()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_a_picture(site: SiteTest, name: str) -> None:
    """An ordinary drawing is published to the byte, trusted or not, and nothing is said."""
    site.write("a.md", "# A").write("a.svg", PICTURES[name]).freeze(is_trusted=False)
    assert site.problems == []
    assert site.tree()["a.svg"].decode() == PICTURES[name]


def test_a_picture_in_another_encoding(site: SiteTest) -> None:
    """What it says is read as a browser reads it."""
    site.write("a.md", "# A").write("a.svg", RUNNING["script"].encode("utf-16")).freeze()
    assert "«a.svg»" in told(site)


def test_the_hostile_project_is_told_once(site: SiteTest) -> None:
    """A name that becomes ``.html`` only when it is published counts, too."""
    lay_out("medios", site.root)
    site.write("otra.ｈｔｍｌ", "<script>a()</script>").freeze()
    assert "otra.html" in site.tree()
    assert "content: se publica tal cual" in told(site)
    assert "«evil.html», «evil.js», «evil.svg» y 2 más" in told(site)


def test_nothing_of_the_hostile_project_runs(site: SiteTest) -> None:
    """Without trust its files are not there, and what leads to them is a broken link."""
    lay_out("medios", site.root)
    site.freeze(is_trusted=False)
    shown = {name for name in site.tree() if not name.startswith(("_", "."))}
    media = {name for name in shown if not name.endswith(("index.html", "index.md"))}
    assert media - {url[1:] for url in ICON_URLS} == {"404.html", "robots.txt", "llms.txt", "bueno.svg"}
    assert "no se publica lo que puede ejecutar algo" in told(site)
    assert "archivo-roto" in site.codes or "enlace-roto" in site.codes


@pytest.mark.parametrize("trusted", [False, True])
def test_a_note_cannot_pass_for_the_page(site: SiteTest, *, trusted: bool) -> None:
    """Neither its ids nor its attributes are those by which the page and its scripts know their own."""
    lay_out("medios", site.root)
    site.settings(f'html = "{"trusted" if trusted else "safe"}"').freeze()
    article = site.page("").css_first("article")
    assert article is not None
    assert article.css('[id^="pagina:"], [name^="pagina:"], [for^="pagina:"], [data-curl]') == []
    assert [node.attrs["id"] for node in article.css("h2")] == ["atajos-pagina-atajos"]
    assert "pagina: en un texto" in (article.html or "")
