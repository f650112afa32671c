"""The panel in which readers change and run an example, with a stub in the place of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from in_browser import serve
from small_archive import put_archive

pytestmark = pytest.mark.browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

    from conftest import SiteTest

NOTE = """# Ejemplo

```html file=templates/hola.html
<b>hola</b>
```

```python run title="app.py"
from flask import Flask, render_template

app = Flask(__name__)


@app.get("/hola")
def hola():
    return render_template("hola.html")
```

```http
GET /hola
```
"""
STUB = """
const nothing = { rendered: "", error: null, words: "", chains: [], differences: [], tables: [] };
const headers = [["Content-Type", "text/html"]];
const answer = { asked: ["GET", "/hola"], status: "404 NOT FOUND", headers, body: btoa("<b>no</b>") };
const error = { kinds: ["NameError"], traceback: "Traceback: nada" };
onmessage = ({ data: { kind, value } }) => {
  const post = (kind, value) => postMessage({ kind, value });
  if (kind === "start") return [post("loaded", 1), post("ready")];
  const { text } = value.steps[1];
  if (text.includes("while")) return;
  post("written", "escrito");
  const failed = { ...nothing, error, words: "no hay «nada»" };
  post("report", text.includes("nada") ? failed : { ...nothing, chains: [[answer]] });
  post("done");
};
"""


@pytest.fixture(scope="module")
def tried_address(lasting_site: Callable[[], SiteTest]) -> Iterator[str]:
    """Serve a site whose readers may run examples, and return where."""
    site = lasting_site()
    with pytest.MonkeyPatch.context() as patch:
        put_archive(site.root, patch)
        site.settings('title = "Apuntes"\ntry = true').write("a.md", NOTE).freeze()
    assert site.problems == []
    yield from serve(site)


def without_policy(route: Route) -> None:
    """Answer with the file as it is, under the policy of the pages."""
    answer = route.fetch()
    policy = "default-src 'none'; script-src 'self'; connect-src 'self'"
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})


def in_a_second(route: Route) -> None:
    """Answer with the example as it is, but for the time that it may take."""
    route.fulfill(json={**route.fetch().json(), "seconds": 1})


@pytest.fixture
def page(browser: Browser, tried_address: str) -> Iterator[Page]:
    """Return the page of the example, on which a stub answers at once."""
    context = browser.new_context(
        color_scheme="dark", permissions=["clipboard-read", "clipboard-write"], bypass_csp=True
    )
    opened = context.new_page()
    opened.route("**/worker.*.js", lambda route: route.fulfill(body=STUB, content_type="text/javascript"))
    opened.route("**/_probar-1.json", in_a_second)
    opened.goto(f"{tried_address}/a/")
    yield opened
    context.close()


def press(page: Page, name: str) -> None:
    """Press a button by what is written on it."""
    page.get_by_role("button", name=name).click()


def says(page: Page, text: str) -> None:
    """Wait until the panel says something of itself."""
    expect(page.locator(".tryout-status")).to_contain_text(text)


def test_an_example_is_run(page: Page) -> None:
    """Nothing comes before the click; what comes back looks as on the page, and axe finds nothing in it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert not [url for url in asked if "/try." in url or "_python" in url or "_probar" in url]
    press(page, "Probar")
    expect(page.get_by_role("button", name="Ejecutar")).to_be_focused()
    says(page, " MB, una sola vez")
    assert not [url for url in asked if "/_python/" in url or "/worker." in url]
    tabs = page.get_by_role("tab")
    assert tabs.all_inner_texts() == ["templates/hola.html", "app.py", "Peticiones"]
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")

    press(page, "Ejecutar")
    says(page, "Ha terminado.")
    shown = page.locator(".tryout .exhibits")
    assert "escrito" in shown.inner_text()
    assert "tu navegador con Python" in shown.inner_text()
    expect(shown.locator(".response.status-4 .na")).to_have_text("Content-Type")
    expect(shown.locator("iframe")).to_have_attribute("sandbox", "")
    assert "<b>no</b>" in (shown.locator("iframe").get_attribute("srcdoc") or "")
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_code_is_written_and_nobody_is_caught(page: Page) -> None:
    """Tab indents once something is written, and leads on before that and after Escape."""
    press(page, "Probar")
    code = page.locator(".tryout textarea").nth(1)
    code.focus()
    page.keyboard.press("Tab")
    expect(code).not_to_be_focused()
    code.fill("if x:")
    code.press("End")
    for key in ("Enter", "n", "a", "d", "a", "Home", "Tab"):
        page.keyboard.press(key)
    assert code.input_value() == "if x:\n        nada"
    page.keyboard.press("Shift+Tab")
    assert code.input_value() == "if x:\n    nada"
    page.keyboard.press("Control+Enter")
    says(page, "Ha terminado con una excepción.")
    assert "no hay «nada»" in page.locator(".tryout .exhibits").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(code).not_to_be_focused()


def test_what_does_not_end_is_ended(page: Page) -> None:
    """By time and by hand; the code of the page comes back, and so does the focus."""
    press(page, "Probar")
    code = page.locator(".tryout textarea").nth(1)
    code.fill("while True: pass")
    press(page, "Ejecutar")
    says(page, "no ha acabado en 1 segundos")
    press(page, "Ejecutar")
    press(page, "Detener")
    says(page, "Detenido.")
    press(page, "Restablecer")
    assert "render_template" in code.input_value()
    press(page, "Cerrar")
    expect(page.get_by_role("button", name="Probar")).to_be_focused()


def test_a_link_carries_the_code(browser: Browser, page: Page) -> None:
    """It is shown and not run; under a policy that forbids Python there is a message; on paper, nothing."""
    press(page, "Probar")
    page.locator(".tryout textarea").nth(1).fill("print('¡ñandú!')")
    press(page, "Copiar enlace")
    says(page, "Enlace copiado")
    link = str(page.evaluate("navigator.clipboard.readText()"))
    phone = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    phone.route("**/worker.*.js", without_policy)
    phone.goto(link)
    says(phone, "Este código viene en el enlace")
    assert phone.locator(".tryout textarea").nth(1).input_value() == "print('¡ñandú!')"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    press(phone, "Ejecutar")
    says(phone, "«wasm-unsafe-eval»")
    phone.emulate_media(media="print")
    expect(phone.locator("[data-try]")).to_be_hidden()
    expect(phone.locator(".tryout")).to_be_hidden()
    phone.context.close()
