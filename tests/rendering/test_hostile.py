"""Text that nobody means: no crash, no time in the square of its length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.highlighting.colours import MAX_COLOURED, MAX_LINE, MAX_STRETCH, highlight
from escarcha.problems import Code
from escarcha.rendering.renderer import Renderer

HERE = Path(__file__).parent
RENDERER = Renderer()

SIGNS = (
    *("[", "![", "[a](", "[[a]", "[[", "![[", "[^1]", "[a][b]", "](", "[a](<", '[a](b "'),
    *("*", "*_", "a*", "**a ", "**a*", "~~", "==", "`", "\\", "$", "$$ ", "%%", ":a:"),
    *("<", "<a ", "<!--", "<?", "<![CDATA[", "<b>", "<div>\n", "<details>\n\n", "&", "&#0;"),
    *("http://", "www.a.", "a@b.", "@a ", "|", "|\n", "|a|b|\n|-|-|\n", "a  \n", "a\n# b\n"),
    *("> ", "> - ", "- a\n", "  - a\n", "1. ", "```\n", "~~~ a\n", "a\n===\n", "[a]: b\n", "[^a]: b\n"),
    *("[a](#Á)\n", ">\n    >\n", "a\n:-:\n", "- [ ] \n", "<text>a\n", "> - > a\n"),
    *("*[a]: b\n", "a\n: b\n", ":::note\n", "!!! n\n", "[!NOTE]\n> [!NOTE]\n", "\x00", "\t"),
)


@pytest.mark.parametrize("signs", SIGNS)
def test_time_does_not_grow_with_the_square_of_a_hostile_text(signs: str) -> None:
    """Ten thousand signs take less than a second of work; in the square of that, they took a minute."""
    start = time.process_time()
    RENDERER.render(signs * (10_000 // len(signs)))
    assert time.process_time() - start < 8


MEGABYTE = 1_000_000


LONG = 250_000
"""Signs of which the square would take minutes."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        *(signs * (LONG // len(signs)) for signs in ("[", "*", ">", "-", "_", "`", "![", "<a", "&", "**a ")),
        "".join(f"{'  ' * level}- a\n" for level in [*range(20), *range(18, 0, -1)]) * (LONG // 850),
        "x " + "`" * LONG,
        "[^" * (LONG // 2),
        "```py\n" + "x = 1\n" * (LONG // 6),
        "".join(f"{'>' * (1 + n % 9)} ```\n" for n in range(LONG // 80)),
    ],
    ids=lambda body: repr(body[:8]),
)
def test_a_long_text_that_nobody_means_is_over_soon(body: str) -> None:
    """Signs without end, nested lists, fences that nothing closes: seconds, not minutes."""
    start = time.process_time()
    RENDERER.render(body)
    assert time.process_time() - start < 15


@pytest.mark.parametrize(
    ("language", "signs", "longest"),
    [
        *(("csharp", "a\n", MAX_STRETCH), ("java", "\n", MAX_STRETCH), ("rst", "\n", MAX_STRETCH)),
        *(("make", "(", MAX_LINE), ("console", "a::", MAX_LINE), ("yaml", "`", MAX_LINE)),
    ],
)
def test_code_in_which_nothing_stops_a_lexer(language: str, signs: str, longest: int) -> None:
    """Lexers take time in the square of what they look through; it is cut short before that is seconds."""
    start = time.process_time()
    for length in (longest - 10, MAX_COLOURED, MEGABYTE):
        highlight(signs * (length // len(signs)), language)
    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    "signs",
    ["$$ a $$ " * 20_000, r"\$$" * 8_000, "a %%b%% " * 30_000, "a[^1] " * 5_000, "~==" * 10_000],
    ids=lambda text: text[:7],
)
def test_what_is_repeated_is_read_once(signs: str) -> None:
    """Seconds, where each looked through all of the text around it, or through all calls before it."""
    start = time.process_time()
    RENDERER.render(f"{signs}\n\n[^1]: uno\n")
    assert time.process_time() - start < 8


@pytest.mark.parametrize("signs", [r"\frac{1}{", "{", r"\sqrt[", r"\left(", r"\hat "])
def test_a_formula_without_end_does_not_end_the_process(signs: str) -> None:
    """The library overflows the stack where a formula goes too deep; such a formula is a problem."""
    (remark,) = RENDERER.render(f"$${signs * 9000}$$").remarks
    assert remark.code is Code.BROKEN_FORMULA
    assert "demasiadas" in remark.cause


NOTES = [
    case
    for folder in ("cases", "github")
    for file in sorted((HERE / folder).glob("*.md"))
    for case in file.read_text("utf-8").split("\n.\n")
]


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """Pieces of notes that mean something, cut anywhere and put together in any order."""
    pieces = []
    for note in draw(st.lists(st.sampled_from(NOTES), min_size=1, max_size=4)):
        start, end = sorted((draw(st.integers(0, len(note))), draw(st.integers(0, len(note)))))
        kept = note[start:end] if draw(st.booleans()) else note[:start] + note[end:]
        pieces.append(draw(st.sampled_from(["", "> ", "- ", "    ", "\t", "\n", "\n\n"])) + kept)
    return "".join(pieces)


@given(mutations())
def test_what_is_left_of_a_note_is_rendered(body: str) -> None:
    """Whatever is cut out or doubled, nothing fails, and every line told is one of the note."""
    fragment = RENDERER.render(body)
    assert Code.UNRENDERABLE not in {remark.code for remark in fragment.remarks}
    lines = body.count("\n") + 1
    assert all(1 <= link.line <= lines for link in fragment.links)
    assert all(1 <= remark.line <= lines for remark in fragment.remarks)


@pytest.mark.parametrize(
    "opens", ["(", "[0, ", "\\{", "\\langle a", "{(}", "\\mathopen{(}", "\\bigl( a", "⟨x", "\\hat{[}"]
)
def test_a_formula_that_opens_and_never_closes_is_told_at_once(opens: str) -> None:
    """The library would look for each end in twice the time of the one before: hours, for a line of them."""
    start = time.process_time()
    (remark,) = RENDERER.render(f"$$\n{opens * 40}\n$$").remarks
    assert "paréntesis que no se cierran" in remark.cause
    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    "row", ["[0, 1) ", "]0, 1[ ", "\\left(0, 1\\right] ", "\\text{a)} ", "\\ln \\lambda ", "{(}a{)} "]
)
def test_a_formula_of_many_intervals_is_drawn(row: str) -> None:
    """However they open and close, and whatever merely begins like a parenthesis."""
    assert RENDERER.render(f"$$\n{row * 40}\n$$").remarks == ()
