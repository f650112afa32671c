"""LaTeX that all formulas of a site may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escarcha import create_app

if TYPE_CHECKING:
    from conftest import SiteTest

REAL = "<mi>𝐑</mi>"


def test_every_note_knows_what_the_file_defines(site: SiteTest) -> None:
    """What a note defines besides holds in that note alone."""
    site.settings('math_macros = "_macros.tex"')
    site.write("_macros.tex", "% Conjuntos\n\\newcommand{\\R}{\\mathbf{R}}\n")
    site.write("a.md", "# A\n\n$\\newcommand{\\Q}{x}$ $\\R$ $\\Q$").write(
        "b.md", "# B\n\n$\\R$ $\\Q$"
    ).freeze()
    assert REAL in site.article("a/")
    assert "<mi>x</mi>" in site.article("a/")
    assert REAL in site.article("b/")
    assert "<mi>x</mi>" not in site.article("b/")
    assert not (site.build / "_macros.tex").exists()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "\\newcommand{\\a}{b}\n\\nada\n",
            "content/m.tex:2: las órdenes de LaTeX no se entienden: no se conoce la orden «\\nada».",
        ),
        (None, "«math_macros» nombra «m.tex», que no se puede leer: no existe."),
        (b"\xff\xfe\xff", "«math_macros» nombra «m.tex», que no se puede leer: no es un archivo de texto"),
    ],
)
def test_a_file_that_cannot_be_used_stops_the_build(
    site: SiteTest, text: str | bytes | None, problem: str
) -> None:
    """With its line, or that of the setting that names it."""
    site.settings('title = "S"\nmath_macros = "m.tex"').write("a.md", "# A\n\n$x$")
    if text is not None:
        site.write("m.tex", text)
    assert site.freeze().failed
    assert problem in "\n".join(site.problems)


def test_a_hidden_file_is_out_of_reach(site: SiteTest) -> None:
    """As for everything that notes show of other files."""
    site.settings('math_macros = "../.env"').write("a.md", "# A").write("../.env", "CLAVE=1")
    assert site.freeze().failed
    assert "está fuera de la carpeta de notas" in "\n".join(site.problems)


@pytest.mark.parametrize("name", ["_macros.tex", "macros.tex"])
def test_the_preview_follows_the_file(site: SiteTest, name: str) -> None:
    """Whether it is published or not, what is saved in it shows in every note."""
    site.settings(f'math_macros = "{name}"').write(name, "\\def\\R{x}").write("a.md", "# A\n\n$\\R$")
    client = create_app(site.root).test_client()
    assert "<math><mi>x</mi></math>" in client.get("/a/").text
    site.write(name, "\\def\\R{y}")
    assert "<math><mi>y</mi></math>" in client.get("/a/").text
