"""A section of a thousand notes: what a phone scrolls, how rows are read, the box that filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_no_page_is_endless(browser: Browser, kinds_address: str) -> None:
    """Neither the section nor a part of it is more than a few screens on a phone."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for url in ("/mil/", "/mil/_a/", "/mil/_ntilde/", "/sesenta/"):
        page.goto(kinds_address + url)
        assert page.evaluate("document.documentElement.scrollHeight") < 8 * 740, url
        assert page.evaluate("document.documentElement.scrollWidth") == 360, url
    page.close()


def test_rows_are_read_from_left_to_right(browser: Browser, kinds_address: str) -> None:
    """The second title stands beside the first one, and not below it."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{kinds_address}/mil/_a/")
    tops = "all => all.slice(0, 2).map(line => line.getBoundingClientRect().top)"
    first, second = page.locator(".group li").evaluate_all(tops)
    assert first == second
    page.close()


def test_the_box_leaves_what_has_its_words(browser: Browser, kinds_address: str) -> None:
    """Accents do not count and ñ does; groups without a line are gone, and their number is said."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{kinds_address}/sesenta/")
    box = page.get_by_role("searchbox", name="Filtrar por título")
    box.fill("ARBOL 1")
    shown = page.locator(".group li").locator("visible=true")
    expect(shown).to_have_text(["Árbol 18"])
    expect(page.locator(".group").locator("visible=true")).to_have_count(1)
    expect(page.locator("[role=status]")).to_have_text("1 en la lista")
    box.fill("nandu")
    expect(shown).to_have_count(0)
    box.fill("")
    expect(shown).to_have_count(60)
    page.close()


def test_axe_finds_nothing(browser: Browser, kinds_address: str) -> None:
    """On a section with parts, on a part, and on one in groups."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    for url in ("/mil/", "/mil/_a/", "/sesenta/"):
        page.goto(kinds_address + url)
        assert Axe().run(page).response["violations"] == [], url
    page.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_no_letter_is_alone_in_its_row(browser: Browser, kinds_address: str, width: int) -> None:
    """The rows of the index are about as long as one another."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{kinds_address}/mil/")
    rows = "all => Object.values(Object.groupBy(all, (each) => each.offsetTop)).map((row) => row.length)"
    lengths = page.locator(".letters li").evaluate_all(rows)
    assert min(lengths) >= max(lengths) - 2, lengths
    page.close()
