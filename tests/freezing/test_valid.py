"""The W3C's checker on the kinds of pages that our own site does not have; ``test_quality.py`` has ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from needed import needed

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import SiteTest

pytestmark = pytest.mark.slow

ODD = """---
tags: [ñandú, "a & b"]
date: 2026-01-02
aliases: [/vieja/]
---
# Rara

<img src="foto.svg"> y ![](foto.svg) y [![](foto.svg)](https://ejemplo.es)

[a](http://ejemplo.es/a|b[1]?c={d}) <http://ejemplo.es/ñ?a=|b> [b](<otra.md#a b>) [c](<no hay.md>) http://ejemplo.es/%zz

<a href="a"><a href="b">c</a></a> <p>d <div>e</div></p> <table><tr><td>f<td>g</table>

<details><summary><h2>h</h2></summary>

- i

</details>

<p align="center">j</p> <ul><li>k<li>l</ul> </article></main></body> <main>m</main> <button>n</button>

| o |
|:-:|
| p |

## Ruta
### Ruta
## Ruta
"""


def test_odd_notes_make_valid_pages(site: SiteTest) -> None:
    """Tags, redirects, an error page, and whatever HTML and addresses authors write."""
    site.settings('title = "A & B"\nlanguage = "en"\nlicense = "<CC0>"\nrepository = "https://e.es/r"')
    site.write("index.md", "Sin título.").write("a/rara.md", ODD).write("a/otra.md", "#\n\n> [!NOTE]\n> a")
    site.write("a/foto.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90"/>').freeze()
    assert not site.failed, site.problems
    assert needed("w3c").invalid_html(site.build) == ([], [])


def test_the_checker_sees(tmp_path: Path) -> None:
    """What is wrong is told with its file; a heading that skips a level, apart from it."""
    (tmp_path / "a.html").write_text(
        '<!doctype html><html lang="es"><title>a</title><h1>b</h1><h3>c</h3><p q>'
    )
    (fault,), (skipped,) = needed("w3c").invalid_html(tmp_path)
    assert '"/a.html"' in fault
    assert "Attribute “q” not allowed" in fault
    assert "skipping 1 heading level" in skipped
