"""Which lines of an included file are shown."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.notes.inclusions import Inclusion
from escarcha.problems import Code
from escarcha.rendering.excerpts import Excerpt, ExcerptError, cut
from escarcha.rendering.renderer import Renderer

APP = """import flask

# region vista
@app.route("/")
def hola():
    # region dentro
    return "Hola"
    # endregion dentro
# endregion
# --8<-- [start:fin]
app.run()
# --8<-- [end:fin]
// ANCHOR: ancla
x = 1
// ANCHOR_END: ancla
# region abierta
y = 2
"""


@pytest.mark.parametrize(
    ("options", "code", "first_line"),
    [
        ({"lines": "1"}, "import flask\n", 1),
        ({"lines": "4-5"}, '@app.route("/")\ndef hola():\n', 4),
        ({"lines": "-1"}, "import flask\n", 1),
        ({"lines": "17-"}, "y = 2\n", 17),
        ({"region": "vista"}, '@app.route("/")\ndef hola():\n    return "Hola"\n', 4),
        ({"region": "dentro"}, 'return "Hola"\n', 7),
        ({"region": "fin"}, "app.run()\n", 11),
        ({"region": "ancla"}, "x = 1\n", 14),
        ({"region": "vista", "lines": "1-2"}, '@app.route("/")\ndef hola():\n', 4),
    ],
)
def test_a_file_is_cut(options: dict[str, str], code: str, first_line: int) -> None:
    """By lines, by region in anyone's manner, or by lines of a region; shared indent goes."""
    assert cut(Inclusion("app.py", APP), **options) == Excerpt(code, first_line)


def test_a_whole_file_is_shown_without_its_marks() -> None:
    """The comments that name regions are nobody's business."""
    whole = cut(Inclusion("app.py", APP)).code
    assert "region" not in whole
    assert "ANCHOR" not in whole
    assert whole.startswith("import flask\n")


@pytest.mark.parametrize(
    "options",
    [
        {"lines": "0"},
        {"lines": "5-4"},
        {"lines": "99"},
        {"lines": "1-99"},
        {"lines": "a"},
        {"lines": "-"},
        {"region": "nada"},
        {"region": "abierta"},
        {"region": "vista", "lines": "7"},
    ],
)
def test_what_a_file_does_not_have_is_an_error(options: dict[str, str]) -> None:
    """A published excerpt is the one that was asked for."""
    with pytest.raises(ExcerptError):
        cut(Inclusion("app.py", APP), **options)


@given(st.text(max_size=80), st.text("0123456789-", max_size=6), st.sampled_from(["", "a", "vista"]))
def test_any_file_is_cut_or_refused(text: str, lines: str, region: str) -> None:
    """No other exception than ours, and no line that the file does not have."""
    with contextlib.suppress(ExcerptError):
        code = cut(Inclusion("x", text), lines=lines, region=region).code
        assert {line.strip() for line in code.split("\n")} <= {line.strip() for line in text.split("\n")} | {
            ""
        }


def test_an_included_file_gives_title_language_and_numbers() -> None:
    """What the fence does not say, the file does."""
    body = '```include="ejemplos/app.py" lines="4-5" numbers\n```'
    html = Renderer().render(body, [Inclusion("ejemplos/app.py", APP)]).parts[0]
    assert '<span class="code-title">app.py</span><span class="code-language">Python</span>' in html
    assert 'data-line="4"' in html


@pytest.mark.parametrize("numbers", ["numbers=7", 'linenums="7"', 'numbers start="7"'])
def test_what_a_fence_says_itself_comes_before_the_file(numbers: str) -> None:
    """Title, language, first number; what stands in the block is not shown."""
    body = f'```text title="x" include="ejemplos/app.py" lines="4-5" {numbers}\nviejo\n```'
    html = Renderer().render(body, [Inclusion("ejemplos/app.py", APP)]).parts[0]
    assert '<span class="code-title">x</span></figcaption>' in html
    assert 'class="language-text"' in html
    assert html.index('data-line="7">@app') < html.index('data-line="8">def')
    assert "viejo" not in html


@pytest.mark.parametrize("inclusions", [[], [Inclusion("a.py", "", "está fuera del proyecto")]])
def test_a_file_that_cannot_be_had_is_an_error(inclusions: list[Inclusion]) -> None:
    """Nothing is published with a hole in it."""
    fragment = Renderer().render("a\n\n```python include=a.py\n```", inclusions)
    assert [(remark.code, remark.line) for remark in fragment.remarks] == [(Code.BROKEN_INCLUDE, 3)]
