"""``build/`` as a host serves it: slash redirects, 404 page, redirects and headers, as Netlify has them.

https://docs.netlify.com/routing/headers/ and https://docs.netlify.com/routing/redirects/
"""

from __future__ import annotations

import io
import re
import tomllib
from typing import TYPE_CHECKING
from urllib.parse import quote

from werkzeug.exceptions import HTTPException
from werkzeug.utils import redirect, send_file
from werkzeug.wrappers import Request, Response

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
        self._headers = [*read_headers(netlify), *_read_own_headers(folder / "_headers")]
        self._redirects = _read_redirects(folder / "_redirects")

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
        for pattern, values in self._headers:
            if pattern.fullmatch(request.path):
                for name, value in values.items():  # of two policies both are obeyed
                    if name.lower() != "content-security-policy":
                        response.headers.remove(name)
                    response.headers.add(name, value)
        return response(environ, start_response)

    def _respond(self, request: Request) -> Response:
        path = request.path
        if path in self._redirects:
            target, status = self._redirects[path]
            return redirect(target, status)
        if self._base and path != self._base and not path.startswith(f"{self._base}/"):
            return redirect(f"{self._base}/")
        inside = path[len(self._base) :].lstrip("/")
        file = self._locate(inside)
        if file is None:
            return self._missing()
        if file.is_dir() and (file / "index.html").is_file():
            if inside and not path.endswith("/"):
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
        is_served = file.is_relative_to(self._folder) and inside not in {
            "_headers",
            "_redirects",
            ".nojekyll",
        }
        return file if is_served else None

    def _missing(self) -> Response:
        page = self._folder / "404.html"
        return Response(page.read_bytes() if page.is_file() else b"", 404, mimetype="text/html")


def read_headers(netlify: Path) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """Read the headers of ``netlify.toml``; a rule that Netlify would not take is left out."""
    try:
        rules = tomllib.loads(netlify.read_text("utf-8")).get("headers", [])
    except (OSError, ValueError):
        return []
    found = []
    for rule in rules if isinstance(rules, list) else []:
        path, values = rule.get("for"), rule.get("values")
        if isinstance(path, str) and isinstance(values, dict):
            found.append(
                (_pattern(path), {name: " ".join(str(value).split()) for name, value in values.items()})
            )
    return found


def _read_own_headers(file: Path) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """Read ``_headers``: a path at the beginning of a line, and below it the headers, indented."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return []
    found: list[tuple[re.Pattern[str], dict[str, str]]] = []
    for line in lines:
        name, colon, value = line.strip().partition(":")
        if line[:1].isspace() and colon and found:
            found[-1][1][name.strip()] = value.strip()
        elif line.startswith("/"):
            found.append((_pattern(line.strip()), {}))
    return found


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.escape(path).replace(r"\*", ".*"))


def _read_redirects(file: Path) -> dict[str, tuple[str, int]]:
    try:
        lines = [line.split() for line in file.read_text("utf-8").splitlines()]
    except OSError:
        return {}
    return {old: (new, int(status.rstrip("!"))) for old, new, status in lines}
