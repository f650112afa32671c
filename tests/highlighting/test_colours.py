"""Colours for code, and the code as it was."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pygments
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.formatters import HtmlFormatter
from pygments.token import STANDARD_TYPES, Token

from escarcha.bundled import STATIC
from escarcha.figures import theme_figures
from escarcha.highlighting.colours import (
    _LOOKS,
    ALIASES,
    MAX_COLOURED,
    MAX_LINE,
    MAX_STRETCH,
    PLAIN,
    _draw,
    highlight,
    knows,
    too_long,
)
from escarcha.markup import Fence, read_info
from escarcha.rendering.codeblock import draw_code

if TYPE_CHECKING:
    from pygments.token import _TokenType

LANGUAGES = (
    *("python", "html+jinja", "js", "bash", "console", "pycon", "json", "toml", "yaml", "sql", "css", "diff"),
    *("text", "nadie", "http", "ini", "make", "c++", "md", "rust", "xml", "dockerfile", "", "Python"),
)


def text_of(coloured: str) -> str:
    """Return what a reader copies from coloured code."""
    assert not re.search(r"<(?!/?(?:span|ins|del)\b)", coloured)
    return html.unescape(re.sub(r"</?span[^>]*>", "", coloured))


SIGNS = ('"', "'''", "$ ", ">>> ", "<b>", "{{ x }}", "{% if %}", "#", "//", "/*", "\n", "\n\n", "\t")
letters = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)
codes = st.lists(st.sampled_from(SIGNS) | letters, max_size=12)


@given(codes.map("".join), st.sampled_from(LANGUAGES), st.sampled_from(["", ' hl="1,3"', " numbers"]))
def test_code_stays_what_it_was(code: str, language: str, options: str) -> None:
    """Whatever the language and whatever is said of its lines, the text of a code block is the code."""
    # Pygments takes a byte order mark off the start; no note has one inside its code.
    code = f"{code}\n".lstrip("\ufeff")
    drawn = draw_code(code, read_info(f"{language or 'text'}{options}"), theme_figures())
    assert text_of(drawn.partition("<code")[2].partition(">")[2].partition("</code>")[0]) == code


def test_other_line_ends_become_line_feeds() -> None:
    """As everywhere in a note, whose text never holds a CR by the time it gets here."""
    assert text_of(highlight("a\r\nb\rc\n", "python")) == "a\nb\nc\n"


def test_no_code_is_no_code() -> None:
    """An empty block does not gain a line."""
    assert highlight("", "python") == ""


def test_no_styles_are_written() -> None:
    """A strict Content-Security-Policy forbids style attributes."""
    assert "style" not in draw_code("import os\n", read_info("python hl=1 numbers"), theme_figures())


@pytest.mark.parametrize(
    "language", [*sorted(PLAIN), *ALIASES, "py", "python3", "html", "jinja", "toml", "PYTHON"]
)
def test_languages_that_need_no_remark(language: str) -> None:
    """Every alias leads to a lexer, whatever the version of Pygments."""
    assert knows(language)


@pytest.mark.parametrize("language", ["nadie", "``", "python3.99", "a b"])
def test_languages_nobody_knows(language: str) -> None:
    """Of anything else the author is told."""
    assert not knows(language)


@pytest.mark.parametrize(
    ("info", "language", "options"),
    [
        ("", "", {}),
        ("python", "python", {}),
        ("python run", "python", {"run": ""}),
        ('python run title="app.py" hl="3-5"', "python", {"run": "", "title": "app.py", "hl": "3-5"}),
        ("python title='a b' session=uno", "python", {"title": "a b", "session": "uno"}),
        ("rust,ignore", "rust", {"ignore": ""}),
        ("rust,ignore,should_panic", "rust", {"ignore": "", "should_panic": ""}),
        ("python:app.py", "python", {"app": "", "py": ""}),
        ("js {1,3}", "js", {}),
        ('{.python title="x"}', "python", {"title": "x"}),
        ("{python}", "python", {}),
        ("html+jinja", "html+jinja", {}),
        ("c++", "c++", {}),
        ("file=templates/hola.html", "", {"file": "templates/hola.html"}),
        ('title=""', "", {"title": ""}),
        ("python title=", "python", {"title": ""}),
    ],
)
def test_info_strings_are_read(info: str, language: str, options: dict[str, str]) -> None:
    """A language first, then words and ``key=value`` in any order and in anyone's manner."""
    fence = read_info(info)
    assert (fence.language, fence.options) == (language, options)


@pytest.mark.parametrize(
    ("info", "lines"),
    [
        ('py hl="3-5,8"', {3, 4, 5, 8}),
        ('py hl_lines="1 3"', {1, 3}),
        ("js {1,3-4}", {1, 3, 4}),
        ('py hl="5-3"', set()),
        ('py hl="x"', set()),
        ("py", set()),
    ],
)
def test_lines_to_mark_are_read(info: str, lines: set[int]) -> None:
    """Three ways to say the same; what is no number is nothing."""
    assert read_info(info).marked == lines


