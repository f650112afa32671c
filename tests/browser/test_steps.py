"""«Ver por dentro» in a real browser: by keys, on a narrow screen, on paper, without scripts, for axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from in_browser import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from conftest import SiteTest

pytestmark = pytest.mark.browser

NOTE = """# Por dentro

```python run title="app.py"
from flask import Flask, redirect, session

app = Flask(__name__)
app.secret_key = "x"


@app.get("/entrar")
def entrar():
    session["nombre"] = "Una visita con un nombre tan largo que no cabe en una línea de un móvil"
    return redirect("/")


@app.get("/")
def inicio():
    saludo = f"Hola, {session['nombre']}"
    return saludo
```

```http follow trace
GET /entrar
```
"""


@pytest.fixture(scope="module")
def address(lasting_site: Callable[[], SiteTest]) -> Iterator[str]:
    """Freeze a site with a trace, serve it, and return where."""
    site = lasting_site()
    site.write("index.md", NOTE).freeze()
    assert site.problems == []
    yield from serve(site)


def test_a_trace_is_read_by_everyone(browser: Browser, address: str) -> None:
    """By arrow keys and buttons, each step with its line; no wider than a phone; axe finds nothing."""
    context = browser.new_context(
        bypass_csp=True, viewport={"width": 320, "height": 640}
    )  # axe needs its own scripts
    page = context.new_page()
    page.goto(address)
    page.locator(".trace > summary").click()
    page.get_by_role("button", name="Paso siguiente").click()
    current = page.locator("[aria-current=step]")
    assert "Llega GET /entrar" in current.inner_text()
    page.locator(".trace-steps a").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert "línea 9" in current.inner_text()
    assert page.locator(".trace .line.marked").inner_text().strip().startswith('session["nombre"]')
    page.keyboard.press("ArrowLeft")
    assert "línea 8" in current.inner_text()
    page.locator(".trace-steps a").last.click()
    assert "return saludo" in page.locator(".trace .line.marked").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert Axe().run(page).violations_count == 0
    page.emulate_media(color_scheme="dark")
    assert Axe().run(page).violations_count == 0
    page.emulate_media(media="print")
    assert not page.locator(".trace-code").is_visible()
    assert page.locator(".trace-steps").is_visible()
    context.close()

    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(address)
    page.locator(".trace > summary").click()
    page.locator(".trace-steps a").last.click()
    marked = page.locator(".trace .line:target")
    assert "return saludo" in marked.inner_text()
    plain.close()
