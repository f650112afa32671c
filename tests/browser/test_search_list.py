"""The list of the search: what Enter opens, what is offered, how it goes on, and the way back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from conftest import SiteTest
from in_browser import serve, until
from search_dialog import BOX, SAID, SELECTED, TYPE, open_search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

OPTIONS = "dialog [role=option]"
TITLES = "dialog [role=option] strong"
LISTED = f"document.querySelectorAll('{TITLES}').length"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site of two dozen pages in two sections, with a rare word that is almost a common one."""
    site = SiteTest(tmp_path_factory.mktemp("muchas"))
    for number in range(24):
        section, tag = ("guía", "verde") if number % 3 else ("apuntes", "azul")
        text = f"Una cadena de texto. {'Más y más texto. ' * 9}"
        site.write(f"{section}/n{number}.md", f"---\ntags: [{tag}]\n---\n# Promesa {number}\n\n{text}")
    site.write("bezier.md", "# Bézier\n\nUna curva, y una cadera.")
    yield from serve(site.freeze())


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of a browser that has been nowhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def ask(page: Page, query: str) -> None:
    """Type a query and wait for its answer."""
    page.evaluate(TYPE, [BOX, json.dumps(query)])
    until(page, f"/^(Nada|Ninguna|[0-9]|¿Quisiste|La frase)/.test({SAID})")


def test_enter_opens_what_is_typed(page: Page, many: str) -> None:
    """While the answer is on its way, Enter waits for it, and does not open what was found before."""
    open_search(page, many, "/guia/n1/")
    ask(page, "promesa ")

    def later(route: Route) -> None:
        page.wait_for_timeout(100)
        route.continue_()

    page.route("**/_search/*.txt", later)
    page.locator(BOX).fill("curva ")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{many}/bezier/**")
    page.unroute_all(behavior="ignoreErrors")


def test_enter_may_open_another_tab(page: Page, many: str) -> None:
    """With Ctrl, it leaves the list as it is."""
    open_search(page, many, "/guia/n1/")
    ask(page, "curva ")
    with page.expect_popup() as other:
        page.keyboard.press("Control+Enter")
    other.value.wait_for_url(f"{many}/bezier/**")
    assert page.locator(OPTIONS).count() > 0


def test_more_on_demand(page: Page, many: str) -> None:
    """The last option lists more, goes on from there, and is gone when all are listed; keys reach it."""
    open_search(page, many, "/bezier/")
    ask(page, "promesa ")
    assert page.evaluate(SAID) == "24 páginas"
    assert page.evaluate(LISTED) == 8
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    assert page.locator(SELECTED).inner_text() == "Más resultados (quedan 16)"
    page.keyboard.press("Enter")
    until(page, f"{LISTED} === 24")
    assert page.locator(SELECTED).get_attribute("id") == page.locator(OPTIONS).nth(8).get_attribute("id")
    page.keyboard.press("PageDown")
    assert page.locator(SELECTED).get_attribute("id") == page.locator(OPTIONS).nth(13).get_attribute("id")
    page.keyboard.press("Home")
    assert page.locator(SELECTED).get_attribute("id") == page.locator(OPTIONS).first.get_attribute("id")
    assert page.locator("dialog [data-more]").count() == 0


def test_the_list_ends_above_the_edge_of_the_screen(page: Page, many: str) -> None:
    """However high the screen is, all of the dialog is on it."""
    open_search(page, many, "/guia/n1/")
    ask(page, "promesa")
    for width, height in ((360, 740), (320, 480), (1280, 600)):
        page.set_viewport_size({"width": width, "height": height})
        until(page, "document.querySelector('dialog').getBoundingClientRect().bottom <= innerHeight")


def test_texts_are_fetched_for_what_is_seen(page: Page, many: str) -> None:
    """Excerpts cost no page, and nothing for what is below the edge until it is scrolled to."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_search(page, many, "/bezier/")
    asked.clear()
    ask(page, "promesa ")
    until(page, "document.querySelector('dialog a span')?.textContent.startsWith('Una cadena')")
    page.wait_for_timeout(200)
    texts = [url for url in asked if "-0.txt" in url]
    assert 0 < len(texts) < 8
    assert [url for url in asked if "/n1" in url] == []
    page.locator(TITLES).last.scroll_into_view_if_needed()
    until(page, "[...document.querySelectorAll('dialog a span')].at(-1).textContent !== ''")


def test_an_offer_is_asked_for(page: Page, many: str) -> None:
    """What a rare word may have meant is an option that searches for it; Enter keeps to the word."""
    open_search(page, many, "/bezier/")
    ask(page, "cadera")
    assert page.evaluate(SAID) == "¿Quisiste decir «cadena»? 1 página"
    assert page.locator(f"{SELECTED} strong").inner_text() == "Bézier"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    until(page, f"{SAID} === '24 páginas'")
    assert page.locator(BOX).input_value() == "cadena"


def test_filters_are_in_the_address(page: Page, many: str) -> None:
    """Buttons keep the search to a section or a tag; the address says so and leads back to it."""
    page.goto(f"{many}/buscar/?q=promesa")
    chip = page.get_by_role("button", name="Guía", exact=True)
    chip.click()
    until(page, "document.querySelector('main [role=status]').textContent === '16 páginas'")
    assert chip.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.dataset.place") == "/guia"
    assert page.url == f"{many}/buscar/?q=promesa&en=%2Fguia"
    page.goto(f"{many}/buscar/?q=promesa&en=%2Fguia&en=%23azul")
    until(page, "document.querySelector('main [role=status]').textContent.startsWith('Nada')")
    page.get_by_role("button", name="azul").click()
    until(page, "document.querySelector('main [role=status]').textContent === '16 páginas'")
    assert chip.get_attribute("aria-pressed") == "true"  # called as its section is, and not as in the address


def test_the_way_back(page: Page, many: str) -> None:
    """Back from a result, the query, what was listed and what was chosen are there; once closed, no more."""
    open_search(page, many, "/bezier/")
    ask(page, "promesa ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{SELECTED} strong").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/n*/**")
    page.go_back()
    page.wait_for_selector(SELECTED)
    until(page, f"document.querySelector('{SELECTED} strong')?.textContent === '{chosen}'")
    assert page.locator(BOX).input_value() == "promesa"
    page.keyboard.press("Escape")
    until(page, "!history.state?.search")
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.locator("dialog.search-dialog").count() == 0
    page.keyboard.press("/")
    page.wait_for_selector("dialog [data-query=promesa]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    until(page, f"document.querySelectorAll('{OPTIONS}').length === 0")
    assert page.evaluate("localStorage.length") == 0


def test_without_a_network(page: Page, many: str) -> None:
    """What has been searched for once is found again without one, on other pages that are open too."""
    open_search(page, many, "/bezier/")
    ask(page, "promesa ")
    other = page.context.new_page()
    other.goto(f"{many}/guia/n1/")
    other.locator(".search-opener").hover()
    until(other, "document.querySelector('link[href*=\"search.\"]')")
    page.context.set_offline(True)
    other.keyboard.press("/")
    other.wait_for_selector("dialog.search-dialog[open]")
    ask(other, "promesa ")
    assert other.evaluate(SAID) == "24 páginas"
