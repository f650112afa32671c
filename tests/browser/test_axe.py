"""axe-core, WCAG 2.2 AA and best practices, on every kind of page as every kind of reader has it.

``make page-checks`` does the same with every page of ``content/``, which takes minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from in_browser import SHOWCASE, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True}
"""With a finger, what a mouse has to rest on is always there."""
SETTINGS: dict[str, dict[str, Any]] = {
    "light": {"viewport": DESKTOP, "color_scheme": "light"},
    "dark": {"viewport": DESKTOP, "color_scheme": "dark"},
    "phone": {**PHONE, "color_scheme": "light"},
    "dark phone": {**PHONE, "color_scheme": "dark"},
    "more contrast": {"viewport": DESKTOP, "contrast": "more"},
    "forced colours": {"viewport": DESKTOP, "forced_colors": "active"},
    "without scripts": {"viewport": DESKTOP},
}
WHOLE = ("light", "phone")
"""Where every kind of page is looked at; the rest differ from these in colour, or lack what scripts add."""
OPEN = "for (const each of document.querySelectorAll('details')) each.open = true"


def settle(page: Page, setting: str) -> None:
    """Wait for what scripts make of a page, a frame or two after it has been drawn."""
    if setting != "without scripts":
        until(page, "document.querySelector('.theme-switch').title")
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")


def check(page: Page) -> None:
    """Fail on the first thing that axe finds."""
    wrong = Axe().run(page)
    assert wrong.violations_count == 0, f"{page.url}\n{wrong.generate_report()}"


@pytest.mark.parametrize("setting", SETTINGS)
def test_axe_finds_nothing(browser: Browser, showcase_address: str, setting: str) -> None:
    """On any page, with everything folded and unfolded, nor in any dialog."""
    context = browser.new_context(**SETTINGS[setting], bypass_csp=True)  # axe needs scripts of its own
    page = context.new_page()
    if setting == "without scripts":
        page.route("**/*.js", lambda route: route.abort())
    for url in SHOWCASE if setting in WHOLE else ("/", "/guia/muestrario/"):
        page.goto(showcase_address + url)
        settle(page, setting)
        check(page)
    page.goto(f"{showcase_address}/guia/muestrario/")
    page.evaluate(OPEN)
    settle(page, setting)
    check(page)
    page.reload()
    settle(page, setting)
    if "phone" in setting:
        page.locator(".sidebar > summary").click()
        check(page)
    elif setting != "without scripts":
        page.keyboard.press("?")
        check(page)
    context.close()
