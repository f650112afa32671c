"""Frozen-Flask, tamed: an author's own views are frozen, and what cannot be published is a Problem."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from flask import Response, abort, redirect, render_template, render_template_string, url_for

from escarcha import create_app
from escarcha.freezing import Options
from escarcha.freezing.freezer import Freeze
from escarcha.freezing.manifest import Manifest
from escarcha.freezing.own_views import OwnViews
from escarcha.notes.addresses import Addresses
from escarcha.problems import EscarchaError
from escarcha.web import show_editions
from escarcha.web.routes import beside_urls, other_urls, page_urls

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.typing import ResponseReturnValue

    from conftest import ScriptTest, SiteTest

FREEZE_PY = """\
from escarcha import create_app, main

app = create_app(__file__)


@app.get("/acerca/")
def acerca():
    return "<h1>Acerca de ñ</h1>"


@app.get("/datos.json")
def datos():
    return {"notas": 3}


@app.post("/buzon/")
def buzon():
    raise AssertionError("nadie congela lo que no se puede pedir")


@app.template_filter()
def gritar(texto):
    return texto.upper()


if __name__ == "__main__":
    main(app, __file__)
"""


def app_with(site: SiteTest, rule: str, view: Callable[[], ResponseReturnValue]) -> Flask:
    """Return the project's app with one view more."""
    app = create_app(site.root)
    app.add_url_rule(rule, "propia", view)
    return app


def test_own_views_are_frozen(site: SiteTest, script: ScriptTest) -> None:
    """Routes and filters that ``freeze.py`` adds to the app are part of the site."""
    site.write("a.md", "# A\n\n[x](/acerca/) [y](/datos.json)")
    (site.root / "freeze.py").write_text(FREEZE_PY, "utf-8")
    (site.root / "templates").mkdir()
    (site.root / "templates" / "robots.txt").write_text("{{ 'hola'|gritar }}\n", "utf-8")
    done = script("--strict")
    assert done.returncode == 0, done.stderr
    tree = site.tree()
    assert tree["acerca/index.html"].decode() == "<h1>Acerca de ñ</h1>"
    assert tree["datos.json"].strip() == b'{"notas":3}'
    assert tree["robots.txt"].strip() == b"HOLA"
    assert not [name for name in tree if name.startswith("buzon")]


def test_own_view_below_a_base_path(site: SiteTest) -> None:
    """An author's view sees the base path of the site in ``url_for``, as a Flask user expects."""
    site.write("a.md", "# A")
    page = "{{ url_for('escarcha.page', path='a') }}"
    app = app_with(site, "/mapa/", lambda: render_template_string(page))
    site.freeze(app=app, base_url="https://ejemplo.es/apuntes")
    assert site.problems == []
    assert site.html("mapa/").startswith("/apuntes/a")


USERS = """from flask import Blueprint, Response, url_for
from flask_frozen import Freezer

from escarcha import create_app, main

app = create_app(__file__)
freezer = Freezer(app)
archivos = Blueprint("archivos", __name__, static_folder="archivos")
app.register_blueprint(archivos, url_prefix="/x")


@freezer.register_generator
def usuario():
    yield {"nombre": "ana ñ"}
    yield "/usuario/eva/"


@app.get("/usuario/<nombre>/")
def usuario(nombre):
    return f"<h1>{nombre}</h1><a href='{url_for('ficha', numero=7)}'>ficha</a>"


@app.get("/ficha/<int:numero>.txt")
def ficha(numero):
    return Response(f"{numero}", mimetype="text/plain")


@app.get("/nadie/<cosa>/")
def nadie(cosa):
    raise AssertionError("nadie da sus direcciones")


if __name__ == "__main__":
    main(app, __file__, freezer)
"""


