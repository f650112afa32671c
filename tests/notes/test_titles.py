"""Titles, and the order of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from escarcha.notes.order import natural_key, spanish_key
from escarcha.notes.titles import name_title
from escarcha.rendering.renderer import Renderer

RENDERER = Renderer()


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Hola", "Hola"),
        ("texto\n\n# Hola #\n", "Hola"),
        ("## Dos\n\n# Uno", "Uno"),
        ("Hola\n====", "Hola"),
        ("Hola\ny adiós\n====", "Hola y adiós"),
        ("# **Hola** `código` y [enlace](a.md)", "Hola código y enlace"),
        ("# Hola {#saludo}", "Hola"),
        ("# Hola { #saludo }", "Hola"),
        ("# ¿Qué es `__init__`?", "¿Qué es __init__?"),
        ("# nombre_de_variable y *énfasis*", "nombre_de_variable y énfasis"),
        ("# Rock &amp; roll <br> <!-- no -->", "Rock & roll"),
        ("# \\*literal\\* y `&amp;` y `` a`b ``", "*literal* y &amp; y a`b"),
        ("# [`__str__`](a.md) y __fuerte__", "__str__ y fuerte"),
        ("# Plan %%secreto%% :rocket: ==m== [[a|casa]] $x^2$", "Plan 🚀 m casa x2"),
        ("# Paso 1[^n]\n\n[^n]: nota", "Paso 1"),
        ("# ![Escarcha](logo.svg)", "Escarcha"),
        ("# Uno<br>dos", "Uno dos"),
        ("# Man\u0303ana", "Mañana"),
        ("%%\n# Borrador privado\n%%\n\n# Público", "Público"),
        ("texto\n%%\nuno\n\n# Borrador privado\n%%\n\n# Público", "Público"),
        ("<!--\n# Viejo\n-->\n\n# Nuevo", "Nuevo"),
        ("<pre>\n# instala\n</pre>\n\n# Nuevo", "Nuevo"),
        ("$$\n# x\n$$\n\n# Nuevo", "Nuevo"),
        ('<h1 align="center">En HTML</h1>', "En HTML"),
        ('<p align="center">\n<h1>Uno</h1>\n</p>\n\ntexto', "Uno"),
        ('<div align="center">\n\n# Uno\n\n</div>', "Uno"),
        ("> # Citado\n\n# Propio", "Propio"),
        ("> # Citado", None),
        ("> [!NOTE]\n> # En un recuadro\n\n# Propio", "Propio"),
        ("## Convirtiendo el servidor\n\ntexto\n\n## Otro", "Convirtiendo el servidor"),
        ("![](a.png)\n\n### Tres", "Tres"),
        ("texto\n\n## Dos", None),
        ("# Definición\n\na\n\n# Ejemplo", None),
        ("<h1>Uno</h1>\n\n# Dos", None),
        ("#\u00a0No es un título", None),
        ("#Sin espacio", None),
        ("#", None),
        ("# %%nada%%", None),
        ("```\n# comentario\n```\n", None),
        ("```sh\n# comentario\n```\n# Hola", "Hola"),
        ("~~~\n```\n# comentario\n~~~\n# Hola", "Hola"),
        ("````\n```\n# comentario\n````\n# Hola", "Hola"),
        ("- ```\n  # comentario\n  ```\n\n# Hola", "Hola"),
        ("    # código", None),
        ("===", None),
        pytest.param(f"# Hola{' ' * 100_000}x", "Hola x", id="long"),  # took minutes
        ("", None),
    ],
)
def test_a_heading_gives_a_note_its_title(body: str, title: str | None) -> None:
    """Its only H1, or the heading that a note without H1 opens with: as rendered, without markup."""
    assert (RENDERER.render(body).outline.title("auto") or None) == title


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        ("# Uno\n\n# Dos", ("", "Uno", "")),
        ("a\n\n## Dos\n\n# Uno", ("Uno", "Uno", "")),
        ("a\n\n## Dos", ("", "Dos", "")),
        ("a", ("", "", "")),
    ],
)
def test_a_setting_says_where_titles_come_from(body: str, titles: tuple[str, ...]) -> None:
    """With ``heading`` it is the first there is, with ``file`` none."""
    outline = RENDERER.render(body).outline
    assert (outline.title("auto"), outline.title("heading"), outline.title("file")) == titles


PIECES = st.sampled_from(
    [
        *("# Uno", "## Dos", "Tres\n===", "<h1>Cuatro</h1>", "# a %%b%% *c*", "<h2>d</h2>\n", "# `e` &lt;"),
        *("%%\n# no\n%%", "<!--\n# no\n-->", "```\n# no\n```", "> # no", "- # lista", "$$\n# no\n$$"),
        *("texto", "<div>\n", "</div>\n", "<details>\n", "</details>\n", "| a |\n|---|\n| b |", "---"),
    ]
)


@given(st.lists(PIECES, max_size=7).map("\n\n".join))
def test_the_title_is_the_first_heading_that_readers_see(body: str) -> None:
    """Of those that are not quoted, in the published HTML; without markup, and whatever is hidden."""
    fragment = RENDERER.render(body)
    tree = LexborHTMLParser("".join(fragment.parts), is_fragment=True)
    for quoting in tree.css("blockquote, details, td"):
        quoting.decompose()
    seen = [" ".join(node.text().split()) for node in tree.css("h1, h2, h3, h4, h5, h6")]
    assert "no" not in fragment.outline.title("heading").split()
    top = [" ".join(node.text().split()) for node in tree.css("h1")]
    title = fragment.outline.title("heading")
    assert not title or title in (top if any(text in seen for text in top) else seen)
    assert fragment.outline.title("auto") in {"", title}


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
    for title in (RENDERER.render(f"# {text}").outline.title("auto"), name_title(text or "x")):
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
