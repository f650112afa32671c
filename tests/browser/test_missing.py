"""The page of addresses that do not exist: what it suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from conftest import SiteTest
from in_browser import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve three notes, and return where."""
    site = SiteTest(tmp_path_factory.mktemp("missing"))
    site.write("flask/enrutamiento.md", "# Enrutamiento\n\nCómo se llega a una vista.\n")
    site.write("flask/sesiones.md", "# Sesiones\n\nLo que se recuerda.\n").write("a.md", "# Otra cosa\n")
    yield from serve(site.freeze())


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/notas/enrutamiento.html", "¿Buscabas Enrutamiento?"),
        ("/enrutamient%C3%B3/", "¿Buscabas Enrutamiento?"),
        ("/zzzz-qqqq/", ""),
        ("/%E0%A4%A/", ""),
    ],
)
def test_the_words_of_the_address_are_searched(browser: Browser, address: str, url: str, said: str) -> None:
    """An old or mistyped address leads on; one without known words, or that is no text, says nothing."""
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address + url, wait_until="networkidle")
    place = page.locator(".suggestions")
    expect(place).to_have_text(said)
    if said:
        place.get_by_role("link").first.click()
        page.wait_for_url("**/flask/enrutamiento/")
    page.close()
    assert wrong == []
