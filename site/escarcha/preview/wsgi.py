"""What stands before the app of a preview: its events, and the policy that published pages have.

It is no part of the app, so nothing of it can be frozen.
"""

from __future__ import annotations

import dataclasses
import threading
from typing import TYPE_CHECKING

from werkzeug.sansio.utils import host_is_trusted
from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import ClosingIterator

from escarcha.hosts import HEADERS, HeaderRule, headers_at, parse_headers, site_headers
from escarcha.preview.built import read_headers
from escarcha.rendering.exhibits.attachments import FRAME_SHEET
from escarcha.web.policy import policy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from escarcha.config import Project
    from escarcha.preview.board import Board

EVENTS_URL = "/_preview/events"

_OF_A_HOST = {"cache-control", "content-type", "speculation-rules", "strict-transport-security"}
"""Headers that are meant for pages that do not change, or for an address that is always the same."""


class LiveSite:
    """A WSGI app that serves a preview.

    Args:
        app: that shows the notes.
        board: what pages are told.
        project: for the headers that its author has written, in ``netlify.toml`` or ``_headers``.
        hosts: names and addresses under which the preview may be asked for.
    """

    def __init__(self, app: WSGIApplication, board: Board, project: Project, hosts: list[str]) -> None:
        self._app = app
        self._board = board
        self._hosts = hosts
        self._prefix = project.prefix
        self._files = (project.root / "netlify.toml", project.content / HEADERS)
        self._needed = site_headers(policy(), "", folder=self._prefix, sheets=[f"*/_{FRAME_SHEET}-*"])
        self._own: list[HeaderRule] = []
        self._answering = 0
        self._answered = threading.Condition()
        self._read_headers()

    def reread(self, files: Collection[Path]) -> None:
        """Read anew what is sent along with every answer, if it is among some files that have changed."""
        if not set(files).isdisjoint(self._files):
            self._read_headers()

    def _read_headers(self) -> None:
        netlify, headers = self._files
        own, _ = parse_headers(headers.read_text("utf-8", "replace") if headers.is_file() else "")
        below = [dataclasses.replace(rule, path=self._prefix + rule.path) for rule in own]
        self._own = [*below, *read_headers(netlify)]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        if request.path == EVENTS_URL:
            return self._events(request)(environ, start_response)
        needed, own = _of_pages(request.path, self._needed), _of_pages(request.path, self._own)

        def start(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
            # A page has the policy that it needs, unless the author has written another.
            kept = [(name, value) for name, value in headers if name.lower() not in own]
            given = {name.lower() for name, _ in kept}
            added = {"cache-control": "no-cache", **needed, **own}
            more = [(name, value) for name, value in added.items() if name not in given]
            return start_response(status, [*kept, *more], *rest)  # type: ignore[arg-type]  # what WSGI says

        with self._answered:
            self._answering += 1
        try:
            answer = self._app(environ, start)  # type: ignore[arg-type]  # see above
        except BaseException:
            self._is_answered()
            raise
        return ClosingIterator(answer, self._is_answered)

    def finish(self, seconds: float) -> None:
        """Wait until every request that has come is answered, or for some seconds."""
        with self._answered:
            self._answered.wait_for(lambda: not self._answering, seconds)

    def _is_answered(self) -> None:
        with self._answered:
            self._answering -= 1
            self._answered.notify_all()

    def _events(self, request: Request) -> Response:
        # No foreign page may listen by a host name that its owner has made lead to this machine.
        if not host_is_trusted(request.host, self._hosts):
            return Response("", 400)
        return Response(
            self._board.listen(), mimetype="text/event-stream", headers={"Cache-Control": "no-store"}
        )


def _of_pages(path: str, rules: Iterable[HeaderRule]) -> dict[str, str]:
    """Return the headers that a preview sends at a path, by names in small letters."""
    values = ((name.lower(), value) for name, value in headers_at(path, rules).items())
    return {name: value for name, value in values if name not in _OF_A_HOST}