@pytest.mark.parametrize("command", [["freeze.py"], ["-m", "escarcha"]])
def test_own_views_with_arguments(site: SiteTest, command: list[str]) -> None:
    """What the author's Freezer gives is frozen, and what these pages link to; what nobody gives is told."""
    site.write("a.md", "# A").settings('base_url = "https://ejemplo.es/a"')
    (site.root / "archivos").mkdir()
    (site.root / "archivos" / "uno.txt").write_text("1", "utf-8")
    (site.root / "freeze.py").write_text(USERS, "utf-8")
    done = subprocess.run(
        [sys.executable, *command],
        cwd=site.root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (
        "aviso freeze.py:28: la vista «nadie» (/nadie/<cosa>/) no se congela: nadie da sus direcciones."
        in done.stderr
    )
    assert "[vista-sin-congelar]" in done.stderr
    own = {name for name in site.tree() if name.startswith(("usuario", "ficha", "x/", "nadie"))}
    assert own == {"usuario/ana ñ/index.html", "usuario/eva/index.html", "ficha/7.txt", "x/archivos/uno.txt"}
    assert "href='/a/ficha/7.txt'" in site.html("usuario/eva/")


def test_own_view_with_arguments_in_the_place_of_a_page(site: SiteTest) -> None:
    """Whether it is given or heard of, the address of a note is a collision."""
    site.write("a.md", "# A")
    app = create_app(site.root)
    app.add_url_rule("/<nombre>/", "usuario", lambda nombre: nombre)
    app.add_url_rule("/inicio/", "inicio", lambda: url_for("usuario", nombre="a"))
    assert site.freeze(app=app).codes == ["url-repetida"]


def test_a_generator_that_fails(site: SiteTest, script: ScriptTest) -> None:
    """It is told with its line in ``freeze.py``; an address that nobody answers is told as well."""
    site.write("a.md", "# A")
    (site.root / "archivos").mkdir()
    (site.root / "freeze.py").write_text(USERS.replace('yield "/usuario/eva/"', "yield 1 / 0"), "utf-8")
    done = script()
    assert done.returncode == 1
    assert "error freeze.py:15: falla al pedir las direcciones de tus vistas" in done.stderr
    (site.root / "freeze.py").write_text(USERS.replace("/usuario/eva/", "/usuaria/eva/"), "utf-8")
    done = script()
    assert done.returncode == 1
    assert "la página /usuaria/eva/ no se puede congelar: la respuesta tiene el código 404" in done.stderr


def test_own_view_in_the_theme(site: SiteTest) -> None:
    """A template of the author's own extends ``base.html`` in any view, and gets what every page has."""
    site.settings('base_url = "https://ejemplo.es/a"\nnav = [{ "Estado" = "/estado/" }]').write("a.md", "# A")
    (site.root / "templates").mkdir()
    (site.root / "templates" / "estado.html").write_text(
        '{% extends "base.html" %}{% block main %}<h1>{{ title }}: {{ notas }}</h1>{% endblock %}', "utf-8"
    )
    app = app_with(site, "/estado/", lambda: render_template("estado.html", title="Estado", notas=3))
    site.freeze(Options(strict=True), app=app)
    assert site.problems == []
    page = site.page("estado/")
    assert [node.text() for node in page.css("h1, title")] == ["Estado · Apuntes", "Estado: 3"]
    assert [node.attrs["href"] for node in page.css("link[rel=canonical]")] == [
        "https://ejemplo.es/a/estado/"
    ]
    lines = [(node.text(), node.attrs.get("aria-current")) for node in page.css(".sidebar a")]
    assert lines == [("Portada", None), ("Estado", "page"), ("A", None)]


@pytest.mark.parametrize(
    ("rule", "view", "says"),
    [
        ("/x/", lambda: abort(500), "/x/"),
        ("/x/", lambda: abort(404), "/x/"),
        ("/x/", lambda: ("", 204), "/x/"),
        ("/x/", lambda: redirect("/a/"), "/x/"),
        ("/x/", lambda: redirect("https://ejemplo.es/"), "/x/"),
        ("/x/", lambda: Response("{}", mimetype="application/json"), "/x/"),
        ("/x.json", lambda: "<p>x</p>", "/x.json"),
        ("/x", lambda: "<p>x</p>", "/x"),
    ],
    ids=["500", "404", "204", "redirect", "redirect-out", "json-as-page", "page-as-json", "no-extension"],
)
def test_answers_that_cannot_be_published(
    site: SiteTest, rule: str, view: Callable[[], ResponseReturnValue], says: str
) -> None:
    """An answer that a static host could not repeat is a Problem that names the address."""
    site.write("a.md", "# A").freeze()
    before = site.tree()
    site.freeze(app=app_with(site, rule, view))
    assert site.codes == ["congelacion-fallida"]
    assert says in site.problems[0]
    assert site.tree() == before


def test_settings_of_frozen_flask(site: SiteTest) -> None:
    """A type that its name does not promise may be allowed; where the site goes is said to the command."""
    app = app_with(site.write("a.md", "# A"), "/x.json", lambda: "<p>x</p>")
    app.config["FREEZER_IGNORE_MIMETYPE_WARNINGS"] = True
    app.config["FREEZER_DESTINATION"] = str(site.root / "otro")
    assert site.freeze(app=app).problems == []
    assert site.html("x.json") == "<p>x</p>"
    assert not (site.root / "otro").exists()


def test_view_that_raises(site: SiteTest, script: ScriptTest) -> None:
    """An exception in a view of ``freeze.py`` names its line there, and never shows a traceback."""
    site.write("a.md", "# A")
    text = FREEZE_PY.replace('return "<h1>Acerca de ñ</h1>"', "return str(1 / 0)")
    (site.root / "freeze.py").write_text(text, "utf-8")
    done = script()
    assert done.returncode == 1
    assert "error freeze.py:8: falla al pedir /acerca/ (ZeroDivisionError: divide entre cero)" in done.stderr
    assert "[freeze-py-roto]" in done.stderr
    assert "Traceback" not in done.stderr


def test_view_that_misses_a_file(site: SiteTest, script: ScriptTest) -> None:
    """A view that cannot read its own file is at fault, and not the disk the site is written to."""
    site.write("a.md", "# A")
    text = FREEZE_PY.replace('"<h1>Acerca de ñ</h1>"', 'open("/no/existe.txt").read()')
    (site.root / "freeze.py").write_text(text, "utf-8")
    done = script()
    assert done.returncode == 1
    assert "error freeze.py:8: falla al pedir /acerca/ (FileNotFoundError: no existe)" in done.stderr


def test_address_that_leaves_the_folder(site: SiteTest) -> None:
    """No address, however it came to be, is written outside of the output folder."""
    site.write("a.md", "# A")
    app = app_with(site, "/../fuera.txt", lambda: Response("x", mimetype="text/plain"))
    site.freeze(app=app)
    assert site.failed
    assert not (site.root / "fuera.txt").exists()
    assert not (site.root.parent / "fuera.txt").exists()


def test_own_view_in_the_place_of_a_page(site: SiteTest) -> None:
    """A view at the address of a note, a file or the front page is a collision like any other."""
    site.write("a.md", "# A").write("b.txt", "b")
    for rule in ("/a/", "/A/", "/a/index.html", "/b.txt", "/", "/404.html", "/_static/x.css", "/robots.txt"):
        site.freeze(app=app_with(site, rule, lambda: "mía"))
        assert site.failed
        assert site.codes == ["url-repetida"]


def test_every_address_is_frozen_once(site: SiteTest) -> None:
    """The freezer yields once for each page, and writes each address of the site and no other file."""
    site.write("index.md", "# Inicio").write("s/a.md", "---\ntags: [x]\naliases: [/viejo/]\n---\n# A")
    edition = site.edition()
    app = create_app(site.root)
    show_editions(app, lambda: edition, live=False)
    folder = site.root / "fuera"
    folder.mkdir()
    manifest = Manifest(site.project, on_disk=False)
    with app.test_request_context():
        urls = [
            app.url_for(name, **values)  # type: ignore[arg-type]  # values are no options
            for name, values in (*page_urls(edition), *beside_urls(edition), *other_urls(edition))
        ]
    own = OwnViews(app, edition, Addresses(), site.project)
    yielded = list(Freeze(app, edition, site.project, folder, manifest, own).run())
    assert urls[:6] == ["/", "/s/", "/s/a/", "/etiquetas/", "/etiquetas/x/", "/viejo/"]
    assert yielded == [6] * 6
    written = [f"/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file()]
    assert sorted(written) == sorted(f"{url}index.html" if url.endswith("/") else url for url in urls)


def test_freezing_twice_with_one_app(site: SiteTest) -> None:
    """An app can be frozen again after its notes have changed, as a watcher would."""
    app = create_app(site.root)
    site.write("a.md", "# Uno").freeze(app=app)
    site.write("a.md", "# Dos").freeze(app=app)
    assert site.article("a/") == '<h1 id="dos">Dos</h1>'


def test_error_is_raised_with_its_cause(site: SiteTest) -> None:
    """Who debugs from Python finds the view's exception behind ours."""
    site.write("a.md", "# A")
    edition = site.edition()

    def fail() -> str:
        raise LookupError("nada")

    app = app_with(site, "/x/", fail)
    show_editions(app, lambda: edition, live=False)
    (site.root / "fuera").mkdir()
    manifest = Manifest(site.project, on_disk=False)
    own = OwnViews(app, edition, Addresses(), site.project)
    own.claim()
    with pytest.raises(EscarchaError, match="nada") as caught:
        list(Freeze(app, edition, site.project, site.root / "fuera", manifest, own).run())
    assert isinstance(caught.value.__cause__, LookupError)


def test_own_view_that_is_no_function(site: SiteTest) -> None:
    """A view made of another keeps its place in the register, and is frozen."""
    site.write("a.md", "A").freeze(app=app_with(site, "/mia/", functools.partial("mía".format)))
    assert not site.failed
    assert site.html("mia/") == "mía"
    site.freeze(app=app_with(site, "/a/", functools.partial("mía".format)))
    assert site.codes == ["url-repetida"]


def test_a_figure_that_changes_shows_in_the_next_freeze(site: SiteTest) -> None:
    """Notes that are kept were drawn with other figures, so they are made anew; without them, as before."""
    before = site.write("a.md", "# A\n\n```python run\nprint(1)\n```\n").freeze().tree()
    figures = site.root / "templates" / "figures"
    figures.mkdir(parents=True)
    for text in ("uno", "dos"):
        for name in ("code", "stamp"):
            (figures / f"{name}.html").write_text(f"<i>{text}</i>{{{{ code if code is defined }}}}", "utf-8")
        site.freeze()
        assert [node.text() for node in site.page("a/").css("article i")] == [text, text]
        assert site.problems == []
    shutil.rmtree(figures)
    assert site.freeze().tree() == before


def test_broken_templates_are_reported_together(site: SiteTest) -> None:
    """One run shows every template that cannot be read, each with its line."""
    templates = site.root / "templates"
    templates.mkdir(exist_ok=True)
    (templates / "note.html").write_text("\n{% broken", "utf-8")
    (templates / "tag.html").write_bytes(b"\xff")
    site.write("a.md", "A").freeze()
    assert site.failed
    assert site.codes == ["plantilla-rota", "plantilla-rota"]
    assert "templates/note.html:2:" in site.problems[0]
    assert "templates/tag.html:1:" in site.problems[1]
