"""Exercises and tasks in a browser: ticked, kept on this device, and whole without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from in_browser import serve
from small_archive import put_archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from conftest import SiteTest

pytestmark = pytest.mark.browser

NOTE = """\
# Curso

## Saluda

```python exercise=saludo
def saludar(nombre):
    return nombre  # aquí hay una línea que no cabe en la pantalla de un teléfono pequeño, ni de lejos
```

```python tests
from app import saludar


def test_saluda():
    assert saludar("Ana") == "Hola, Ana"
```

> [!pista]
> Une dos textos.

> [!pista]
> Con `f"…"`.

```python solution
def saludar(nombre):
    return f"Hola, {nombre}"
```

- [ ] leer
- [x] instalar
  - [ ] en Linux
- [ ] leer
- [/] a medias
"""


STUB = """
onmessage = ({ data: { kind, value } }) => {
  const post = (kind, value) => postMessage({ kind, value });
  if (kind === "start") return [post("loaded", 1), post("ready")];
  const isSolved = value.steps[0].text.includes("Hola");
  const outcome = isSolved ? "passed" : "failed";
  const test = { name: "test_saluda", outcome, detail: "assert 'Ana'", output: "oído" };
  const error = { kinds: ["SystemExit"], code: isSolved ? null : "1", traceback: "" };
  const nothing = { rendered: "", words: "", chains: [], differences: [], tables: [] };
  post("written", "1 failed in 0.1s");
  post("report", { ...nothing, error, tests: [test] });
  post("done");
};
"""
"""Stands for Python, and for pytest in it."""


@pytest.fixture(scope="module")
def tried_course(lasting_site: Callable[[], SiteTest]) -> Iterator[str]:
    """Serve a page whose readers may solve the exercise on it; return where."""
    site = lasting_site()
    with pytest.MonkeyPatch.context() as patch:
        put_archive(site.root, patch)
        site.settings("try = true").write("index.md", NOTE).freeze()
    assert not site.problems
    yield from serve(site)


def test_an_exercise_is_solved_on_the_page(browser: Browser, tried_course: str) -> None:
    """Its tests can be read and not changed; each says how it fails; when all pass, its box is ticked."""
    page = browser.new_context(bypass_csp=True, color_scheme="dark").new_page()
    page.route("**/worker.*.js", lambda route: route.fulfill(body=STUB, content_type="text/javascript"))
    page.goto(tried_course)
    page.get_by_role("button", name="Probar").click()
    expect(page.get_by_role("tab")).to_have_text(["app.py", "test_app.py"])
    start, tests = page.locator(".tryout textarea").all()
    expect(tests).not_to_be_editable()
    page.get_by_role("button", name="Comprobar").click()
    expect(page.locator(".tryout-status")).to_have_text("Pasan 0 de 1 pruebas.")
    verdicts = page.locator(".verdicts")
    expect(verdicts).to_contain_text("No pasa test_saluda")
    expect(verdicts).to_contain_text("assert 'Ana'")
    expect(verdicts).to_contain_text("oído")
    assert "0.1s" not in page.locator(".tryout").inner_text()
    expect(page.get_by_label("Resuelto")).not_to_be_checked()
    assert Axe().run(page).response["violations"] == []
    start.fill('def saludar(nombre):\n    return f"Hola, {nombre}"\n')
    page.keyboard.press("Control+Enter")
    expect(page.locator(".tryout-status")).to_contain_text("has resuelto el ejercicio")
    expect(verdicts).to_have_text("Pasa test_saluda")
    expect(page.get_by_label("Resuelto")).to_be_checked()
    page.reload()
    expect(page.get_by_label("Resuelto")).to_be_checked()
    page.context.close()


@pytest.fixture(scope="module")
def course(lasting_site: Callable[[], SiteTest]) -> Iterator[str]:
    """Serve a page with an exercise and tasks, none of which has run; return where."""
    site = lasting_site()
    site.settings("run = false").write("index.md", NOTE).freeze()
    assert not site.problems
    yield from serve(site)


def boxes(page: Page) -> list[bool]:
    """Return which boxes are ticked, the exercise's first."""
    ticked: list[bool] = page.locator("article input").evaluate_all("boxes => boxes.map(box => box.checked)")
    return ticked


def test_what_is_ticked_stays_so(browser: Browser, course: str) -> None:
    """By keyboard or pointer, after a reload and in another tab, each box by its own name; undone as well."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page, other = context.new_page(), context.new_page()
    page.goto(course)
    other.goto(course)
    expect(page.get_by_role("checkbox", name="Resuelto")).to_be_enabled()
    page.get_by_label("Resuelto").check()
    page.get_by_role("checkbox", name="leer").last.focus()
    page.keyboard.press("Space")
    page.get_by_role("checkbox", name="instalar").uncheck()
    expect(page.get_by_role("checkbox", name="A medias")).to_be_disabled()
    wanted = [True, False, False, False, True, False]
    for each in (page, other):
        expect(each.get_by_label("Resuelto")).to_be_checked()
        assert boxes(each) == wanted
    page.reload()
    expect(page.get_by_label("Resuelto")).to_be_checked()
    assert boxes(page) == wanted
    page.get_by_label("Resuelto").uncheck()
    page.reload()
    expect(page.get_by_role("checkbox", name="Resuelto")).not_to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(color_scheme="dark")
    assert Axe().run(page).response["violations"] == []
    context.close()


def test_without_scripts_it_is_all_there(browser: Browser, course: str) -> None:
    """What folds folds, the files can be had, nothing is offered that does nothing; paper has all of it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(course)
    exercise = page.get_by_role("region", name="Ejercicio saludo")
    expect(exercise.get_by_role("link", name="Descargar el ejercicio")).to_be_visible()
    assert [each.inner_text() for each in exercise.locator("summary").all()] == [
        "Pruebas",
        "Pista 1",
        "Pista 2",
        "Solución",
    ]
    solution = exercise.get_by_text('return f"Hola')
    expect(solution).to_be_hidden()
    exercise.get_by_text("Solución").click()
    expect(solution).to_be_visible()
    assert page.locator("article input:enabled").count() == 0
    page.emulate_media(media="print")
    expect(exercise.get_by_text("Une dos textos.")).to_be_visible()
    context.close()
