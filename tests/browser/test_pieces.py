"""Pieces of a page in a real browser: tabs that are remembered, lines that are linked to, steps and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import SiteTest
from in_browser import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TABS = """=== "Linux"

    Se instala con apt.

=== "Windows"

    Se instala con winget.

"""
NOTE = f"""# Piezas

{TABS}
Después:

{TABS}

<!-- {{.pasos}} -->
1. Uno
2. Dos

<!-- {{.tarjetas}} -->
- [Otra](otra.md)

  Lo que dice.

<!-- {{.arbol}} -->
- content/
  - a.md

<span class="insignia peligro">obsoleto</span> <i class="icono hecho"></i>

```python notes numbers id=app
x = 1  # (1)
y = 2
```

1. Una nota.

[La segunda](#app-2)
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve two notes with tabs, and return where."""
    site = SiteTest(tmp_path_factory.mktemp("pieces"))
    site.write("piezas.md", NOTE).write("otra.md", f"# Otra\n\n{TABS}").freeze()
    assert site.problems == []
    yield from serve(site)


def test_a_chosen_tab_is_open_everywhere(browser: Browser, address: str) -> None:
    """In the other groups of the page, and on the next one."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/piezas/", wait_until="networkidle")
    page.locator(".tab > summary", has_text="Windows").first.click()
    expect(page.get_by_text("Se instala con winget.").locator("visible=true")).to_have_count(2)
    expect(page.get_by_text("Se instala con apt.").locator("visible=true")).to_have_count(0)
    page.goto(f"{address}/otra/")
    expect(page.get_by_text("Se instala con winget.")).to_be_visible()
    context.close()


def test_a_line_is_linked_to(browser: Browser, address: str) -> None:
    """The link marks the line, whose number links to it; neither numbers nor calls of notes are copied."""
    page = browser.new_page()
    page.goto(f"{address}/piezas/")
    page.get_by_role("link", name="La segunda").click()
    line = page.locator("#app-2")
    assert line.evaluate("line => line.matches(':target') && line.getBoundingClientRect().top >= 0")
    assert page.locator(".code code").last.inner_text().split() == ["x", "=", "1", "y", "=", "2"]
    page.locator("#app-1 > a").click()
    assert page.url.endswith("#app-1")
    page.close()


def test_a_card_is_its_link(browser: Browser, address: str) -> None:
    """Wherever it is touched."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{address}/piezas/")
    page.get_by_text("Lo que dice.").click(force=True)
    page.wait_for_url("**/otra/")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """In either palette."""
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/piezas/", wait_until="networkidle")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
