"""Sentences of the manual about what is taken away, left as text and hidden, each with what happens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from escarcha.problems import Code
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from conftest import CommandTest, SiteTest

MANUAL = Path(__file__).parents[2] / "content" / "manual"
RENDERER = Renderer()


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (
            "limites-de-ejemplos",
            "Se publica el código, sin resultados ni «Ejecutado con…»; también el de un bloque con",
        ),
        ("limites-de-ejemplos", "Lo que ocultan `show=none`, `region=` y `[!code hide]` sigue oculto."),
        ("problemas", "Los atributos como `onclick` se quitan sin avisar."),
        ("problemas", "De los enlaces `javascript:` [se avisa aparte](#direccion-perdida)."),
        ("migrar", "o un `{ .clase }` detrás de un título o de un párrafo son texto, como en GitHub."),
        (
            "mas-markdown",
            "`width`, `height`, `title`, `lang`, `loading`, `align`, `target`, `rel` y `download`,",
        ),
        ("migrar", "Detrás de un enlace o de una imagen, sin espacio, [las llaves valen siempre]"),
    ],
)
def test_the_manual_says_it(page: str, sentence: str) -> None:
    """Whoever changes a sentence that is held below meets the test that holds it."""
    assert sentence in (MANUAL / f"{page}.md").read_text("utf-8")


SHOWN = {
    "as it is": ("python run", "print('secreto'[::-1])\n", True),
    "output": ("python run show=output", "print('secreto'[::-1])\n", True),
    "a request": ("http", "GET /secreto\n", True),
    "nothing": ("python run show=none", "x = 'secreto'\n", False),
    "a region": ("python run region=a", "x = 'secreto'\n# region a\ny = 1\n# endregion\n", False),
    "but a line": ("python run", "x = 'secreto'  # [!code hide]\ny = 1\n", False),
}


def test_without_running_code_is_published_and_what_is_hidden_is_not(
    site: SiteTest, command: CommandTest
) -> None:
    """``--no-run`` publishes neither an outcome nor a stamp, and uncovers nothing."""
    for name, (info, code, _) in SHOWN.items():
        site.write(f"{name.replace(' ', '-')}.md", f"# Título\n\n```{info}\n{code}```\n")
    assert command("--no-run").returncode == 0
    for name, (_, _, is_shown) in SHOWN.items():
        text = site.page(f"{name.replace(' ', '-')}/").css("article")[0].text()
        assert ("secreto" in text) is is_shown, name
        assert "oterces" not in text
        assert "Ejecutado con" not in text


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ('<p onclick="x()">a</p>', None),
        ("[a](javascript:x)", Code.LOST_TARGET),
        ("![a](javascript:x)", Code.LOST_TARGET),
        ('<a href="javascript:x">a</a>', Code.LOST_TARGET),
        ('<iframe src="a"></iframe>', Code.HTML_REMOVED),
    ],
)
def test_what_would_run_goes_and_addresses_do_not_go_in_silence(note: str, code: Code | None) -> None:
    """An attribute that runs something goes without a word; an address or an element is told of."""
    fragment = RENDERER.render(note)
    assert [remark.code for remark in fragment.remarks] == [code] * (code is not None)
    html = "".join(fragment.parts)
    assert "javascript:" not in html
    assert "onclick" not in html


@pytest.mark.parametrize("note", ["# a { .clase }", "a { .clase }", "a\n{ .clase }", "**a**{ .clase }"])
def test_braces_are_text_without_the_dialect(note: str) -> None:
    """As on GitHub, behind a heading, a paragraph or a word."""
    html = "".join(RENDERER.render(note).parts)
    assert "{ .clase }" in LexborHTMLParser(html).text()
    assert 'class="clase"' not in html


@pytest.mark.parametrize("note", ["[a](b.md){ .clase }", "![a](b.png){ .clase }"])
def test_braces_behind_a_link_or_an_image_hold_always(note: str) -> None:
    """They are our own Markdown, whatever the dialect."""
    html = "".join(RENDERER.render(note).parts)
    assert 'class="clase"' in html
    assert "{" not in html


def test_each_word_of_the_table_gives_its_title() -> None:
    """Words and titles that belong together stand between the same semicolons; solutions are folded."""
    table = re.findall(
        r"^\| (`.+) \| ([^|]+) \|$", (MANUAL / "recuadros.md").read_text("utf-8"), re.MULTILINE
    )
    said = {
        word: title
        for words, titles in table
        for group, title in zip(words.split(";"), titles.partition(": ")[0].split("; "), strict=True)
        for word in re.findall(r"`(.+?)`", group)
    }
    assert said.pop("tab") == said.pop("pestaña") == "El de la [pestaña](mas-markdown.md#pestanas)"
    html = "".join(RENDERER.render("\n\n".join(f"> [!{word.upper()}]\n> a" for word in said)).parts)
    titles = LexborHTMLParser(html).css(".callout-title")
    assert [node.text() for node in titles] == list(said.values())
    folded = {word for word, title in zip(said, titles, strict=True) if title.tag == "summary"}
    assert folded == {"solution", "solución"}


def test_what_braces_take() -> None:
    """The attributes that the manual names, a class and an anchor; others are dropped."""
    for name in ("width", "height", "title", "lang", "loading", "target", "rel", "download"):
        assert f' {name}="1"' in "".join(RENDERER.render(f"[a](b.md){{{name}=1}}").parts), name
    for name in ("style", "onclick", "src"):
        assert '="1"' not in "".join(RENDERER.render(f"[a](b.md){{{name}=1}}").parts), name
    html = "".join(RENDERER.render("![a](b.png){align=left .c #d} y [a](b.md) {width=1}").parts)
    assert 'class="float-left c" id="d"' in html
    assert "{width=1}" in html
