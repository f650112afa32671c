"""Requests as commands: what a shell makes of them is what was asked."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from escarcha.examples.request_commands import ORIGIN, as_curl, as_httpie

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("request_text", "curl", "httpie"),
    [
        ("GET /hola?a=1&b=ñ HTTP/1.1", f"curl -i '{ORIGIN}/hola?a=1&b=ñ'", "http ':5000/hola?a=1&b=ñ'"),
        ("DELETE /notas/1 HTTP/1.1", f"curl -i -X DELETE {ORIGIN}/notas/1", "http DELETE :5000/notas/1"),
        ("HEAD / HTTP/1.1", f"curl -I {ORIGIN}/", "http HEAD :5000/"),
        (
            'POST /a HTTP/1.1\nContent-Type: application/json\n\n{"a": "l\'agua"}',
            f"""curl -i -H 'Content-Type: application/json' --data-raw '{{"a": "l'"'"'agua"}}' {ORIGIN}/a""",
            """http --raw '{"a": "l'"'"'agua"}' :5000/a Content-Type:application/json""",
        ),
        ("GET / HTTP/1.1\nX-Nada:", f"curl -i -H 'X-Nada;' {ORIGIN}/", "http :5000/ 'X-Nada;'"),
    ],
)
def test_a_request_as_a_command(request_text: str, curl: str, httpie: str) -> None:
    """Methods, queries, headers and bodies, with quotes where a shell needs them."""
    assert as_curl(request_text) == curl
    assert as_httpie(request_text) == httpie


def test_cookies_and_redirects_go_along() -> None:
    """Commands that follow each other share cookies, if the example does."""
    text = "GET / HTTP/1.1"
    curl, httpie = (write(text, keeps_cookies=True, follows=True) for write in (as_curl, as_httpie))
    assert curl == f"curl -i -L -b cookies.txt -c cookies.txt {ORIGIN}/"
    assert httpie == "http --follow --all --session=ejemplo :5000/"


@pytest.fixture
def echo() -> Iterator[str]:
    """Return the address of a server that says what it was asked."""

    @Request.application
    def app(request: Request) -> Response:
        body = request.get_data(as_text=True)
        return Response(f"{request.method} {request.full_path} {request.headers.get('X-A')}|{body}")

    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.mark.skipif(shutil.which("curl") is None, reason="no hay curl")
def test_curl_sends_what_was_asked(echo: str) -> None:
    """A server hears method, address, header and body to the byte, line feeds included."""
    command = as_curl("PUT /a?x=%C3%B1 HTTP/1.1\nX-A: uno dos\n\n@línea 'uno'\n$dos").replace(ORIGIN, echo)
    done = subprocess.run(shlex.split(command), capture_output=True, text=True, check=True)
    assert done.stdout.partition("\n\n")[2] == "PUT /a?x=%C3%B1 uno dos|@línea 'uno'\n$dos"
