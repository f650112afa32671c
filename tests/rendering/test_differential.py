"""Notes put together at random, each as GitHub's own parser reads it.

Left out are boxes in a list within a list, which cmark-gfm overlooks and GitHub does not, and the indent of
code in a fence behind a tab, of which cmark-gfm leaves a blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.rendering.renderer import Renderer
from reference import fidelity, inline

if TYPE_CHECKING:
    from collections.abc import Sequence

RENDERER = Renderer()

PIECES = (
    *(
        "texto",
        "una línea\notra línea",
        "*a* **b** `c`",
        "2024. Un año",
        "# Título",
        "## Otro #",
        "#Pegado",
        "#",
    ),
    *("Título\n===", "Título\nde dos líneas\n---", "---", "***", "* * *", "a\\\nb", "a  \nb", "\u00a0"),
    *("- a\n- b", "* a\n\n* b", "+ a", "1. a\n2. b", "3) a", "- a\nb", "10. a", "- a\n  - b", "- a\n    - b"),
    *("1. a\n   - b", "- a\n\n  b", "- a\n\n      código", "- a\n- \n- b"),
    *(
        "```py\nx = 1\n```",
        "```\n- a\n\n# b\n```",
        "~~~ js {1,3}\n```\n~~~",
        "```\nsin cerrar",
        "    código\n\n    más",
    ),
    *(
        "|a|b|\n|-|-|\n|c|d|",
        "a | b\n:-|-:\nc",
        "| a |\n|---|",
        "| `a\\|b` | c |\n|---|---|",
        "a\n:-:\nb",
        "|a|b|",
    ),
    *(
        "> cita",
        "> cita\nsigue",
        "> - a\n> - b",
        ">\n> ```\n> x\n> ```",
        "> > a\n> b",
        ">a\n\n>b",
        "> # a\n> b",
    ),
    *(
        "<br>",
        "<!-- a\n\n- b -->",
        "<details>\n<summary>a</summary>\n\n- b\n\n</details>",
        "<div align=center>\n**a**\n</div>",
    ),
    *("<p>\n\n**a**\n\n</p>", "{% if x %}\n{{ a }}\n{% endif %}", "<b>a</b> b", "<kbd>a</kbd>"),
    *("[a] [b][a] ![c](d.png)", "https://a.es/b_c?d=e.", "~~a~~ ~b~", "$5 y $10", "&copy; &nada; a_b_c"),
)


@st.composite
def notes(draw: st.DrawFn, depth: int = 3) -> str:
    """Pieces of notes one after the other, some in lists and quotes, with blank lines between or not."""
    note = ""
    for _ in range(draw(st.integers(1, 4))):
        piece = draw(st.sampled_from(PIECES))
        if depth and draw(st.integers(0, 3)) == 0:
            piece = draw(notes(depth - 1))
            first, rest = draw(
                st.sampled_from([("- ", "  "), ("1. ", "   "), ("- ", "    "), ("- ", "\t"), ("> ", "> ")])
            )
            lines = piece.split("\n")
            piece = "\n".join(
                [first + lines[0], *(rest + line if line or first == "> " else line for line in lines[1:])]
            )
        note += ("" if not note else draw(st.sampled_from(["\n", "\n\n"]))) + piece
    return note


def without_indents(outline: Sequence[tuple[int, str, str]]) -> list[tuple[int, str, list[str]]]:
    """Return an outline with the words of each block alone."""
    return [(depth, tag, text.split()) for depth, tag, text in outline]


@given(notes())
def test_a_note_at_random_is_what_it_is_on_github(note: str) -> None:
    """The same blocks, and the same words in them."""
    own = fidelity.outline("".join(RENDERER.render(note).parts))
    assert without_indents(own) == without_indents(fidelity.reference(note))


@pytest.mark.parametrize("kind", inline.KINDS)
def test_inline_markup_at_random_is_what_it_is_on_github(kind: str) -> None:
    """The same links, images, emphasis, code and raw HTML, and the same text in them."""
    assert not inline.compare(kind, 300, inline.Reader(), verbose=True)
