"""The dialect of Material for MkDocs: what of it has lines, what is harmless, and what it leaves alone."""

from __future__ import annotations

import time
from urllib.parse import unquote

import pytest
from markdown import Markdown
from markdown.extensions import toc
from pymdownx import slugs
from selectolax.lexbor import LexborHTMLParser

from escarcha.markup import Reader
from escarcha.rendering.renderer import Renderer, fingerprint

READER = Reader(dialect="material")


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("Uno.\n\n<figure markdown='span'>\n  ![a](no.png)\n</figure>\n", 4),
        ("<div markdown>\n\nTexto y [enlace](no.md).\n\n</div>\n", 3),
        ("![x](a.png)\n/// caption\nUn [enlace](no.md)\n///\n", 3),
        ('!!! note inline end "Un [enlace](no.md)"\n    Cuerpo.\n', 1),
        ("- a\n\n    Un [enlace](no.md){ .md-button }\n", 3),
    ],
)
def test_addresses_are_found_where_they_are_written(markdown: str, line: int) -> None:
    """What is wrong with an address is told on its line, and ``mv`` can rewrite it there."""
    (found,) = (each for each in READER.destinations(markdown) if each.address.startswith("no."))
    assert (found.line, markdown.split("\n")[line - 1][found.start : found.stop]) == (line, found.address)


@pytest.mark.parametrize(
    "markdown",
    [
        '[x](a.md){ onclick="x()" }',
        '[x](a.md){ href="javascript:x()" }',
        '![x](a.png){ style="position: fixed" src="https://a.es/b.png" srcset="b.png 2x" }',
        '# T { id="pagina:contenido" }',
        '# T {: data-theme="dark" #pagina:a }',
        'Texto.\n{ .a"b onmouseover=x }',
        '<div markdown onclick="x()" style="color: red">\n\na\n\n</div>',
        '<iframe markdown src="https://a.es">\n\na\n\n</iframe>',
        '/// caption | #a"onclick="x\nb\n///',
        '/// html | a[onclick="x()"][href="javascript:x()"][style="color: red"]\nb\n///',
        '/// html | div\n    attrs: {onclick: x, "a onload=x": b, style: "x"}\n\nb\n///',
        "/// note\n    attrs: {class: 'a\" onclick=\"x', id: 'pagina:a'}\n\nb\n///",
        "/// html | iframe[src='https://a.es']\nb\n///",
        ':material-school:{ onload="x()" }',
    ],
)
def test_nothing_that_runs_or_styles_comes_of_braces(markdown: str) -> None:
    """Attributes in braces and on HTML that holds Markdown are those that a sanitiser would let through."""
    tree = LexborHTMLParser("".join(Renderer(dialect="material").render(markdown).parts))
    written = {f"{name}={value}" for node in tree.css("*") for name, value in node.attrs.items()}
    bad = ("on", "style=", "srcset", "src=https", "data-theme", "id=pagina:", "href=javascript")
    assert [each for each in written if each.startswith(bad)] == []
    assert tree.css_first("iframe") is None


def test_what_notes_are_read_by_is_part_of_the_key() -> None:
    """A Fragment of one dialect, or with some abbreviations or anchors, is never taken for another."""
    plain, material = Renderer(), Renderer(dialect="material")
    others = Renderer(dialect="material", anchor_case="none"), Renderer(abbreviations={"a": "b"})
    assert len({fingerprint(each) for each in (plain, material, *others)}) == 4


HEADINGS = "".join(
    f"## {each}\n\n"
    for each in (
        "Año Nuevo",
        "ÍNDICE — `A` B",
        "Índice: a/b",
        "Straße",
        "Año Nuevo",
        "¿Y *esto*?",
        "De `A<T>`",
    )
)


@pytest.mark.parametrize("case", ["lower", "lower-ascii", "fold", "none"])
@pytest.mark.parametrize("is_encoded", [False, True])
def test_the_anchors_of_mkdocs_lead_where_they_led(case: str, is_encoded: bool) -> None:  # noqa: FBT001 - a choice
    """Those of Python-Markdown, and those of pymdownx whatever it is asked for, each as browsers read it."""
    html = "".join(Renderer(dialect="material", anchor_case=case).render(HEADINGS).parts)
    own = {node.attrs["id"] for node in LexborHTMLParser(html).css("[id]")}
    for slugify in (toc.slugify, toc.slugify_unicode, slugs.slugify(case=case, percent_encode=is_encoded)):
        made = Markdown(extensions=["toc"], extension_configs={"toc": {"slugify": slugify}}).convert(HEADINGS)
        theirs = {unquote(str(node.attrs["id"])) for node in LexborHTMLParser(made).css("[id]")}
        assert theirs <= own


@pytest.mark.parametrize(
    "text",
    [
        *(
            "<div markdown>\n\n",
            "/// caption\n",
            "/// html | div\n",
            "/// define\n    a: [\n",
            "\\[\n",
            "\\(a",
            "{++a ",
            "{~~a~>",
            ":material-",
            "`#!py ",
            "++a",
        ),
        *("# a { .b", "a\n{ ", "x (1) {", "::: code-group\n", "<Tabs>\n", "<Badge text='"),
    ],
)
def test_what_is_never_closed_takes_no_time(text: str) -> None:
    """However often something begins and never ends, reading it takes time in its length."""
    renderer = Renderer(dialect="material")
    start = time.process_time()
    renderer.render(text * 600)
    assert time.process_time() - start < 2


def test_plain_markdown_is_the_same_in_both() -> None:
    """A note without anything of Material's reads as on GitHub, but for the anchors of MkDocs."""
    table = "| e | f |\n|---|---|\n| g | h |"
    note = f"# Uno\n\n- a\n  - b\n\n1. c\n\n> d\n\n{table}\n\n```py\nx = 1\n```\n\nUn *i* y **j**.\n"
    assert Renderer().render(note).parts == Renderer(dialect="material").render(note).parts


def test_icons_attributes_and_keys_are_no_prose() -> None:
    """What is looked up in a dictionary holds none of them, and every other word in its place."""
    note = 'Una :material-school:{ .lg title="x" } y ++ctrl+c++ más.'
    (text,) = READER.texts(note)
    assert text.replace("\ufffc", "") == "Una  y  más."
    assert text.index("más") == note.index("más")
