"""Notes that join an app of the author's, as the manual's «De tu freeze.py a Escarcha» has it."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from escarcha import join
from escarcha.preview.checking import Checker

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from conftest import ScriptTest, SiteTest

TEXT = (Path(__file__).parents[2] / "content" / "manual" / "frozen-flask.md").read_text("utf-8")
FENCE = re.compile(r'^(````?)[\w+-]+ title="([^"]+)"\n(.*?)^\1$', re.DOTALL | re.MULTILINE)


def write(site: SiteTest) -> None:
    """Write every file that the page of the manual shows, the later ones in place of the earlier."""
    for _, path, text in FENCE.findall(TEXT):
        file = site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def replaced(site: SiteTest, path: str, old: str, new: str) -> None:
    """Change a file of the project; what is to be replaced must be there."""
    text = (site.root / path).read_text("utf-8")
    assert old in text
    (site.root / path).write_text(text.replace(old, new), "utf-8")


def hrefs(page: LexborHTMLParser, selector: str) -> list[str | None]:
    """Return where some links lead."""
    return [node.attrs["href"] for node in page.css(selector)]


def frozen(done: subprocess.CompletedProcess[str]) -> None:
    """Hold that a freeze has found nothing wrong."""
    assert (done.returncode, done.stderr) == (0, "")


def test_the_app_that_the_manual_starts_from(site: SiteTest, script: ScriptTest) -> None:
    """It is one: Frozen-Flask and Flask-FlatPages freeze it as it stands there."""
    first: dict[str, str] = {}
    for _, path, text in FENCE.findall(TEXT):
        first.setdefault(path, text)
    files = {name: first[name] for name in ("app.py", "freeze.py")}
    files["pages/lecturas.html"] = "title: Lecturas\n\nAhora, el *Quijote*.\n"
    files["templates/nota.html"] = "{{ pagina.title }}: {{ pagina.html | safe }}"
    files["templates/libro.html"] = files["templates/portada.html"] = "{{ titulo or libros }}"
    for path, text in files.items():
        (site.root / path).parent.mkdir(exist_ok=True)
        (site.root / path).write_text(text, "utf-8")
    frozen(script())
    assert "Don Quijote" in site.html("libro/quijote/")
    assert "Lecturas: <p>Ahora, el <em>Quijote</em>" in site.html("notas/lecturas/")


def test_the_app_of_the_manual(site: SiteTest, script: ScriptTest) -> None:
    """Its own pages and its generators go on, and the notes stand below the prefix, with links both ways."""
    write(site)
    footer = site.root / "templates" / "notas" / "partials" / "footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text("Un pie de las notas.", "utf-8")
    frozen(script("--strict", "--quiet"))
    tree = site.tree()
    assert b"Un pie de las notas." in tree["notas/lecturas/index.html"]
    assert {
        "index.html",
        "libro/quijote/index.html",
        "libro/tirant/index.html",
        "static/estilo.css",
    } <= tree.keys()
    assert {"notas/index.html", "notas/lecturas/index.html", "notas/_search.json"} <= tree.keys()
    assert "<h1>Don Quijote</h1>" in site.html("libro/quijote/")
    assert hrefs(site.page("notas/lecturas/"), "article a") == ["/libro/quijote/", "/notas/"]
    assert tree["_headers"].startswith(b"/notas/*\n")
    before = tree["notas/lecturas/index.html"]
    replaced(site, "app.py", "Don Quijote", "El Quijote")
    frozen(script("--strict", "--quiet"))
    assert "<h1>El Quijote</h1>" in site.html("libro/quijote/")
    assert site.tree()["notas/lecturas/index.html"] == before


def test_below_another_path(site: SiteTest, script: ScriptTest) -> None:
    """Where the whole stands in a folder of its host, every link knows, but for one written by hand."""
    write(site)
    replaced(site, "templates/portada.html", "</ul>", "</ul>\n<a href='/notas/'>a mano</a>")
    done = script("--quiet", "--base-url", "https://ejemplo.es/ana")
    assert done.returncode == 0
    (told,) = [line for line in done.stderr.splitlines() if line.startswith("aviso")]
    assert told.startswith("aviso freeze.py: en /, una página de tu aplicación, «/notas/» no lleva a")
    assert hrefs(site.page("notas/lecturas/"), "article a") == ["/ana/libro/quijote/", "/ana/notas/"]
    assert "/ana/libro/quijote/" in hrefs(site.page(""), "a")
    assert "<loc>https://ejemplo.es/ana/notas/lecturas/</loc>" in site.html("notas/sitemap.xml")


WRONG = {
    "link": ("content/lecturas.md", "/libro/quijote/", "/libro/otro/", "content/lecturas.md:4: el enlace"),
    "view": ("app.py", "titulo=LIBROS[clave]", "titulo=1 / 0", "error app.py:14: falla al pedir /libro/"),
    "page": ("templates/portada.html", "{{ url_for('notas') }}", "/nada/", "freeze.py: en /, una página de"),
    "place": ("app.py", 'get("/")', 'get("/notas/mias/")', "error app.py:7: la dirección /notas/mias/ es"),
    "given": (
        "freeze.py",
        "    for",
        "    yield '/no/'\n    for",
        "freeze.py: tus generadores dan la dirección",
    ),
    "kind": ("app.py", "<clave>/", "<clave>.json", "promete application/json y la respuesta es text/html"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_goes_wrong_is_told(site: SiteTest, script: ScriptTest, name: str) -> None:
    """With its place; nothing that stops the publication changes what is published."""
    path, old, new, told = WRONG[name]
    write(site)
    frozen(script("--strict", "--quiet"))
    before = site.tree()
    replaced(site, path, old, new)
    done = script("--strict")
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert site.tree() == before


def test_one_server_shows_both(site: SiteTest) -> None:
    """The app itself serves the notes as they are at each request, wherever it runs."""
    write(site)
    (site.root / "otra.py").write_text(
        """
from app import app
from escarcha import join

join(app, __file__)
client = app.test_client()
print(client.get("/").status_code, client.get("/notas/lecturas/").text.count("Lecturas</h1>"))
""",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "otra.py"], cwd=site.root, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("200 1\n", "")


def test_a_preview_knows_both(site: SiteTest) -> None:
    """While notes are written, links to the app are followed, and those that lead nowhere told."""
    site.write("a.md", "# A\n\n[libro](/libro/) [nada](/nada/) [b](b.md)").write("b.md", "# B")
    app = Flask("ajena", root_path=str(site.root))
    app.add_url_rule("/libro/", "libro", lambda: "libro")
    inner = join(app, site.root).extensions["escarcha.joined"].app
    checker = Checker(inner, dataclasses.replace(site.project, prefix="/notas"), app)
    for _ in checker.run(inner.extensions["escarcha"](), (), lambda: False):
        pass
    assert [problem.cause for problem in checker.problems] == ["el enlace «/nada/» no lleva a ninguna nota."]
    page = app.test_client().get("/notas/a/").text
    assert 'href="/notas/_static/preview.' in page
    assert app.test_client().get("/libro/").text == "libro"
