"""Blocks as GitHub finds them, in the dialect that Python-Markdown reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from escarcha.rendering.aside import CLOSE, OPEN, Aside, CodeBlock, OwnHtml, Thing
from escarcha.rendering.dialect import GUARD, TIGHT_END, TIGHT_START
from escarcha.rendering.normaliser import normalise

MARKS = str.maketrans({OPEN: "«", CLOSE: "»", GUARD: None, TIGHT_START: None, TIGHT_END: None})

LINES = (
    *("", "a", "- a", "  - b", "    c", "\t- d", "1) e", "10. f", "> g", "> - h", "```py", "~~~", "# i"),
    *("===", "---", "***", "| a | b |", "|---|---|", "<details>", "</details>", "[^1]: nota"),
    *("[x]: y.md", "- [ ] j", "\\", "`", "> [!tip] k", ":::tip", ":::", "!!! tip"),
)
MARKDOWN = st.lists(st.sampled_from(LINES), max_size=30).map("\n".join)


def written(body: str) -> str:
    """Return the normalised text with readable marks."""
    return normalise(body, Aside()).text.translate(MARKS)


def set_aside(body: str) -> list[Thing]:
    """Return what the normaliser takes out of a text."""
    aside = Aside()
    normalise(body, aside)
    return aside.things


def test_a_list_after_a_line_of_text_stands_apart() -> None:
    """Python-Markdown starts a list only after a blank line."""
    assert written("texto\n- a\n- b") == "texto\n\n-   a\n\n-   b"


def test_items_are_indented_by_four_columns_a_level() -> None:
    """However the author indents, the levels are those that GitHub sees."""
    assert written("- a\n  - b\n     1. c") == "-   a\n\n    -   b\n\n        1.  c"
    assert written("1. a\n   - b") == written("1. a\n\t- b") == "1.  a\n\n    -   b"


def test_lists_that_change_their_marker_stay_two() -> None:
    """Something invisible stands between two lists in a row."""
    assert written("- a\n* b") == "-   a\n\n«0»\n\n-   b"
    assert set_aside("- a\n* b") == [OwnHtml("")]


def test_code_is_set_aside_to_the_byte() -> None:
    """Tabs, blanks and blank lines of code are nobody else's business."""
    code = "\tif x:\n\n\t  y  \n"
    indented = code.replace("\n", "\n  ").rstrip(" ")
    assert set_aside(f"- a\n\n  ```py hl=1\n  {indented}  ```") == [CodeBlock(code, "py hl=1", 3)]


def test_a_fence_that_is_never_closed_goes_on_to_the_end() -> None:
    """As on GitHub."""
    assert set_aside("a\n```\nb\n\nc") == [CodeBlock("b\n\nc\n", "", 2)]


def test_references_are_found_for_python_markdown() -> None:
    """Definitions leave the text; their labels do not mind case or blanks."""
    note = normalise('[a][Uno  Dos]\n\n[uno dos]: b.md "T"', Aside())
    assert (note.text, note.references) == ("[a][Uno  Dos]", {"UNO DOS": ("b.md", "T")})


@given(MARKDOWN)
def test_every_line_knows_where_it_came_from(body: str) -> None:
    """For each line written there is a line of the note."""
    note = normalise(body, Aside())
    assert len(note.lines) == (len(note.text.split("\n")) if note.text else 0)
    assert all(1 <= line <= body.count("\n") + 1 for line in note.lines)


@given(MARKDOWN)
def test_what_is_set_aside_has_one_place(body: str) -> None:
    """Each number occurs once in the text, in order."""
    aside = Aside()
    pieces = normalise(body, aside).text.split(OPEN)[1:]
    assert [piece.split(CLOSE)[0] for piece in pieces] == [str(n) for n in range(len(aside.things))]
