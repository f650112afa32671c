"""A preview that follows what is saved: what it makes anew, what it tells, and what it leaves alone."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import threading
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from conftest import REPOSITORY
from escarcha.hosts import headers_at, site_headers
from escarcha.notes import place_notes
from escarcha.preview import current
from escarcha.preview.board import Board
from escarcha.preview.watching import Watch
from escarcha.preview.wsgi import LiveSite
from escarcha.web.policy import policy
from live_session import LiveTest, ask
from live_session import until as wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import ScriptTest, SiteTest


def shows(address: str, text: str) -> bool:
    """Tell whether a page of a server says something."""
    return text in ask(address)


def will_show(address: str, text: str) -> bool:
    """Tell whether a page says something, that may not be there yet, nor the process that serves it."""
    try:
        return shows(address, text)
    except (urllib.error.HTTPError, http.client.HTTPException, ConnectionError):
        return False


def type_into(file: Path, text: str) -> None:
    """Write over what is in a file, in one step: half-way an emptied note would have another title."""
    with file.open("r+") as opened:
        opened.write(text)


def test_what_is_typed_places_no_note(
    site: SiteTest, live: LiveTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the note that was saved is read; all are placed when one may have to stand elsewhere."""
    placed = []

    def place(*arguments: object, **options: object) -> object:
        placed.append(1)
        return place_notes(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(current, "place_notes", place)
    site.write("a.md", "# A").write("b.md", "# B").write("lema.txt", "uno")
    live.start()
    assert shows(f"{live.address}/a/", "A</h1>")
    placed.clear()
    type_into(site.content / "a.md", "# A\n\nSe ha escrito.")
    wait_until(lambda: shows(f"{live.address}/a/", "Se ha escrito."))
    type_into(site.content / "lema.txt", "dos")
    wait_until(lambda: any("content/lema.txt" in files for files in live.heard.rebuilds))
    assert placed == []
    site.write("a.md", "---\norder: 3\n---\n# A\n\nSe ha movido.")
    wait_until(lambda: shows(f"{live.address}/a/", "Se ha movido."))
    assert placed != []


def test_everything_that_a_page_is_made_of(site: SiteTest, live: LiveTest) -> None:
    """Settings, templates that appear, included files outside of the notes, folders that come."""
    shared = 'include_from = ["src"]\n'
    site.settings(shared).write("a.md", "# A\n\n```python include=/src/lema.py\n```")
    (site.root / "src").mkdir()
    (site.root / "src" / "lema.py").write_text("uno = 1\n")
    live.start()
    address = f"{live.address}/a/"
    assert shows(address, "uno")
    (site.root / "src" / "lema.py").write_text("otro = 1\n")
    wait_until(lambda: shows(address, "otro"))
    site.settings(f'{shared}title = "Apuntes de Ana"')
    wait_until(lambda: shows(address, "Apuntes de Ana"))
    (site.root / "templates" / "partials").mkdir(parents=True)
    (site.root / "templates" / "partials" / "footer.html").write_text("Mi pie")
    wait_until(lambda: shows(address, "Mi pie"))
    (site.root / "templates" / "partials" / "footer.html").write_text("Mi otro pie")
    wait_until(lambda: shows(address, "Mi otro pie"))
    site.write("nueva/b.md", "# B")
    wait_until(lambda: shows(address, "/nueva/"))
    site.write("nueva/b.md", "# Be")
    wait_until(lambda: shows(f"{live.address}/nueva/b/", "Be</h1>"))


def test_a_sentence_with_a_link(site: SiteTest, live: LiveTest) -> None:
    """What is saved shows on the page that it links to, whether or not that note was there before."""
    site.write("a.md", "# A").write("b.md", "# B\n\nVer [a](a.md).")
    live.start()
    assert shows(f"{live.address}/a/", "Ver a.")
    site.write("b.md", "# B\n\nMira [a](a.md) o [c](c.md).")
    wait_until(lambda: shows(f"{live.address}/a/", "Mira a o c."))
    site.write("c.md", "# C")
    wait_until(lambda: any("content/c.md" in files for files in live.heard.rebuilds))
    assert shows(f"{live.address}/c/", "Mira a o c.")


def test_a_note_in_another(site: SiteTest, live: LiveTest) -> None:
    """What is saved shows wherever the note is embedded, and what is wrong there is told and taken back."""
    site.write("a.md", "# A\n\nUno.").write("b.md", "# B\n\n![[a]]")
    live.start()
    assert shows(f"{live.address}/b/", "Uno.")
    wait_until(lambda: live.heard.problems == [[]])
    site.write("a.md", "# A\n\nDos.\n\n![[b]]")
    wait_until(lambda: shows(f"{live.address}/b/", "Dos."))
    wait_until(lambda: len(live.heard.problems[-1]) == 2)
    assert [problem.partition(": ")[0] for problem in live.heard.problems[-1]] == [
        "content/a.md:5",
        "content/b.md:3",
    ]
    site.write("a.md", "# A\n\nTres. [x](#nada)")
    wait_until(lambda: shows(f"{live.address}/b/", "Tres."))
    wait_until(lambda: len(live.heard.problems[-1]) == 1)
    assert "[ancla-rota]" in live.heard.problems[-1][0]


@pytest.mark.parametrize(
    "name",
    [".a.md.swp", "a.md~", "4913", "#a.md#", ".#a.md", "a.md.tmp.1234", "a.md___jb_tmp___", "sedAb12cd"],
)
def test_files_of_editors(site: SiteTest, live: LiveTest, name: str) -> None:
    """What an editor keeps for a moment makes nothing anew."""
    site.write("a.md", "# A")
    live.start()
    assert shows(f"{live.address}/a/", "A</h1>")
    site.write(name, "x")
    (site.content / name).unlink()
    site.write("a.md", "# Be")
    wait_until(lambda: bool(live.heard.rebuilds))
    assert live.heard.rebuilds[0] == ["content/a.md"]


def test_problems_of_a_check(site: SiteTest, live: LiveTest) -> None:
    """The preview tells exactly what a check finds, on every page, and again when it changes."""
    site.write("index.md", "# Inicio\n\n[a](a.md) [b](b.md#nada) ![](foto.png)").write(
        "b.md", "# B\n\n#Título\n"
    )
    site.write("a.md", '---\ntitulo: A\n---\n# A\n\n<b id="x">1</b> <b id="x">2</b>\n\n```nada\nx\n```\n')
    site.settings('style = "a.css"\n[checks]\n"id-repetido" = "error"\n"falta-signo" = "off"\n')
    site.write("a.css", "p { color: red }").write(
        "c.md", "---\nignore: enlace-roto\n---\n# ¿C!\n\n[x](no.md)"
    )
    site.write("d.md", "# D\n\n<!-- escarcha: ignora enlace-roto -->\nNada.")
    found = site.freeze().problems
    assert len(found) >= 7
    assert {"id-repetido", "ignora-nada"} < set(site.codes)
    assert not {"falta-signo", "content/c.md"} & {*site.codes, *(each.path for each in site.found)}
    live.start()
    wait_until(lambda: live.heard.problems[-1:] == [found])
    for url in ("/", "/a/", "/no-existe/"):
        try:
            text = ask(f"{live.address}{url}")
        except urllib.error.HTTPError as error:
            text = error.read().decode()
        assert text.count('<li class="problem-') >= len(found)


def test_policy_of_published_pages(site: SiteTest, live: LiveTest) -> None:
    """Every answer has the headers that the published page will have, those of the author's among them."""
    site.write("a.md", "# A")
    live.start()
    wanted = headers_at("/a/", site_headers("", ""))
    with urllib.request.urlopen(f"{live.address}/a/", timeout=10) as answer:  # noqa: S310 - our own server
        assert answer.headers["Content-Security-Policy"] == policy()
        assert answer.headers["Referrer-Policy"] == wanted["Referrer-Policy"]
        assert answer.headers["Strict-Transport-Security"] is None
    netlify = '[[headers]]\nfor = "/*"\n[headers.values]\nX-Mia = "si"\n'
    (site.root / "netlify.toml").write_text(netlify, "utf-8")
    site.write("_headers", "/a/\n  X-Otra: si\n")

    def own() -> bool:
        with urllib.request.urlopen(f"{live.address}/a/", timeout=10) as answer:  # noqa: S310 - our own server
            return {"x-mia", "x-otra"} <= {name.lower() for name in answer.headers}

    wait_until(own)


def test_nobody_else_may_listen(site: SiteTest, live: LiveTest) -> None:
    """A page under a name that its owner has made lead to this machine is told nothing."""
    site.write("a.md", "# A")
    live.start()
    for path in ("/a/", "/_preview/events"):
        request = urllib.request.Request(f"{live.address}{path}", headers={"Host": "mala.example"})  # noqa: S310
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(request, timeout=10)  # noqa: S310 - our own server


def test_nothing_of_it_is_published(showcase: SiteTest) -> None:
    """No file of a frozen site holds a byte of what a preview adds."""
    own = REPOSITORY / "site" / "escarcha" / "preview" / "page"
    marks = [
        b"problem-",
        b"preview-",
        b"_preview",
        b"EventSource",
        b"furnishing",
        b"data-version",
        b"Ejecut\xc3\xa1ndose",
    ]
    assert [mark for mark in marks if not any(mark in file.read_bytes() for file in own.iterdir())] == marks[
        -1:
    ]
    tree = {name: content for name, content in showcase.tree().items() if "/_search" not in f"/{name}"}
    assert {name: mark for name, content in tree.items() for mark in marks if mark in content} == {}


@pytest.fixture
def served(site: SiteTest, script: ScriptTest) -> Iterator[str]:
    """Return the address of ``freeze.py preview`` as a process of its own."""
    site.write("a.md", "# A")
    command = [*script.command, "preview"]
    with subprocess.Popen(
        command, cwd=script.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        yield address
        process.send_signal(signal.SIGINT)
        try:
            _, err = process.communicate(timeout=10)
        finally:
            process.kill()
        assert "Traceback" not in err


VIEW = '\n\n@app.get("/mia/")\ndef mia() -> str:\n    return {answer}\n\n'


def test_changed_program(site: SiteTest, served: str) -> None:
    """``freeze.py`` and a module beside it start the preview anew, where it was; a broken one does not."""
    head, tail = (REPOSITORY / "freeze.py").read_text("utf-8").split("\n\nif __name__")

    def answers(text: str) -> bool:
        return will_show(f"{served}/mia/", text)

    def program(more: str) -> None:
        (site.root / "freeze.py").write_text(f"{head}\n{more}\n\nif __name__{tail}", "utf-8")

    assert shows(f"{served}/a/", "A</h1>")
    program(VIEW.format(answer='"una"'))
    wait_until(lambda: answers("una"))
    program("1 / 0")
    wait_until(lambda: shows(f"{served}/a/", "freeze-py-roto"))
    assert answers("una")
    (site.root / "palabras.py").write_text('UNA = "otra"\n')
    program(f"import palabras\n{VIEW.format(answer='palabras.UNA')}")
    wait_until(lambda: answers("otra"))
    (site.root / "palabras.py").write_text('UNA = "y otra más"\n', "utf-8")
    wait_until(lambda: answers("y otra más"))
    assert not shows(f"{served}/a/", "freeze-py-roto")


def test_static_files(site: SiteTest) -> None:
    """Open pages are told of a file that the app serves as it is, by its address."""
    style = site.root / "static" / "css" / "mío.css"
    style.parent.mkdir(parents=True)
    style.write_text("p { margin: 0 }")
    site.write("a.md", "# A")
    session = LiveTest(site)
    session.start()
    try:
        told = session.session._board.listen()
        next(told), next(told)
        style.write_text("p { margin: 1px }")
        media = json.loads(next(told).removeprefix(b"data: "))["media"]
        assert media == ["/static/css/mío.css"]
        wait_until(lambda: session.heard.rebuilds == [["static/css/mío.css"]])
    finally:
        session.stop()


def test_a_first_static_file(site: SiteTest, served: str) -> None:
    """A first folder of static files has the preview start anew, as an app has one from its start."""
    assert shows(f"{served}/a/", "A</h1>")
    (site.root / "static").mkdir()
    (site.root / "static" / "uno.txt").write_text("lema")

    wait_until(lambda: will_show(f"{served}/static/uno.txt", "lema"))


def test_what_was_asked_before_a_new_start_is_answered(site: SiteTest) -> None:
    """A new start waits for pages that are being made, and not for ever."""
    goes_on = threading.Event()

    @Request.application
    def slow(_: Request) -> Response:
        goes_on.wait(10)
        return Response("lema")

    shown = LiveSite(slow, Board(), site.project, ["localhost"])
    answers: list[str] = []
    asking = threading.Thread(target=lambda: answers.append(Client(shown).get("/a/", buffered=True).text))
    asking.start()
    wait_until(lambda: bool(shown._answering))
    shown.finish(0.01)
    assert answers == []
    goes_on.set()
    shown.finish(10)
    asking.join()
    assert answers == ["lema"]
    shown.finish(10)


def test_a_folder_that_comes_while_another_is_taken_in(
    site: SiteTest, live: LiveTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder made after the folders were counted, and before they are watched, is followed too."""
    begin, is_counted = Watch.__init__, threading.Event()

    def come(self: Watch, *arguments: object) -> None:
        if is_counted.is_set() and not (site.content / "nueva").exists():
            site.write("nueva/b.md", "# B")
        begin(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Watch, "__init__", come)
    site.write("a.md", "# A")
    live.start()
    is_counted.set()
    site.write("otra/c.md", "# C")
    wait_until(lambda: shows(f"{live.address}/a/", "/nueva/"))
    site.write("nueva/b.md", "# Be")
    wait_until(lambda: shows(f"{live.address}/nueva/b/", "Be</h1>"))


def test_a_note_of_a_new_folder_that_the_system_does_not_tell_of(
    site: SiteTest, live: LiveTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When all is quiet, a folder that has come is looked into again: what it holds may be told to nobody."""
    tell = Watch.next

    def lose(self: Watch) -> set[Path]:
        while (files := tell(self)) and not (folders := {file for file in files if file.is_dir()}):
            pass
        return folders if files else set()

    monkeypatch.setattr(Watch, "next", lose)
    monkeypatch.setattr("escarcha.preview.session.QUIET", 1)
    site.write("vieja/a.md", "# A")
    live.start()
    (site.content / "vieja" / "nueva").mkdir()
    wait_until(lambda: ["content/vieja/nueva"] in live.heard.rebuilds)
    site.write("vieja/nueva/b.md", "# B")
    wait_until(lambda: shows(f"{live.address}/vieja/", "/vieja/nueva/"))


def test_a_step_that_the_system_does_not_tell_of(
    site: SiteTest, live: LiveTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When all is quiet, what was saved is compared with what is shown: a last step may be lost."""
    tell, is_deaf = Watch.next, threading.Event()

    def lose(self: Watch) -> set[Path]:
        while (files := tell(self)) and is_deaf.is_set():
            pass
        return files

    monkeypatch.setattr(Watch, "next", lose)
    monkeypatch.setattr("escarcha.preview.session.QUIET", 1)
    site.write("a.md", "# A")
    live.start()
    address = f"{live.address}/a/"
    site.write("a.md", "# Be")
    wait_until(lambda: shows(address, "Be</h1>"))
    is_deaf.set()
    site.write("a.md", "# Ceniza")
    wait_until(lambda: shows(address, "Ceniza</h1>"))
