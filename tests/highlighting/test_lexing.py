"""The same tokens as Pygments', of any code in any language."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lexing import blocks_of, pygments_alone
from pygments.lexer import (
    ExtendedRegexLexer,
    RegexLexer,
    bygroups,
    default,
    include,
    inherit,
    this,
    using,
    words,
)
from pygments.lexers import get_all_lexers, get_lexer_by_name
from pygments.token import Keyword, Name, Number, Text

from escarcha.bundled import STATIC, templates
from escarcha.highlighting import lexer_states, lexing
from escarcha.highlighting.colours import _lexer

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
REPLACED = (RegexLexer, ExtendedRegexLexer)

SAMPLES = list(blocks_of(HERE))
LANGUAGES = sorted({language for language, _ in SAMPLES})


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave rules out from the first character on, and not only where it is worth it."""
    monkeypatch.setattr(lexer_states, "TRIES", 0)
    monkeypatch.setattr(lexer_states, "_kept", {})


def tokens_of(lexer: Lexer, code: str) -> list[tuple[int, _TokenType, str]]:
    """Return the tokens of code, or how far the lexer comes before it breaks down."""
    tokens: list[tuple[int, _TokenType, str]] = []
    try:
        tokens.extend(lexer.get_tokens_unprocessed(code))
    except Exception as error:  # noqa: BLE001 - some lexers do, and so they shall with us
        tokens.append((0, Text, repr(error)))
    return tokens


def assert_same(lexer: Lexer, code: str) -> None:
    """Assert that code has the tokens that Pygments alone would make of it."""
    with pygments_alone():
        expected = tokens_of(lexer, code)
    assert tokens_of(lexer, code) == expected


def lexer_of(language: str) -> Lexer:
    """Return the lexer of a language that has one."""
    lexer = _lexer(language)
    assert lexer
    return lexer


def test_pygments_is_the_one_we_know() -> None:
    """With another, code is coloured as before, at a third of the speed.

    When this fails, Pygments has changed what ``lexing.py`` does in its place. Compare its ``lexer.py`` with
    that of the version before, do in ``lexing.py`` and ``lexer_states.py`` what it does now, and put the new
    ``lexing.checksum()`` into ``KNOWN``. If the rest of this file passes, the tokens are the same.
    """
    assert lexing.checksum() == lexing.KNOWN


def test_an_unknown_pygments_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who knows what it does in those methods."""
    monkeypatch.setattr(lexing, "KNOWN", 0)
    with pygments_alone():
        before = [each.get_tokens_unprocessed for each in REPLACED]
        assert not lexing.take_over.__wrapped__()
        assert [each.get_tokens_unprocessed for each in REPLACED] == before


def test_a_pygments_without_its_source_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some installations have compiled modules alone."""

    def fail(_: object) -> str:
        raise OSError

    monkeypatch.setattr("inspect.getsource", fail)
    assert lexing.checksum() == 0


@pytest.mark.parametrize(("language", "code"), SAMPLES, ids=[language for language, _ in SAMPLES])
def test_samples(language: str, code: str) -> None:
    """Code as it stands in notes, whole and from each of its lines on."""
    for start in (0, *(end.end() for end in re.finditer("\n", code))):
        assert_same(lexer_of(language), code[start:])


OWN = (
    *blocks_of(REPOSITORY / "content"),
    *(("python", file.read_text("utf-8")) for file in sorted(HERE.glob("*.py"))),
    *(("css", file.read_text("utf-8")) for file in sorted(STATIC.rglob("*.css"))),
    *(("js", file.read_text("utf-8")) for file in sorted(STATIC.rglob("*.js"))),
    *(("html+jinja", file.read_text("utf-8")) for file in sorted(templates().rglob("*.html"))),
)


def test_our_own_code() -> None:
    """What the manual shows, and what we are made of."""
    for language, code in OWN:
        assert_same(lexer_of(language), code)


