"""Whether every page of a site is sound: ``make page-checks`` or ``python bench/page_checks.py [FOLDER …]``.

Each folder of notes (``content`` without one) is frozen and served as hosts do. Then, for every page:

1. The W3C's checker of HTML; ``--vnu COMMAND`` (``java -jar vnu.jar``) takes another than the one installed.
2. axe-core, WCAG 2.2 AA and best practices: light, dark, more contrast, forced colours, desktop, phone, with
   the disclosures open and closed; and on one page of each kind with each thing open that can be opened: the
   search with and without results, the shortcuts, the navigation of a phone, an image, a term's card.

It takes minutes. Tests hold our own pages to the first of them, and one page of each kind to the second.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from hosting import FLAGS, NETLIFY, REPOSITORY, chromium, frozen, hosted
from openings import OPENINGS
from playwright.sync_api import sync_playwright
from w3c import OWN, invalid_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"is_mobile": True, "has_touch": True, "viewport": {"width": 360, "height": 640}}
LARGE_PHONE = {**PHONE, "viewport": {"width": 412, "height": 823}}
SETTINGS: dict[str, dict[str, Any]] = {
    "claro": {"viewport": DESKTOP, "color_scheme": "light"},
    "oscuro": {"viewport": DESKTOP, "color_scheme": "dark"},
    "más contraste": {"viewport": DESKTOP, "contrast": "more"},
    "colores forzados": {"viewport": DESKTOP, "forced_colors": "active"},
    "teléfono": {**PHONE, "color_scheme": "light"},
    "teléfono oscuro": {**LARGE_PHONE, "color_scheme": "dark"},
}
OPEN = "for (const each of document.querySelectorAll('details')) each.open = true"


def addresses(folder: Path) -> list[str]:
    """Return the address of every page that does not send its readers on."""
    files = [
        file
        for file in sorted(folder.rglob("index.html"))
        if 'http-equiv="refresh"' not in file.read_text("utf-8")
    ]
    found = [f"/{file.parent.relative_to(folder).as_posix()}/".replace("/./", "/") for file in files]
    return [*found, "/404.html"]


def _violations(page: Page) -> list[str]:
    """Return what axe finds, apart from what ``w3c.AUTHORS`` leaves to authors."""
    found = Axe().run(page, options={"rules": {"heading-order": {"enabled": False}}})
    return [
        f"{each['id']}: {' '.join(node['target'][0] for node in each['nodes'][:3])}"
        for each in found.response["violations"]
    ]


def axe(browser: Browser, address: str, urls: list[str]) -> int:
    """Print what axe finds on each page in each setting; returns how much it is."""
    wrong = 0
    for name, setting in SETTINGS.items():
        context = browser.new_context(bypass_csp=True, reduced_motion="reduce", **setting)
        page = context.new_page()
        opened: Counter[str] = Counter()
        for url in urls:
            page.goto(address + url)
            found = _violations(page)
            page.evaluate(OPEN)
            found += [f"abierto, {each}" for each in _violations(page) if each not in found]
            found += _behind(page, opened)
            wrong += len(found)
            for each in found:
                print(f"{name:18} {url} {each}", flush=True)
        print(f"{name:18} y con {opened.total()} cosas abiertas", flush=True)
        context.close()
    print(f"axe: {len(urls)} páginas, {len(SETTINGS)} entornos, {wrong} faltas")
    return wrong


def _behind(page: Page, opened: Counter[str]) -> list[str]:
    """Open what can be opened, each once on every kind of page; count it, and return what axe finds."""
    found: list[str] = []
    kind = page.locator("body").get_attribute("class")
    for opener, steps in OPENINGS.items():
        key = f"{opener} en {kind}"
        if key in opened or not page.locator(opener).count():
            continue
        page.reload()
        if page.locator(opener).first.is_visible():
            for step in steps(page, opener):
                opened[key] += 1
                found += [f"{step}, {each}" for each in _violations(page)]
    return found


def _w3c(folder: Path, command: str) -> int:
    """Print what the W3C's checker finds on each page; returns how much it is."""
    wrong, authors = invalid_html(folder, shlex.split(command) or OWN)
    for each in (*wrong, *authors):
        print(each)
    print(f"W3C: {len(wrong)} faltas, y {len(authors)} niveles de título que se salta quien escribe")
    return len(wrong)


def main() -> None:
    """Check each folder; exits with 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="*", type=Path, default=[REPOSITORY / "content"])
    parser.add_argument("--vnu", default="", metavar="COMMAND")
    given = parser.parse_args()
    wrong = 0
    for content in given.folders:
        with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
            folder = frozen(content.resolve(), Path(scratch).resolve() / "build")
            wrong += _w3c(folder, given.vnu)
            with hosted(folder, NETLIFY) as (address, _):
                browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
                wrong += axe(browser, address, addresses(folder))
                browser.close()
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
