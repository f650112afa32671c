"""Listen on loopback, and nowhere else unless asked: a preview is nobody's but the author's."""

from __future__ import annotations

import contextlib
import logging
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from escarcha.preview.restart import inherited_socket

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HOST = "127.0.0.1"
LOOPBACK = (HOST, "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - what an author asks for to see it on a phone
FIRST_PORT, LAST_PORT = 8000, 8019


class _RequestHandler(WSGIRequestHandler):
    def log_error(self, *_: object) -> None:
        """Say nothing of what is no request, such as a browser that tries https:// first."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A socket to listen on.

    Args:
        socket: bound, at a port of its own.
        taken: ports that were tried before and are in use.
        is_inherited: whether it is that of the process that this one was before.
    """

    socket: socket.socket
    taken: tuple[int, ...] = ()
    is_inherited: bool = False


def listen(app: WSGIApplication, port: int | None, host: str = HOST) -> BaseWSGIServer:
    """Bind a server for an app.

    Args:
        app: to serve.
        port: to listen on; None takes the first free one from 8000.
        host: the name or address to listen on.

    Raises:
        OSError: if the port is taken, or if there is no such host here.
    """
    return serve(app, bind(port, host), host)


def serve(app: WSGIApplication, bound: Bound, host: str = HOST) -> BaseWSGIServer:
    """Make a server for an app, on a socket."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    # Its own file descriptor is duplicated by the server, so this one can go.
    with bound.socket:
        return make_server(
            host,
            bound.socket.getsockname()[1],
            app,
            threaded=True,
            request_handler=_RequestHandler,
            fd=bound.socket.fileno(),
        )


def bind(port: int | None, host: str = HOST) -> Bound:
    """Bind a socket, or take that of the process that this one was before.

    Args:
        port: to listen on; None takes the first free one from 8000.
        host: the name or address to listen on.

    Raises:
        OSError: if the port is taken, or if there is no such host here.
    """
    if inherited := inherited_socket():
        return Bound(inherited, is_inherited=True)
    candidates = [port] if port is not None else [*range(FIRST_PORT, LAST_PORT + 1)]
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number, candidate in enumerate(candidates[:-1]):
        with contextlib.suppress(OSError):
            bound = socket.create_server((host, candidate), family=family, backlog=128)
            return Bound(bound, tuple(candidates[:number]))
    bound = socket.create_server((host, candidates[-1]), family=family, backlog=128)
    return Bound(bound, tuple(candidates[:-1]))


def addresses(host: str) -> list[str]:
    """Return where a preview can be asked for: first as this machine does, then as others of its network."""
    if host in EVERYWHERE:
        return [HOST, *_own_addresses()]
    return [f"[{host}]" if ":" in host else host]


def _own_addresses() -> list[str]:
    """Return the address that this machine has in its network, if it is in one; nothing is sent."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address for documentation: RFC 5737
        own = str(probe.getsockname()[0])
        return [] if own.startswith("127.") else [own]
    return []
