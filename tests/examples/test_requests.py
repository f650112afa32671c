"""Requests to an example's application: chains of redirects, files that are sent, bodies in pieces."""

from __future__ import annotations

import pytest

from escarcha.examples.example import Example, Exchange, Kind, Outcome, Step
from run_warm import run

APP = """\
import io

from flask import Flask, Response, flash, get_flashed_messages, redirect, request

app = Flask(__name__)
app.secret_key = "x"


@app.post("/entrar")
def entrar():
    flash("Dentro")
    return redirect("/", code=303)


@app.get("/")
def inicio():
    return " ".join(get_flashed_messages())


@app.get("/fuera")
def fuera():
    return redirect("https://example.com/")


@app.get("/vueltas")
def vueltas():
    return redirect("/vueltas")


@app.route("/viejo", methods=["POST"])
def viejo():
    return redirect("/eco", code=307)


@app.post("/eco")
def eco():
    return request.get_data()


@app.post("/subir")
def subir():
    foto = request.files["foto"]
    return {"nombre": foto.filename, "tipo": foto.mimetype, "bytes": len(foto.read()), **request.form}


@app.post("/formulario")
def formulario():
    return dict(request.form)


@app.get("/poco-a-poco")
def poco_a_poco():
    return Response((f"{n}\\n" for n in range(3)), mimetype="text/plain")


@app.get("/sin-fin")
def sin_fin():
    return Response(iter(lambda: "x" * 1_000_000, ""), mimetype="text/plain")
"""

UPLOAD = """\
POST /subir
Content-Type: multipart/form-data; boundary=raya

--raya
Content-Disposition: form-data; name="pie"

Una eñe
--raya
Content-Disposition: form-data; name="foto"; filename="foto.svg"
Content-Type: image/svg+xml

< foto.svg
--raya--
"""


def send(text: str, *, follows: bool = False) -> Outcome:
    """Send requests to the application; their block begins on line 100."""
    steps = (
        Step(Kind.FILE, "<svg/>\n", 1, path="foto.svg"),
        Step(Kind.PYTHON, APP, 1),
        Step(Kind.HTTP, text, 100, follows=follows),
    )
    return run(Example(steps))


def exchanges(text: str, *, follows: bool = False) -> tuple[Exchange, ...]:
    """Return what was exchanged, which must be as expected."""
    outcome = send(text, follows=follows)
    assert outcome.failures == ()
    return outcome.steps[2].exchanges


def test_a_redirect_is_followed_as_the_chain_it_is() -> None:
    """Each response is kept, cookies go on, and 303 turns a POST into a GET."""
    first, second = exchanges("POST /entrar\n\nnombre=Ana", follows=True)
    assert (first.status, first.followed) == ("303 SEE OTHER", False)
    assert (second.request, second.status, second.body) == ("GET / HTTP/1.1", "200 OK", "Dentro")
    assert second.followed


def test_a_redirect_is_not_followed_unasked() -> None:
    """The next request may be the one that shows what came of it."""
    assert [each.body for each in exchanges("POST /entrar\n###\nGET /")][1] == "Dentro"


def test_a_chain_can_be_expected() -> None:
    """Who gives several responses has the redirects followed; each is held to its own."""
    chain = "POST /entrar\n\nHTTP/1.1 303 SEE OTHER\nLocation: /\n\nHTTP/1.1 200 OK\n\n{}"
    assert len(exchanges(chain.format("Dentro"))) == 2
    (failure,) = send(chain.format("Fuera")).failures
    assert (failure.line, "+ Dentro" in failure.detail) == (106, True)


def test_a_chain_that_is_too_short_is_a_failure() -> None:
    """The response that never came is named."""
    (failure,) = send("GET /\n\nHTTP/1.1 200 OK\n\nHTTP/1.1 404 NOT FOUND").failures
    assert (failure.line, failure.detail) == (105, "- HTTP/1.1 404 NOT FOUND")


@pytest.mark.parametrize(
    ("text", "count", "last"),
    [("GET /fuera", 1, "302 FOUND"), ("GET /vueltas", 10, "302 FOUND"), ("POST /viejo\n\na=1", 2, "200 OK")],
)
def test_chains_stay_here_and_end(text: str, count: int, last: str) -> None:
    """One that leaves the application stops there, a circle is cut, and 307 sends the body once more."""
    chain = exchanges(text, follows=True)
    assert (len(chain), chain[-1].status) == (count, last)
    assert "307" not in chain[0].status or chain[-1].body == "a=1"


def test_files_are_sent_as_forms_do() -> None:
    """A part of the body may be a file of the example's folder."""
    (answer,) = exchanges(UPLOAD)
    assert '"bytes":7' in answer.body
    assert '"nombre":"foto.svg"' in answer.body
    assert '"pie":"Una e\\u00f1e"' in answer.body


def test_a_file_that_is_not_there_is_a_failure() -> None:
    """So is one outside of the folder."""
    for name in ("nada.txt", "/etc/passwd"):
        (failure,) = send(f"POST /eco\n\n< {name}").failures
        assert failure.line == 100


def test_a_form_may_take_several_lines() -> None:
    """As in the clients of editors."""
    (answer,) = exchanges("POST /formulario\n\nnombre=Ana\n&ciudad=Ávila")
    assert '"ciudad":"\\u00c1vila"' in answer.body
    assert '"nombre":"Ana"' in answer.body


def test_a_response_in_pieces_is_counted() -> None:
    """A stream says in how many it came; one without end is left."""
    first, second = exchanges("GET /poco-a-poco\n###\nGET /sin-fin")
    assert (first.chunks, first.body) == (3, "0\n1\n2\n")
    assert second.size > 32_000_000
    assert len(second.body) < 100_000
