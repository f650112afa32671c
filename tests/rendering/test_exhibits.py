"""Outcomes on a page: panels, tabs, frames, images, tracebacks, what is long, and what goes with it."""

from __future__ import annotations

import html
import io
import re
import zipfile

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from escarcha.examples import Exchange, Outcome, StepOutcome
from escarcha.figures import theme_figures
from escarcha.rendering.exhibits.attachments import Attachments
from escarcha.rendering.exhibits.outcomes import show_outcomes
from escarcha.rendering.renderer import Renderer

NOTE = """# Hola

```python run title="app.py"
app = 1
```

```http
GET /
```
"""

FIGURES = theme_figures()
VERSIONS = {"Flask": "3.1.3", "Python": "3.13.1"}
OK = Exchange("GET /hola HTTP/1.1", "200 OK", (("Content-Type", "application/json"),), '{"a": 1}', 8)


def page(*exchanges: Exchange, output: str = "", note: str = NOTE) -> tuple[LexborHTMLParser, Attachments]:
    """Show what an example of one block and its requests did; return the page and its files."""
    fragment = Renderer().render(note)
    steps = len(fragment.examples[0].steps)
    happened = [StepOutcome(output if steps == 1 else "")] * (steps - (steps > 1))
    happened += [StepOutcome(output, exchanges)] if steps > 1 else []
    attachments = Attachments("/notas/hola/")
    written = "".join(fragment.parts)
    shown = show_outcomes(written, fragment, [Outcome(tuple(happened), (), VERSIONS)], attachments, FIGURES)
    return LexborHTMLParser(shown), attachments


def one(root: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """Return the first element of a kind; there must be one."""
    found = root.css_first(selector)
    assert found is not None
    return found


def answer(kind: str, body: str, status: str = "200 OK") -> Exchange:
    """Make an exchange that was answered so."""
    return msgspec.structs.replace(OK, headers=(("Content-Type", kind),), body=body, status=status)


def preview(body: str, note: str = NOTE) -> tuple[str, dict[str, str]]:
    """Return the document in the frame that shows an HTML answer, and the files of its page."""
    shown, attachments = page(answer("text/html; charset=utf-8", body), note=note)
    frame = shown.css_first("iframe")
    files = {file.name: file.content.decode("utf-8", "replace") for file in attachments.files}
    return str(frame.attrs["srcdoc"]) if frame else "", files


def test_code_and_exchange_are_a_pair() -> None:
    """One request is a panel with a name, in one element with the code above it."""
    shown, _ = page(OK)
    pair = one(shown, "div.example")
    assert len(pair.css("figure.ran")) == 1
    panel = one(pair, ".exhibits > [role=group]")
    assert panel.attrs["aria-label"] == "GET /hola"
    assert [node.text() for node in panel.css("figcaption")] == ["Petición", "Respuesta"]
    assert (
        one(panel, ".status-2 code").text() == 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"a": 1}\n'
    )
    assert shown.css("details.tab") == []


def test_prose_between_keeps_them_apart() -> None:
    """Code with a sentence below it is no part of the pair."""
    shown, _ = page(OK, note=NOTE.replace("```http", "Y entonces:\n\n```http"))
    assert shown.css("div.example") == []
    assert len(shown.css(".exhibits")) == 1


def test_several_requests_are_tabs() -> None:
    """Disclosures of one name, the first open, that work without a script."""
    shown, _ = page(OK, answer("text/plain", "no", "404 NOT FOUND"))
    tabs = shown.css(".tabs > details.tab")
    assert [one(tab, "summary").text() for tab in tabs] == ["GET /hola 200", "GET /hola 404"]
    assert ["open" in tab.attrs for tab in tabs] == [True, False]
    assert len({tab.attrs["name"] for tab in tabs}) == 1


def test_a_redirect_is_shown_as_the_chain_it_is() -> None:
    """What followed stands in the same panel, and the command follows too."""
    moved = msgspec.structs.replace(OK, status="302 FOUND", headers=(("Location", "/ya"),), body="")
    followed = msgspec.structs.replace(OK, request="GET /ya HTTP/1.1", followed=True)
    shown, _ = page(moved, followed, OK)
    tabs = shown.css(".tabs > details.tab")
    assert [one(tab, "summary").text() for tab in tabs] == ["GET /hola 302 → 200", "GET /hola 200"]
    captions = [node.text() for node in tabs[0].css("figcaption")]
    assert captions == ["Petición", "Respuesta", "Petición, siguiendo la redirección", "Respuesta"]
    requests = tabs[0].css("figure.request")
    assert "-L" in str(requests[0].attrs["data-curl"])
    assert "data-curl" not in requests[1].attrs


