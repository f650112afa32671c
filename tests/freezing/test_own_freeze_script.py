"""What the manual says of ``freeze.py``, done to the letter in a project of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import ScriptTest, SiteTest

TEXT = (Path(__file__).parents[2] / "content" / "manual" / "flask.md").read_text("utf-8")
FENCE = re.compile(r'^```[\w+-]+ title="([^"]+)"\n(.*?)^```$', re.DOTALL | re.MULTILINE)


def follow(site: SiteTest, script: ScriptTest, heading: str) -> SiteTest:
    """Write every file that a part of the manual shows, and freeze strictly; nothing may be wrong."""
    (part,) = re.findall(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    site.write("index.md", "# Inicio\n\nTexto.")
    for path, text in FENCE.findall(part):
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
