"""A site as readers get it: frozen, served with its headers, and compressed."""

from __future__ import annotations

import contextlib
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import brotli

from escarcha.config import Project
from escarcha.freezing import Options, freeze
from escarcha.preview.built import BuiltSite
from escarcha.preview.live import live_app
from escarcha.preview.server import listen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

REPOSITORY = Path(__file__).resolve().parents[1]
NETLIFY = REPOSITORY / "netlify.toml"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--headless=new", "--disable-gpu")
KINDS = {"text/html": "HTML", "text/css": "CSS", "text/javascript": "JS", "application/javascript": "JS"}


@dataclass
class Host:
    """Serves a site as hosts do, compressed, and keeps what it has sent.

    Args:
        site: answers.
        sent: kind and compressed bytes of every answer since the last ``clear``.
    """

    site: BuiltSite
    sent: list[tuple[str, int]] = field(default_factory=list)
    packed: dict[bytes, bytes] = field(default_factory=dict)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
            said.append((status, headers))
            return bytes  # nobody writes through it

        answer = self.site(environ, start)
        body = b"".join(answer)
        if close := getattr(answer, "close", None):
            close()
        ((status, headers),) = said
        kind = dict(headers).get("Content-Type", "").partition(";")[0]
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "xml")):
            body = self.packed.setdefault(body, brotli.compress(body))
            headers = [(name, value) for name, value in headers if name != "Content-Length"]
            headers += [("Content-Encoding", "br"), ("Content-Length", str(len(body)))]
        self.sent.append((KINDS.get(kind, "otros"), len(body)))
        start_response(status, headers)
        return [body]


@contextlib.contextmanager
def hosted(folder: Path, netlify: Path) -> Iterator[tuple[str, Host]]:
    """Serve a folder; returns its address and what keeps count."""
    host = Host(BuiltSite(folder, "", netlify))
    server = listen(host, None)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://{server.host}:{server.port}", host
    server.shutdown()
    thread.join()
    server.server_close()


def frozen(content: Path, output: Path, root: Path = REPOSITORY, *, runs: bool = False) -> Path:
    """Freeze a folder of notes, whatever warnings there are; returns where the site is.

    Args:
        content: the notes.
        output: where the site is to be.
        root: the project's folder.
        runs: whether examples run that are not our own.
    """
    runs = runs or content == REPOSITORY / "content"
    project = Project.at(root, content=content, output=output, base_url="https://ejemplo.es", runs=runs)
    for _ in freeze(project, live_app(project), Options()):
        pass
    return output


def chromium() -> str:
    """Return where the browser is."""
    return next(path for name in BROWSERS if (path := shutil.which(name)))
