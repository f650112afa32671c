"""``preview --built``: the frozen site as Netlify would serve it."""

from __future__ import annotations

import http.client
import threading
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from conftest import SiteTest
from escarcha.preview.built import BuiltSite
from escarcha.preview.server import listen

NETLIFY = """
[[headers]]
for = "/*"
[headers.values]
X-Content-Type-Options = "nosniff"

[[headers]]
for = "/_static/*"
[headers.values]
Cache-Control = "public, max-age=31536000, immutable"
"""


class Browser(Client):
    """A browser that closes what it has read."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request."""
        return super().open(*args, buffered=True, **kwargs)


def built(site: SiteTest, base: str = "") -> BuiltSite:
    """Freeze a small site and return the app that serves it."""
    site.write("index.md", "# Inicio").write("s/a.md", "---\naliases: [/viejo/, /antes.html]\n---\n# A")
    site.write("foto.png", b"\x89PNG").write("secreto/nota.txt", "no tanto")
    (site.root / "netlify.toml").write_text(NETLIFY, "utf-8")
    (site.root / "fuera.txt").write_text("secreto", "utf-8")
    site.freeze(base_url=f"https://ejemplo.es{base}")
    assert not site.failed, site.problems
    return BuiltSite(site.build, base, site.root / "netlify.toml")


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    """Return a project that has been frozen."""
    site = SiteTest(tmp_path_factory.mktemp("built"))
    built(site)
    return site


@pytest.fixture
def client(frozen: SiteTest) -> Client:
    """Return a browser of it."""
    return Browser(BuiltSite(frozen.build, "", frozen.root / "netlify.toml"))


@pytest.mark.parametrize(
    ("url", "status", "kind"),
    [
        ("/", 200, "text/html"),
        ("/s/a/", 200, "text/html"),
        ("/s/a/index.html", 200, "text/html"),
        ("/foto.png", 200, "image/png"),
        ("/sitemap.xml", 200, "application/xml"),
        ("/robots.txt", 200, "text/plain"),
        ("/nada", 404, "text/html"),
        ("/nada/", 404, "text/html"),
        ("/foto.png/", 404, "text/html"),
        ("/secreto/", 404, "text/html"),
    ],
)
def test_answers(client: Client, url: str, status: int, kind: str) -> None:
    """Pages and files are sent with their type; what is missing is a 404."""
    answer = client.get(url)
    assert (answer.status_code, answer.mimetype) == (status, kind)


def test_missing_page(client: Client) -> None:
    """For an unknown address the site's own page is shown, with status 404."""
    answer = client.get("/no/existe/")
    assert answer.status_code == 404
    assert "Página no encontrada" in answer.text


@pytest.mark.parametrize(("url", "target"), [("/s", "/s/"), ("/s/a", "/s/a/")])
def test_slash_is_added(client: Client, url: str, target: str) -> None:
    """An address without its final slash leads to the one with it, for good."""
    answer = client.get(url)
    assert answer.status_code == 301
    assert answer.location == target


@pytest.mark.parametrize("url", ["/viejo/", "/antes.html"])
def test_redirects(client: Client, url: str) -> None:
    """An old address leads to the new one, as the ``_redirects`` of the site say."""
    answer = client.get(url)
    assert answer.status_code == 301
    assert answer.location == "/s/a/"


def test_headers(client: Client, frozen: SiteTest) -> None:
    """Headers come from ``netlify.toml``, each for its paths, on errors too."""
    (style,) = (name for name in frozen.tree() if name.startswith("_static/site."))
    assert client.get("/").headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/nada").headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in client.get(f"/{style}").headers["Cache-Control"]
    assert "immutable" not in client.get("/").headers.get("Cache-Control", "")


TRAVERSALS = [
    "/../fuera.txt",
    "/s/../../fuera.txt",
    "/%2e%2e/fuera.txt",
    "/..%2ffuera.txt",
    "/..%5cfuera.txt",
    "//../fuera.txt",
    "/s/%2e%2e/%2e%2e/fuera.txt",
    "/fuera.txt%00",
    "/%00",
    "/s/a/%00/../../../fuera.txt",
    "/" + "a" * 5000,
    "/" + "a/" * 3000,
    "/%ff%fe",
]


@pytest.mark.parametrize("url", TRAVERSALS, ids=lambda url: url[:30])
def test_no_way_out(client: Client, url: str) -> None:
    """No spelling of an address leaves the folder, and none makes the server fail."""
    answer = client.get(url)
    assert answer.status_code in {301, 302, 400, 404}
    assert "secreto" not in answer.text


def test_links_out_are_not_followed(site: SiteTest) -> None:
    """A symbolic link in the folder does not open the rest of the disk."""
    client = Browser(built(site))
    (site.build / "escape.txt").symlink_to(site.root / "fuera.txt")
    assert client.get("/escape.txt").status_code == 404


def test_base_path(site: SiteTest) -> None:
    """Below a base path the site answers there, and the root leads to it."""
    client = Browser(built(site, "/apuntes"))
    assert client.get("/apuntes/").status_code == 200
    assert client.get("/apuntes/s/a/").status_code == 200
    assert client.get("/apuntes/s").location == "/apuntes/s/"
    assert client.get("/apuntes").location in {"/apuntes/", None}
    assert client.get("/apuntes/viejo/").location == "/apuntes/s/a/"
    assert client.get("/").location == "/apuntes/"
    assert client.get("/apuntesx/").status_code in {302, 404}


def test_without_a_netlify_file(site: SiteTest) -> None:
    """A project without ``netlify.toml``, or with a broken one, is served without headers."""
    built(site)
    for text in (None, "no es = = toml"):
        (site.root / "netlify.toml").unlink(missing_ok=True)
        if text:
            (site.root / "netlify.toml").write_text(text, "utf-8")
        client = Browser(BuiltSite(site.build, "", site.root / "netlify.toml"))
        assert client.get("/").status_code == 200


def test_every_frozen_page_is_served(client: Client, frozen: SiteTest) -> None:
    """What is served are the very bytes that were frozen."""
    for name, content in frozen.tree().items():
        if name not in {"_headers", "_redirects", ".nojekyll", "viejo/index.html", "antes.html"}:
            assert client.get(f"/{name}").data == content


def test_through_a_socket(site: SiteTest) -> None:
    """The same through a real server, where nobody tidies addresses first."""
    server = listen(built(site), None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for url in ["/", *TRAVERSALS]:
            connection = http.client.HTTPConnection(server.host, server.port, timeout=10)
            connection.putrequest("GET", url, skip_accept_encoding=True)
            connection.endheaders()
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
            assert answer.status == 200 if url == "/" else answer.status in {301, 302, 400, 404, 414}, url
            assert b"secreto" not in body
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("asked", ["bytes=9999-", "bytes=5-2", "bytes=-0", "bytes=a-b", "a=0-1"])
def test_a_part_that_is_not_there(client: Client, asked: str) -> None:
    """A browser that asks for a part of a file that it does not have is told so, or gets the whole."""
    answer = client.get("/foto.png", headers={"Range": asked})
    assert answer.status_code in {200, 416}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/foto.png", headers={"Range": "bytes=0-1"}).status_code == 206


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_reading_is_answered(client: Client, method: str) -> None:
    """A host of files takes nothing."""
    answer = client.open("/", method=method)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
