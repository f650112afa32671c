"""Callouts, whatever surrounds them; how each looks is in ``cases/callouts.md``."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.markup import Reader
from escarcha.markup.blocks.openings import KINDS
from escarcha.markup.stash import CalloutEdge
from escarcha.problems import Code
from escarcha.rendering.renderer import Renderer

RENDERER = Renderer()
READER = Reader()

MARKS = (
    "> [!tip]- a",
    ">[!NOTE]",
    "> [!x|y]",
    "!!! note",
    '??? raro "b"',
    "???+ tip",
    ":::",
    ":::tip",
    "::::tip c",
)
MORE = ("::: details {open}", ":::note[d]", "///", "/// note | e", "//// tab", "/// details", "    type: tip")
AROUND = (
    "",
    "f",
    "- g",
    "1. h",
    "> i",
    "    j",
    "```",
    "# k",
    "| l |",
    "|---|",
    "<section>",
    "</section>",
    "[^1]: m",
)
LINE = st.tuples(
    st.sampled_from(["", "", "  ", "    ", "- ", "> ", ">", "\t", "1. "]),
    st.sampled_from(MARKS + MORE + AROUND),
).map("".join)
NOTES = st.lists(LINE, max_size=20).map("\n".join)


@given(NOTES)
def test_every_callout_can_be_rendered_and_ends(body: str) -> None:
    """Nothing raises, and there are as many ends as beginnings."""
    assert not [remark for remark in RENDERER.render(body).remarks if remark.code == Code.UNRENDERABLE]
    edges = [thing for thing in READER.read(body).stash.things if isinstance(thing, CalloutEdge)]
    assert [edge.part for edge in edges].count(0) == [edge.part for edge in edges].count(2)


@given(st.text("!?:/[]{}|-+\"' \tanote>", max_size=40))
def test_any_line_of_marks_can_be_rendered(text: str) -> None:
    """No line that resembles a callout is too much."""
    for body in (text, f"> {text}\n> a", f":::note {text}\na\n:::", f'!!! note "{text}"\n    a'):
        assert not [remark for remark in RENDERER.render(body).remarks if remark.code == Code.UNRENDERABLE]


@pytest.mark.parametrize(
    "body",
    [
        ":::note\n" * 20_000,
        ":::note\n\n" * 10_000,
        "- :::note\n" * 5_000,
        "::: tip\n:::: tip\n:::\n" * 5_000,
        "!!! note\n\n" * 10_000,
        f":::note{' ' * 200_000}x",
        f"!!! note{' a' * 100_000}!",
        f"> [!note{' ' * 200_000}",
    ],
)
def test_time_grows_with_the_length_alone(body: str) -> None:
    """However many are never closed: they do not each search the rest of the note."""
    start = time.process_time()
    READER.read(body)
    assert time.process_time() - start < 8


def test_a_callout_is_no_summary() -> None:
    """A note that begins with one is not described by its title."""
    assert RENDERER.render("> [!NOTE]\n> Lee esto antes.").summary == "Lee esto antes."


def test_no_word_means_two_things() -> None:
    """Each word stands for one kind, once."""
    words = [
        word
        for text in KINDS.values()
        for entry in text.split(";")
        for word in entry.partition(": ")[2].split()
    ]
    assert len(words) == len(set(words))
    assert set(words) > {"note", "tip", "important", "warning", "caution", "tldr", "cite", "bug"}
