"""A published address is a promise: ``slugs.json`` holds what was promised, and is only ever added to."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.notes.slugs import (
    MAX_LENGTH,
    RESERVED,
    file_slug,
    github_anchor,
    media_name,
    numbered,
    slugify,
)

PROMISED: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("slugs.json").read_text("utf-8"))
ANY_TEXT = st.text(st.characters(), max_size=120)
"""Halves of surrogate pairs included: on Linux a file name can hold them."""


def test_promised_slugs_are_kept() -> None:
    """Every name ever promised still has the address it had."""
    assert {name: file_slug(name)[0] for name in PROMISED["file_slug"]} == PROMISED["file_slug"]


def test_promised_anchors_are_githubs() -> None:
    """A heading has the anchor GitHub gives it."""
    found = {heading: github_anchor(heading) for heading in PROMISED["github_anchor"]}
    assert found == PROMISED["github_anchor"]


def test_promised_media_names_are_kept() -> None:
    """Every medium ever promised is still published under the same name."""
    assert {name: media_name(name)[0] for name in PROMISED["media_name"]} == PROMISED["media_name"]


def test_the_corpus_is_only_added_to() -> None:
    """The corpus does not shrink; raise these numbers when you add lines."""
    sizes = {kind: len(lines) for kind, lines in PROMISED.items()}
    assert sizes == {"file_slug": 89, "github_anchor": 33, "media_name": 35}


@pytest.mark.parametrize(
    ("name", "is_changed"),
    [
        ("Introducción a Flask", False),
        ("Straße", False),
        ("日本", True),
        ("Привет", True),
        ("?", True),
        ("con", True),
        ("a" * 80, False),
        ("a" * 81, True),
    ],
)
def test_a_name_is_changed_when_a_reader_would_not_know_it(name: str, is_changed: bool) -> None:  # noqa: FBT001
    """Folded accents leave a name recognisable; transliteration, cutting and prefixes do not."""
    assert file_slug(name)[1] is is_changed


@pytest.mark.parametrize(
    ("name", "is_changed"),
    [("foto.png", False), ("mi foto.png", False), ("año.png", False), ("con.txt", True), ("日本.png", True)],
)
def test_a_medium_is_renamed_when_a_reader_would_not_know_it(name: str, is_changed: bool) -> None:  # noqa: FBT001
    """Spaces and accents may go without a word; a name that becomes another may not."""
    assert media_name(name)[1] is is_changed


@given(ANY_TEXT)
def test_a_slug_is_short_ascii_and_never_reserved(name: str) -> None:
    """Whatever the name, its slug can be a folder anywhere, and is the same every time."""
    slug, _ = file_slug(name)
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", slug)
    assert len(slug) <= MAX_LENGTH
    assert slug not in RESERVED
    assert slug == file_slug(name)[0]


@given(ANY_TEXT)
def test_a_slug_is_its_own_slug(name: str) -> None:
    """An address typed into ``slug:`` as it is published stays what it is."""
    slug, _ = file_slug(name)
    assert file_slug(slug) == (slug, False)


@given(st.text(st.sampled_from("añÑéüçãḉ C+#.-_") | st.characters(codec="utf-8"), max_size=120))
def test_composed_and_decomposed_names_are_one(name: str) -> None:
    """Macs write accents as letters of their own; the address does not show it."""
    composed, decomposed = unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)
    assert file_slug(composed) == file_slug(decomposed)
    assert media_name(composed) == media_name(decomposed)


@given(ANY_TEXT.filter(lambda name: "/" not in name))
def test_a_media_name_is_safe_anywhere(name: str) -> None:
    """A published file name is short, visible ASCII, and no name Windows keeps for itself."""
    published, _ = media_name(name)
    assert re.fullmatch(r"[A-Za-z0-9_~+-][A-Za-z0-9._~+-]*", published)
    assert not published.endswith(".")
    assert published.partition(".")[0].lower() not in RESERVED
    assert len(published) <= MAX_LENGTH + 21
    assert published == media_name(published)[0]


@given(ANY_TEXT)
def test_slugify_folds_to_words_and_hyphens(text: str) -> None:
    """What is left of any text is ASCII words, or nothing."""
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slugify(text))


@given(ANY_TEXT)
def test_a_github_anchor_has_no_spaces_and_no_signs(heading: str) -> None:
    """GitHub's anchors hold letters, marks, digits, hyphens and connectors alone."""
    anchor = github_anchor(heading)
    assert all(
        char in "-_" or unicodedata.category(char) == "Nd" or unicodedata.category(char)[0] in "LMP"
        for char in anchor
    )
    assert anchor == github_anchor(heading.strip())


@given(st.lists(st.sampled_from(["a", "a-1", "a-1-1", "a-2", "", "b"]), max_size=12))
def test_numbered_never_gives_a_name_twice(wanted: list[str]) -> None:
    """Numbering keeps names apart, even from names that already look numbered."""
    taken: dict[str, int] = {}
    names = [numbered(name, taken) for name in wanted]
    assert len(set(names)) == len(names)
    assert set(names) <= set(taken)


def test_numbered_counts_as_github_does() -> None:
    """The first keeps its name; the next ones count from 1."""
    taken: dict[str, int] = {}
    assert [numbered("a", taken) for _ in range(3)] == ["a", "a-1", "a-2"]