def test_rules_are_left_out_once_it_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the midst of a text the rules at hand change, and the tokens do not."""
    monkeypatch.setattr(lexer_states, "TRIES", 4)
    lexer = get_lexer_by_name("python")
    code = (HERE / "test_lexing.py").read_text("utf-8")
    state = lexer_states.states_of(lexer)["root"]  # type: ignore[arg-type]
    assert len(state["d"]) == len(state["("])
    assert_same(lexer, code * 4)
    assert len(state["("]) < len(state["d"]) < len(state["é"])


@st.composite
def mixtures(draw: st.DrawFn) -> tuple[str, str]:
    """Make a text of a language's tokens in another order, among other things."""
    language = draw(st.sampled_from(LANGUAGES))
    pieces = [
        text for each, code in SAMPLES if each == language for _, text in lexer_of(each).get_tokens(code)
    ]
    others = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=3)
    signs = st.sampled_from(
        ["\n", "\t", " ", "ñ", "É", "ſ", "İ", "\n\n", "'", '"', "(", "}", "<", "#", "\\", "/*", "\x1c"]
    )
    parts = st.lists(st.one_of(st.sampled_from(sorted(set(pieces))), signs, others), max_size=40)
    return language, f"{''.join(draw(parts))}\n"


@given(mixtures())
def test_any_mixture(mixture: tuple[str, str]) -> None:
    """Code that nobody would write, with strings that never end and letters from anywhere."""
    language, code = mixture
    assert_same(lexer_of(language), code)


GROUPS = bygroups(Name, using(this, state="call"))  # type: ignore[no-untyped-call]


class Toy(RegexLexer):
    """Everything that a rule can be."""

    flags = re.IGNORECASE
    tokens = {  # noqa: RUF012 - as Pygments has it
        "root": [
            include("blank"),
            (words(("si", "no", "ñu"), suffix=r"\b"), Keyword),
            (r"(\w+)(\()", GROUPS, ("call", "#push")),
            (r"\[", Text, "#push"),
            (r"\]", Text, "#pop"),
            (r"<<(?=x)", Text, ("call", "number")),
            (r"(?<=<)x", Name),
            (r"\{", Text, "#pop:3"),
        ],
        "blank": [(r"\s+", Text)],
        "call": [(r"\)", Text, "#pop"), (r"(?P<q>['\"]).*?(?P=q)", Text), default("#pop")],
        "number": [(r"\d*", Number, "#pop")],
    }


class Heir(Toy):
    """Rules that a lexer inherits, some of them its own functions."""

    tokens = {  # noqa: RUF012 - the same
        "blank": [(r"-+", Text), inherit],
        "root": [(r"=", lambda _, match: iter([(match.start(), Name, match.group())])), include("blank")],
    }


@pytest.mark.parametrize("lexer", [Toy(), Heir(), Toy(stripnl=False)])
@given(st.text("siño <x[]{}()'\"-=1\nſK", max_size=60))
def test_every_kind_of_rule(lexer: Lexer, code: str) -> None:
    """Includes, words, defaults, groups, lexers within, steps on and off the stack, errors, ends of lines."""
    assert_same(lexer, code)


def test_a_lexer_may_find_matches_by_a_function_of_its_own() -> None:
    """Of such a rule nothing is known, so it is always tried."""
    rules = [(lambda text, place: re.compile("a").match(text, place), Name, None)]
    states = lexer_states.States({"root": rules})
    assert [states["root"][character] for character in ("a", "b", "ñ", "")] == [rules] * 4


def test_rules_that_depend_on_options_are_not_mixed() -> None:
    """The lexer of C# has other rules for each of its levels of Unicode."""
    for level in ("basic", "full", "none", "basic"):
        assert_same(get_lexer_by_name("csharp", unicodelevel=level), "class Ñandú { var ª = 'é'; }\n")


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(aliases[0] for _, aliases, _, _ in get_all_lexers() if aliases))
def test_every_lexer_there_is(name: str) -> None:
    """Whatever language code is said to be in; a third of the samples, as there are hundreds of lexers."""
    lexer = get_lexer_by_name(name)
    for _, code in SAMPLES[::3]:
        assert_same(lexer, code)


@pytest.mark.slow
@pytest.mark.skipif("ESCARCHA_CORPORA" not in os.environ, reason="ESCARCHA_CORPORA names no folder of notes")
def test_notes_of_others() -> None:
    """Every code block of the notes in the folder that the environment variable ESCARCHA_CORPORA names."""
    blocks = list(blocks_of(Path(os.environ["ESCARCHA_CORPORA"])))
    assert blocks
    for language, code in blocks:
        assert_same(lexer_of(language), code)
