"""Requests to the application of an Example, and their responses."""

from __future__ import annotations

import pytest

from escarcha.examples.example import Example, Kind, Outcome
from run_warm import run, step
from sample_app import APP


def requests(text: str) -> Outcome:
    """Send requests to the application above; their block begins on line 100."""
    return run(Example((step(Kind.PYTHON, APP), step(Kind.HTTP, text, 100))))


def test_requests_go_to_the_application_and_keep_their_cookies() -> None:
    """A session lasts from one request to the next."""
    outcome = requests(
        "GET /\n###\nGET /\n\nHTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\n\n¡Hola! 2\n"
    )
    first, second = outcome.steps[1].exchanges
    assert outcome.failures == ()
    assert (first.status, first.body, second.body) == ("200 OK", "¡Hola! 1", "¡Hola! 2")
    assert first.request == "GET / HTTP/1.1"
    assert ("Content-Type", "text/html; charset=utf-8") in first.headers
    assert "Flask" in outcome.versions


@pytest.mark.parametrize(
    ("text", "status", "body"),
    [
        ('POST /eco\n\n{"a": 1}', "200 OK", '{"a":1}\n'),
        ("POST /formulario\n\nnombre=Ana", "200 OK", "Ana"),
        ("GET /nada", "404 NOT FOUND", '{"error":"no est\\u00e1"}\n'),
        ("PUT /", "405 METHOD NOT ALLOWED", None),
        ("GET /ir", "302 FOUND", None),
        ("GET http://localhost:5000/?x=1 HTTP/1.1", "200 OK", "¡Hola! 1"),
        ("HEAD /", "200 OK", ""),
    ],
)
def test_any_kind_of_request_can_be_made(text: str, status: str, body: str | None) -> None:
    """JSON, forms, errors and redirects are answered as a server would."""
    outcome = requests(text)
    assert outcome.failures == ()
    exchange = outcome.steps[1].exchanges[0]
    assert exchange.status == status
    assert body is None or exchange.body == body


def test_a_body_that_is_no_text_is_not_shown() -> None:
    """Only its size is kept."""
    exchange = requests("GET /imagen").steps[1].exchanges[0]
    assert (exchange.is_binary, exchange.body, exchange.size) == (True, "", 6)
    assert exchange.image == bytes([137, 80, 78, 71, 0, 255])


def test_a_huge_body_is_cut() -> None:
    """Ten megabytes are counted and not kept."""
    exchange = requests("GET /mucho").steps[1].exchanges[0]
    assert exchange.size == 10_000_000
    assert len(exchange.body) < 100_000


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("GET /\n\nHTTP/1.1 404 NOT FOUND", 103, "esperada"),
        ("GET /\n\nHTTP/1.1 200 OK\nContent-Type: text/plain", 103, "esperada"),
        ("GET /\n###\nGET /\n\nHTTP/1.1 200\n\n¡Hola! 1", 105, "esperada"),
        ("GET /mal", 15, "ZeroDivisionError"),
        ("nada", 101, "petición"),
        ("GET http://[::1", 101, "dirección"),
        ("", 101, "petición"),
        ("GET /\nsin dos puntos", 102, "cabecera"),
    ],
)
def test_a_request_that_goes_otherwise_is_a_failure(text: str, line: int, word: str) -> None:
    """The very line of the note is named: of the expected response, or of the code that fails."""
    (failure,) = requests(text).failures
    assert failure.line == line + (1 if word == "ZeroDivisionError" else 0)
    assert word in failure.cause


def test_a_difference_is_shown_as_one() -> None:
    """The author sees both what was expected and what came."""
    (failure,) = requests("GET /\n\nHTTP/1.1 200 OK\n\nAdiós").failures
    assert "- Adiós" in failure.detail
    assert "+ ¡Hola! 1" in failure.detail


def test_an_error_that_the_example_has_seen_to_is_none() -> None:
    """A client of its own may meet the very error that a request has met."""
    outcome = run(
        Example(
            (
                step(Kind.PYTHON, APP),
                step(Kind.HTTP, "GET /mal\n\nHTTP/1.1 500", 100),
                step(Kind.PYTHON, "print(app.test_client().get('/mal').status)", 200),
            )
        )
    )
    assert outcome.failures == ()
    assert outcome.steps[2].output.endswith("500 INTERNAL SERVER ERROR\n")


def test_an_error_of_the_server_can_be_expected() -> None:
    """Who expects a 500 gets it."""
    outcome = requests("GET /mal\n\nHTTP/1.1 500 INTERNAL SERVER ERROR")
    assert outcome.failures == ()
    assert outcome.steps[1].exchanges[0].status == "500 INTERNAL SERVER ERROR"


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (
            "def application(environ, start):\n    start('200 OK', [])\n    return [b'hola']\n",
            "200 OK",
        ),
        ("from flask import Flask\ndef create_app():\n    return Flask(__name__)\n", "404 NOT FOUND"),
    ],
)
def test_any_application_will_do(code: str, status: str) -> None:
    """A plain WSGI callable, or a factory."""
    outcome = run(Example((step(Kind.PYTHON, code), step(Kind.HTTP, "GET /"))))
    assert outcome.steps[1].exchanges[0].status == status


def test_requests_need_an_application() -> None:
    """What is missing is said."""
    (failure,) = run(Example((step(Kind.PYTHON, "x = 1\n"), step(Kind.HTTP, "GET /", 9)))).failures
    assert failure.line == 9
    assert "app" in failure.cause
