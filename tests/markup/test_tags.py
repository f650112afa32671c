"""Tags in the text of a note."""

from __future__ import annotations

import pytest

from escarcha.markup import Reader

READER = Reader()


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        ("#uno, (no#tres) y #dos.", ["uno", "dos"]),
        ("#curso/2026 #a-b_c #año #1984b #2026-11", ["curso/2026", "a-b_c", "año", "1984b", "2026-11"]),
        ("#1984 # #-\n\n#Uno #uno #Uno", ["-", "Uno", "uno"]),
        (
            "**#fuerte** *a #dentro*\n\n- #item\n- [ ] #tarea\n\n> #cita",
            ["fuerte", "dentro", "item", "tarea", "cita"],
        ),
        ("## Título #etiqueta {#ancla}", ["etiqueta"]),
        ("> [!tip] Un #consejo\n> #cuerpo\n\n| #celda |\n|---|\n| b |", ["consejo", "cuerpo", "celda"]),
        ("Nota[^1].\n\n[^1]: Al #pie.", ["pie"]),
        # in code, links, addresses, formulas, comments, HTML and behind a backslash there are none
        ("`#a` [#b](c.md) [[d#e]] [[#f]] https://g.es/#h <https://i.es/#j> $#k$ %%#l%% \\#m", []),
        ("```\n#a\n```\n\n    #b\n\n<p>#c <b title='#d'>x</b></p>\n\n[e]: f.md#g '#h'\n[e]", []),
        ('a#b &#35;c &#x23;d ![#e](f.png) [x](g.md#h "#i")', []),
    ],
)
def test_what_counts_as_a_tag(body: str, tags: list[str]) -> None:
    """Letters, digits and three signs behind a blank, and something that is no digit."""
    assert list(READER.read(body).tags) == tags


def test_a_note_does_not_have_the_tags_of_the_one_before() -> None:
    """Readers read one note after another."""
    READER.read("#uno")
    assert READER.read("dos").tags == ()
