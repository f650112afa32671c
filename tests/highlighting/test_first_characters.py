"""The first characters of a pattern's matches: one too many at times, one too few never."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.highlighting import first_characters as module
from escarcha.highlighting.first_characters import ANY, ASCII, first_characters

LETTERS = string.ascii_letters


@pytest.mark.parametrize(
    ("pattern", "characters"),
    [
        ("abc", "a"),
        ("[a-c]x", "abc"),
        ("[^a]", set(ASCII) - {"a"}),
        (".", set(ASCII) - {"\n"}),
        ("(?s).", ASCII),
        (r"\d", string.digits),
        (r"[\w-]+", LETTERS + string.digits + "_-"),
        ("a|bc|(?:d|e)f", "abde"),
        ("words|(?:wo|no)", "wn"),
        ("a?b*c", "abc"),
        ("a{0}b", "ab"),
        ("a{2,3}?b", "a"),
        ("(a)+b", "a"),
        (r"(a)\1", "a"),
        ("(?>a|b)c", "ab"),
        ("a?+b++", "ab"),
        (r"^\bñ?a$", "a"),
        ("(?=b)a", "a"),
        ("(?<!b)(?!c)a", "a"),
        ("(?m)^a", "a"),
        ("(?x) a  # b\n c", "a"),
        ("(?i)a", "aA"),
        ("(?i)[^a]", set(ASCII) - set("aA")),
        ("(?i:a)|b", "aAb"),
        ("(?i)(?-i:a)", "a"),
        ("(?i)ſ", "sS"),
        ("(?i)[ª-ſ]", "isIS"),
        (r"(?a:\s)", set("\t\n\v\f\r ")),
        (r"(?a:\S)", set(ASCII) - set("\t\n\v\f\r ")),
        ("ñ", ""),
        ("[ñ-ü]+a", ""),
        ("[a-ü]", string.ascii_lowercase + "{|}~\x7f"),
        ("ñ?a", "a"),
        ("", ANY),
        ("a*", ANY),
        ("a|b|", ANY),
        ("(?=a)", ANY),
        ("()a", "a"),
        ("$", ANY),
        (r"()\1a", ANY),
        ("(a)?(?(1)b|c)d", ANY),
        ("(?!)", ANY),
    ],
)
def test_first_characters(pattern: str, characters: str | set[str] | frozenset[str]) -> None:
    """Pieces that take a character say which; those that may be empty let the next one speak too."""
    assert first_characters(re.compile(pattern)) == frozenset(characters)


def test_flags_of_the_lexer_count() -> None:
    """A lexer gives its flags for all its patterns."""
    assert first_characters(re.compile("a", re.IGNORECASE)) == {"a", "A"}
    assert first_characters(re.compile(" a", re.VERBOSE)) == {"a"}


ATOMS = ("a", "b", "k", "ñ", "ſ", ".", r"\s", r"\W", "[a-c]", "[^b\\n]", "[ª-ſ]", "^", "$", r"\b", "(?<=a)")
atoms = st.sampled_from(ATOMS)
openings = st.sampled_from(["(?:", "(", "(?=", "(?!", "(?>", "(?i:", "(?a:"])
repeats = st.sampled_from(["?", "*", "+", "{0,2}", "*?"])
patterns = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("{}|{}".format, inner, inner),
        st.builds("{}{})".format, openings, inner),
        st.builds("(?:{}){}".format, inner, repeats),
    ),
    max_leaves=8,
)


@given(
    patterns,
    st.sampled_from([0, re.IGNORECASE, re.DOTALL, re.MULTILINE, re.ASCII]),
    st.text("abkAK\n ñſK", min_size=1),
)
def test_no_match_begins_with_another_character(pattern: str, flags: int, text: str) -> None:
    """Whatever a pattern is made of, the engine finds no match where the answer says that there is none."""
    compiled = re.compile(pattern, flags)
    for place, character in enumerate(text):
        if character.isascii() and compiled.match(text, place):
            assert character in first_characters(compiled)
    if compiled.match(text, len(text)):
        assert first_characters(compiled) == ANY


@pytest.mark.parametrize("error", [ImportError, AttributeError, TypeError, ValueError])
def test_a_python_with_other_parts_is_not_understood(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """Parser and engine are undocumented; without them every rule is tried, as Pygments does."""

    def fail(_: str) -> None:
        raise error

    monkeypatch.setattr(module, "import_module", fail)
    assert first_characters.__wrapped__(re.compile("a")) == ANY
