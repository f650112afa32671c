"""Tables on a phone and on a desktop: room for sentences, cards, a column that stays, rows in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from conftest import SiteTest
from in_browser import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONG = f"https://ejemplo.es/{'una-carpeta/' * 12}"
SENTENCE = "Una frase que explica con bastantes palabras para qué sirve lo que está a su izquierda."
NOTE = f"""# Tablas

| Nombre | Explicación |
|---|---|
| {LONG} | {SENTENCE} |

| Ajuste | Por omisión | Para qué sirve |
|---|---|---|
| `title` | `""` | {SENTENCE} |
| `nav` | `[]` | {SENTENCE} |

| País | {" | ".join(f"Año {number}" for number in range(1990, 2010))} |
|{"---|" * 21}
| España | {" | ".join(["1.000"] * 20)} |

<!-- {{.ordenable}} -->
| Fruta | Precio |
|---|--:|
| Ñora | 10,50 € |
| Árbol | 9 € |
| Nuez | 1.200 € |
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a note of tables, and return where."""
    site = SiteTest(tmp_path_factory.mktemp("tables")).write("tablas.md", NOTE).freeze()
    assert site.codes == ["direccion-suelta"]  # the long address in a cell is what it is here for
    for address in serve(site):
        yield f"{address}/tablas/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return the note on a desktop."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto(address)
    yield page
    page.close()


def test_an_address_leaves_room_for_the_sentence_beside_it(page: Page) -> None:
    """It breaks, and the sentence has lines of some words; nothing is wider than the frame."""
    table = page.locator(".table").first
    assert table.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    sentence = table.locator("tbody td").nth(1).bounding_box()
    assert sentence
    assert sentence["width"] >= 240
    assert sentence["height"] <= 6 * 26


def test_rows_are_cards_on_a_phone(page: Page) -> None:
    """All of a row is in view, one under the other, each with the name of its column."""
    page.set_viewport_size({"width": 360, "height": 740})
    table = page.locator(".cards")
    assert table.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    cells = table.locator("tbody tr").first.locator("td")
    lefts = cells.evaluate_all("all => all.map(cell => cell.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1
    said = "all => all.map(cell => getComputedStyle(cell, '::before').content)"
    assert cells.evaluate_all(said) == ["none", '"Por omisión: "', '"Para qué sirve: "']
    page.set_viewport_size({"width": 1280, "height": 800})
    assert cells.evaluate_all(said) == ["none", "none", "none"]


def test_the_first_column_stays(page: Page) -> None:
    """Whoever scrolls to the last year still reads of what country it is."""
    page.set_viewport_size({"width": 360, "height": 740})
    frame = page.locator(".pinned")
    frame.evaluate("frame => frame.scrollTo(9999, 0)")
    country, edge = frame.locator("tbody td").first.bounding_box(), frame.bounding_box()
    assert country
    assert edge
    assert abs(country["x"] - edge["x"]) <= 1


def test_a_table_is_sorted_by_a_head(page: Page) -> None:
    """By numbers and letters as Spanish has them, both ways; whoever hears the page is told."""
    names = page.locator(".ordenable tbody td:first-child")
    page.get_by_role("button", name="Precio").click()
    expect(names).to_have_text(["Árbol", "Ñora", "Nuez"])
    page.get_by_role("button", name="Precio").click()
    expect(names).to_have_text(["Nuez", "Ñora", "Árbol"])
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    expect(page.locator("[role=status]")).to_have_text("Ordenada por Precio, al revés")
    page.get_by_role("button", name="Fruta").click()
    expect(names).to_have_text(["Árbol", "Nuez", "Ñora"])


def test_heads_say_what_they_head(page: Page) -> None:
    """Each head has a scope: https://www.w3.org/WAI/tutorials/tables/."""
    assert page.locator("th:not([scope])").count() == 0
