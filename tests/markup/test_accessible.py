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
CATALAN = (
    "Els gats són a la casa i no volen sortir amb els gossos del carrer, perquè són massa grans per a ells i"
    " la nit és una cosa que els fa por des de fa molts anys.\n"
)
GALICIAN = (
    "Os gatos están na casa e non queren saír cos cans da rúa, porque son demasiado grandes para eles e a"
    " noite é unha cousa que lles dá medo desde hai máis de dous anos.\n"
)
FRENCH = (
    "Les chats sont dans la maison et ils ne veulent pas sortir avec les chiens de la rue, parce que la nuit"
    " est une chose qui leur fait peur depuis plus de deux ans.\n"
)
ROWS = "<table>\n<tr><{0}>a</{0}><td>b</td></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>\n"


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
        (f"{SPANISH}> {ENGLISH}", Code.FOREIGN_PASSAGE, 7),
        (f"{SPANISH}{CATALAN}", Code.FOREIGN_PASSAGE, 7),
        (f"{SPANISH}{GALICIAN}", Code.FOREIGN_PASSAGE, 7),
        (f"{SPANISH}{FRENCH}", Code.FOREIGN_PASSAGE, 7),
        ("a\n[Haz clic en este enlace…](a.md)", Code.LINK_TEXT, 2),
        ("[👉 desde aquí](a.md)", Code.LINK_TEXT, 1),
        ("[leer más…](a.md)", Code.LINK_TEXT, 1),
        ("[esta página](a.md)", Code.LINK_TEXT, 1),
        ("| a | b |\n|---|---|\n| www.ejemplo.es | c |", Code.BARE_ADDRESS, 3),
        ("a\n\n## https://ejemplo.es", Code.BARE_ADDRESS, 3),
        ('a\n<a href="https://ejemplo.es">https://ejemplo.es</a>', Code.BARE_ADDRESS, 2),
        ("[https://ejemplo.es](https://ejemplo.es)", Code.BARE_ADDRESS, 1),
        ("[![la guía](a.png)](a.md)\n[![la guía](b.png)](b.md)", Code.SAME_LINK_TEXT, 2),
        ("![Captura de pantalla 2026-01-02 a las 10.20.30](a.png)", Code.POOR_DESCRIPTION, 1),
        ("![IMG_2031](a.png)", Code.POOR_DESCRIPTION, 1),
        ("![Figura 3.1](a.png)", Code.POOR_DESCRIPTION, 1),
        ("![otra.png](a.png)", Code.POOR_DESCRIPTION, 1),
        ("a\n\n***Un apartado***\n\nTexto.", Code.BOLD_HEADING, 3),
        ("a\n\n<strong>Un apartado</strong>\n\nTexto.", Code.BOLD_HEADING, 3),
        (f"a\n\n{ROWS.format('td')}", Code.HEADLESS_TABLE, 3),
        ("Los campos en rojo\nson obligatorios.", Code.COLOUR_ALONE, 1),
        ("Pulsa el botón verde.", Code.COLOUR_ALONE, 1),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| marcado en azul | c |", Code.COLOUR_ALONE, 4),
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
        "[la guía](a.md), [la guía](./a.md), [la guía](a.md#)",
        "[Python](https://python.org), [Python](http://www.python.org/)",
        "[click](https://click.palletsprojects.com), [más de una](a.md), [enlaces](a.md), [sitio web](a.md)",
        "[El sitio](<https://ejemplo.es>) <!-- https://ejemplo.es -->",
        "http://localhost:5000 http://127.0.0.1:8000/a",
        "[[#Aquí mismo]]\n\n## Aquí mismo",
        "![Logo de Flask](a.png) ![Gráfico de ventas por mes](b.png)",
        ROWS.format("th"),
        f"<table>{'<tr><td><img src=a.png alt=A></td></tr>' * 2}</table>",
        "Cuando la prueba sale en rojo, escribe el código hasta que esté en verde.",
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
        f"{SPANISH}<!-- {{lang=en}} -->\n> {ENGLISH}>\n> {ENGLISH}",
        f'{SPANISH}<div lang="en">\n\n{ENGLISH}\n</div>',
        f'{SPANISH}<span lang="en">{ENGLISH}</span>',
        f'{SPANISH}<a id="{"-the-of-and-to-in" * 9}"></a>',
        ENGLISH,
        CATALAN,
    ],
)
def test_and_nothing_else(body: str) -> None:
    """What says what it is, is left in peace."""
    assert RENDERER.render(body).remarks == ()


def test_the_others_of_a_kind_are_counted() -> None:
    """A note with many has one remark for all of them."""
    (remark,) = RENDERER.render("[aquí](a.md)\n\n[aquí](a.md)\n\n[ver más](b.md)").remarks
    assert remark.cause == "el enlace «aquí» (y otros 2) no dice adónde lleva a quien va de enlace en enlace."
