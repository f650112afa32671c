"""Blocks as GitHub finds them, in the dialect that Python-Markdown reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from escarcha.rendering.dialect import CLOSE, GUARD, OPEN, TIGHT_END, TIGHT_START, CodeBlock
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
    return normalise(body).text.translate(MARKS)


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
    assert normalise("- a\n* b").aside == [""]


def test_code_is_set_aside_to_the_byte() -> None:
    """Tabs, blanks and blank lines of code are nobody else's business."""
    code = "\tif x:\n\n\t  y  \n"
    assert normalise(
        f"- a\n\n  ```py hl=1\n  {code.replace(chr(10), chr(10) + '  ').rstrip(' ')}  ```"
    ).aside == [CodeBlock(code, "py hl=1", 3)]


def test_a_fence_that_is_never_closed_goes_on_to_the_end() -> None:
    """As on GitHub."""
    assert normalise("a\n```\nb\n\nc").aside == [CodeBlock("b\n\nc\n", "", 2)]


def test_references_are_found_for_python_markdown() -> None:
    """Definitions leave the text; their labels do not mind case or blanks."""
    note = normalise('[a][Uno  Dos]\n\n[uno dos]: b.md "T"')
    assert (note.text, note.references) == ("[a][Uno  Dos]", {"uno dos": ("b.md", "T")})


@given(MARKDOWN)
def test_every_line_knows_where_it_came_from(body: str) -> None:
    """For each line written there is a line of the note."""
    note = normalise(body)
    assert len(note.lines) == (len(note.text.split("\n")) if note.text else 0)
    assert all(1 <= line <= body.count("\n") + 1 for line in note.lines)


@given(MARKDOWN)
def test_what_is_set_aside_has_one_place(body: str) -> None:
    """Each number occurs once in the text, in order."""
    note = normalise(body)
    assert [piece.split(CLOSE)[0] for piece in note.text.split(OPEN)[1:]] == [
        str(n) for n in range(len(note.aside))
    ]
