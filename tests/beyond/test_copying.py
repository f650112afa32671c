"""Copies of what notes show of other hosts; the host of these tests is on this machine alone."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from escarcha.beyond import copying
from escarcha.beyond.copying import copy_media
from escarcha.freezing import Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import CommandTest, SiteTest

FILES = {
    "/a.png": ("image/png", b"\x89PNG uno"),
    "/sin-nombre": ("image/jpeg; charset=x", b"\xff\xd8 dos"),
    "/b.svg": ("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "/mala.svg": ("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    "/pagina.png": ("text/html", b"<p>No"),
    "/enorme.png": ("image/png", b"x" * 300),
    "/v.mp4": ("video/mp4", b"mp4"),
}


class Host:
    """A host on this machine that has some files, and takes down what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked.append(self.path)
                kind, content = FILES.get(self.path, ("", b""))
                self.send_response(302 if self.path == "/fuera.png" else 200 if kind else 404)
                self.send_header("Location", "http://localhost/a.png")
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def host() -> Iterator[Host]:
    """Yield a host that runs."""
    running = Host()
    yield running
    running.server.shutdown()
    running.server.server_close()


def copied(site: SiteTest) -> list[str]:
    """Copy what is shown, freeze, and return what is published of it."""
    for _ in copy_media(site.project, is_asked=lambda name: name == "127.0.0.1"):
        pass
    tree = site.freeze().tree()
    return sorted(tree[name].decode("latin-1") for name in tree if name.startswith("copias/"))


def test_the_site_has_copies(site: SiteTest, host: Host) -> None:
    """Each is asked for once, stands in the place of the other, and is gone when no note shows it."""
    site.settings('images = "copy"\n')
    shown = "".join(f"![x]({host.url}{name})\n\n" for name in ("/a.png", "/sin-nombre", "/b.svg", "/a.png"))
    player = f'<video src="{host.url}/v.mp4" poster="{host.url}/a.png" controls></video>'
    site.write("a.md", f"# A\n\n{shown}\n\n{player}\n")
    assert copied(site) == sorted(
        FILES[name][1].decode("latin-1") for name in ("/a.png", "/sin-nombre", "/b.svg", "/v.mp4")
    )
    assert [problem for problem in site.problems if "imagen-de-otro-sitio" in problem] == []
    assert "127.0.0.1" not in site.article("a/") + site.html("_headers")
    sources = [str(node.attrs["src"]).rpartition(".")[2] for node in site.page("a/").css("article [src]")]
    assert sources == ["png", "jpg", "svg", "png", "mp4"]
    host.asked.clear()
    site.write("a.md", f"# A\n\n![x]({host.url}/a.png)\n")
    assert copied(site) == ["\x89PNG uno"]
    assert host.asked == []
    site.settings('images = "copy"\nbase_url = "https://ejemplo.es/y"\n').freeze()
    assert str(site.page("a/").css("article img")[0].attrs["src"]).startswith("/y/copias/")


def test_a_copy_that_comes_later_is_shown(site: SiteTest, host: Host) -> None:
    """A page that was frozen without it is made anew, and so is one that shows the text of its note."""
    site.settings('images = "copy"\n').write("b.md", "# B\n\n![[a]]\n")
    site.write("a.md", f"# A\n\n![x]({host.url}/a.png)\n").freeze()
    assert "127.0.0.1" in site.article("a/") + site.article("b/")
    assert copied(site) == ["\x89PNG uno"]
    for url in ("a/", "b/"):
        assert str(site.page(url).css("article img")[0].attrs["src"]).startswith("/copias/")


def test_what_cannot_be_copied_is_told(site: SiteTest, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is none, is too large, would run or lies where nobody else can reach; it is asked for again."""
    monkeypatch.setattr(copying, "LARGEST", 200)
    names = ("nada.png", "pagina.png", "enorme.png", "mala.svg", "fuera.png")
    site.settings('images = "copy"\n').write(
        "a.md", "# A\n\n" + "".join(f"![x]({host.url}/{name})\n" for name in names)
    )
    assert copied(site) == []
    told = [problem for problem in site.problems if "no se ha podido copiar de 127.0.0.1" in problem]
    assert [problem.partition(": «")[0] for problem in told] == [
        f"content/a.md:{line}" for line in range(3, 8)
    ]
    FILES["/nada.png"] = ("image/png", b"ya")
    assert copied(site) == ["ya"]
    del FILES["/nada.png"]


def test_nobody_is_asked_unasked(
    site: SiteTest, command: CommandTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A freeze asks no host, unless the settings want copies; those of somebody else's notes do not count."""
    asked: list[object] = []

    def copy(_: object) -> Iterator[None]:
        asked.append(1)
        yield from ()

    monkeypatch.setattr(copying, "copy_media", copy)
    site.write("a.md", "# A\n\n![x](https://fotos.example/x.png)\n")
    command("freeze", "--quiet")
    site.settings('images = "copy"\n')
    command("freeze", "--quiet", "--untrusted")
    assert asked == []
    command("freeze", "--quiet")
    assert asked == [1]
    assert not site.freeze(Options()).failed
