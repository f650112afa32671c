"""The plain client: an app cannot tell it from Flask's own."""

from __future__ import annotations

import pytest
from flask import Flask, Response, request

from escarcha.freezing.client import PlainClient, plain_requests


@pytest.fixture
def app() -> Flask:
    """Return an app that shows every request it gets."""
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def show(path: str) -> Response:
        told = {
            name: value
            for name, value in request.environ.items()
            if isinstance(value, str | bool | int | tuple) and name != "werkzeug.request"
        }
        lines = (path, request.url, request.script_root, request.full_path, sorted(told.items()))
        answer = Response(repr(lines), status=404 if path == "no" else 200, headers={"X-Path": request.path})
        if path == "sin-tipo":
            del answer.headers["Content-Type"]
        answer.set_cookie("visto", "1")
        return answer

    return app


@pytest.mark.parametrize("base_url", [None, "https://ejemplo.es", "https://ejemplo.es:8080/apuntes/"])
@pytest.mark.parametrize(
    "url", ["/", "/a/", "/año nuevo/", "/a%20b/", "/a'b(c)!/", "/no", "/sin-tipo", "/日本/x.txt", "/a+b&c=d/"]
)
def test_a_view_sees_what_the_client_of_flask_sends(app: Flask, url: str, base_url: str | None) -> None:
    """Environ, address and answer are those of Flask's test client, twice in turn."""
    ours = PlainClient(app, base_url)
    for _ in range(2):
        expected = app.test_client().get(url, base_url=base_url, follow_redirects=False)
        found = ours.get(url)
        assert found.data == expected.data
        assert found.status == expected.status
        assert found.headers == expected.headers
        assert found.mimetype == expected.mimetype


def test_an_author_s_own_client_is_asked(app: Flask) -> None:
    """Whoever has given the app a class of clients keeps it; afterwards the app is as it was."""
    with plain_requests(app, None):
        assert isinstance(app.test_client(), PlainClient)
    assert app.test_client_class is None
    own = app.test_client_class = type(app.test_client())
    with plain_requests(app, None):
        assert type(app.test_client()) is own
