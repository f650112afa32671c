"""Examples in a real browser: beside their code, in tabs, previewed in a frame, copied as commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from in_browser import serve, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from conftest import SiteTest

pytestmark = pytest.mark.browser

NOTE = """# Tienda

## Así responde

```css file=static/a.css
h1 { color: rgb(1, 2, 3); background: url(/no.png) }
```

```python run title="tienda.py"
from flask import Flask, redirect

app = Flask(__name__)


@app.get("/")
def portada():
    return \"\"\"<link rel="stylesheet" href="/static/a.css"><link rel="icon" href="/i.png">
<h1 style="letter-spacing: 3px">Hola</h1><script>document.title = "mal"</script>
<img src="/foto.png" alt="foto"><p onclick="alert(1)"><a href="/otra">Otra</a></p>
<form action="/otra"><button>Ir</button></form>\"\"\"


@app.get("/dibujo")
def dibujo():
    return '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', {"Content-Type": "image/svg+xml"}
```

```http
GET /
###
GET /dibujo
###
GET /nada
```

```python run error=KeyError
{}["nada"]
```
"""


@pytest.fixture(scope="module")
def address(lasting_site: Callable[[], SiteTest]) -> Iterator[str]:
    """Freeze a site with examples, serve it, and return where."""
    site = lasting_site()
    site.write("index.md", "# Inicio\n\n[Tienda](tienda.md)").write("tienda.md", NOTE).freeze()
    assert site.problems == []
    yield from serve(site)


def test_a_page_with_examples(page: Page, address: str) -> None:
    """Tabs by keyboard, a frame that neither runs nor loads nor leads, an image, a command to copy, a zip."""
    page.goto(f"{address}/tienda/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    frame = page.frame_locator("iframe").first
    heading = frame.locator("h1")
    assert heading.inner_text() == "Hola"
    style = "e => [getComputedStyle(e).color, getComputedStyle(e).letterSpacing]"
    assert heading.evaluate(style) == ["rgb(1, 2, 3)", "3px"]
    assert page.title().startswith("Tienda")
    assert frame.locator("script, img, [onclick]").count() == 0

    page.locator(".tabs summary").nth(1).focus()
    page.keyboard.press("Enter")
    image = page.locator(".view img")
    image.wait_for(state="visible")
    assert image.evaluate("e => e.decode().then(() => e.naturalWidth)") == 9
    assert not page.locator("iframe").first.is_visible()

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copiar como curl").locator("visible=true").click()
    until(page, "navigator.clipboard.readText().then(text => text.endsWith('/dibujo'))")
    assert page.evaluate("navigator.clipboard.readText()") == "curl -i http://127.0.0.1:5000/dibujo"

    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar el ejemplo").click()
    assert download.value.suggested_filename == "tienda-1.zip"


def test_code_and_answer_are_side_by_side_where_there_is_room(page: Page, address: str) -> None:
    """One below the other on a phone; on a wide screen beside each other, while text and navigation stay."""
    page.goto(f"{address}/tienda/")
    places = """[".example > div:first-child", ".example > .exhibits"].map(each => {
        const box = document.querySelector(each).getBoundingClientRect()
        return [Math.round(box.left), Math.round(box.top), Math.round(box.right), Math.round(box.bottom)]
    })"""
    code, answer = page.evaluate(places)
    assert code[0] == answer[0]
    assert answer[1] > code[3]
    page.set_viewport_size({"width": 1900, "height": 900})
    code, answer = page.evaluate(places)
    assert answer[0] > code[2]
    assert answer[1] == code[1]
    lefts = "['h1', '.sidebar'].map(e => Math.round(document.querySelector(e).getBoundingClientRect().left))"
    there = page.evaluate(lefts)
    page.evaluate("for (const each of document.querySelectorAll('.example')) each.className = ''")
    assert page.evaluate(lefts) == there


@pytest.mark.parametrize("setting", ["light", "dark", "forced colours", "without scripts"])
def test_axe_finds_nothing(browser: Browser, address: str, setting: str) -> None:
    """Panels, tabs, frame, stamp and traceback, with every tab and disclosure open."""
    context = browser.new_context(
        bypass_csp=True,
        color_scheme="dark" if setting == "dark" else "light",
        forced_colors="active" if setting == "forced colours" else "none",
    )
    page = context.new_page()
    if setting == "without scripts":
        page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{address}/tienda/")
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.name = ''; e.open = true })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()
