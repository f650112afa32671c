"""A page of many long headings: its contents, its navigation and the links of its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from conftest import SiteTest
from in_browser import serve, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with a long page behind twenty others, and return where."""
    site = SiteTest(tmp_path_factory.mktemp("headings"))
    for number in range(20):
        site.write(f"nota-{number}.md", f"# Nota {number}\n")
    chapters = "".join(f"## {'xi ' * words}\n\nTexto.\n\n" for words in range(4, 44))
    yield from serve(site.write("títulos.md", f"# Títulos\n\n{chapters}").freeze())


ANCHORS = """() => [...document.querySelectorAll(".anchor")].map((link) => {
  const heading = link.parentElement;
  const { left, right, width, top } = link.getBoundingClientRect();
  const { bottom, height } = heading.getBoundingClientRect();
  const isWhole = left >= 0 && right <= document.documentElement.clientWidth && width >= 24;
  const isOnLine = top < bottom - 16;
  link.hidden = true;
  link.style.display = "none";
  const isStill = heading.getBoundingClientRect().height === height;
  link.style.display = "";
  return isWhole && isOnLine && isStill ? "" : `${heading.textContent}: ${left} to ${right}`;
}).filter(Boolean)"""


def test_the_link_of_a_heading_that_fills_its_line_is_whole(browser: Browser, address: str) -> None:
    """On any phone it stands within the screen, on the line, and moves no text; with large letters too."""
    page = browser.new_page(has_touch=True, is_mobile=True)
    page.goto(f"{address}/titulos/")
    until(page, "document.querySelectorAll('.anchor').length === 40")
    for text in ("100%", "200%"):
        page.evaluate("size => document.documentElement.style.fontSize = size", text)
        for width in (320, 340, 360, 390):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate(ANCHORS) == [], (width, text)
    page.close()


def test_long_contents_go_along(browser: Browser, address: str) -> None:
    """Beside the text, the mark of the section being read is in view; under the mouse they stay."""
    page = browser.new_page(viewport={"width": 1280, "height": 500}, reduced_motion="reduce")
    page.goto(f"{address}/titulos/")
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    until(page, "document.querySelectorAll('.contents li:nth-child(n + 15) [aria-current]').length")
    seen = """() => {
      const list = document.querySelector(".contents > nav").getBoundingClientRect();
      const { top, bottom } = document.querySelector(".contents [aria-current]").getBoundingClientRect();
      return top >= list.top && bottom <= list.bottom;
    }"""
    assert page.evaluate(seen)
    marked = "links => links.filter(link => getComputedStyle(link).fontWeight > 500).length"
    for step in range(20):  # what the script marks and what the browser would are not always the same
        page.evaluate("step => scrollTo(0, document.body.scrollHeight / 2 + 10 * step)", step)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))")
        assert page.locator(".contents a").evaluate_all(marked) == 1
    page.locator(".contents > nav").hover()
    page.evaluate("scrollTo(0, 0)")
    until(page, "!document.querySelector('.contents li:nth-child(n + 15) [aria-current]')")
    assert page.evaluate("document.querySelector('.contents > nav').scrollTop") > 0
    page.close()


def test_the_contents_fold_when_they_have_served(browser: Browser, address: str) -> None:
    """On a phone they cover the text: Escape puts them away and gives the focus back, a chosen entry too."""
    page = browser.new_page(viewport={"width": 390, "height": 640}, reduced_motion="reduce")
    page.goto(f"{address}/titulos/")
    page.wait_for_selector(".anchor")
    contents, summary = page.locator(".contents"), page.locator(".contents > summary")
    summary.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(contents).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    summary.click()
    contents.get_by_role("link").nth(3).click()
    expect(contents).not_to_have_attribute("open", "")
    expect(page.locator("h2").nth(3)).to_be_in_viewport()
    page.close()


def test_the_contents_of_a_long_page_stay_in_reach(browser: Browser, address: str) -> None:
    """However far a phone has scrolled, they unfold where it is, and hide no heading that they lead to."""
    page = browser.new_page(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    page.goto(f"{address}/titulos/")
    page.wait_for_selector(".anchor")
    summary, heading = page.locator(".contents > summary"), page.locator("h2").nth(30)
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    until(page, "document.querySelectorAll('.contents li:nth-child(n + 15) [aria-current]').length")
    summary.click()
    expect(page.locator(".contents [aria-current]")).to_be_in_viewport()
    page.locator(".contents li:nth-child(31) a").click()
    expect(heading).to_be_in_viewport()
    row, reached = summary.bounding_box(), heading.bounding_box()
    assert row
    assert reached
    assert row["y"] + row["height"] <= reached["y"]
    page.close()


def test_the_way_out_of_a_long_drawer_is_in_view(browser: Browser, address: str) -> None:
    """It has the focus at first, wherever in the navigation the page is."""
    page = browser.new_page(viewport={"width": 320, "height": 240}, reduced_motion="reduce")
    page.goto(f"{address}/titulos/")
    page.locator(".sidebar > summary").press("Enter")
    assert page.locator("dialog").evaluate("dialog => dialog.scrollTop") > 0
    close = page.get_by_role("button", name="Cerrar")
    expect(close).to_be_focused()
    expect(close).to_be_in_viewport(ratio=1)
    page.close()
