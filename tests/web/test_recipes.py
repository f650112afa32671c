"""What the manual says of the look of a site, done to the letter in a project of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha import bundled
from escarcha.freezing import Options

if TYPE_CHECKING:
    from conftest import SiteTest

MANUAL = Path(__file__).parents[2] / "content" / "manual" / "aspecto.md"
TEXT = MANUAL.read_text("utf-8")
SETTINGS = 'title = "Apuntes"\nauthors = ["Ana", "Íñigo"]\n'
FENCE = re.compile(r'^```[\w+-]+ title="([^"]+)"\n(.*?)^```$', re.DOTALL | re.MULTILINE)


def follow(site: SiteTest, heading: str) -> SiteTest:
    """Write every file that a part of the manual shows, and freeze; nothing may be wrong."""
    (part,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    site.write("nota.md", "---\nupdated: 2026-11-22\n---\n# Nota\n\nTexto.").write(
        "contacto.md", "# Contacto"
    )
    for name in ("icono.svg", "logotipo.svg"):
        site.write(name, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    site.settings(SETTINGS)
    for path, text in FENCE.findall(part):
        before = SETTINGS if path == "content/site.toml" else ""
        file = site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(before + text, "utf-8")
    site.freeze(Options(strict=True))
    assert site.problems == []
    return site


def test_the_colours(site: SiteTest) -> None:
    """The sheet is published and linked behind the theme's, which has every variable that it sets."""
    follow(site, "Los colores, en cinco líneas")
    sheets = [node.attrs["href"] for node in site.page("nota/").css("link[rel=stylesheet]")]
    assert sheets[1:] == ["/estilo.css"]
    own = site.tree()["estilo.css"].decode()
    theme = "".join(file.read_text("utf-8") for file in (bundled.STATIC / "css").glob("*.css"))
    assert len(own.splitlines()) == 5
    variables = set(re.findall(r"--[a-z][\w-]*", own + TEXT))
    assert {name for name in variables if f"{name}:" not in theme} == set()


def test_the_icon_and_the_logo(site: SiteTest) -> None:
    """The icon stands in the tab, and the logo in place of icon and name."""
    page = follow(site, "Tu icono y tu logotipo").page("nota/")
    assert [node.attrs["href"] for node in page.css("link[rel=icon]")] == ["/icono.svg"]
    (logo,) = page.css(".brand > *")
    assert (logo.attrs["src"], logo.attrs["alt"]) == ("/logotipo.svg", "Apuntes")
    assert page.css(".theme-switch")


def test_the_front_page(site: SiteTest) -> None:
    """The pieces of the theme's make one of the project's own; an icon of its own takes the crystal away."""
    site.write("guía/a.md", "# A")
    page = follow(site, "Tu portada").page("")
    kinds = [node.attrs.get("class") or node.tag for node in page.css("main > *")]
    assert kinds == ["crystal", "article", "lead", "listing", "printed"]
    assert [link.text() for link in page.css(".doors a")] == ["Guía"]
    assert follow(site, "Tu icono y tu logotipo").page("").css(".crystal") == []


def test_the_error_page(site: SiteTest) -> None:
    """A note says it."""
    page = follow(site, "Tu página de error").page("404.html")
    assert [node.text() for node in page.css("h1")] == ["Aquí no hay nada"]


def test_the_footer(site: SiteTest) -> None:
    """The project's partial takes the place of the theme's on every page."""
    follow(site, "Tu pie")
    footer = site.page("nota/").css("footer.colophon")[0].text()
    assert (
        " ".join(footer.split()) == "Apuntes. Escrito por Ana y Íñigo. Revisado el 22 de noviembre de 2026."
    )
    assert "Escrito por" in site.page("404.html").css("footer.colophon")[0].text()


def test_one_block(site: SiteTest) -> None:
    """A template extends the theme's of the same name, and keeps what was in the block."""
    page = follow(site, "Cualquier bloque").page("nota/")
    assert page.css("main .pager")
    assert page.css("main > p > a")[0].attrs["href"] == "/contacto/"


def test_the_callouts(site: SiteTest) -> None:
    """Callouts are drawn by the project's figure, each kind with its sign."""
    site.write("recuadros.md", "# Recuadros\n\n> [!tip]\n> Uno.\n\n> [!info]- Más\n> Dos.")
    page = follow(site, "Tus recuadros").page("recuadros/")
    assert [node.text() for node in page.css("aside.callout > .callout-title")] == ["💡 Consejo", "📌 Más"]
    assert [node.text() for node in page.css("aside.callout-info > p")][1:] == ["Dos."]
    assert page.css("details.callout") == []


def test_the_code(site: SiteTest) -> None:
    """Long blocks are folded; those that are not look as before."""
    lines = "x = 1\n" * 26
    site.write("b.md", f'# B\n\n```python title="b.py"\n{lines}```\n\n```python\nx\n```\n')
    page = follow(site, "Tu código").page("b/")
    assert [node.text() for node in page.css("article > details > summary")] == ["b.py: 26 líneas"]
    assert len(page.css("article > details > figure.code")) == len(page.css("article > figure.code")) == 1


def test_a_kind_of_page(site: SiteTest) -> None:
    """A note chooses its template by name; others are as before."""
    page = follow(site, "Tu clase de página").page("gazpacho/")
    assert page.css("body")[0].attrs["class"] == "note receta"
    assert "Receta de Ana, Íñigo, del 1 de julio de 2026." in page.css("main")[0].text()
    assert site.page("nota/").css("body")[0].attrs["class"] == "note"


@pytest.mark.parametrize("name", ["base", "../../note", "", "no/existe", "a\\b"])
def test_a_template_that_is_none_is_a_problem(site: SiteTest, name: str) -> None:
    """Whatever a header asks for, it is a template or a problem with the line, and never a file elsewhere."""
    site.write("a.md", f"---\ntitle: A\ntemplate: '{name}'\n---\nTexto.").freeze()
    if name in {"base", ""}:
        assert site.problems == []
    else:
        assert site.codes == ["plantilla-rota"]
        assert site.problems[0].startswith("content/a.md:3: la nota pide la plantilla")


@pytest.mark.parametrize(
    ("key", "path"), [("style", "estilo.css"), ("icon", "../icono.svg"), ("style", "a.md")]
)
def test_a_file_of_the_settings_that_is_none_is_a_problem(site: SiteTest, key: str, path: str) -> None:
    """A sheet or icon that is not in the folder of notes, or is a note, is named with its line."""
    site.settings(f'title = "T"\n{key} = "{path}"').write("a.md").write("estilos.css").freeze()
    assert site.codes == ["ajuste-invalido"]
    assert site.problems[0].startswith(
        f"content/site.toml:2: «{key}» nombra «{path}», que no es ningún archivo."
    )
