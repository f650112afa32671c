"""Blocks as GitHub finds them, as elements."""

from __future__ import annotations

import re

import pytest

from escarcha.markup import CodeBlock, Formula, Reader, included_files
from escarcha.markup.blocks.parser import find_blocks

READER = Reader()


def tags(body: str) -> str:
    """Return the elements of a note, without their attributes, and what is stashed as a dot."""
    html = re.sub("\ufdd2\\d+\ufdd3", "·", READER.read(body).html)
    return re.sub(r"<(\w+)[^>]*>", r"<\1>", html).replace("\n", "")


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("texto\n- a\n- b", "<p>texto</p><ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b\n     1. c", "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li></ul>"),
        ("- a\n* b", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ("- a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("- ```\n  a\n  ```\n  b", "<ul><li>·b</li></ul>"),
        ("> a\n\n> b", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"),
        ("-\n- > a", "<ul><li></li><li><blockquote><p>a</p></blockquote></li></ul>"),
        ("> %%a%%\nb", "<blockquote><p>b</p></blockquote>"),
        ("a\n: b\n\n: c", "<dl><dt>a</dt><dd><p>b</p></dd><dd><p>c</p></dd></dl>"),
        ("a\n\n***\nb", "<p>a</p><hr><p>b</p>"),
        ("\u00a0a\u00a0", "<p>\u00a0a\u00a0</p>"),
        ("*[A]: b\nc\n*[D]: e\nf", "<p>cf</p>"),
        ("> [!TIP]\n> # a\n\nb", "··Consejo·<h1>a</h1>·<p>b</p>".replace("··", "·")),
    ],
)
def test_blocks_are_read_as_on_github(body: str, html: str) -> None:
    """However the author indents or leaves blank lines out, the elements are those that GitHub shows."""
    assert tags(body) == html


def test_code_is_stashed_to_the_byte() -> None:
    """Tabs, blanks and blank lines of code are nobody else's business."""
    code = "\tif x:\n\n\t  y  \n"
    indented = code.replace("\n", "\n  ").rstrip(" ")
    read = READER.read(f"- a\n\n  ```py hl=1\n  {indented}  ```")
    assert read.stash.things == [CodeBlock(code, "py hl=1", 3)]


def test_a_fence_that_is_never_closed_goes_on_to_the_end() -> None:
    """As on GitHub."""
    assert READER.read("a\n```\nb\n\nc").stash.things == [CodeBlock("b\n\nc\n", "", 2)]


def test_formulas_know_their_lines() -> None:
    """In a block, in a paragraph, in a cell, and where the same text stands in code before."""
    read = READER.read("```\n$\\a$\n```\n\nb\nc $\\a$\n\n$$\n\\b\n$$\n\n| d |\n|---|\n| e |\n| $\\a$ |")
    lines = {(each.latex, each.line) for each in read.stash.things if isinstance(each, Formula)}
    assert lines == {("\\a", 6), ("\\b", 8), ("\\a", 15)}


def test_a_bar_in_a_cell_reaches_the_formula() -> None:
    """GitHub takes the backslash before a bar away before it reads what is in the cell."""
    (formula,) = READER.read("| a |\n|---|\n| $P(A\\|B)$ |").stash.things
    assert isinstance(formula, Formula)
    assert formula.latex == "P(A|B)"


def test_a_reader_forgets_the_note_before() -> None:
    """References, abbreviations, footnotes and stashed things are those of one note."""
    READER.read("[a]: b.md\n\n*[HTML]: c\n\nd[^1]\n\n[^1]: e\n\n```\nf\n```")
    read = READER.read("[a] HTML [^1]")
    assert read.html == "<p>[a] HTML [^1]</p>"
    assert read.stash.things == []


@pytest.mark.parametrize(
    ("body", "files"),
    [
        ("```py include=a.py\n```", ("a.py",)),
        ("- a\n\n  ~~~ include='b c.py' lines=1-2\n  ~~~", ("b c.py",)),
        ('```py include="a.py"\n```\n\n```py include="a.py"\n```', ("a.py",)),
        ("```include=a.py```", ()),
        ("````\n```py include=a.py\n```\n````", ()),
        ("%%\n```py include=a.py\n```\n%%", ()),
        ("<!--\n```py include=a.py\n```\n-->", ()),
        ("texto include=a.py", ()),
        ("```py run\ninclude='a.py'\n```", ()),
    ],
)
def test_the_files_that_fences_show_are_known(body: str, files: tuple[str, ...]) -> None:
    """Those of fences alone: not of text, of code in code, or of what is hidden."""
    assert included_files(body) == files


def test_where_a_label_is_defined_twice_the_first_is_meant() -> None:
    """As CommonMark says; the line is told with it."""
    _, references = find_blocks("[a]: b.md\n\n[a]: c.md")
    assert (references["A"]["href"], references["A"]["map"][0]) == ("b.md", 0)


@pytest.mark.parametrize("extension", ["markdown.extensions.admonition", "pymdownx.blocks.html", "toc"])
def test_extensions_for_blocks_still_work(extension: str) -> None:
    """What would be a paragraph is offered to them, with all that follows."""
    bodies = {
        "markdown.extensions.admonition": ("!!! raro\n    a\n\nb", 'class="admonition raro"'),
        "pymdownx.blocks.html": ("/// html | div.x\n\nuno\n\n- dos\n///\n\ntres", "<li>dos</li>"),
        "toc": ("[TOC]\n\n# a\n\n## b", 'class="toc"'),
    }
    body, expected = bodies[extension]
    html = Reader({extension: {}}).read(body).html
    assert expected in html
    assert "!!!" not in html
    assert "///" not in html
