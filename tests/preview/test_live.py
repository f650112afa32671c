"""The live preview: what was saved is shown at the next request, and only what has changed is rendered."""

from __future__ import annotations

import http.client
import re
import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from escarcha import create_app
from escarcha.notes.note import read_note
from escarcha.preview.server import listen
from escarcha.problems import Code
from escarcha.rendering.renderer import Renderer
from escarcha.stamps import stamps_below

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from conftest import SiteTest
    from escarcha.notes import Note
    from escarcha.notes.source import Source
    from escarcha.rendering.fragment import Fragment
    from escarcha.stamps import Stamp

STYLE = re.compile(r'<link rel="stylesheet" href="(/_static/site[^"]*)">')


@pytest.fixture
def client(site: SiteTest) -> FlaskClient:
    """Return a browser of the site's own app."""
    return create_app(site.root).test_client()


def test_saved_note(site: SiteTest, client: FlaskClient) -> None:
    """A note that was saved shows at the next request; so do a new one and one that is gone."""
    site.write("a.md", "# Uno")
    assert "Uno</h1>" in client.get("/a/").text
    site.write("a.md", "# Dos").write("b.md", "# Tres")
    assert "Dos</h1>" in client.get("/a/").text
    assert "Tres</h1>" in client.get("/b/").text
    (site.content / "b.md").unlink()
    assert client.get("/b/").status_code == 404


def test_note_of_the_same_size_and_time(site: SiteTest, client: FlaskClient) -> None:
    """A note saved twice within a tick of the clock, at the same length, is still seen to have changed."""
    for number in range(10):
        site.write("a.md", f"# Número {number}")
        assert f"Número {number}</h1>" in client.get("/a/").text


def test_changed_template(site: SiteTest, client: FlaskClient) -> None:
    """A template of the project is used from the moment it is there, and again when it changes."""
    site.write("a.md", "# A")
    assert "mío" not in client.get("/a/").text
    templates = site.root / "templates"
    templates.mkdir()
    (templates / "note.html").write_text("mío uno {{ article }}", "utf-8")
    assert client.get("/a/").text.startswith("mío uno")
    (templates / "note.html").write_text("mío, número dos {{ article }}", "utf-8")
    assert client.get("/a/").text.startswith("mío, número dos")


def test_changed_figure(site: SiteTest, client: FlaskClient) -> None:
    """A figure of the project is drawn from the moment it is there, again when it changes, and no longer."""
    site.write("a.md", "> [!tip]\n> Uno.")
    theme = client.get("/a/").text
    file = site.root / "templates" / "figures" / "callout.html"
    file.parent.mkdir(parents=True)
    for element in ("aside", "section", "nav"):
        file.write_text(f"<{element}>{{{{ title }}}}{{{{ body }}}}</{element}>", "utf-8")
        assert f"<article>\n<{element}>Consejo" in client.get("/a/").text
    file.write_text("\n{{ nada }}", "utf-8")
    broken = client.get("/a/").text
    assert "<article>\n<nav>Consejo" in broken  # as it was last drawn
    assert "templates/figures/callout.html:2" in broken
    file.unlink()
    assert client.get("/a/").text == theme


def test_changed_setting(site: SiteTest, client: FlaskClient) -> None:
    """A setting takes effect at the next request."""
    site.write("a.md", "# A").settings('title = "Uno"')
    assert "Uno" in client.get("/a/").text
    site.settings('title = "Apuntes de Ana"')
    assert "Apuntes de Ana" in client.get("/a/").text
    (site.content / "site.toml").unlink()
    assert "Apuntes de Ana" not in client.get("/a/").text


def test_new_medium(site: SiteTest, client: FlaskClient) -> None:
    """A medium is sent as it is now."""
    site.write("a.md", "# A")
    assert client.get("/foto.png").status_code == 404  # and then it is there
    site.write("foto.png", b"\x89PNG")
    answer = client.get("/foto.png", buffered=True)
    assert (answer.data, answer.mimetype) == (b"\x89PNG", "image/png")


