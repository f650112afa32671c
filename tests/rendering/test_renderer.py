"""Notes to Fragments, whatever is in them."""

from __future__ import annotations

from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from escarcha.markup import ExtensionError
from escarcha.problems import Code, Severity
from escarcha.rendering.renderer import Renderer, fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import SiteTest
    from escarcha.rendering.fragment import Fragment

RENDERER = Renderer()
NONCHARACTERS = {chr(code) for code in range(0xFDD0, 0xFDF0)}


def filled(fragment: Fragment) -> str:
    """Return a Fragment's HTML with its links as they were written."""
    gaps = (escape(link.target) for link in fragment.links)
    return "".join(part for pair in zip_longest(fragment.parts, gaps, fillvalue="") for part in pair)


SNIPPETS = (
    *(
        "```",
        "```py\n",
        "~~~",
        "    ",
        "\n",
        "\n\n",
        "- ",
        "> ",
        "1. ",
        "# ",
        "|",
        "|-|-|\n",
        "---\n",
        "===\n",
    ),
    *("[^1]", "[^1]: ", "`", "[a](b.md)", "![](", "*", "__", "~~", "\\", "{#a}", '"', "x n="),
    *("<div>", "</div>", "<p>", "</article>", "</main>", "<!--", "-->", "<a href='x'>", "<table>", "<td>"),
    *("<script>", "<style>", "<textarea>", "<title>", "<plaintext>", "<xmp>", "<iframe>", "<noscript>"),
    *(
        "<select>",
        "<form>",
        "<button>",
        "<svg>",
        "<math>",
        "<template>",
        "<img srcset='a 1x, b'>",
        "<body x='",
    ),
    *("&#64976;", "&#", "\ufdd0", "\ufdd2", "\x02", "\x03", "\x00", "\ud800"),
)
snippets = st.sampled_from(SNIPPETS) | st.text(max_size=6)
markdown = st.lists(snippets, max_size=14).map("".join)


@given(markdown)
def test_any_text_is_rendered(text: str) -> None:
    """Rendering never raises, its gaps are those of its links, and no noncharacter comes out."""
    fragment = RENDERER.render(text)
    assert len(fragment.parts) == len(fragment.links) + 1
    html = "".join(fragment.parts)
    assert not NONCHARACTERS & set(html)
    assert all(1 <= link.line <= text.count("\n") + 1 for link in fragment.links)
    assert [remark for remark in fragment.remarks if remark.code is Code.UNRENDERABLE] == []


@given(markdown)
def test_no_text_can_leave_its_article(text: str) -> None:
    """Put into its place, a note's HTML ends where the article ends, whatever it left open."""
    html = filled(RENDERER.render(text))
    page = LexborHTMLParser(f"<main><article>\n{html}\n</article><footer id='despues'>x</footer></main>")
    (after,) = page.css("#despues")
    assert after.parent is not None
    assert (after.parent.tag, after.text()) == ("main", "x")
    before = after.prev
    assert before is not None
    assert before.tag == "article"


@given(markdown)
def test_rendering_does_not_depend_on_what_came_before(text: str) -> None:
    """A Renderer used a thousand times gives what a new one gives."""
    RENDERER.render("[^1]: x\n\n[a]: b.md\n\n```nadie\n```\n\n# A\n\n# A")
    assert RENDERER.render(text) == Renderer().render(text)


titles = st.sampled_from(["A", "a", "A-1", "?", "Ñ", "n", "C++", "x {#a}"])


@given(st.lists(st.tuples(st.integers(1, 6), titles), max_size=9))
def test_ids_are_unique_whatever_the_headings(headings: list[tuple[int, str]]) -> None:
    """No two elements made of titles share an id, ours and GitHub's together."""
    fragment = RENDERER.render("\n\n".join(f"{'#' * level} {text}" for level, text in headings))
    tree = LexborHTMLParser(filled(fragment))
    explicit = sum(text == "x {#a}" for _, text in headings)
    ids = [str(node.attrs["id"]) for node in tree.css("[id]")]
    assert len(ids) - len(set(ids)) == max(0, explicit - 1)
    assert [(heading.level, heading.id) for heading in fragment.headings] == [
        (int(str(node.tag)[1]), node.attrs["id"]) for node in tree.css("h1, h2, h3, h4, h5, h6")
    ]


