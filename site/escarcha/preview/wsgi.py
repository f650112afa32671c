"""What stands before the app of a preview: its events, and the policy that published pages have.

It is no part of the app, so nothing of it can be frozen.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from werkzeug.sansio.utils import host_is_trusted
from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import ClosingIterator

from escarcha import bundled
from escarcha.preview.built import read_headers
from escarcha.web.policy import policy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable
    from pathlib import Path

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from escarcha.preview.board import Board

EVENTS_URL = "/_preview/events"

_POLICY = "content-security-policy"

_OF_A_HOST = {"cache-control", "content-type", "speculation-rules", "strict-transport-security"}
"""Headers that are meant for pages that do not change, or for an address that is always the same."""


class LiveSite:
    """A WSGI app that serves a preview.

    Args:
        app: that shows the notes.
        board: what pages are told.
        netlify: the project's ``netlify.toml``, for its headers; where there is none, that of a new project.
        hosts: names and addresses under which the preview may be asked for.
        prefix: below which the notes stand in an app of the author's, whose pages have no policy of ours.
    """

    def __init__(
        self, app: WSGIApplication, board: Board, netlify: Path, hosts: list[str], prefix: str = ""
    ) -> None:
        self._prefix = prefix
        self._app = app
        self._board = board
        self._netlify = netlify
        self._hosts = hosts
        self._headers: list[tuple[re.Pattern[str], dict[str, str]]] = []
        self._answering = 0
        self._answered = threading.Condition()
        self.read_headers()

    def read_headers(self) -> None:
        """Read what is sent along with every answer."""
        own = self._netlify if self._netlify.is_file() else bundled.PACKAGE / "skeleton" / "netlify.toml"
        self._headers = [
            (pattern, {name: value for name, value in values.items() if name.lower() not in _OF_A_HOST})
            for pattern, values in read_headers(own)
        ]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        if request.path == EVENTS_URL:
            return self._events(request)(environ, start_response)
        added = [
            header
            for pattern, values in self._headers
            if pattern.fullmatch(request.path)
            for header in values.items()
        ]

        def start(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
            names = {name.lower() for name, _ in headers}
            # Of two policies both are obeyed, as they will be once the site is published.
            more = [(name, value) for name, value in added if name.lower() not in names - {_POLICY}]
            if _POLICY not in names and f"{request.path}/".startswith(f"{self._prefix}/"):
                more.append(("Content-Security-Policy", policy()))
            if "cache-control" not in names:
                more.append(("Cache-Control", "no-cache"))
            return start_response(status, [*headers, *more], *rest)  # type: ignore[arg-type]  # what WSGI says

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
