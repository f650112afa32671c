"""Lines: a fault that is planted on a known line of a note is told with that line."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from escarcha.markup.lines import LocatedText, note_lines_of_html
from escarcha.problems import Code
from escarcha.rendering.renderer import Renderer

RENDERER = Renderer()

FAULTS = {
    "[falta](nada-único.md)": None,
    "![falta](<nada único.png>)": None,
    "[[nada-único]]": None,
    "<a href='nada-único.md'>falta</a>": None,
    "texto **con [falta](nada-único.md)** dentro": None,
    "una llamada[^nadie]": Code.FOOTNOTE,
    "un [texto][nadie] suelto": Code.UNDEFINED_REFERENCE,
    "la fórmula $\\nadie$ falla": Code.BROKEN_FORMULA,
    "un [enlace](con espacio.md)": Code.SPACED_LINK,
    "![](imagen.png)": Code.NAMELESS_IMAGE,
    "un <iframe src='x'></iframe> aquí": Code.HTML_REMOVED,
}
"""What is wrong in a line, and the code of it; None for a link, whose line its Fragment knows."""

AROUND = (
    *(
        "texto",
        "",
        "> cita",
        "- punto",
        "  sangrado",
        "1. uno",
        "```",
        "[x](nada.md)",
        "`nada-único.md`",
        "%%a%%",
    ),
    *(
        "| a | b |",
        "|---|---|",
        "<!-- [falta](nada-único.md) -->",
        "<!--",
        "-->",
        "<div>",
        "</div>",
        "# título",
    ),
    *(
        "[^1]: nota",
        "a[^1]",
        ":::tip",
        ":::",
        "!!! note",
        "$$",
        "%%",
        "*[HTML]: lenguaje",
        "término",
        ": qué es",
    ),
)
BEFORE = ("", "> ", "- ", "  ", "> - ", "1. ", "## ", "| ", "[^2]: ", "    ")


@given(
    st.lists(st.sampled_from(AROUND), max_size=8),
    st.sampled_from(BEFORE),
    st.sampled_from(sorted(FAULTS)),
    st.lists(st.sampled_from(AROUND), max_size=5),
)
def test_a_fault_is_told_with_its_line(before: list[str], start: str, fault: str, after: list[str]) -> None:
    """In a quotation, an item, a cell, a footnote; and not at all where it is hidden."""
    # Between two signs the line is part of a formula, which is wrong from its first line on.
    assume(FAULTS[fault] is not Code.BROKEN_FORMULA or "$$" not in before)
    body = "\n".join([*before, start + fault, *after, "", "llamada[^2]"])
    fragment = RENDERER.render(body)
    line = len(before) + 1
    if (code := FAULTS[fault]) is None:
        found = [link.line for link in fragment.links if "único" in link.target]
    else:
        told = (remark for remark in fragment.remarks if remark.code is code)
        found = [each.line for each in told if code is not Code.FOOTNOTE or "nadie]» no" in each.cause]
    assert found in ([], [line])


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<!-- [x](nada.md) -->\n\nHola\n\n[y](nada.md)", [5]),
        ("a[^1]\n\n[x](nada.md)\n\n[^1]: [x](nada.md)", [1, 3, 5, 5]),
        ("```\n[x](nada.md)\n```\n\n[x](nada.md)", [5]),
        ("a\nb [x](nada.md) c\nd [x](nada.md)", [2, 3]),
        ("uno\n[x](nada.md)\n===", [2]),
        ("> a\n> b\nc [x](nada.md)", [3]),
        ("| a |\n|---|\n| b |\n| [x](nada.md) |", [4]),
        ("- a\n  ```\n  b\n  ```\n  [x](nada.md)", [5]),
        ("- [ ] a\n- [x] b [x](nada.md)", [2]),
        ("*[HTML]: lenguaje\n[x](nada.md)", [2]),
        ("<p>\n<a\n  title='b'\n  href='nada.md'>c</a>\n</p>", [4]),
        ("a <img src='nada.png'\nsrcset='https://b.es 1x,\nnada.png 2x'>", [1, 3]),
        ("[a\nlargo](nada.md)", [2]),
        ("[x][a] y [x][b]\n\n[a]: nada.md\n[b]: nada.md", [3, 4]),
        ("[[uno]] y\n![[dos.png]]", [1, 2]),
        ("> [!tip] [x](nada.md)\n> [x](nada.md)", [1, 2]),
        ("término [x](nada.md)\n: [x](nada.md)", [1, 2]),
    ],
)
def test_links_know_their_lines(body: str, lines: list[int]) -> None:
    """Also where the same is written elsewhere, in code, in a comment or in another link."""
    assert [link.line for link in RENDERER.render(body).links] == lines


def test_the_same_formula_in_code_and_in_the_text() -> None:
    """The one in the text is the one that is wrong."""
    (remark,) = RENDERER.render("```\n$\\malo$\n```\n\n$\\malo$").remarks
    assert (remark.code, remark.line) == (Code.BROKEN_FORMULA, 5)


@pytest.mark.parametrize(
    "html",
    [
        "<p title='<a href=b.md>'>a src = b href='c.md'</p>",
        '<pre>for (i=0; i <n; i++) src="a"</pre>',
        "<a href='b.md' >src=x</a><a\nhref=c.md",
        "<script>x = '<a href=\"b\">'</script>",
        "<!-- <a href='b'> -->\n<a href='c.md'>d</a>",
    ],
)
def test_what_marks_the_lines_of_html_is_not_published(html: str) -> None:
    """Neither as an attribute, nor as text, nor in another attribute."""
    for trusts in (False, True):
        fragment = Renderer(trusts_html=trusts).render(html)
        assert "\ufdd8" not in "".join(fragment.parts)
        assert "\ufdd8" not in fragment.summary
    assert note_lines_of_html("<b>c</b>", 1) == "<b>c</b>"


def test_a_text_tells_lines_in_any_order() -> None:
    """Most are asked for in order, and those that are not are right too."""
    text = LocatedText.at(7, "a\nb\n\nc")
    assert [text.line_at(place) for place in (0, 5, 2, 4, 1)] == [7, 10, 8, 9, 7]
    assert text == "a\nb\n\nc"
