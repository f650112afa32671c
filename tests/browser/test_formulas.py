"""What MathML does not draw by itself, and style sheets do: boxes round formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import SiteTest
from in_browser import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ROOM = """formula => {
  const [box, around] = [formula.querySelector('.math-box'), formula].map((node) =>
    node.getBoundingClientRect());
  const em = parseFloat(getComputedStyle(formula).fontSize);
  const above = box.top - around.top, below = around.bottom - box.bottom;
  return [formula.scrollWidth > formula.clientWidth, Math.min(above, below) > 0.2 * em];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a note with a box in a line of its own."""
    site = SiteTest(tmp_path_factory.mktemp("formulas"))
    yield from serve(site.write("index.md", "# A\n\n$$\n\\boxed{a = b}\\quad\\cancel{x}\n$$\n").freeze())


@pytest.mark.parametrize("width", [360, 1280])
def test_a_box_is_whole_and_needs_no_scrolling(browser: Browser, address: str, width: int) -> None:
    """Its lines are drawn outside of what they enclose, where the formula must leave room for them."""
    page = browser.new_page(viewport={"width": width, "height": 600})
    page.goto(address)
    assert page.locator("article .math").evaluate(ROOM) == [False, True]
    page.close()
