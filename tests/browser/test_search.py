"""The search in a real browser: keys, names for screen readers, failures, and what is loaded when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import SiteTest
from hostile import HOSTILE_QUERIES
from in_browser import serve, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

SAID = "document.querySelector('dialog [role=status]').textContent"
BOX = "dialog input[type=search]"
TYPE = """([box, query]) => {
  const input = document.querySelector(box);
  document.querySelector("dialog [role=status]").textContent = "";
  input.value = JSON.parse(query);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}"""
SELECTED = "dialog.search-dialog [role=option][aria-selected=true]"


def violations(page: Page) -> list[str]:
    """Return the rules of axe that a page breaks, with where."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


def open_search(page: Page, address: str, url: str = "/guia/nota/") -> None:
    """Open the search on a page by its key."""
    page.goto(address + url)
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search-dialog[open]")


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
def test_accessibility(browser: Browser, address: str, scheme: str) -> None:
    """Nothing is found by axe in the dialog with and without results and on the page of the search."""
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
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
        until(page, f"/^(Nada|[0-9]|¿Quisiste)/.test({SAID})")
        assert page.locator("dialog script").count() == 0
        page.evaluate(TYPE, [BOX, '"otra"'])
        until(page, f"/página/.test({SAID})")
        until(page, f"document.querySelector('{SELECTED} strong')?.textContent === 'Otra'")


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
    page.close()


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
    page.unroute_all()


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
    assert page.evaluate(SAID) == "Buscando…"
    texts = page.locator("dialog [role=option] strong").all_inner_texts()
    assert texts == ["Aguacate", "Mezcla"]
    page.keyboard.press("ArrowDown")
    release(page, held)
    until(page, f"/páginas$/.test({SAID})")
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
    page.unroute_all()
    until(page, f"/Falta una parte/.test({SAID})")
    assert page.locator(f"{SELECTED} strong").inner_text() == "Aguacate"
    page.keyboard.type(" ")
    until(page, f"/páginas$/.test({SAID})")
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
    page.evaluate(TYPE, [BOX, json.dumps("aguacate ")])
    page.wait_for_selector(SELECTED)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    release(page, held)
    page.wait_for_timeout(500)
    assert [url for url in asked if "/_search/" in url] == []
    assert page.locator("dialog [role=option] strong").all_inner_texts() == ["Aguacate", "Mezcla"]
    page.close()


def test_cards_as_they_arrive(browser: Browser, large: str) -> None:
    """While the card of a page is late, those before it are listed, in the order of the answer."""
    page = browser.new_page()
    titles = page.locator("dialog [role=option] strong")
    open_search(page, large, "/nota-1/")
    page.keyboard.type("zapato ")
    until(page, f"/páginas$/.test({SAID})")
    all_of_them = titles.all_inner_texts()
    last = f"/{all_of_them[-1].lower().replace(' ', '-')}/"
    held = hold(page, last)
    open_search(page, large, "/nota-2/")
    page.keyboard.type("zapato ")
    page.wait_for_selector("dialog [role=option]")
    page.wait_for_timeout(100)
    early = titles.all_inner_texts()
    assert page.evaluate(SAID) == "Buscando…"
    assert 0 < len(early) < len(all_of_them)
    release(page, held)
    until(page, f"/páginas$/.test({SAID})")
    assert titles.all_inner_texts() == all_of_them
    assert all_of_them[: len(early)] == early
    page.close()


def test_no_search_of_what_says_no(site: SiteTest) -> None:
    """The index from A to Z leaves out what the search does."""
    site.write("a.md", "---\nsearch: false\n---\n# Oculta").write(
        "b.md", "# Visible\n\n## Ñu\n\n## Nube"
    ).freeze()
    text = site.page("buscar/").css(".alphabet")[0].text()
    assert "Oculta" not in text.replace("Ocultar", "")
    assert text.index("Nube") < text.index("Ñu") < text.rindex("Visible")
