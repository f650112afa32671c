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
3. Uno
4. Dos

<!-- {{.tarjetas}} -->
- [Otra](otra.md)

  Lo que dice.

<!-- {{.arbol}} -->
- content/
  - a.md

<!-- {{.comparar}} -->
- ![Una rama con un cuadrado](foto.svg "Antes")
- ![Dos ramas con un cuadrado](foto.svg "Después")

<span class="insignia peligro">obsoleto</span> <i class="icono hecho"></i> <kbd>Ctrl</kbd>

![Una charla](charla.mp4)

![Una canción](cancion.mp3)

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
    site.settings('byline = ["reading_time"]\nfeedback = "ana@ejemplo.es"')
    site.write("foto.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90"/>')
    site.write("charla.mp4").write("cancion.mp3")
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


SEEN = (
    ".byline",
    ".pasos > li",
    ".tarjetas > li",
    ".arbol li li",
    ".comparar img",
    ".insignia",
    "svg.icono",
    "article kbd",
    "video[controls]",
    "audio[controls]",
    ".line [data-note]",
    "article > ol:last-of-type > li",
)
TOPS = "all => all.map(each => each.getBoundingClientRect().top)"


def test_every_piece_is_there_without_scripts(browser: Browser, address: str) -> None:
    """On a phone and a tablet: steps by their numbers, a tab and a line by a touch, links to the author."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/piezas/")
    for piece in SEEN:
        expect(page.locator(piece).first).to_be_visible()
    number = "step => getComputedStyle(step, '::before').content"
    assert page.locator(".pasos > li").first.evaluate(number) == "counter(list-item)"  # the list's own
    page.locator(".tab > summary", has_text="Windows").first.click()
    expect(page.get_by_text("Se instala con winget.").first).to_be_visible()
    page.get_by_role("link", name="La segunda").click()
    assert page.locator("#app-2").evaluate("line => line.matches(':target')")
    for title in ("¿Te ha servido?", "Avisar de un error"):
        href = page.get_by_role("link", name=title).get_attribute("href")
        assert str(href).startswith("mailto:ana@ejemplo.es")
    first, second = page.locator(".comparar > li").evaluate_all(TOPS)
    assert first < second
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.set_viewport_size({"width": 768, "height": 740})
    first, second = page.locator(".comparar > li").evaluate_all(TOPS)
    assert first == second
    context.close()


def test_every_piece_is_on_paper(browser: Browser, address: str) -> None:
    """All tabs are, whichever is chosen; before and after stand side by side, and no piece is split."""
    page = browser.new_page(viewport={"width": 720, "height": 1000})
    page.goto(f"{address}/piezas/")
    page.emulate_media(media="print")
    for piece in SEEN:
        expect(page.locator(piece).first).to_be_visible()
    for text in ("Se instala con apt.", "Se instala con winget."):
        expect(page.get_by_text(text).locator("visible=true")).to_have_count(2)
    first, second = page.locator(".comparar > li").evaluate_all(TOPS)
    assert first == second
    kept = "all => all.every(each => getComputedStyle(each).breakInside === 'avoid')"
    assert page.locator(".comparar > li, .tarjetas > li, .pasos > li").evaluate_all(kept)
    assert page.get_by_role("link", name="Avisar de un error").locator("visible=true").count() == 0
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
