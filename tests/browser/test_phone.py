"""What a phone shows: the name of the site, a drawer with a title, nothing made for keys or a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from conftest import SiteTest
from in_browser import serve, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NAME = "Apuntes de Física y Química"
NOTE = "# Electroencefalografía y magnetoencefalografía\n\n## Una\n\nTexto.\n\n## Otra\n\nTexto.\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with a name of some length, and return where."""
    site = SiteTest(tmp_path_factory.mktemp("phone")).settings(f'title = "{NAME}"')
    site.write("index.md", "# Inicio\n").write("nota.md", NOTE).freeze()
    yield from serve(site)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """Return the note on a phone that is touched."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/nota/")
    until(page, "document.querySelector('.theme-switch').title")
    yield page
    context.close()


def test_the_name_of_the_site_is_read_whole(phone: Page) -> None:
    """It takes a second line rather than an ellipsis, and stays inside the bar."""
    cut = "name => name.scrollWidth > name.clientWidth || name.scrollHeight > name.clientHeight"
    assert not phone.locator(".brand > span").evaluate(cut)
    name, bar = (phone.locator(place).bounding_box() for place in (".brand > span", ".masthead"))
    assert name
    assert bar
    assert name["y"] >= bar["y"]
    assert name["y"] + name["height"] <= bar["y"] + bar["height"]


def test_the_theme_is_chosen_in_the_drawer(phone: Page) -> None:
    """The drawer has a title and the switch, which goes back when it closes."""
    switch = phone.locator(".theme-switch")
    expect(switch).to_be_hidden()
    phone.locator(".sidebar > summary").tap()
    drawer = phone.get_by_role("dialog", name="Navegación")
    expect(drawer.get_by_role("heading", name="Navegación")).to_be_visible()
    drawer.locator(".theme-switch").tap()
    expect(phone.locator("html")).to_have_attribute("data-theme", "light")
    expect(drawer.locator("[role=status]")).to_have_text("Tema: claro")
    drawer.get_by_role("button", name="Cerrar").tap()
    expect(drawer).to_be_hidden()
    phone.set_viewport_size({"width": 1280, "height": 800})
    expect(phone.locator(".masthead .theme-switch")).to_be_visible()


def test_no_key_is_named_to_a_finger(phone: Page) -> None:
    """The search closes with a cross, which is still called «Cerrar»."""
    phone.locator(".search-opener button").tap()
    phone.wait_for_selector(".search-dialog[open]")
    assert phone.locator("kbd").locator("visible=true").count() == 0
    phone.get_by_role("button", name="Cerrar").tap()
    expect(phone.locator(".search-dialog")).to_be_hidden()


def test_the_sign_of_a_heading_comes_when_it_is_touched(phone: Page) -> None:
    """It stands beside no other heading, and where it does not show there is nothing to touch."""
    phone.wait_for_selector("h2 > .anchor", state="attached")
    shown = "all => all.map(link => getComputedStyle(link).opacity + getComputedStyle(link).pointerEvents)"
    assert phone.locator(".anchor").evaluate_all(shown) == ["0none", "0none"]
    phone.locator("h2").first.tap()
    assert phone.locator(".anchor").evaluate_all(shown) == ["1auto", "0none"]
