"""A test client for many plain requests: what one request has in common with the next is prepared once.

Frozen-Flask asks Flask's own test client for every address. That one takes a new request apart and puts it
together again three times, which is more work than answering it.
"""

from __future__ import annotations

import contextlib
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from flask.testing import EnvironBuilder, FlaskClient
from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask


class _Answer(Response):
    """An answer as it came: where the app names no type, it has none."""

    default_mimetype = None


class PlainClient:
    """Sends GET requests without cookies, query or redirects, as the test client of Flask does.

    Args:
        app: that answers.
        base_url: scheme, host and root of every request; None takes Flask's defaults.
    """

    def __init__(self, app: Flask, base_url: str | None) -> None:
        self._app = app
        builder = EnvironBuilder(app, "/", base_url=base_url, environ_base=FlaskClient(app).environ_base)
        self._environ = builder.get_environ()
        builder.close()

    def get(self, url: str, **_: object) -> Response:
        """Return the app's answer.

        Args:
            url: path of the address, below the root of ``base_url``.

        Raises:
            Exception: whatever the view raises, where the app passes that on.
        """
        # WSGI has UTF-8 read as Latin-1: https://peps.python.org/pep-3333/#unicode-issues.
        raw, path = (text.encode().decode("latin-1") for text in (url, unquote(url)))
        environ: dict[str, Any] = {
            **self._environ,
            "PATH_INFO": path,
            "REQUEST_URI": raw,
            "RAW_URI": raw,
            "wsgi.input": BytesIO(),
        }
        chunks, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        return _Answer(chunks, status, headers)


@contextlib.contextmanager
def plain_requests(app: Flask, base_url: str | None) -> Iterator[None]:
    """Have an app give a PlainClient as its test client, unless its author has chosen another.

    Args:
        app: that is asked.
        base_url: scheme, host and root of every request.
    """
    chosen = app.test_client_class
    if chosen is None:
        client = PlainClient(app, base_url)
        app.test_client_class = lambda *_, **__: client  # type: ignore[assignment]  # whatever can be called
    try:
        yield
    finally:
        app.test_client_class = chosen
