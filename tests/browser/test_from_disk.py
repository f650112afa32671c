"""A site that opens from a disk, in a browser: no server, no network, any folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from escarcha.freezing import Options
from in_browser import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from conftest import SiteTest

pytestmark = pytest.mark.browser


def test_it_works_from_a_folder(browser: Browser, site: SiteTest) -> None:
    """Each page and what it loads is reached, the search finds and leads there, dialogs open."""
    site.settings('base_url = "https://ejemplo.es/mis/apuntes"\nreview = ["questions"]')
    site.write("index.md", "# Inicio\n\n![Una foto](guía/foto.svg)\n").write(
        "guía/nota.md", "# Nota\n\n[x](otra.md#sección-uno)"
    )
    site.write("guía/otra.md", "# Otra\n\n## Sección uno\n\nEl ñandú corre.\n\n## ¿Y?\n\nSí.\n").write(
        "guía/index.md", "# Guía\n"
    )
    site.write("guía/foto.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90"/>')
    folder = site.root / "carpeta con ñ, acentós y #1"
    site.freeze(Options(relative=True, cache=False), output=folder)
    page, wrong, pages = browser.new_page(), [], [(folder / "index.html").as_uri()]
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "requestfailed",
        lambda asked: wrong.append(asked.url) if asked.failure != "net::ERR_ABORTED" else None,
    )
    for address in pages:  # which grows meanwhile
        page.goto(address)
        links = page.evaluate("[...document.links].map(({ href }) => href.replace(/[?#].*/, ''))")
        for link in {link for link in links if link.startswith("file:")}:
            file = Path(unquote(urlsplit(link).path))
            wrong += [] if file.is_file() and file.is_relative_to(folder) else [f"{address} → {link}"]
            pages += [link] if link.endswith(".html") and link not in pages else []
    assert len(pages) > 3
    page.goto((folder / "repaso" / "index.html").as_uri())
    page.locator(".review-start").click()
    page.locator(".flashcard.current summary").click()
    expect(page.locator(".grade").last).to_contain_text("Fácil")
    page.goto((folder / "guia" / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).display") != "inline"
    page.locator(".search-opener button").click()
    page.locator("dialog input").fill("ñandu corre")
    found = page.locator("[role=option]", has_text="El ñandú corre")
    expect(found).to_be_visible()
    found.click()
    until(page, "document.title.startsWith('Otra') && CSS.highlights.size === 1")
    assert urlsplit(page.url).path.endswith("/guia/otra/index.html")
    page.locator(".shortcuts-opener").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    page.close()
    assert wrong == []
