"""From edge to edge: what wide windows leave free, and narrow ones do not, is the same on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from in_browser import SHOWCASE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SIDES = """name => [...document.querySelectorAll(name)].map((node) => {
  const { left, right } = node.getBoundingClientRect();
  return [Math.round(left), Math.round(document.documentElement.clientWidth - right)];
})"""
BESIDE = """name => {
  const [frame, main] = [name, "main"].map((each) => document.querySelector(each).getBoundingClientRect());
  return [frame.left - main.left, main.right - frame.right].map(Math.round);
}"""


def test_the_page_stands_in_the_middle(browser: Browser, showcase_address: str) -> None:
    """Bar, columns and foot leave as much free on the left as on the right, whatever page it is."""
    page = browser.new_page()
    starts: dict[int, set[int]] = {width: set() for width in (1440, 1856, 1920, 2560)}
    for url in SHOWCASE:
        page.goto(showcase_address + url)
        for width, there in starts.items():
            page.set_viewport_size({"width": width, "height": 1000})
            for name in (".masthead-inside", ".frame", ".colophon"):
                ((left, right),) = page.evaluate(SIDES, name)
                assert abs(left - right) <= 1, (url, name, width)
            if url not in {"/", "/no-existe/"}:
                there.add(page.evaluate(SIDES, "main h1")[0][0])
    assert [len(there) for there in starts.values()] == [1] * 4  # nor does the text jump from page to page
    page.close()


def test_an_example_grows_to_both_sides(browser: Browser, showcase_address: str) -> None:
    """Code and what it did reach as far beyond other frames on one side as on the other."""
    page = browser.new_page(viewport={"width": 1920, "height": 1000})
    page.goto(f"{showcase_address}/guia/muestrario/")
    left, right = page.evaluate(BESIDE, "article > .code")
    assert left > 100
    assert abs(left - right) <= 2
    page.goto(f"{showcase_address}/guia/larga/")
    assert page.evaluate(BESIDE, "article > .example") == [0, 0]
    page.close()


@pytest.mark.parametrize("width", [360, 768])
def test_code_touches_both_edges_of_a_small_screen(
    browser: Browser, showcase_address: str, width: int
) -> None:
    """Frames go from one edge to the other wherever there is no sidebar."""
    page = browser.new_page(viewport={"width": width, "height": 1000})
    page.goto(f"{showcase_address}/guia/muestrario/")
    sides = page.evaluate(SIDES, "article > :is(.code, .callout)")
    assert sides
    assert {edge for pair in sides for edge in pair} == {-1}
    page.close()
