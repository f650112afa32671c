"""The search in a real browser: keys, names for screen readers, failures, and what is loaded when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import SiteTest
from hostile import HOSTILE_QUERIES
from in_browser import serve, until
from search_dialog import BOX, SAID, SELECTED, TYPE, open_search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def violations(page: Page) -> list[str]:
    """Return the rules of axe that a page breaks, with where."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


def test_keyboard_alone(page: Page, address: str) -> None:
    """A key opens it, Enter goes to the section, where the words are marked without a change to the page."""
    open_search(page, address)
    page.keyboard.type("seccion")
    page.wait_for_selector(SELECTED)
    assert page.locator("dialog [role=status]").inner_text() == "1 página"
    box = page.locator(BOX)
    assert box.get_attribute("aria-activedescendant") == page.locator(SELECTED).get_attribute("id")
    until(page, "document.querySelector('dialog mark')")
    page.wait_for_timeout(400)  # by then the search would call itself late
    assert page.locator("dialog [role=status]").inner_text() == "1 página"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/guia/otra/*#seccion-uno")
    until(page, "CSS.highlights.get('found')?.size === 1")
    assert page.locator("article mark").count() == 0
    assert "?" not in page.url


@pytest.mark.parametrize("key", ["Control+k", "Meta+k"])
def test_other_keys(page: Page, address: str, key: str) -> None:
    """Ctrl K and ⌘ K open it, Escape closes it though words are typed, and the focus is where it was."""
    page.goto(f"{address}/guia/nota/")
    page.locator(".brand").focus()
    page.keyboard.press(key)
    page.wait_for_selector("dialog.search-dialog[open]")
    page.keyboard.type("nota")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog.search-dialog:not([open])", state="attached")
    assert page.evaluate("document.activeElement.className") == "brand"


def test_nothing_is_loaded_before(page: Page, address: str) -> None:
    """Without a sign of interest, a page asks for nothing of the search."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/guia/nota/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search" in url] == []
    page.locator(".search-opener").hover()
    until(page, "performance.getEntriesByType('resource').some(({name}) => name.includes('/search.'))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """Nothing is found by axe in the dialog with and without results and on the page of the search."""
    page = browser.new_page(color_scheme=scheme)
    open_search(page, address)
    assert violations(page) == []
    page.keyboard.type("seccion codigo")
    until(page, "document.querySelector('dialog span mark')")
    assert violations(page) == []
    page.goto(f"{address}/buscar/")
    assert violations(page) == []
    page.goto(f"{address}/buscar/?q=nota")
    page.wait_for_selector("main [role=option]")
    assert violations(page) == []
    page.close()


def test_a_page_to_link_to(page: Page, address: str) -> None:
    """An address with a query shows its results, and follows what is typed."""
    page.goto(f"{address}/buscar/?q=otra")
    page.wait_for_selector("main [role=option]")
    assert page.locator("main [role=option] strong").first.inner_text() == "Otra"
    assert not page.locator(".alphabet").is_visible()
    page.locator("main input").fill("")
    assert page.locator(".alphabet").is_visible()
    assert page.url == f"{address}/buscar/"


def test_without_a_script(browser: Browser, address: str) -> None:
    """The button leads to an index of every title and heading."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/guia/nota/")
    page.locator(".search-opener button").click()
    assert page.url.startswith(f"{address}/buscar/")
    assert page.locator("main input").is_hidden()
    page.get_by_role("link", name="Sección uno").click()
    assert page.url == f"{address}/guia/otra/#seccion-uno"
    context.close()


def test_recent_searches(page: Page, address: str) -> None:
    """What led somewhere is offered again, on this device."""
    open_search(page, address)
    page.keyboard.type("otra")
    page.wait_for_selector(SELECTED)
    page.keyboard.press("Enter")
    page.wait_for_url("**/guia/otra/**")
    page.keyboard.press("/")
    page.wait_for_selector("dialog [data-query=otra]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog a[role=option]")


def test_hostile_queries(page: Page, address: str) -> None:
    """Whatever is typed is text, at its full length too, and the next query finds what it should."""
    open_search(page, address)
    for query in HOSTILE_QUERIES:
        # JSON, as Playwright hands over no half of a character; a script may set more than fits the box.
        page.evaluate(TYPE, [BOX, json.dumps(query)])
        until(page, f"/^(Nada|Ninguna|[0-9]|¿Quisiste)/.test({SAID})")
        assert page.locator("dialog script").count() == 0
        page.evaluate(TYPE, [BOX, '"otra"'])
        until(page, f"/página/.test({SAID})")
        until(page, f"document.querySelector('{SELECTED} strong')?.textContent === 'Otra'")


@pytest.mark.parametrize(
    ("query", "titles", "said"),
    [
        ('"gato negro duerme"', ["Tres"], "1 página"),
        ("«GATO NEGRO»", ["Tres"], "1 página"),
        ('"negro gato"', ["Dos"], "1 página"),
        ('"gato duerme"', [], "La frase no está en las páginas que tienen esas palabras."),
    ],
    ids=range(4),
)
def test_phrases(browser: Browser, cats: str, query: str, titles: list[str], said: str) -> None:
    """In quotation marks, words are found where they stand as they are typed, and nowhere else."""
    page = browser.new_page()
    open_search(page, cats, "/uno/")
    page.keyboard.type(query)
    until(page, f"{SAID} === '{said}'")
    assert page.locator("dialog [role=option] strong").all_inner_texts() == titles
    page.close()


@pytest.fixture(scope="module")
def cats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site of three pages with the same words in another order."""
    site = SiteTest(tmp_path_factory.mktemp("gatos"))
    site.write("uno.md", "# Uno\n\nEl gato, que es negro.").write("dos.md", "# Dos\n\nEs negro. Gato es.")
    site.write("tres.md", "# Tres\n\nEl gato *negro* duerme.")
    yield from serve(site.freeze())


def test_no_search_of_what_says_no(site: SiteTest) -> None:
    """The index from A to Z leaves out what the search does."""
    site.write("a.md", "---\nsearch: false\n---\n# Oculta").write(
        "b.md", "# Visible\n\n## Ñu\n\n## Nube"
    ).freeze()
    text = site.page("buscar/").css(".alphabet")[0].text()
    assert "Oculta" not in text.replace("Ocultar", "")
    assert text.index("Nube") < text.index("Ñu") < text.rindex("Visible")
