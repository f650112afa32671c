"""What holds for all notes of a site: LaTeX for their formulas, and abbreviations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escarcha import create_app
from escarcha.preview.sources import Sources

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


WEB = '<abbr title="World Wide Web Consortium">W3C</abbr>'


def test_every_note_knows_the_abbreviations_of_the_files(site: SiteTest) -> None:
    """Where a note has others of its own, these hold there; what else the files say is nowhere."""
    site.settings('abbreviations = ["_abreviaturas.md", "../includes/más.md"]')
    site.write("_abreviaturas.md", "# No\n\n*[W3C]: World Wide Web Consortium\n*[X]: Y\n")
    site.write("../includes/más.md", '*[API]: A & "B"\n')
    site.write("a.md", "# Del W3C\n\n> El W3C.\n\n| API |\n|---|\n| `W3C` |\n")
    site.write("b.md", "# B\n\nEl W3C.\n\n*[W3C]: Otro\n").freeze()
    assert not site.failed, site.problems
    assert site.article("a/").count(WEB) == 2
    assert '<abbr title="A &amp; &quot;B&quot;">API</abbr>' in site.article("a/")
    assert '<abbr title="Otro">W3C</abbr>' in site.article("b/")
    site.write("../includes/más.md", "*[API]: C\n").freeze()
    assert '<abbr title="C">API</abbr>' in site.article("a/")


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("no.md", "no existe"),
        ("../.env", "tiene un punto delante, o lo tiene una carpeta en la que está"),
        ("../../x.md", "está fuera de la carpeta de notas"),
    ],
)
def test_abbreviations_out_of_reach_stop_the_build(site: SiteTest, name: str, cause: str) -> None:
    """Told with the line of the setting: what is missing, hidden or outside the project."""
    site.write("../.env", "*[A]: B").write("a.md", "# A").settings(f'title = "S"\nabbreviations = ["{name}"]')
    assert site.freeze().failed
    assert site.problems[0].startswith(
        f"content/site.toml:2: «abbreviations» nombra «{name}», que no se puede leer: {cause}."
    )


@pytest.mark.parametrize("name", ["_a.md", "a.md", "../includes/a.md"])
def test_the_preview_follows_the_abbreviations(site: SiteTest, name: str) -> None:
    """What is saved in the file shows in every note, whether it is a note too, or lies beside them."""
    site.settings(f'abbreviations = ["{name}"]').write(name, "*[W3C]: uno").write("b.md", "# B\n\nW3C")
    client = create_app(site.root).test_client()
    assert '<abbr title="uno">' in client.get("/b/").text
    site.write(name, "*[W3C]: otro")
    assert '<abbr title="otro">' in client.get("/b/").text


def test_the_live_preview_renders_all_notes_anew(site: SiteTest) -> None:
    """When it is told that the file of abbreviations is another, though that is a note as well."""
    site.settings('abbreviations = ["a.md"]').write("a.md", "*[W3C]: uno").write("b.md", "# B\n\nW3C")
    sources = Sources(site.project)
    sources.read_all()
    file = site.content / "a.md"
    assert sources.read_again([file]) is None
    assert str(file) in sources.included
    assert sources.read_again([site.content / "b.md"]) is not None
