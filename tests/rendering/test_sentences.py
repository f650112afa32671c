"""The sentence that a link stands in, which the page that it leads to shows."""

from __future__ import annotations

import pytest

from escarcha.rendering.renderer import Renderer
from escarcha.rendering.sentences import LONGEST

RENDERER = Renderer()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Una frase. Otra con [un enlace](x.md) dentro. Y una más.", "Otra con un enlace dentro."),
        ("¿Y [esto](x.md)? Nada.", "¿Y esto?"),
        ("Es, p. ej. así, [x](x.md) y ya.", "Es, p. ej. así, x y ya."),
        ("Con **[negrita](x.md)** y `código`\nen dos líneas.", "Con negrita y código en dos líneas."),
        ("- uno\n- ver [dos](x.md)\n  - tres", "ver dos"),
        ("- ver\n\n  [dos](x.md) ya", "dos ya"),
        ("| a | b |\n|---|---|\n| c | de [d](x.md) |", "de d"),
        ("> Dice [él](x.md).", "Dice él."),
        ("## Sobre [eso](x.md)", "Sobre eso"),
        ("Sea $x^2$ en [x](x.md).", "Sea … en x."),
        ("Ver[^1] [x](x.md) ya.\n\n[^1]: Nota.", "Ver x ya."),
        ("Antes %%oculto%% de [x](x.md) <!-- oculto --> ya.", "Antes de x ya."),
        ("Ver [[x]] y ![[x]]", "Ver x y"),
        ("> [!tip]- Ver [x](x.md) ya\n> Texto.", "Ver x ya"),
        ("> [!tip]- [sola](x.md)\n> Texto.", ""),
        ("[sola](x.md)", ""),
        ("- [sola](x.md).", ""),
        ("![[x]]", ""),
        ("[aquí mismo](#abajo) y nada más", ""),
    ],
)
def test_the_sentence_around_a_link(text: str, sentence: str) -> None:
    """It is that of the nearest block, as plain text; where there is only the link, there is none."""
    links = [link for link in RENDERER.render(text).links if not link.target.startswith("#fn")]
    assert links[0].sentence == sentence


def test_a_long_sentence_is_cut_around_the_link() -> None:
    """What is nearest to the link stays, in whole words."""
    (link,) = RENDERER.render(f"{'antes ' * 100}[el enlace](x.md){' después' * 100}").links
    assert len(link.sentence) <= LONGEST + 2
    assert {*link.sentence.strip("…").split()} == {"antes", "el", "enlace", "después"}
    (link,) = RENDERER.render(f"Ver [{'palabra ' * 100}](x.md) ya.").links
    assert len(link.sentence) <= LONGEST + 2


def test_many_links_of_one_block_are_read_once() -> None:
    """A paragraph of ten thousand links takes no longer than ten thousand of one."""
    links = RENDERER.render(" y ".join(f"[n{n}](n{n}.md)" for n in range(10_000))).links
    assert links[5000].sentence.count("n5000") == 1