def test_headings_know_level_id_and_text() -> None:
    """What the contents of a page are made of, without markup."""
    fragment = RENDERER.render("# **Uno** `y`\n\n### Dos {#dos}\n\n> ## Tres")
    assert [(heading.level, heading.id, heading.text) for heading in fragment.headings] == [
        (1, "uno-y", "Uno y"),
        (3, "dos", "Dos"),
        (2, "tres", "Tres"),
    ]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("[a](b.md)\n\n[c](b.md) [d](b.md)\n\n[e](b.md)", [1, 3, 3, 5]),
        ("b.md no es un enlace\n\n[a](b.md)", [3]),
        ("[a][x]\n\n\n[x]: b.md", [4]),
        ("uno\n\n[a](<b c.md>)", [3]),
        ("uno\n\n[a](b%20c.md)", [3]),
        ('uno\n\n<a href="b.md?x&amp;y">a</a>', [3]),
        ("uno\n\n![a](a.png)\n\n[a](a)", [3, 5]),
    ],
)
def test_links_know_their_lines(body: str, lines: list[int]) -> None:
    """A broken link is reported where it stands in the note."""
    assert [link.line for link in RENDERER.render(body).links] == lines


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("# Título\n\nUna **frase** con `código`.\n\nOtra.", "Una frase con código."),
        ("![](a.png)\n\n---\n\nTexto.", "Texto."),
        ("```\ncódigo\n```", ""),
        ("", ""),
        ("a\x1bb", "a�b"),
        ("Uno\ndos\u00a0tres", "Uno dos tres"),
        ("palabra " * 40, ("palabra " * 19).strip() + "…"),
        ("x" * 500, f"{'x' * 159}…"),
    ],
)
def test_the_summary_is_the_first_paragraph(body: str, summary: str) -> None:
    """Plain text in one line, cut at a word to the length of a description."""
    found = RENDERER.render(body).summary
    assert found == summary
    assert len(found) <= 160


def test_an_unknown_language_is_a_hint_at_its_line() -> None:
    """The author hears of it, and the site is published."""
    (remark,) = RENDERER.render("uno\n\n```nadie\nx\n```").remarks
    assert (remark.code, remark.line, remark.severity) == (Code.UNKNOWN_LANGUAGE, 3, Severity.HINT)


def test_code_that_is_too_long_for_colours_is_a_hint_at_its_line() -> None:
    """The author hears why it has none; of a language without colours there is nothing to say."""
    (remark,) = RENDERER.render(f"uno\n\n```js\n{'x' * 6000}\n```").remarks
    assert (remark.code, remark.line, remark.severity) == (Code.UNCOLOURED, 3, Severity.HINT)
    assert "una línea pasa de 5000 caracteres" in remark.cause
    assert not RENDERER.render(f"```text\n{'x' * 6000}\n```").remarks
    (unknown,) = RENDERER.render(f"```nadie\n{'x' * 6000}\n```").remarks
    assert unknown.code is Code.UNKNOWN_LANGUAGE


@pytest.mark.parametrize("start", ["> ", "- ", "1. ", "<div>", "[", "**a", "&", "<"])
def test_what_is_nested_too_deep_is_a_problem_and_no_crash(start: str) -> None:
    """A line of a thousand signs is rendered, or reported as what it is."""
    fragment = RENDERER.render(f"{start * 1000}fin")
    if fragment.remarks:
        assert [remark.code for remark in fragment.remarks] == [Code.UNRENDERABLE]
    else:
        assert "fin" in filled(fragment)


def _fail(*_: object) -> None:
    raise RuntimeError("como una extensión ajena")


