"""The oldest browsers that see the pages as meant: what they do not know is renamed in the sheets.

A value, a selector or a rule of another name is read by today's Chromium as the old ones read those that came
after them: dropped at once or, beside a variable, when it is used
(https://www.w3.org/TR/css-variables-1/#invalid-at-computed-value-time).
"""

from __future__ import annotations

import contextlib
import re
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import Error

from in_browser import SHOWCASE, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

LATER = re.compile(
    r"\b(?:light-dark|color-mix)\(|:(?:has\(|:details-content|target-current|popover-open|:highlight\()"
    r"|@(?:property|view-transition)\b|\b(?:text-wrap|scroll-target-group|scroll-initial-target)(?=:)"
    r"|(?<=content:)[^;}]*\" ?/"
)
"""What one or more of Chrome 109, Safari 16.4 and Firefox 115 lack."""
MUCH_LATER = re.compile(r"@(?:layer|container)\b")
"""What is missing in those of 2021."""
WITHOUT = """
  delete HTMLElement.prototype.showPopover;
  delete Array.prototype.toSorted;
  delete CSS.highlights;
  const supports = CSS.supports.bind(CSS);
  CSS.supports = (...asked) => !/details-content|popover|:has/.test(asked[0]) && supports(...asked);
  for (const name of ["querySelector", "querySelectorAll", "closest", "matches"])
    for (const kind of [Document.prototype, Element.prototype]) {
      const known = kind[name];
      if (known) kind[name] = function (asked) {
        if (/:has\\(|:popover-open/.test(asked)) throw new SyntaxError(asked);
        return known.call(this, asked);
      };
    }
"""
MEASURE = Path(__file__).with_name("contrast.js").read_text("utf-8")
FRAMES = """() => Object.fromEntries(
  [".masthead", ".search-opener", ".sidebar nav", ".contents nav", "main", "article p", ".code", ".tools",
    ".pager", ".trace", ".exercise", ".flashcard"]
    .map((name) => [name, document.querySelector(name)?.getBoundingClientRect()])
    .filter(([, box]) => box?.width)
    .map(([name, box]) => [name, [box.left, box.right].map((edge) => 4 * Math.round(edge / 4))])
)"""
FURNISHED = """
  document.querySelector(".theme-switch").title
    && Boolean(document.querySelector("figure.code")) === Boolean(document.querySelector(".tools"))
"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
CHOOSE = """choice => {
  if (choice) document.documentElement.dataset.theme = choice;
  else delete document.documentElement.dataset.theme;
}"""
OPAQUE = "node => getComputedStyle(node).backgroundColor"


def _age(route: Route, later: re.Pattern[str]) -> None:
    with contextlib.suppress(Error):  # where the page has gone meanwhile
        answer = route.fetch()
        text = later.sub(lambda found: re.sub(r"(\w)|$", r"\1zz", found[0], count=1), answer.text())
        route.fulfill(response=answer, body=text)


@pytest.fixture
def old(browser: Browser) -> Iterator[Page]:
    """Return a page of an old browser; errors of scripts fail the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.route("**/*.css", lambda route: _age(route, LATER))
    context.add_init_script(WITHOUT)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def test_sheets_hold_nothing_that_old_browsers_read_in_part(old: Page, showcase_address: str) -> None:
    """No rule stands inside another, and no colour is given to new browsers alone."""
    old.goto(f"{showcase_address}/guia/muestrario/")
    sheets = old.locator("link[rel=stylesheet]").evaluate_all("all => all.map(each => each.href)")
    texts = [old.request.get(sheet).text() for sheet in sheets]
    assert [text for text in texts if "light-dark(" in text or "&" in re.sub(r'"[^"]*"', "", text)] == []


def test_every_text_stands_out_in_old_browsers(old: Page, showcase_address: str) -> None:
    """Whatever palette the system or the reader chooses, running text has 7:1 and anything else 4.5:1."""
    weak: dict[str, float] = {}
    for url in SHOWCASE:
        old.goto(showcase_address + url)
        for scheme, choice in product(SCHEMES, ("", "light", "dark")):
            old.emulate_media(color_scheme=scheme)
            old.evaluate(CHOOSE, choice)
            for name, (ratio, is_running) in old.evaluate(MEASURE, [["k", "s"], [""], []]).items():
                if ratio < (7 if is_running else 4.5):
                    weak[f"{url} {scheme} {choice} {name}"] = round(ratio, 2)
    assert weak == {}


def test_things_stand_where_they_do_in_new_browsers(
    browser: Browser, old: Page, showcase_address: str
) -> None:
    """Columns, text, code with its tools: their edges are the same."""
    new = browser.new_page()
    for url in ("/", "/guia/muestrario/", "/guia/larga/", "/guia/practica/", "/camino/", "/repaso/"):
        new.goto(showcase_address + url)
        for width in (360, 768, 1280, 1920):
            old.set_viewport_size({"width": width, "height": 800})
            old.goto(showcase_address + url)  # its script opens what has room when it loads
            new.set_viewport_size({"width": width, "height": 800})
            until(old, FURNISHED)
            until(new, FURNISHED)
            assert old.evaluate(FRAMES) == new.evaluate(FRAMES), (url, width)
    new.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_opens_covers_what_is_behind(
    old: Page, showcase_address: str, scheme: Literal["light", "dark"]
) -> None:
    """The bar, the drawer, the contents and the search have a ground of their own, and work."""
    old.emulate_media(color_scheme=scheme)
    old.set_viewport_size({"width": 360, "height": 740})
    old.goto(f"{showcase_address}/guia/larga/")
    ground = old.evaluate("getComputedStyle(document.body).backgroundColor")
    assert "rgba" not in ground
    assert old.locator(".masthead").evaluate(OPAQUE) == ground
    old.locator(".contents > summary").click()
    assert old.locator(".contents > nav").evaluate(OPAQUE) == ground
    old.locator(".contents > summary").click()
    old.locator(".sidebar > summary").click()
    assert old.locator(".drawer").evaluate(OPAQUE) == ground
    assert old.locator(".drawer nav a").first.is_visible()
    old.keyboard.press("Escape")
    old.locator(".search-opener button").click()
    old.wait_for_selector(".search-dialog[open]")
    assert old.locator(".search-dialog").evaluate(OPAQUE) == ground
    old.keyboard.type("larga")
    old.wait_for_selector("[role=option]")


def test_older_ones_still_read_and_go_around(browser: Browser, showcase_address: str) -> None:
    """Where not even layers are known, a page is its HTML: all of it on one column, its links in reach."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.route("**/*.css", lambda route: _age(route, MUCH_LATER))
    page.goto(f"{showcase_address}/guia/larga/")
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).position") == "static"
    page.locator(".sidebar > summary").click()
    assert page.locator(".sidebar nav a").first.is_visible()
    tops = page.locator("article > *").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    context.close()
