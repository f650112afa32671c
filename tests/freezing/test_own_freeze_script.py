"""What the manual says of ``freeze.py``, done to the letter in a project of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import ScriptTest, SiteTest

TEXT = (Path(__file__).parents[2] / "content" / "manual" / "flask.md").read_text("utf-8")
LINKS = "<caption><a href=index.md>uno</a> y <a href=nada.md>dos</a></caption>"
FENCE = re.compile(r'^(````?)[\w+-]+ title="([^"]+)"\n(.*?)^\1$', re.DOTALL | re.MULTILINE)


def follow(site: SiteTest, script: ScriptTest, heading: str) -> SiteTest:
    """Write every file that a part of the manual shows, and freeze strictly; nothing may be wrong."""
    (part,) = re.findall(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    site.write("index.md", "# Inicio\n\nTexto.")
    for _, path, text in FENCE.findall(part):
        file = site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    done = script("--strict", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    return site


def test_a_page_of_ones_own(site: SiteTest, script: ScriptTest) -> None:
    """It looks like the others."""
    page = follow(site, script, "Una página tuya").page("versiones/")
    said = [node.text() for node in page.css("main h1, main p:not(.printed)")]
    assert said == ["Versiones", "La última es la 1.1."]
    assert page.css(".sidebar a")


def test_views_with_arguments(site: SiteTest, script: ScriptTest) -> None:
    """Each address that the generator gives is a page."""
    follow(site, script, "Vistas con argumentos")
    pages = [site.html(f"autor/{name}/") for name in ("ana", "luis")]
    assert pages == ["<h1>Ana Pérez</h1>", "<h1>Luis Gil</h1>"]


def test_a_filter(site: SiteTest, script: ScriptTest) -> None:
    """It is known to every template."""
    page = follow(site, script, "Un filtro").page("")
    assert page.css("footer.colophon")[0].text().strip() == "Este curso dura 2 h 15 min."


def test_a_kind_of_fence(site: SiteTest, script: ScriptTest) -> None:
    """The project's function gets its text and options; a change of the function shows, as a failure does."""
    follow(site, script, "Una clase de bloque")
    rows = [[cell.text() for cell in row.css("td")] for row in site.page("notas/").css("article tr")]
    assert rows == [["Ana", "7"], ["Luis", "9"]]
    file = site.root / "freeze.py"
    file.write_text(file.read_text("utf-8").replace("<table>", f"<table class=mia>{LINKS}"), "utf-8")
    done = script()
    assert done.returncode == 0
    assert site.page("notas/").css("table.mia a[href='/']")
    assert "aviso content/notas.md:3: el enlace «nada.md» no lleva a ninguna nota." in done.stderr
    file.write_text(file.read_text("utf-8").replace('opciones.get("separador", ",")', "3"), "utf-8")
    done = script()
    assert done.returncode == 0
    assert (
        "aviso content/notas.md:3: el bloque «csv» no se puede dibujar: tu función «tabla» falla con él "
        in done.stderr
    )
    assert "[bloque-roto]" in done.stderr


def test_a_check(site: SiteTest, script: ScriptTest) -> None:
    """What it finds is told with its line in every freeze, and what it raises with the line of the script."""
    follow(site, script, "Una comprobación")
    site.write("a.md", "---\ntitle: A\n---\n\nUno.\n\nPENDIENTE: dos.\n")
    told = "content/a.md:7: queda algo pendiente. Lo dice «sin_pendientes». [comprobacion-propia]"
    assert [told in script().stderr for _ in range(2)] == [True, True]
    file = site.root / "freeze.py"
    text = file.read_text("utf-8")
    fields = 'yield linea, f"{nota.path} {nota.url} {nota.title} {nota.html}"'
    told = "content/a.md:7: a.md /a/ A <p>Uno.</p> <p>PENDIENTE: dos.</p>"
    file.write_text(text.replace('yield linea, "queda algo pendiente"', fields), "utf-8")
    done = script("--strict")
    assert done.returncode == 1
    assert told in done.stderr.replace("\ufffd", " ")
    file.write_text(file.read_text("utf-8").replace("in nota.lines", "in nota.nada"), "utf-8")
    done = script()
    assert done.returncode == 1
    assert "error freeze.py:8: falla al pedir " in done.stderr
    assert "Traceback" not in done.stderr