def test_a_note_that_fails_leaves_the_next_one_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Renderer that broke off in the middle of a list does not go on with it."""
    used = Renderer()
    with monkeypatch.context() as broken:
        broken.setattr("escarcha.rendering.renderer.finish", _fail)
        assert used.render("- a").remarks
    assert used.render("- a\n\n[b](c.md)") == Renderer().render("- a\n\n[b](c.md)")


def test_a_markdown_extension_can_be_added() -> None:
    """The extensions of ``site.toml`` are those of Python-Markdown."""
    html = filled(Renderer({"markdown.extensions.smarty": {}}).render("espera..."))
    assert "espera…" in html


@pytest.mark.parametrize(
    "toml",
    [
        '[extensions."pymdownx.keys"]\nseparator = "–"',
        'extensions = ["smarty", { "pymdownx.keys" = { separator = "–" } }]',
    ],
)
def test_extensions_may_have_options(site: SiteTest, toml: str) -> None:
    """In a table of their own, or as MkDocs has it in the list."""
    site.write("a.md", "# A\n\nPulsa ++ctrl+c++.").settings(toml).freeze()
    assert site.problems == []
    assert "<span>–</span>" in site.article("a/")
    site.settings(toml.replace("–", "/")).freeze()
    assert "<span>/</span>" in site.article("a/")


def test_an_option_that_an_extension_lacks_is_told(site: SiteTest) -> None:
    """With the line of the settings and those that there are."""
    site.write("a.md", "# A").settings(
        'title = "x"\n\n[extensions."pymdownx.keys"]\nseparador = "-"'
    ).freeze()
    (told,) = site.problems
    assert told.startswith(
        "content/site.toml:3: la extensión «pymdownx.keys» no se puede cargar: "
        "no tiene la opción «separador». Las que tiene: separator, "
    )


@pytest.mark.parametrize("name", ["no.existe", "os", "", "markdown.extensions.nada"])
def test_an_extension_that_cannot_be_loaded_is_an_error(name: str) -> None:
    """Whatever is wrong with it, the error names it."""
    with pytest.raises(ExtensionError) as caught:
        Renderer({name: {}})
    assert caught.value.name == name


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("[a [b] c](d.es)", '<p><a href="">a [b] c</a></p>'),
        (f"{'[' * 10}a{']' * 10}(b.md)", f'<p><a href="">{"[" * 9}a{"]" * 9}</a></p>'),
        ("[a](b.md", "<p>[a](b.md</p>"),
        ("[a](b(c).md)", '<p><a href="">a</a></p>'),
        ("![a [b]](c.png)", '<p><img alt="a [b]" src=""></p>'),
        ("a\\\nb\\*c", "<p>a<br>\nb*c</p>"),
    ],
)
def test_brackets_and_escapes_are_read_as_on_github(body: str, html: str) -> None:
    """Balanced brackets may stand in a link's text; any sign can be escaped."""
    assert "".join(RENDERER.render(body).parts).strip() == html


def test_a_footnote_that_nobody_calls_is_dropped() -> None:
    """As on GitHub; a link back to nowhere would be a broken one."""
    assert filled(RENDERER.render("a\n\n[^1]: nadie\n\n    más\n\nb")).split() == ["<p>a</p>", "<p>b</p>"]
    assert "<li" not in filled(RENDERER.render("```\n[^1]\n```\n\n[^1]: solo en código"))
    assert filled(RENDERER.render("a[^2]\n\n[^1]: no\n[^2]: sí")).count("<li") == 1


def test_an_extension_at_work_is_no_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache keys change with the text of an extension's module."""
    module = tmp_path / "escarcha_prueba.py"
    text = "from markdown.extensions import Extension\ndef makeExtension(**_):\n    return Mine()\n"
    monkeypatch.syspath_prepend(str(tmp_path))
    module.write_text(f"{text}class Mine(Extension):\n    def extendMarkdown(self, md): pass\n", "utf-8")
    before = fingerprint(Renderer({"escarcha_prueba": {}}))
    module.write_text(f"{module.read_text('utf-8')}# otra\n", "utf-8")
    assert fingerprint(Renderer({"escarcha_prueba": {}})) != before