def test_a_range_of_marked_lines_is_bounded() -> None:
    """A typing mistake must not ask for a billion lines."""
    assert len(read_info('py hl="1-999999,1-999999999"').marked) <= 20_000


@given(st.text(max_size=60))
def test_any_info_string_is_read(info: str) -> None:
    """Whatever stands after the marks, it is read."""
    fence = read_info(info)
    assert isinstance(fence, Fence)
    assert not any(char.isspace() for char in fence.language)


@pytest.mark.parametrize(
    ("info", "title"),
    [
        ('python title="app.py"', "app.py"),
        ("python:src/app.py", "src/app.py"),
        ("js [vite.config.js]", "vite.config.js"),
        ("rust,ignore", ""),
        ("console url=http://localhost:5000/a.html", ""),
        ('python title="[a]"', "[a]"),
    ],
)
def test_titles_are_read(info: str, title: str) -> None:
    """A title stands in an option, after a colon or, as in VitePress, in brackets."""
    assert read_info(info).title == title


@pytest.mark.parametrize(
    ("info", "first"),
    [
        ("py", None),
        ("py numbers", 1),
        ("py numbers=10", 10),
        ('py linenums="7"', 7),
        ("js showLineNumbers", 1),
        ("js showLineNumbers {2}", 1),
        ("{.python .numberLines startFrom=5}", 5),
        ("ts:line-numbers=2", 2),
        ('py linenums="1" start="10"', 10),
        ("py numbers=x", 1),
    ],
)
def test_line_numbers_are_read(info: str, first: int | None) -> None:
    """Numbers are shown on request, from the number asked for, in anyone's manner."""
    assert read_info(info).first_number == first


def test_comments_can_mark_lines() -> None:
    """VitePress' comments mark their line and are not shown; options mark lines too."""
    drawn = draw_code(
        "a  # [!code ++]\nb // [!code --]\nc <!-- [!code hl] -->\n", read_info("text"), theme_figures()
    )
    assert '<ins class="line added">a\n</ins><del class="line removed">b\n</del>' in drawn
    assert '<span class="line marked">c\n</span>' in drawn
    assert "!code" not in drawn
    asked = draw_code("a\nb\nc\n", read_info('text ins="2" del="1"'), theme_figures())
    assert '<del class="line removed">a\n</del><ins class="line added">b\n</ins>' in asked


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("python", "x = 1\n" * (MAX_COLOURED // 6 + 1)),
        ("make", "(" * (MAX_LINE + 1)),
        ("csharp", "a\n" * (MAX_STRETCH // 2 + 1)),
        ("java", "\n" * (MAX_STRETCH + 1)),
    ],
)
def test_very_long_code_is_shown_without_colours(language: str, code: str) -> None:
    """Nobody reads the colours of a log of a megabyte, and some lexers would take hours for it."""
    assert too_long(code)
    assert highlight(code, language) == code


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("python", "x = [1, 'uno']\n" * (MAX_COLOURED // 15)),
        ("json", f"[{'1,' * (MAX_LINE // 2 - 2)}1]\n"),
        ("csharp", "'a';\n".join(["a\n" * 300] * 5)),
    ],
)
def test_long_code_has_colours(language: str, code: str) -> None:
    """A file of a thousand lines, and an answer of a server in a single line."""
    assert not too_long(code)
    assert "<span" in highlight(code, language)


def test_what_looks_like_plain_text_has_no_element() -> None:
    """Names, signs and spaces are most of all code; kinds that look the same are one."""
    assert highlight("x = f(y)\n", "python") == "x = f(y)\n"
    assert highlight("'a' \"b\"\n", "python") == '<span class="s">\'a\'</span> <span class="s">"b"</span>\n'
    assert highlight("def f(): pass\n", "python") == (
        '<span class="k">def</span> <span class="nf">f</span>(): <span class="k">pass</span>\n'
    )


looks = st.sampled_from(sorted(set(_LOOKS.values())))


@given(st.lists(st.tuples(looks, st.text("a<&>\"' \n", max_size=3))))
def test_elements_are_those_of_pygments(tokens: list[tuple[_TokenType, str]]) -> None:
    """Its own formatter makes the same of them, in twice the time."""
    tokens.append((Token, "\n"))
    assert _draw(tokens) == pygments.format(tokens, HtmlFormatter(nowrap=True))


def test_every_class_has_its_rule() -> None:
    """The style sheet gives a look to each class that is written, and to no other."""
    sheet = (STATIC / "css" / "50-code.css").read_text("utf-8")
    rules = sheet.partition("  .c, ")[2]
    written = {STANDARD_TYPES[look] for look in _LOOKS.values()} - {""}
    assert set(re.findall(r"(?<=\.)[a-z]{1,3}(?=[ ,)])", f"  .c, {rules}")) == written
