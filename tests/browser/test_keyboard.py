"""The keyboard alone: every control is reached, in order, is seen when it is, and can be left again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from in_browser import SHOWCASE, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).with_name("keyboard.js").read_text("utf-8")
SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1280, "height": 800},
    "phone": {"width": 360, "height": 640},
}
VARIED = ("/", "/guia/muestrario/", "/guia/practica/", "/repaso/", "/buscar/")
"""The pages that have something of their own to reach."""


@pytest.mark.parametrize("size", SIZES)
def test_every_control_is_reached_in_order(browser: Browser, showcase_address: str, size: str) -> None:
    """Tab goes through all that can be used, each outlined and in view, and out at the end."""
    # Without motion, so that what has the focus is in view at once.
    context = browser.new_context(viewport=SIZES[size], reduced_motion="reduce")
    page = context.new_page()
    for url in SHOWCASE if size == "phone" else VARIED:
        page.goto(showcase_address + url)
        until(page, "document.querySelector('.theme-switch').title")
        page.wait_for_load_state("networkidle")  # what is suggested comes last
        page.evaluate(SCRIPT)
        page.evaluate("settled()")
        walk(page)
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_and_without_scripts(browser: Browser, showcase_address: str, size: str) -> None:
    """So it is where no script runs, with the navigation folded and unfolded."""
    context = browser.new_context(viewport=SIZES[size], reduced_motion="reduce", java_script_enabled=False)
    page = context.new_page()
    for url in ("/", "/guia/muestrario/", "/buscar/"):
        page.goto(showcase_address + url, wait_until="networkidle")
        page.evaluate(SCRIPT)
        walk(page)
    if size == "phone":
        page.locator(".sidebar > summary").press("Enter")
        page.keyboard.press("Tab")
        assert page.locator(".sidebar nav a").first.evaluate("link => link === document.activeElement")
        place = page.evaluate("reached()")
        assert place["isOutlined"], place
        assert place["isSeen"], place
    context.close()


def walk(page: Page) -> None:
    """Press Tab from the start of a page to its end; fail on the first thing that is not as it should be."""
    names = page.evaluate("controls()")
    seen: list[int] = []
    for _ in range(2 * len(names) + 2):
        page.keyboard.press("Tab")
        place = page.evaluate("reached()")
        if place and not place["isSeen"]:
            page.evaluate("settled()")  # on a busy machine a page may still be drawn as the key is pressed
            place = page.evaluate("reached()")
        if place is None or (seen and place["at"] == seen[0]):
            break
        assert place["isOutlined"], (page.url, place)
        assert place["isSeen"], (page.url, place)
        if place["at"] < 0 and place["isScroller"]:
            continue
        assert place["at"] >= 0, (page.url, place)
        seen.append(place["at"])
    missed = [names[at] for at in set(range(len(names))) ^ set(seen)]
    assert seen == list(range(len(names))), (page.url, missed)


@pytest.mark.parametrize("opener", ["?", ".zoom", ".sidebar > summary", ".search-opener button"])
def test_a_dialog_keeps_the_focus_and_gives_it_back(
    browser: Browser, showcase_address: str, opener: str
) -> None:
    """Shortcuts, image, search, navigation of a phone: Tab stays inside, Escape closes, all is as before."""
    context = browser.new_context(viewport=SIZES["phone"], reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{showcase_address}/guia/muestrario/")
    until(page, "document.querySelector('.theme-switch').title")
    if opener == "?":
        page.locator(".brand").focus()
        page.keyboard.press("?")
    else:
        page.evaluate("document.querySelector('article img').width = 20")  # smaller than it is: it can grow
        page.locator(opener).first.press("Enter")
    page.wait_for_selector("dialog[open]")
    for _ in range(40):
        page.keyboard.press("Tab")
        where = (
            "document.activeElement === document.body || Boolean(document.activeElement.closest('dialog'))"
        )
        assert page.evaluate(where)
    page.keyboard.press("Escape")
    until(page, "!document.querySelector('dialog[open]')")
    given = page.evaluate(
        "document.activeElement.className || document.activeElement.parentElement.className"
    )
    assert given.split()[0] in {"brand", "zoom", "sidebar", "search-opener"}
    context.close()
