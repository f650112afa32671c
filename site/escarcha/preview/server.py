"""Listen on loopback, and nowhere else: a preview is nobody's but the author's."""

from __future__ import annotations

import contextlib
import logging
import socket
from typing import TYPE_CHECKING

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8000, 8019


class _RequestHandler(WSGIRequestHandler):
    def log_error(self, *_: object) -> None:
        """Say nothing of what is no request, such as a browser that tries https:// first."""


def listen(app: WSGIApplication, port: int | None) -> BaseWSGIServer:
    """Bind a server for an app.

    Args:
        app: to serve.
        port: to listen on; None takes the first free one from 8000.

    Raises:
        OSError: if the port is taken.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    bound = _bind(port)
    try:
        # Its own file descriptor is duplicated by the server, so this one can go.
        return make_server(
            HOST,
            bound.getsockname()[1],
            app,
            threaded=True,
            request_handler=_RequestHandler,
            fd=bound.fileno(),
        )
    finally:
        bound.close()


def _bind(port: int | None) -> socket.socket:
    if port is not None:
        return socket.create_server((HOST, port), backlog=128)
    for candidate in range(FIRST_PORT, LAST_PORT):
        with contextlib.suppress(OSError):
            return socket.create_server((HOST, candidate), backlog=128)
    return socket.create_server((HOST, LAST_PORT), backlog=128)