def test_commands_go_with_a_request() -> None:
    """They share cookies where an answer sets one."""
    shown, _ = page(msgspec.structs.replace(OK, headers=(("Set-Cookie", "a=b"),)))
    request = one(shown, "figure.request")
    assert str(request.attrs["data-curl"]).startswith("curl -i -b cookies.txt")
    assert str(request.attrs["data-httpie"]) == "http --session=ejemplo :5000/hola"


def test_an_html_answer_is_shown_as_source_and_as_a_browser_has_it() -> None:
    """The frame is sandboxed without exception, and named."""
    shown, _ = page(answer("text/html", "<h1>¡Hola!</h1>"))
    frame = one(shown, ".exchange > figure.view > iframe")
    assert frame.attrs["sandbox"] is None
    assert frame.attrs["title"] == "Vista previa: GET /hola"
    assert "<h1>¡Hola!</h1>" in str(frame.attrs["srcdoc"])
    assert "<h1>¡Hola!</h1>" in one(shown, "figure.response").text()


def test_a_preview_runs_nothing_and_loads_nothing() -> None:
    """Scripts, handlers, frames and addresses are gone; what is left leads nowhere."""
    hostile = (
        '<script src="https://mal.example/x.js"></script><h1 onclick="mal()">Hola</h1>'
        '<img src="https://mal.example/i.png" alt="foto"><iframe src="https://mal.example"></iframe>'
        '<meta http-equiv="refresh" content="0;url=https://mal.example"><base href="https://mal.example">'
        '<link rel="stylesheet" href="https://mal.example/a.css"><video src="https://mal.example/v"></video>'
        '<style>@import "https://mal.example/b.css"; p { background: url(https://mal.example/c.png) }</style>'
        '<svg><image href="https://mal.example/s"/></svg><object data="https://mal.example/o"></object>'
        '<p style="background: url(https://mal.example/d)">x</p>"></iframe><script>mal()</script>'
    )
    document, files = preview(hostile)
    assert "mal.example" not in document + "".join(files.values())
    assert "mal()" not in document
    assert "foto" in document
    assert "<h1>Hola</h1>" in document
    assert '<base target="_blank">' in document


def test_the_styles_of_an_answer_are_published_as_a_sheet() -> None:
    """Inline ones and those of the example's own files; the page's policy lets no others through."""
    note = NOTE.replace("```python", "```css file=static/a.css\nh1 { color: red }\n```\n\n```python", 1)
    link = '<link rel="stylesheet" href="/static/a.css">'
    document, files = preview(f'{link}<style>p {{ margin: 0 }}</style><p style="color: teal">x</p>', note)
    assert '<link rel="stylesheet" href="/notas/hola/_vista-1.css">' in document
    assert files["_vista-1.css"] == "h1 { color: red }\n\np { margin: 0 }\n.e1{color: teal}"
    assert '<p class="e1">x</p>' in document
    assert "style=" not in document


def test_there_is_no_preview_of_bare_text_redirects_or_what_is_huge() -> None:
    """There is nothing to see, or too much."""
    assert preview("<p>Hola</p>" * 5000)[0] == ""
    assert preview("¡Hola, Ana!")[0] == ""
    shown, _ = page(answer("text/html", "<p>Sigue</p>", "302 FOUND"))
    assert shown.css("iframe") == []


def test_an_image_is_shown_as_one() -> None:
    """It is a file beside the page; what is no text and no image says so."""
    image = msgspec.structs.replace(answer("image/png", ""), image=b"\x89PNG", is_binary=True, size=4)
    shown, attachments = page(image)
    assert one(shown, "figure.view > img").attrs["src"] == "/notas/hola/_respuesta-1.png"
    assert attachments.files[0].content == b"\x89PNG"
    drawn = msgspec.structs.replace(
        image, image=b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="5"/>'
    )
    assert one(page(drawn)[0], "img").attrs["height"] == "5"
    other = msgspec.structs.replace(answer("application/pdf", ""), is_binary=True, size=12_345)
    assert one(page(other)[0], ".cut").text() == "El cuerpo son 12.345 bytes que no son texto."