def test_the_notes_are_looked_at_once_for_a_request(
    site: SiteTest, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often a template asks for the site and its language."""
    looks = []

    def look(folder: Path, **options: Any) -> Iterator[tuple[str, Stamp]]:
        looks.append(folder)
        return stamps_below(folder, **options)

    monkeypatch.setattr("escarcha.preview.current.stamps_below", look)
    site.write("a.md", "# A")
    client.get("/a/")
    looks.clear()
    assert client.get("/a/").status_code == 200
    assert looks.count(site.content) == 1


def test_only_what_has_changed_is_rendered(
    site: SiteTest, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first request renders every note, a second none, and one after some were saved those alone."""
    rendered = []
    render = Renderer.render

    def count(self: Renderer, body: str, *others: Any) -> Fragment:
        rendered.append(body)
        return render(self, body, *others)

    monkeypatch.setattr(Renderer, "render", count)
    for number in range(50):
        site.write(f"nota-{number}.md", f"# Nota {number}\n\n[x](nota-1.md)")
    assert client.get("/nota-7/").status_code == 200
    assert len(rendered) == 50
    client.get("/nota-7/")
    client.get("/nota-8/")
    assert len(rendered) == 50
    site.write("nota-7.md", "# Otra").write("nota-8.md", "# Otra más")
    client.get("/nota-7/")
    assert sorted(rendered[50:]) == ["# Otra", "# Otra más"]


def test_drafts(site: SiteTest, client: FlaskClient) -> None:
    """A draft is seen in the preview, marked as one."""
    site.write("a.md", "---\ndraft: true\n---\n# Secreto")
    answer = client.get("/a/")
    assert answer.status_code == 200
    assert "Borrador" in answer.text


@pytest.mark.parametrize(
    ("path", "text", "place", "code"),
    [
        ("templates/note.html", "\n{{ no_existe }}", "templates/note.html:2", "plantilla-rota"),
        ("templates/note.html", "{% if %}", "templates/note.html:1", "plantilla-rota"),
        ("templates/base.html", "{{ no_existe }}", "templates/base.html:1", "plantilla-rota"),
    ],
)
def test_problem_in_place_of_the_page(  # noqa: PLR0917 - a table
    site: SiteTest, client: FlaskClient, path: str, text: str, place: str, code: str
) -> None:
    """What is wrong stands in place of the page, with its line; once it is mended, the page is back."""
    site.write("a.md", "# Bien")
    assert client.get("/a/").status_code == 200
    file = site.root / path
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    answer = client.get("/a/")
    assert answer.status_code == 500
    assert place in answer.text
    assert code in answer.text
    assert "Traceback" not in answer.text
    if before is None:
        file.unlink()
    else:
        file.write_bytes(before)
    assert client.get("/a/").status_code == 200


@pytest.mark.parametrize(
    ("path", "text", "place", "code"),
    [
        ("content/a.md", "---\ntitle: a: b\n---\n", "content/a.md:2", "cabecera-rota"),
        ("content/a.md", "a\0b", "content/a.md:1", "byte-nulo"),
        ("content/site.toml", "\nnada = 1\n", "content/site.toml:2", "ajuste-desconocido"),
        ("content/site.toml", "title = x\n", "content/site.toml:1", "ajustes-rotos"),
        ("content/A.md", "", "content/a.md:1", "url-repetida"),
        ("content/a.md", "- " * 3000 + "a", "content/a.md:1", "nota-no-renderizada"),
    ],
)
def test_problem_of_a_source(  # noqa: PLR0917 - a table
    site: SiteTest, client: FlaskClient, path: str, text: str, place: str, code: str
) -> None:
    """What is wrong with a note or a setting is told on its page, and every page goes on with what it had."""
    site.settings('title = "Apuntes de Ana"').write("a.md", "# Bien\n\nLo de antes.").write("b.md", "# Otra")
    before = {url: client.get(url).text for url in ("/a/", "/b/")}
    assert "problem-strip" not in before["/a/"]
    (site.root / path).write_text(text, "utf-8")
    for url in before:
        answer = client.get(url)
        assert answer.status_code == 200
        assert "Apuntes de Ana" in answer.text
        assert "Traceback" not in answer.text
    told = client.get("/a/").text
    assert "1 error" in told
    assert place in told
    assert code in told
    (style,) = STYLE.findall(told)
    assert client.get(style).status_code == 200
    if path == "content/A.md":
        (site.root / path).unlink()
    site.settings('title = "Apuntes de Ana"').write("a.md", "# Bien\n\nLo de antes.")
    assert {url: client.get(url).text for url in before} == before


def test_a_broken_note_shows_what_is_wrong_above_its_last_text(site: SiteTest, client: FlaskClient) -> None:
    """With the lines around the fault; the pages of other notes show no more than the strip."""
    site.write("a.md", "# Bien\n\nLo de antes.").write("b.md", "# Otra")
    client.get("/a/")
    site.write("a.md", '---\norder: 1\ntitle: "x\n---\n# Mal\n\nLo de ahora.')
    shown = LexborHTMLParser(client.get("/a/").text)
    (panel,) = shown.css("main > .problem-panel")
    assert "cabecera-rota" in panel.text()
    assert panel.css_matches(f'a[href="{Code.BROKEN_HEADER.address}"]')
    lines = [line.text().split(maxsplit=1) for line in panel.css(".line")]
    assert lines[:4] == [["1", "---\n"], ["2", "order: 1\n"], ["3", 'title: "x\n'], ["4", "---\n"]]
    assert [line.text().split()[0] for line in panel.css(".fault")] == [
        panel.css("code")[0].text().split(":")[1]
    ]
    assert "Lo de antes." in shown.css("article")[0].text()
    assert "Lo de ahora." not in shown.css("article")[0].text()
    other = LexborHTMLParser(client.get("/b/").text)
    assert not other.css(".problem-panel")
    assert "cabecera-rota" in other.css(".problem-strip")[0].text()


def test_a_note_that_was_never_whole(site: SiteTest, client: FlaskClient) -> None:
    """It has a page that shows what is wrong with it."""
    site.write("a.md", '---\ntitle: "x\n---\n# Mal').write("b.md", "# Otra")
    shown = LexborHTMLParser(client.get("/a/").text)
    assert "cabecera-rota" in shown.css(".problem-panel")[0].text()
    site.write("a.md", "# Bien")
    assert "problem-" not in client.get("/a/").text


def test_a_failing_example_shows_in_its_place(site: SiteTest, client: FlaskClient) -> None:
    """With its traceback, and the rest of the note stands."""
    failing, true = "```python run\nprint(1)\n1 / 0\n```", "```python run\nprint(7 * 6)\n```"
    site.write("a.md", f"# A\n\n{failing}\n\nLo demás.\n\n{true}\n")
    answer = client.get("/a/")
    assert answer.status_code == 200
    shown = LexborHTMLParser(answer.text)
    (article,) = shown.css("article")
    first, second = article.css(".exhibits")
    assert "ZeroDivisionError" in first.text()
    assert "line 2" in first.text()
    assert "Ejecutado con" not in first.text()
    assert "42" in second.text()
    assert "Ejecutado con" in second.text()
    assert "Lo demás." in article.text()
    assert "1 error" in shown.css(".problem-strip")[0].text()


def test_problem_is_escaped(site: SiteTest, client: FlaskClient) -> None:
    """Nothing an author wrote becomes markup of the page of problems."""
    site.write("<script>alert(1)</script>.md", b"\xff")
    assert "<script>alert" not in client.get("/").text


def test_no_notes(site: SiteTest, client: FlaskClient) -> None:
    """An empty project says how to begin."""
    answer = client.get("/")
    assert answer.status_code == 500
    assert "sin-notas" in answer.text
    site.write("a.md", "# A")
    assert client.get("/").status_code == 200


def test_missing_page(site: SiteTest, client: FlaskClient) -> None:
    """An unknown address shows the page for them, with its status."""
    site.write("a.md", "# A")
    for url in ("/nada/", "/nada.png", "/_static/nada.css", "/a/b/c"):
        answer = client.get(url)
        assert answer.status_code == 404, url
        assert "Página no encontrada" in answer.text


def test_base_url_does_not_move_the_preview(site: SiteTest, client: FlaskClient) -> None:
    """With a base path among the settings the preview still stands at the root."""
    site.write("a.md", "[b](b.md)").write("b.md").settings('base_url = "https://ejemplo.es/apuntes"')
    answer = client.get("/a/")
    assert answer.status_code == 200
    assert 'href="/b/"' in answer.text


def test_a_preview_is_for_no_search_engine(site: SiteTest, client: FlaskClient) -> None:
    """It has neither sitemap nor feed, though the settings know the address of the site."""
    site.write("a.md", "---\ndate: 2026-01-31\n---\n# A").settings('base_url = "https://ejemplo.es"')
    assert [client.get(name).status_code for name in ("/sitemap.xml", "/feed.xml")] == [404, 404]


def test_a_note_that_vanishes_while_it_is_read(
    site: SiteTest, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor may take a file away between its being found and its being read: it is looked for again."""
    site.write("a.md", "# A").write("b.md", "# B")

    def read(source: Source, *rest: Any) -> Note:
        (site.content / "b.md").unlink(missing_ok=True)
        return read_note(source, *rest)

    monkeypatch.setattr("escarcha.notes.reading.read_note", read)
    assert client.get("/a/").status_code == 200


def test_no_word_of_what_is_no_request(site: SiteTest, caplog: pytest.LogCaptureFixture) -> None:
    """A browser that tries ``https://`` first leaves no line of English in the author's terminal."""
    server = listen(create_app(site.root), None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with socket.create_connection((server.host, server.port), timeout=10) as browser:
            browser.sendall(b"\x16\x03\x01 a\r\n\r\n")
            assert browser.recv(1000)
    finally:
        server.shutdown()
        server.server_close()
    assert caplog.messages == []


def test_through_a_socket(site: SiteTest) -> None:
    """The server listens on loopback alone, at a free port, and serves several requests at once."""
    site.write("a.md", "# Hola")
    server = listen(create_app(site.root), None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        assert server.host == "127.0.0.1"
        slow = http.client.HTTPConnection(server.host, server.port, timeout=10)
        slow.connect()  # says nothing for now, as browsers do, and must not keep others waiting
        for _ in range(3):
            connection = http.client.HTTPConnection(server.host, server.port, timeout=10)
            connection.request("GET", "/a/")
            assert "Hola" in connection.getresponse().read().decode()
            connection.close()
        slow.close()
    finally:
        server.shutdown()
        server.server_close()


def test_port_that_is_taken(site: SiteTest) -> None:
    """A port that is asked for and taken is an error; without one, the next free port is found."""
    app = create_app(site.root)
    first = listen(app, None)
    second = listen(app, None)
    try:
        assert first.port != second.port
        with pytest.raises(OSError, match="use"):
            listen(app, first.port)
    finally:
        first.server_close()
        second.server_close()


def test_the_app_itself_answers_to_no_foreign_name(site: SiteTest) -> None:
    """With «flask run» too, a page whose name leads to this machine reads no draft."""
    site.write("a.md", "---\ndraft: true\n---\n# Secreto\n")
    app = create_app(site.root)

    def status(host: str, name: str = "127.0.0.1") -> int:
        given = {"SERVER_NAME": name, "HTTP_HOST": host}
        answer: TestResponse = app.test_client().get("/a/", environ_overrides=given)
        return answer.status_code

    assert [status(host) for host in ("127.0.0.1:5000", "localhost:5000", "localhost", "[::1]:5000")] == [
        200
    ] * 4
    assert [status(host) for host in ("malo.example", "malo.example:5000", "localhost.malo.example")] == [
        400
    ] * 3
    assert status("apuntes.example", name="0.0.0.0") == 200  # noqa: S104 - where it would listen
    app.config["TRUSTED_HOSTS"] = ["apuntes.example"]
    assert [status(host) for host in ("apuntes.example", "malo.example")] == [200, 400]


@pytest.mark.parametrize(
    ("editor", "link"),
    [
        ("code", "vscode://file{file}:{line}"),
        ("pycharm", "pycharm://open?file={file}&line={line}"),
        ("mío:abre?{line}&{file}", ""),
        ("mio:abre?{line}&{file}", "mio:abre?{line}&{file}"),
    ],
)
def test_links_to_the_editor(site: SiteTest, client: FlaskClient, editor: str, link: str) -> None:
    """A page leads to its note in the author's editor, and each problem to its line."""
    site.write("a b.md", "# A").settings(f'editor = "{editor}"')
    page = LexborHTMLParser(client.get("/a-b/").text)
    file = str(site.content / "a%20b.md")
    if not link:  # no address at all
        assert "ajuste-invalido" in page.css(".problem-strip")[0].text()
        return
    (edit,) = page.css(".problem-strip > a")
    assert edit.attrs["href"] == link.format(file=file, line=1)
    site.write("a b.md", "# A\n\n- [x][nada]\n\n```nada\n```\n")
    links = [
        node.attrs["href"] for node in LexborHTMLParser(client.get("/a-b/").text).css(".problem-place a")
    ]
    assert link.format(file=file, line=5) in links
