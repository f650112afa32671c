"""Titles, and the order of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.notes.order import natural_key, spanish_key
from escarcha.notes.titles import first_heading, name_title, plain


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Hola", "Hola"),
        ("texto\n\n# Hola #\n", "Hola"),
        ("## Dos\n\n# Uno", "Uno"),
        ("Hola\n====", "Hola"),
        ("# **Hola** `código` y [enlace](a.md)", "Hola código y enlace"),
        ("# Hola {#saludo}", "Hola"),
        ("# Hola { #saludo }", "Hola"),
        ("# ¿Qué es `__init__`?", "¿Qué es __init__?"),
        ("# nombre_de_variable y *énfasis*", "nombre_de_variable y énfasis"),
        ("# Rock &amp; roll <br> <!-- no -->", "Rock & roll"),
        ("# \\*literal\\* y `&amp;` y `` a`b ``", "*literal* y &amp; y a`b"),
        ("# [`__str__`](a.md) y __fuerte__", "__str__ y fuerte"),
        ("#\u00a0No es un título", None),
        ("#Sin espacio", None),
        ("#", None),
        ("```\n# comentario\n```\n", None),
        ("```sh\n# comentario\n```\n# Hola", "Hola"),
        ("~~~\n```\n# comentario\n~~~\n# Hola", "Hola"),
        ("````\n```\n# comentario\n````\n# Hola", "Hola"),
        ("    # código", None),
        ("===", None),
        pytest.param(f"# Hola{' ' * 100_000}x", "Hola", id="long"),  # took minutes
        ("", None),
    ],
)
def test_the_first_heading_is_found(body: str, title: str | None) -> None:
    """The first level-one heading outside of code names the note, without its markup."""
    assert first_heading(body) == title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("02-bucles_for", "Bucles for"),
        ("hola", "Hola"),
        ("ñandú", "Ñandú"),
        ("1. Primeros pasos", "Primeros pasos"),
        ("1.10", "1.10"),
        ("1.10-novedades", "Novedades"),
        ("2.0", "2.0"),
        ("2026", "2026"),
        ("2026-01", "2026-01"),
        ("2026-01-02", "2026-01-02"),
        ("2026-01-02-diario_de_viaje", "2026-01-02 diario de viaje"),
        ("3) tercero", "Tercero"),
        ("Notas de un viaje - parte 2", "Notas de un viaje - parte 2"),
        ("__", "__"),
        (".", "."),
        ("a\nb", "A�b"),
        ("n\u0303u", "Ñu"),
    ],
)
def test_a_file_name_makes_a_title(name: str, title: str) -> None:
    """Numbers for ordering go, hyphens become spaces, and nothing is ever without a title."""
    assert name_title(name) == title


@given(st.text(max_size=60))
def test_titles_are_one_visible_line(text: str) -> None:
    """Whatever stands in a heading or a file name, its title fits one line of a page."""
    for title in (plain(text), name_title(text or "x")):
        assert not any(ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u2028\u2029" for char in title)
    assert name_title(text or "x")


@pytest.mark.parametrize(
    "names",
    [
        ["nota-2", "nota-10"],
        ["Árbol", "barco", "Casa"],
        ["nube", "ñandú", "oso"],
        ["canal", "caña", "capa"],
        ["1.2", "1.10"],
        ["2", "10", "a"],
        ["", "a"],
        ["a", "a1"],
        ["x²", "x³"],
        ["9" * 5000, "a"],
    ],
)
def test_names_are_listed_as_spanish_readers_expect(names: list[str]) -> None:
    """Accents and case do not count, ñ follows n, and numbers are numbers."""
    shuffled = names[::-1]
    assert sorted(shuffled, key=natural_key) == names


@given(st.lists(st.text(max_size=20), max_size=6))
def test_any_names_can_be_sorted(names: list[str]) -> None:
    """No name breaks the order, and the order does not depend on where a name started."""
    shuffled = names[::-1]
    assert sorted(names, key=natural_key) == sorted(shuffled, key=natural_key)
    assert sorted(names, key=spanish_key) == sorted(shuffled, key=spanish_key)
