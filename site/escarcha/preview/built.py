"""``build/`` as a host serves it: slash redirects, 404 page, redirects and headers, as Netlify has them.

https://docs.netlify.com/routing/headers/ and https://docs.netlify.com/routing/redirects/
"""

from __future__ import annotations

import io
import tomllib
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from werkzeug.exceptions import HTTPException
from werkzeug.utils import redirect, send_file
from werkzeug.wrappers import Request, Response

from escarcha.hosts import (
    HEADERS,
    REDIRECTS,
    UNSERVED,
    HeaderRule,
    headers_at,
    parse_headers,
    parse_redirects,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class BuiltSite:
    """A WSGI app that serves a frozen folder.

    Args:
        folder: the frozen site.
        base_path: where the site stands on its host: ``/apuntes``, or empty for the root.
        netlify: the project's ``netlify.toml``, for its headers; it need not exist.
    """

    def __init__(self, folder: Path, base_path: str, netlify: Path) -> None:
        self._folder = folder.resolve()
        self._base = base_path
        own, _ = parse_headers(_read(folder / HEADERS))
        self._headers = [*read_headers(netlify), *own]
        self._redirects, _ = parse_redirects(_read(folder / REDIRECTS))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        try:
            reads = request.method in {"GET", "HEAD"}
            response = (
                self._respond(request) if reads else Response(status=405, headers={"Allow": "GET, HEAD"})
            )
        except HTTPException as error:  # a part of a file that it does not have
            response = Response(status=error.code, headers=error.get_headers())
        for name, value in headers_at(self._inside(request.path), self._headers).items():
            response.headers[name] = value
        return response(environ, start_response)

    def _inside(self, path: str) -> str:
        """Return a path as it is counted from the folder."""
        return path.removeprefix(self._base) or "/"

    def _respond(self, request: Request) -> Response:
        path = request.path
        if self._base and path != self._base and not path.startswith(f"{self._base}/"):
            return redirect(f"{self._base}/")
        inside = self._inside(path).lstrip("/")
        file = self._locate(inside)
        is_there = file is not None and (file.is_file() or (file / "index.html").is_file())
        for rule in self._redirects:
            target = rule.target(f"/{inside}") if rule.is_forced or not is_there else None
            if target and rule.leads_away:
                query = request.query_string.decode("latin-1")
                return redirect(f"{target}?{query}" if query and "?" not in target else target, rule.status)
            if target and (shown := self._locate(self._inside(unquote(target)).lstrip("/"))):
                return self._answer(request, shown, rule.status)
        return self._answer(request, file)

    def _answer(self, request: Request, file: Path | None, status: int | None = None) -> Response:
        """Send a file, or the page of a folder; with a status, in place of what is asked for."""
        path = request.path
        if file is None:
            return self._missing()
        if file.is_dir() and (file / "index.html").is_file():
            if not (status or path.endswith("/")):
                return redirect(quote(f"{path}/"), 301)
            file /= "index.html"
        if file.is_file() and not (path.endswith("/") and file.name != "index.html"):
            disk = file.stat()
            response = send_file(
                # Read at once: a browser that goes away would leave a file open.
                io.BytesIO(file.read_bytes()),
                request.environ,
                download_name=file.name,
                conditional=True,
                etag=f"{disk.st_mtime_ns:x}-{disk.st_size:x}",
                last_modified=disk.st_mtime,
                max_age=0,
            )
            response.status_code = status or response.status_code
            del response.headers["Content-Disposition"]  # no host sends it, and links give files other names
            return response
        return self._missing()

    def _locate(self, inside: str) -> Path | None:
        """Return what an address means on disk, or None if it is not to be had."""
        try:
            file = (self._folder / inside).resolve()
            file.exists()  # raises where a name is longer than the disk allows
        except (OSError, ValueError):  # ValueError: a NUL
            return None
        is_served = file.is_relative_to(self._folder) and inside not in UNSERVED
        return file if is_served else None

    def _missing(self) -> Response:
        page = self._folder / "404.html"
        return Response(page.read_bytes() if page.is_file() else b"", 404, mimetype="text/html")


def read_headers(netlify: Path) -> list[HeaderRule]:
    """Read the headers of ``netlify.toml``; a rule that Netlify would not take is left out."""
    try:
        rules = tomllib.loads(netlify.read_text("utf-8")).get("headers", [])
    except (OSError, ValueError):
        return []
    found = []
    for rule in rules if isinstance(rules, list) else []:
        path, values = rule.get("for"), rule.get("values")
        if isinstance(path, str) and isinstance(values, dict):
            said = {name: " ".join(str(value).split()) for name, value in values.items()}
            found.append(HeaderRule(path, said))
    return found


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError:
        return ""