def test_what_is_long_is_cut_and_says_so() -> None:
    """At the end of a line, with the number of those that are missing."""
    shown, _ = page(
        output="".join(f"línea {number}\n" for number in range(5000)), note=NOTE[: NOTE.index("```http")]
    )
    text = one(shown, "figure.output code").text()
    assert text.endswith("\n")
    left = f"{5000 - text.count(chr(10)):,}".replace(",", ".")
    assert one(shown, ".cut").text() == f"Aquí se corta: hay {left} líneas más."
    line = page(answer("text/plain", "a" * 9_000))[0]
    assert 5_900 < one(line, "figure.response code").text().count("a") < 6_000
    assert re.fullmatch(r"Aquí se corta: hay 3\.\d\d\d caracteres más\.", one(line, ".cut").text())
    huge = msgspec.structs.replace(answer("text/plain", "a" * 64_000), size=10_000_000)
    assert "son 10.000.000 bytes" in one(page(huge)[0], ".cut").text()


def test_a_traceback_shows_the_lines_of_the_note() -> None:
    """Frames of installed packages go; what was written before stands apart."""
    told = (
        "Vamos\nTraceback (most recent call last):\n"
        '  File "…/flask/app.py", line 1511, in wsgi_app\n    response = self.full_dispatch_request()\n'
        "               ^^^^^^^^^^^^^^\n"
        '  File "app.py", line 9, in roto\n    return {}["nada"]\nKeyError: \'nada\'\n'
    )
    shown, _ = page(answer("text/html", "", "500 INTERNAL SERVER ERROR"), output=told)
    assert one(shown, "figure.output code").text() == "Vamos\n"
    assert one(shown, "figure.raised code").text() == (
        'Traceback (most recent call last):\n  File "app.py", line 9, in roto\n'
        "    return {}[\"nada\"]\nKeyError: 'nada'\n"
    )


def test_the_stamp_says_what_it_means() -> None:
    """With what it ran, why that matters, and the example to take home."""
    shown, attachments = page(OK)
    assert one(shown, ".stamp summary").text() == "Ejecutado con Flask 3.1.3 · Python 3.13"
    assert "se ejecutó al publicar" in one(shown, ".stamp p").text()
    link = one(shown, ".stamp a")
    assert (link.attrs["href"], link.attrs["download"]) == ("/notas/hola/_hola-1.zip", "hola-1.zip")
    assert [file.name for file in attachments.files] == ["_hola-1.zip"]


def test_what_has_not_run_reads_as_it_was_written() -> None:
    """No panel, no stamp, no mark."""
    fragment = Renderer().render(NOTE)
    shown = show_outcomes(fragment.parts[0], fragment, [], Attachments("/"), FIGURES)
    assert "GET" in shown
    assert "exhibits" not in shown
    assert "\ufdd1" not in shown


@pytest.mark.parametrize(("place", "config"), [("test_app.py", []), ("tests/test_app.py", ["conftest.py"])])
def test_tests_in_a_folder_find_what_they_test(place: str, config: list[str]) -> None:
    """What an exercise is taken home as has the file that tells pytest where to look, if they need it."""
    blocks = ("exercise=uno\na = 1", f"tests file={place}\ndef test_a(): ...", "solution\na = 2")
    fragment = Renderer().render("".join(f"```python {block}\n```\n\n" for block in blocks))
    attachments = Attachments("/notas/")
    show_outcomes("".join(fragment.parts), fragment, [], attachments, FIGURES)
    archive = zipfile.ZipFile(io.BytesIO(attachments.files[0].content))
    assert archive.namelist() == [f"notas-uno/{name}" for name in ("app.py", place, *config)]


def test_hostile_text_stays_text() -> None:
    """Whatever an application answers or is asked, nothing of it becomes markup of the page."""
    evil = '"><script>mal()</script>'
    exchange = answer(f"text/plain{evil}", evil, f"200 {evil}")
    exchange = msgspec.structs.replace(exchange, request=f"GET /{evil} HTTP/1.1\nX: {evil}\n\n{evil}")
    shown, _ = page(exchange, exchange, output=evil)
    assert shown.css("script") == []
    assert html.unescape(evil) in one(shown, "figure.request").text()


def test_examples_one_after_another_have_a_foot_each() -> None:
    """Two examples without a word between them are two pairs."""
    note = "```python run\nprint(1)\n```\n\n```python run\nprint(2)\n```\n"
    fragment = Renderer().render(note)
    outcome = Outcome((StepOutcome("1\n"),), (), VERSIONS)
    shown = LexborHTMLParser(
        show_outcomes(fragment.parts[0], fragment, [outcome, outcome], Attachments("/"), FIGURES)
    )
    assert len(fragment.examples) == 2
    assert len(shown.css("div.example")) == len(shown.css(".stamp")) == 2
