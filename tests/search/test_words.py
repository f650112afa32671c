"""Words: the script that readers run and the program that makes the index agree to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.search import build_index
from escarcha.search.engine import Engine
from escarcha.search.words import file_key, fold, is_stop_word, terms, tokens

REPOSITORY = Path(__file__).resolve().parents[2]
CORPORA = REPOSITORY.parent / "shared" / "corpora"
"""Other people's notes, where someone has put them."""

ENGINE = Engine(build_index([]))

ENDINGS = [
    "la",
    "sela",
    "le",
    "me",
    "se",
    "lo",
    "selo",
    "nos",
    "ando",
    "iendo",
    "yendo",
    "ar",
    "er",
    "ir",
    "ica",
    "ancia",
    "encia",
    "adora",
    "osa",
    "ista",
    "iva",
    "anza",
    "idad",
    "able",
    "ible",
    "ante",
    "mente",
    "amente",
    "acion",
    "ucion",
    "ico",
    "ismo",
    "oso",
    "amiento",
    "imiento",
    "ivo",
    "ador",
    "aba",
    "ada",
    "ida",
    "ara",
    "iera",
    "ad",
    "ed",
    "id",
    "ase",
    "iese",
    "aste",
    "iste",
    "an",
    "aban",
    "en",
    "es",
    "emos",
    "gue",
    "gu",
    "a",
    "e",
    "o",
    "os",
    "y",
    "u",
    "qu",
    "log",
    "abil",
    "at",
    "ic",
    "iv",
    "uyo",
    "uyeron",
    "ñ",
    "s",
]


def in_python(text: str) -> list[tuple[str, list[str], bool, list[str]]]:
    """Analyse a text as the index does."""
    return [
        (token, list(terms(token)), is_stop_word(token), [file_key(term) for term in terms(token)])
        for token in tokens(text)
    ]


def differences(text: str) -> list[object]:
    """Return what the two make of a text wherever they disagree."""
    mine, theirs = in_python(text), ENGINE.analyse(text)
    if len(mine) != len(theirs):
        return [(len(mine), len(theirs))]
    return [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize(
    "folder",
    [REPOSITORY / "content", *(CORPORA / name for name in ("rust-book-es", "fastapi-es", "djangogirls-es"))],
)
def test_the_vocabulary_of_notes(folder: Path) -> None:
    """Every word of our notes, and of other people's where they are, has the same terms on both sides."""
    files = sorted(folder.rglob("*.md"))
    if not files:
        pytest.skip(f"{folder.name} is not here")
    words = {token for file in files for token in tokens(file.read_text("utf-8"))}
    assert differences(" ".join(sorted(words))) == []


def test_signs_where_they_stand() -> None:
    """What comes before a sign decides whether it belongs to a word: both sides cut whole notes alike."""
    signs = (
        "--strict @app.route .NET [!A] C++ C# a?.b x-->y {{ z }} {% if %} https://a.b/.c «--d» (.e) i++ --h"
    )
    notes = [
        (REPOSITORY / "content" / "manual" / name).read_text("utf-8") for name in ("codigo.md", "piezas.md")
    ]
    assert [differences(text) for text in (signs, *notes)] == [[], [], []]


@given(st.lists(st.sampled_from([*ENDINGS, *"bcdfghjlmnprtvz"]), min_size=1, max_size=6).map("".join))
def test_made_up_words(word: str) -> None:
    """So has any chain of Spanish endings, which is where stemmers part."""
    assert differences(word) == []


@given(st.text())
def test_any_text(text: str) -> None:
    """So has whatever else a reader may type: other scripts, emoji, accents written apart."""
    assert differences(text) == []


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("configuración", ["configuracion"]),
        ("configurando", ["configur"]),
        ("niños", ["niñ"]),
        ("años", ["año"]),
        ("render_template", ["render_templat", "rend", "templat"]),
        ("request.args", ["request.arg", "request", "arg"]),
        ("tests", ["test"]),
        ("headers", ["head"]),
        ("https", ["https"]),
        ("micro-framework", ["micro.framework", "microframework", "micr", "framework"]),
        ("LoginManager", ["loginmanag", "login", "manag"]),
        ("SECRET_KEY", ["secret_key", "secret", "key"]),
        ("__init__", ["init"]),
        ("content-type", ["content.typ", "content", "type"]),
    ],
)
def test_terms(token: str, expected: list[str]) -> None:
    """Words lose their endings; names are kept whole and also cut into parts."""
    found = terms(token)
    assert [term for term in expected if term in found] == expected


def test_folding() -> None:
    """Accents and capitals go, however they are written; ñ stays."""
    assert fold("ÁRBOL Pingüino") == "arbol pinguino"
    assert fold("ESPAÑA") == fold("espan\u0303a") == "españa"
