"""The page that asks and learning paths in a browser: keys, touch, memory, and readers without scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, expect

from conftest import SiteTest
from in_browser import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

QUESTIONS = (
    "# Rutas\n\n> [!question]- ¿Uno?\n> Sí, y `esto`.\n\n## ¿Dos?\n\nNo:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
)
PATH = "---\nlearning_path: true\n---\n# Camino\n\n1. [Rutas](s/rutas.md)\n2. [Vistas](s/vistas.md): más.\n"
KEPT = "JSON.parse(localStorage['escarcha-review:/'] ?? '{}').cards"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with three questions and a path of two steps, and return where."""
    site = SiteTest(tmp_path_factory.mktemp("learning"))
    site.settings('title = "T"\nreview = ["questions", "glossary"]\nglossary = "glosario.md"')
    site.write("glosario.md", "# Glosario\n\n## Petición (*request*)\n\nLo que se pide.\n")
    site.write("s/rutas.md", QUESTIONS).write("s/vistas.md", "# Vistas\n\nMás.").write("camino.md", PATH)
    site.freeze()
    assert site.problems == []
    yield from serve(site)


def sent(content: str) -> FilePayload:
    """Return a file, as a browser sends it."""
    return FilePayload(name="p.json", mimeType="application/json", buffer=content.encode())


def written(cards: object) -> FilePayload:
    """Return a file of progress."""
    return sent(json.dumps({"form": "escarcha-repaso", "version": 1, "cards": cards}))


def test_it_asks_one_after_the_other(page: Page, address: str) -> None:
    """By keys and touch; what is known stays, goes as a file, and is not changed by what is no such file."""
    page.goto(f"{address}/repaso/")
    about, current = page.locator(".review-count"), page.locator(".flashcard.current")
    expect(about).to_have_text("Para hoy: 0. Nuevas: 3.")
    page.get_by_label("Sección").select_option(label="S (2)")
    expect(about).to_have_text("Para hoy: 0. Nuevas: 2.")
    page.get_by_role("button", name="Empezar").click()
    expect(current.locator("summary")).to_be_focused()
    expect(page.locator(".flashcard:visible")).to_have_count(1)
    expect(page.locator(".grades")).to_be_hidden()
    page.keyboard.press("3")  # not before the answer is there
    assert page.evaluate(KEPT) is None
    page.keyboard.press("Space")
    expect(current.locator(".answer")).to_be_visible()
    expect(page.locator(".grade").nth(2)).to_have_text("3Bien10 min")
    page.keyboard.press("4")
    (first,) = page.evaluate(KEPT)
    assert first == "/s/rutas/#uno"
    current.locator("summary").click()
    page.locator(".grade", has_text="Otra vez").click()
    assert page.evaluate(f"Object.values({KEPT}).map(({{ reps, state }}) => [reps, state])") == [
        [1, 2],
        [1, 1],
    ]
    expect(current).to_have_attribute("data-card", "/s/rutas/#dos")  # nothing else is left, and it comes soon
    page.get_by_role("button", name="Dejarlo por hoy").click()
    expect(page.locator(".flashcard:visible")).to_have_count(3)
    page.reload()
    expect(about).to_have_text("Para hoy: 0. Nuevas: 1.")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Descargar mi progreso").click()
    content = saved.value.path().read_text("utf-8")
    assert json.loads(content)["cards"] == page.evaluate(KEPT)
    cards = json.loads(content)["cards"]
    file, message, before = (
        page.locator("input[type=file]"),
        page.locator(".review-message"),
        page.evaluate(KEPT),
    )
    file.set_input_files(sent(content[:-20]))
    expect(message).to_have_text(
        "«p.json» no es un archivo de repaso, o está dañado. No se ha cambiado nada."
    )
    file.set_input_files(written({"/otro/#uno": cards[first]}))
    expect(message).to_have_text("«p.json» no tiene ninguna pregunta de este sitio. No se ha cambiado nada.")
    assert page.evaluate(KEPT) == before
    file.set_input_files(written({"/glosario/#peticion-request": cards[first], "/otro/": cards[first]}))
    expect(message).to_have_text("Progreso traído de «p.json».")
    assert len(page.evaluate(KEPT)) == 4
    expect(about).to_have_text("Por hoy has terminado.")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_what_was_read_is_marked(page: Page, address: str) -> None:
    """By a button; the front page and the path know it, and a step that is not read comes next."""
    step = page.locator("[aria-label^=Recorrido] > a:visible")
    page.goto(address)
    expect(step).to_have_text("Empieza por Rutas")
    page.goto(f"{address}/s/rutas/")
    button = page.get_by_role("button", name="Marcar como leída")
    button.click()
    expect(page.get_by_role("button", name="Leída", pressed=True)).to_be_visible()
    page.goto(f"{address}/camino/")
    expect(page.locator("article li").first).to_contain_text("Rutas 1 minuto leída")
    expect(page.locator("[aria-label^=Recorrido] > p")).to_have_text("2 pasos · 1 de 2 leídos")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.goto(address)
    expect(step).to_have_text("Sigue con Vistas")
    page.goto(f"{address}/s/rutas/")
    page.get_by_role("button", name="Leída").click()
    assert page.evaluate("localStorage['escarcha-read:/']") == "[]"


def test_without_a_script_all_can_be_read(browser: Browser, address: str) -> None:
    """Answers unfold, and are there on paper; no button does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/repaso/")
    expect(page.locator("main button, main select")).to_have_count(0)
    answer = page.locator(".flashcard .answer").first
    expect(answer).to_be_hidden()
    page.locator(".flashcard summary").first.click()
    expect(answer).to_be_visible()
    page.emulate_media(media="print")
    shown = [box["height"] if (box := each.bounding_box()) else 0 for each in page.locator(".answer").all()]
    assert len(shown) == 3
    assert min(shown) > 10
    page.goto(f"{address}/s/rutas/")
    expect(page.locator(".mark-read")).to_be_hidden()
    context.close()


def test_axe_finds_nothing(browser: Browser, address: str) -> None:
    """Neither on the pages of a path, nor where an answer waits for its grade, in both themes."""
    context = browser.new_context(bypass_csp=True)  # axe needs scripts of its own
    page, axe = context.new_page(), Axe()

    def check(*schemes: Literal["light", "dark"]) -> None:
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            wrong = axe.run(page)
            assert wrong.violations_count == 0, f"{page.url}\n{wrong.generate_report()}"

    page.goto(f"{address}/s/rutas/")
    page.locator(".mark-read").click()
    check("light")
    page.goto(f"{address}/repaso/")
    page.get_by_role("button", name="Empezar").click()
    page.locator(".flashcard.current summary").click()
    expect(page.locator(".grades")).to_be_visible()
    check("light", "dark")
    context.close()


def test_paths_stand_side_by_side_where_there_is_room(page: Page, address: str) -> None:
    """On the front page, in one row on a wide screen, and one below the other on a phone."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}/")
    page.evaluate("const path = document.querySelector('.doors > .pager'); path.after(path.cloneNode(true))")
    paths = (
        "[...document.querySelectorAll('.doors > .pager')].map((path) => path.getBoundingClientRect().top)"
    )
    assert len(set(page.evaluate(paths))) == 1
    page.set_viewport_size({"width": 360, "height": 800})
    assert len(set(page.evaluate(paths))) == 2
