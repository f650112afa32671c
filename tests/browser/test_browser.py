"""A small site in a real browser, served as Netlify would: nothing broken or blocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("url", ["/", "/guia/", "/guia/nota/", "/etiquetas/", "/etiquetas/flask/"])
def test_narrow_screen(page: Page, address: str, url: str) -> None:
    """At 320 pixels nothing makes the page scroll sideways, on any kind of page."""
    answer = page.goto(address + url)
    assert answer
    assert answer.status == 200
    assert "default-src" in answer.headers["content-security-policy"]
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320


def test_style_is_applied(page: Page, address: str) -> None:
    """The style sheet gets past the Content-Security-Policy."""
    page.goto(f"{address}/guia/nota/")
    assert all(page.evaluate("[...document.styleSheets].map(sheet => sheet.cssRules.length > 0)"))


def test_skip_link(page: Page, address: str) -> None:
    """The first Tab reaches the skip link, which shows, and Enter moves the focus to the content."""
    page.goto(f"{address}/guia/nota/")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Saltar al contenido"
    box = link.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


@pytest.mark.parametrize("url", ["/guia/", "/guia/nota/", "/guia/otra/"])
def test_current_page(page: Page, address: str, url: str) -> None:
    """The navigation marks one page as the current one, and it is this one."""
    page.goto(address + url)
    current = page.locator('nav [aria-current="page"]')
    assert current.count() == 1
    assert current.get_attribute("href") == url


def test_braces_are_shown(page: Page, address: str) -> None:
    """Jinja in a note is text, in prose and in code."""
    page.goto(f"{address}/guia/nota/")
    text = page.locator("article").inner_text()
    assert "{{ usuario.nombre }}" in text
    assert "{{ x }}" in text
    assert "{% if y %} tal cual" in text


def test_light_and_dark(page: Page, address: str) -> None:
    """The page follows the reader's choice of light or dark, ink and paper both."""
    page.goto(f"{address}/guia/nota/")
    colours = "(style => [style.backgroundColor, style.color])(getComputedStyle(document.body))"
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = [page.evaluate(paper), *page.evaluate(colours)]
    page.emulate_media(color_scheme="dark")
    dark = [page.evaluate(paper), *page.evaluate(colours)]
    assert light[2] != dark[2]
    assert light[:2] != dark[:2]


def test_anchor_of_github(page: Page, address: str) -> None:
    """An anchor as GitHub writes it, with its accent, leads to its heading."""
    page.goto(f"{address}/guia/nota/")
    page.locator("article a", has_text="otra").click()
    page.wait_for_url("**/guia/otra/#*")
    assert page.evaluate("Boolean(document.querySelector(':target'))")
