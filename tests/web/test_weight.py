"""What a page costs its readers, in bytes as hosts send them: compressed with brotli."""

from __future__ import annotations

from typing import TYPE_CHECKING

import brotli
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import SiteTest

KB = 1000
PARAGRAPH = (
    "Una aplicación de Flask recibe la petición número {0}, decide qué vista la atiende y devuelve lo que "
    "esta responde; el resto, de la plantilla {0} a la sesión, está a una línea de distancia.\n\n"
)


def weight(content: bytes) -> int:
    """Return how many bytes travel."""
    return len(brotli.compress(content))


def visit(site: SiteTest, url: str) -> dict[str, int]:
    """Return what a first visit to a page sends, by kind: the page, its sheets and its scripts."""
    page, files = site.page(url), site.tree()
    sheets = [node.attrs["href"] or "" for node in page.css("link[rel=stylesheet]")]
    scripts = [node.attrs["src"] or "" for node in page.css("script[src]")]
    return {
        "HTML": weight(site.html(url).encode()),
        "CSS": sum(weight(files[name.lstrip("/")]) for name in sheets),
        "JS": sum(weight(files[name.lstrip("/")]) for name in scripts),
        "files": len(sheets) + len(scripts),
    }


def test_a_page_of_ordinary_length_is_light(site: SiteTest) -> None:
    """16 KB for the first page, 6 for the next; 8 of style, 5 of scripts, in two files."""
    code = "```python\nfrom flask import Flask\n\napp = Flask(__name__)\n```\n\n"
    for name in "abcdefgh":
        text = "".join(f"## Parte {n}\n\n{PARAGRAPH.format(n) * 2}{code}" for n in range(8))
        site.write(f"guía/{name}.md", f"# La nota {name}\n\n{text}")
    cost = visit(site.freeze(), "guia/c/")
    assert cost["files"] == 2
    assert cost["CSS"] <= 8 * KB
    assert cost["JS"] <= 5 * KB
    assert cost["HTML"] <= 6 * KB
    assert cost["HTML"] + cost["CSS"] + cost["JS"] <= 16 * KB


@pytest.mark.slow
def test_a_large_site_costs_a_page_no_more(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A note, the front page and the 404 weigh the same among a thousand notes as among ten."""
    few, many = (_site(tmp_path_factory.mktemp("site"), notes) for notes in (6, 200))
    for url in ("", "s0/n0/", "s0/hondo/n5/", "404.html"):
        small, large = (weight(site.html(url).encode()) for site in (few, many))
        assert large - small <= KB, url


def _site(root: Path, notes: int) -> SiteTest:
    """Return five sections of so many notes each; a sixth of these lies deeper."""
    from conftest import SiteTest  # noqa: PLC0415 - the plugin is loaded by then

    site = SiteTest(root)
    for section in range(5):
        for number in range(notes):
            folder = f"s{section}/hondo" if number % 6 == 5 else f"s{section}"
            site.write(
                f"{folder}/n{number}.md", f"# Nota {number} de {section}\n\n{PARAGRAPH.format(number)}"
            )
    return site.freeze()
