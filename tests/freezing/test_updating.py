"""``freeze --update``: expected responses are written into the notes, and nothing else changes."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from escarcha.freezing import Options
from escarcha.freezing.updating import update

if TYPE_CHECKING:
    from conftest import CommandTest, SiteTest

NOTE = """---
title: Hola
---
# Hola

```python run
from flask import Flask, redirect

app = Flask(__name__)


@app.get("/")
def hola():
    return {"saludo": "¡Hola!", "número": [1, 2]}


@app.get("/ir")
def ir():
    return redirect("/")


@app.get("/página")
def pagina():
    return "<h1>Uno</h1>\\n\\n<p>Dos</p>\\n"
```

```http
GET /

RESPUESTA
```

Fin.
"""


def note(expected: str, request: str = "GET /") -> str:
    """Return the note with a request held to a response."""
    return NOTE.replace("GET /\n\nRESPUESTA", f"{request}\n\n{expected}")


def updated(site: SiteTest, text: str | bytes) -> bytes:
    """Write a note, update it, and return its file."""
    site.write("a.md", text)
    list(update(site.project, Options()))
    return (site.content / "a.md").read_bytes()


LAYOUTS = (
    ("HTTP/1.1 404 NOT FOUND", "HTTP/1.1 200 OK"),
    ("HTTP/1.0 404", "HTTP/1.0 200"),
    ("HTTP/1.1 200 OK\ncontent-type: text/html", "HTTP/1.1 200 OK\ncontent-type: application/json"),
    ("HTTP/1.1 200 OK\nX-Nada: no\nContent-Length: 1", "HTTP/1.1 200 OK\nContent-Length: 45"),
    ('HTTP/1.1 200 OK\n\n{"a": 1}', 'HTTP/1.1 200 OK\n\n{"número": [1, 2], "saludo": "¡Hola!"}'),
    (
        'HTTP/1.1 200 OK\n\n{\n  "a": 1\n}',
        'HTTP/1.1 200 OK\n\n{\n  "número": [\n    1,\n    2\n  ],\n  "saludo": "¡Hola!"\n}',
    ),
)


def test_what_is_expected_becomes_what_happens(site: SiteTest) -> None:
    """As much of it as the note held the response to, in its own layout; then the note is true."""
    wrong, right = ("\n```\n\n```http\nGET /\n\n".join(pair[side] for pair in LAYOUTS) for side in (0, 1))
    assert updated(site, note(wrong)).decode() == note(right)
    site.freeze()
    assert site.problems == []


def test_every_response_of_a_block_and_of_a_chain(site: SiteTest) -> None:
    """Several requests, and a redirect with its two responses."""
    wrong = "HTTP/1.1 301\n\nHTTP/1.1 404\n\n###\nGET /página\n\nHTTP/1.1 500\n\nnada"
    right = "HTTP/1.1 302\n\nHTTP/1.1 200\n\n###\nGET /página\n\nHTTP/1.1 200\n\n<h1>Uno</h1>\n\n<p>Dos</p>"
    assert updated(site, note(wrong, "GET /ir")).decode() == note(right, "GET /ir")


def test_what_is_true_is_not_written(site: SiteTest) -> None:
    """The file is not touched, though its JSON is written otherwise."""
    text = note('HTTP/1.1 200 OK\n\n{ "saludo": "¡Hola!",   "número": [1,2] }')
    before = site.write("a.md", text).content.joinpath("a.md").stat()
    list(update(site.project, Options()))
    after = (site.content / "a.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


FILES = (
    (b"", "utf-8", "\r\n"),
    (codecs.BOM_UTF8, "utf-8", "\n"),
    (codecs.BOM_UTF8, "utf-8", "\r\n"),
    (b"", "utf-8", "\r"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "\r\n"),
)


def test_encoding_and_line_ends_stay(site: SiteTest) -> None:
    """Byte order mark, UTF-16, and the line ends of Windows and of old Macs."""
    wrong = 'HTTP/1.1 404\n\n{\n "a": 1}'
    right = 'HTTP/1.1 200\n\n{\n "número": [\n  1,\n  2\n ],\n "saludo": "¡Hola!"\n}'
    for number, (mark, encoding, end) in enumerate(FILES):
        site.write(f"{number}.md", mark + note(wrong).replace("\n", end).encode(encoding))
    list(update(site.project, Options()))
    for number, (mark, encoding, end) in enumerate(FILES):
        expected = mark + note(right).replace("\n", end).encode(encoding)
        assert (site.content / f"{number}.md").read_bytes() == expected


def test_what_stands_before_the_lines_stays(site: SiteTest) -> None:
    """In lists and quotations, with a body and its empty line."""
    head, tail = NOTE.split("```http\nGET /\n\nRESPUESTA\n```\n")

    def nested(expected: str) -> str:
        lines = f"```http\nGET /\n\n{expected}\n```".split("\n")
        blocks = []
        for prefix in ("> ", "   ", "> > ", "- ", "1. > "):
            after = "".join(" " if char in "-1." else char for char in prefix)
            inside = [f"{after if number else prefix}{line}".rstrip() for number, line in enumerate(lines)]
            blocks.append("\n".join(inside))
        return head + "\n\nY:\n\n".join(blocks) + "\n" + tail

    wrong, right = (
        "HTTP/1.1 404\n\nnada\nde nada",
        'HTTP/1.1 200\n\n{"n\\u00famero":[1,2],"saludo":"\\u00a1Hola!"}',
    )
    assert updated(site, nested(wrong)).decode() == nested(right)


@pytest.mark.parametrize(
    "text",
    [
        note("HTTP/1.1 404").replace('"¡Hola!"', "nada"),
        note("HTTP/1.1 404").replace("Fin.", "```http\nGARBAGE\n```"),
        note("HTTP/1.1 404\n\n###\nGET /ir\n\nHTTP/1.1 302\n\nHTTP/1.1 200\n\nHTTP/1.1 200"),
        note("HTTP/1.1 404\n\nx").replace('{"saludo": "¡Hola!", "número": [1, 2]}', '"```\\nfin"'),
        note("HTTP/1.1 404\n\nx").replace('{"saludo": "¡Hola!", "número": [1, 2]}', '"###\\nGET /"'),
        note("HTTP/1.1 404\n\nx").replace('{"saludo": "¡Hola!", "número": [1, 2]}', "bytes([255, 0])"),
    ],
    ids=["excepción", "sin petición", "falta una respuesta", "cierra el bloque", "otra petición", "binario"],
)
def test_what_fails_otherwise_is_left_alone(site: SiteTest, text: str) -> None:
    """An exception, a block that is no request, an answer that cannot be written: not a byte changes."""
    assert updated(site, text).decode() == text
    site.freeze()
    assert set(site.codes) == {"ejemplo-falla"}


def test_one_failing_example_does_not_keep_another(site: SiteTest) -> None:
    """Each example of a note is judged by itself."""
    broken = "```python run\nnada\n```\n"
    assert updated(site, note("HTTP/1.1 404") + broken).decode() == note("HTTP/1.1 200") + broken


def test_the_command_says_what_it_has_written(command: CommandTest, site: SiteTest) -> None:
    """The place, the difference, and the site is published; a second time there is nothing to say."""
    site.write("a.md", note("HTTP/1.1 404"))
    assert command("check", "--update").returncode == 2  # no check writes into a note
    assert "HTTP/1.1 404" in (site.content / "a.md").read_text("utf-8")
    line = note("HTTP/1.1 404").split("\n").index("HTTP/1.1 404") + 1
    done = command("--update")
    assert done.returncode == 0
    assert f"content/a.md:{line}: la respuesta esperada se ha puesto al día." in done.stderr
    assert "    - HTTP/1.1 404" in done.stderr
    assert "    + HTTP/1.1 200" in done.stderr
    assert "puesto al día" not in command("--update").stderr
