"""The search while files are late, fail, or are no longer wanted."""

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


def test_offline(browser: Browser, address: str) -> None:
    """What cannot be loaded is told in words, and tried again at the next key."""
    page = browser.new_page()
    page.goto(f"{address}/guia/nota/")
    page.locator(".search-opener").hover()
    until(page, "document.querySelector('link[href*=\"search.\"]')")
    page.context.set_offline(True)
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search-dialog[open]")
    page.keyboard.type("otra")
    until(page, "document.querySelector('dialog [role=status]').textContent.startsWith('El buscador')")
    page.context.set_offline(False)
    for _ in range(20):  # the browser may take a moment to be back on the network
        page.keyboard.type(" ")
        page.wait_for_timeout(100)
        if page.locator(SELECTED).count():
            break
    page.wait_for_selector(SELECTED)
    page.close()


def test_slow_network(browser: Browser, address: str) -> None:
    """Keys pressed while files are on their way are not lost, and the last query is the one shown."""
    page = browser.new_page()

    def later(route: Route) -> None:
        page.wait_for_timeout(150)
        route.continue_()

    page.route("**/_search/**", later)
    open_search(page, address)
    page.keyboard.type("código sección", delay=20)
    page.wait_for_selector(SELECTED)
    assert page.locator(BOX).input_value() == "código sección"
    until(page, "document.querySelectorAll('dialog a[role=option]').length >= 2")
    page.unroute_all(behavior="ignoreErrors")  # texts for excerpts may be on their way
    page.close()


def hold(page: Page, text: str) -> list[Route]:
    """Keep files of the search that hold a text on their way; returns what is kept, as it comes."""
    held: list[Route] = []

    def judge(route: Route) -> None:
        if text in route.fetch().text():
            held.append(route)
        else:
            route.continue_()

    page.route("**/_search/*.txt", judge)
    return held


def release(page: Page, held: list[Route]) -> None:
    """Let everything through, also what has been kept."""
    for route in held:
        route.continue_()
    page.unroute_all(behavior="ignoreErrors")  # texts for excerpts may be on their way


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site whose words and cards lie in several files."""
    site = SiteTest(tmp_path_factory.mktemp("grande"))
    for number in range(50):
        words = " ".join(f"{first}abcd{number}" for first in "abcdefghijkl")
        headings = "".join(f"## Apartado número {part} de la nota {number}\n\n" for part in range(40))
        text = f"# Nota {number}\n\n{words}{' zapato' if number % 9 == 0 else ''}\n\n{headings}"
        site.write(f"nota-{number}.md", text)
    site.write("aguacate.md", "# Aguacate").write("mezcla.md", "# Mezcla\n\nDe zapato y de aguacate.")
    yield from serve(site.freeze())


def test_results_as_files_arrive(browser: Browser, large: str) -> None:
    """While a file is late, what others say is shown; then the answer, and nothing moves under a reader."""
    page = browser.new_page()
    held = hold(page, "zapat")
    open_search(page, large, "/nota-1/")
    page.keyboard.type("aguacate zapato ")
    page.wait_for_selector("dialog [role=option]")
    until(page, f"{SAID} === 'Buscando…'")
    texts = page.locator("dialog [role=option] strong").all_inner_texts()
    assert texts == ["Aguacate", "Mezcla"]
    page.keyboard.press("ArrowDown")
    release(page, held)
    until(page, f"/^[0-9]+ página/.test({SAID})")
    assert page.locator("dialog [role=option] strong").all_inner_texts()[:2] == texts
    assert page.locator(f"{SELECTED} strong").inner_text() == "Mezcla"
    assert page.locator("dialog [role=option]").count() > 2
    page.close()


def test_a_file_that_fails(browser: Browser, large: str) -> None:
    """Without one of its files, a query finds what the others know, and says so; the next key tries again."""
    page = browser.new_page()
    held = hold(page, "zapat")
    open_search(page, large, "/nota-1/")
    page.keyboard.type("aguacate zapato ")
    page.wait_for_selector("dialog [role=option]")
    for route in held:
        route.abort()
    page.unroute_all(behavior="ignoreErrors")
    until(page, f"/Falta una parte/.test({SAID})")
    assert page.locator(f"{SELECTED} strong").inner_text() == "Aguacate"
    page.keyboard.type(" ")
    until(page, f"/^[0-9]+ página/.test({SAID})")
    assert page.locator("dialog [role=option]").count() > 2
    page.close()


def test_what_the_next_key_overtakes_asks_for_no_more(browser: Browser, large: str) -> None:
    """A search that another has overtaken fetches nothing more, not even what it would list."""
    page = browser.new_page()
    held = hold(page, "zapat")
    open_search(page, large, "/nota-1/")
    page.keyboard.insert_text("zapato ")
    while not held:
        page.wait_for_timeout(20)
    page.evaluate(TYPE, [BOX, json.dumps("aabcd1 ")])
    page.wait_for_selector(f"{SELECTED} mark")  # the text of its excerpt has come, too
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    release(page, held)
    page.wait_for_timeout(500)
    assert [url for url in asked if "/_search/" in url] == []
    assert page.locator("dialog [role=option] strong").all_inner_texts() == ["Nota 1"]
    page.close()


def test_cards_as_they_arrive(browser: Browser, large: str) -> None:
    """While the card of a page is late, those before it are listed, in the order of the answer."""
    page = browser.new_page()
    titles = page.locator("dialog [role=option] strong")
    open_search(page, large, "/nota-1/")
    page.keyboard.type("zapato ")
    until(page, f"/^[0-9]+ página/.test({SAID})")
    all_of_them = titles.all_inner_texts()
    last = f"/{all_of_them[-1].lower().replace(' ', '-')}/"
    held = hold(page, last)
    open_search(page, large, "/nota-2/")
    page.keyboard.type("zapato ")
    page.wait_for_selector("dialog [role=option]")
    page.wait_for_timeout(100)
    early = titles.all_inner_texts()
    until(page, f"{SAID} === 'Buscando…'")
    assert 0 < len(early) < len(all_of_them)
    release(page, held)
    until(page, f"/^[0-9]+ página/.test({SAID})")
    assert titles.all_inner_texts() == all_of_them
    assert all_of_them[: len(early)] == early
    page.close()
