"""Where an author probably meant something else than GitHub reads."""

from __future__ import annotations

import pytest

from escarcha.problems import Code, Severity
from escarcha.rendering.renderer import Renderer

RENDERER = Renderer()


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("- a\n- b\nTexto aparte.", Code.GLUED_TEXT, 3),
        ("1. a\n2. **b**\n**Texto** aparte.\n\nfin", Code.GLUED_TEXT, 3),
        ("- a\n¿Y esto?\n- b", Code.GLUED_TEXT, 2),
        ("#Título", Code.HEADING_SPACE, 1),
        ("texto\n##título", Code.HEADING_SPACE, 2),
        ("```py\na", Code.UNCLOSED_FENCE, 1),
        ("a\n\n- ~~~\n  a\n\nb", Code.UNCLOSED_FENCE, 3),
        ("```\n~~~", Code.UNCLOSED_FENCE, 1),
        ("```", Code.UNCLOSED_FENCE, 1),
        ("a\n\n## Qué es Flask?", Code.MISSING_SIGN, 3),
        ("# **Hola!**", Code.MISSING_SIGN, 1),
        ("a\n[b](mi nota.md)", Code.SPACED_LINK, 2),
        ("![b](mi foto de boda.png)", Code.SPACED_LINK, 1),
        ("[b](otra nota.md#aquí)", Code.SPACED_LINK, 1),
        ("a\n\n:::tip\nhola", Code.UNCLOSED_CALLOUT, 3),
        ("/// note | Hola\na", Code.UNCLOSED_CALLOUT, 1),
        ("# a\n\n## b\n\n> #### c\n\n###### d", Code.SKIPPED_LEVEL, 5),
        ("texto\n\n### a", Code.SKIPPED_LEVEL, 3),
        ("| a |\n|---|\n| b | |\n| c | d |\n| e | f |", Code.OVERFULL_ROW, 4),
        ("a\nb ![](foto.png) ![ ](otra.png)", Code.NAMELESS_IMAGE, 2),
        ("`![](a.png)`\n\n<p>\n<img src=foto.png>\n</p>", Code.NAMELESS_IMAGE, 4),
        ('a <IMG width=1 SRC="foto.png"> b', Code.NAMELESS_IMAGE, 1),
    ],
)
def test_a_slip_is_pointed_at(body: str, code: Code, line: int) -> None:
    """The line of the slip is named, and nothing stops."""
    remarks = RENDERER.render(body).remarks
    assert [(remark.code, remark.line, remark.severity) for remark in remarks] == [
        (code, line, Severity.HINT)
    ]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (":::docente\nhola", 1),
        ("a\n\n/// solución | Uno\na", 3),
        ("a\n\n> b `x\n> y`\n> c [!DOCENTE] d", 5),
        ("- [!docente] a", 1),
        ("# [!docente] a", 1),
        ("| a |\n|---|\n| [!solo docentes] b |", 3),
        ("<div>\n> [!docente]\n> a\n</div>", 2),
        ("<!-- a\n-->> [!docnte]\n> a", 2),
        ("a\n\n!!! docente\nb", 3),
        ("??? docente\nb", 1),
    ],
)
def test_what_is_meant_for_few_stops_all(body: str, line: int) -> None:
    """A box for teachers that is none would be read by everyone, so nothing is published."""
    (remark,) = RENDERER.render(body).remarks
    assert (remark.code, remark.line, remark.severity) == (Code.UNCLOSED_CALLOUT, line, Severity.ERROR)


@pytest.mark.parametrize(
    "body",
    [
        "- a\n  Texto sangrado",
        "- una línea larga\nque sigue en la otra",
        "- a\n\nTexto",
        "Texto\nTexto",
        "#etiqueta",
        "#una #Dos",
        "Se escribe `[!docente]`, o \\[!docente] o [!nadie].",
        "<!-- [!docente] -->\n\nSe escribe `!!! docente`, ¡de verdad!!! docente.",
        "\\#Título",
        "####### siete",
        "#!/bin/sh",
        "```\na\n```",
        "> ```\n> a\n> ```",
        "- ```\n  a\n  ```\n- b",
        "~~~~\n~~~\n~~~~",
        "# ¿Qué es Flask?",
        "# What is Flask?",
        "# La macro `panic!`",
        "# El operador `?`",
        "# ¡Hola!",
        '[a](b.md "un título.md")',
        "[a](<mi nota.md>)",
        "`[a](mi nota.md)`",
        "[a](b) y (c d.md)",
        ":::tip\nhola\n:::",
        "::: y ya",
        "## a\n\n### b\n\n## c\n\n### d",
        "# a\n\nb\n---",
        '![Un ñandú](foto.png) <img src="a.png" alt=""> <img\nalt = "b" src=c> <img src=d alt>',
        "`![](foto.png)` y `<img src=a>`",
        "```html\n<img src=a>\n```",
        ":::cosa\na",
    ],
)
def test_what_is_no_slip_is_left_alone(body: str) -> None:
    """Nobody is told of what is meant."""
    assert RENDERER.render(body).remarks == ()
