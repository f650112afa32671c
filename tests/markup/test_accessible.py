"""What keeps some readers out is told with its line, once a note for each kind."""

from __future__ import annotations

import pytest

from escarcha.problems import ACCESSIBILITY, Code, Severity
from escarcha.rendering.renderer import Renderer

RENDERER = Renderer()
SPANISH = "La nota está en español, y eso es lo que la hace una nota de las que se leen en el sitio.\n\n" * 3
ENGLISH = (
    "This passage is in English, and it was written by someone who is not from here, for you to have at hand"
    " which of the two that it is and what to do with it.\n"
)


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("a\n[aquí](a.md)", Code.LINK_TEXT, 2),
        ("Haz [clic aquí](a.md).", Code.LINK_TEXT, 1),
        ('a\n\n<a href="a.md">ver más</a>', Code.LINK_TEXT, 3),
        ("[Leer más](a.md)", Code.LINK_TEXT, 1),
        ("a\nhttps://ejemplo.es/a/b", Code.BARE_ADDRESS, 2),
        ("<https://ejemplo.es>", Code.BARE_ADDRESS, 1),
        ("[la guía](a.md)\n[La guía](b.md)", Code.SAME_LINK_TEXT, 2),
        ("![captura 2](a.png)", Code.POOR_DESCRIPTION, 1),
        ("a\n![foto-1.png](b/foto-1.png)", Code.POOR_DESCRIPTION, 2),
        ("a\n\n**Un apartado**\n\nTexto.", Code.BOLD_HEADING, 3),
        (f"# {'palabra ' * 12}fin.", Code.LONG_HEADING, 1),
        ("a\n\n|  |  |\n|---|---|\n| a | b |", Code.HEADLESS_TABLE, 3),
        ("Los campos\nmarcados en rojo son obligatorios.", Code.COLOUR_ALONE, 2),
        (f"{SPANISH}{ENGLISH}", Code.FOREIGN_PASSAGE, 7),
    ],
)
def test_it_is_pointed_at(body: str, code: Code, line: int) -> None:
    """The kind and the line, as a hint."""
    remarks = RENDERER.render(body).remarks
    assert [(each.code, each.line, each.severity) for each in remarks] == [(code, line, Severity.HINT)]
    assert code in ACCESSIBILITY


@pytest.mark.parametrize(
    "body",
    [
        "[Aquí empieza todo](a.md)",
        "[la guía](a.md) y otra vez [la guía](a.md)",
        "[1](a.md) [1](b.md)",
        "`https://ejemplo.es` y [el ejemplo](https://ejemplo.es)",
        "```\nhttps://ejemplo.es\n```",
        "![Una captura del panel, con tres avisos](captura.png)",
        "**Importante:** esto no es un título.",
        "**Una frase entera en negrita.**\n\nTexto.",
        "- **Uno**\n- **Dos**\n\nTexto.",
        "|  | b |\n|---|---|\n| a | 1 |",
        "El semáforo está rojo.",
        "a[^1] b[^2]\n\n[^1]: Uno.\n[^2]: Dos.",
        f"{SPANISH}<!-- {{lang=en}} -->\n{ENGLISH}",
        ENGLISH,
    ],
)
def test_and_nothing_else(body: str) -> None:
    """What says what it is, is left in peace."""
    assert RENDERER.render(body).remarks == ()


def test_the_others_of_a_kind_are_counted() -> None:
    """A note with many has one remark for all of them."""
    (remark,) = RENDERER.render("[aquí](a.md)\n\n[aquí](a.md)\n\n[ver más](b.md)").remarks
    assert remark.cause == "el enlace «aquí» (y otros 2) no dice adónde lleva a quien va de enlace en enlace."
