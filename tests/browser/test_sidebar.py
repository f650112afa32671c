"""The sidebar of a long and deep site: where it stands on the next page, and whether its words are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import SiteTest
from in_browser import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

DEEP = "uno/dos/tres/cuatro/cinco/seis"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a section of forty notes, and one six levels down, and return where."""
    site = SiteTest(tmp_path_factory.mktemp("sidebar"))
    for number in range(40):
        site.write(f"curso/nota-{number}.md", f"# Nota {number}\n")
    site.write(f"{DEEP}/nota.md", "# Configuración de los parámetros de una instalación\n")
    yield from serve(site.freeze())


SCROLLED = "document.querySelector('.sidebar nav').scrollTop"


def test_the_sidebar_stays_where_it_was(browser: Browser, address: str) -> None:
    """Whoever reads on finds it as it was left; whoever comes from elsewhere sees where he is."""
    context = browser.new_context(viewport={"width": 1280, "height": 600})
    page = context.new_page()
    page.goto(f"{address}/curso/nota-30/")
    link = page.locator(".sidebar [aria-current]")
    assert link.evaluate("link => link.getBoundingClientRect().bottom < innerHeight")
    page.evaluate("document.querySelector('.sidebar nav').scrollTop += 60")
    before = page.evaluate(SCROLLED)
    page.get_by_role("link", name="Nota 31").first.click()
    page.wait_for_url("**/nota-31/")
    assert page.evaluate(SCROLLED) == before
    page.goto(f"{address}/curso/nota-0/")
    assert page.locator(".sidebar [aria-current]").evaluate("link => link.getBoundingClientRect().top > 0")
    context.close()


LINES = """link => {
  const range = new Range();
  range.selectNodeContents(link);
  return new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size;
}"""


@pytest.mark.parametrize("width", [1000, 1280])
def test_a_title_six_levels_down_has_room(browser: Browser, address: str, width: int) -> None:
    """It takes a few lines, not one for each word."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}/{DEEP}/nota/")
    assert page.locator(".sidebar [aria-current]").evaluate(LINES) <= 4
    page.close()
