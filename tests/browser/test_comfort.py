"""What readers ask of their browser or system: larger text, narrow windows, paper, colours, less motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from in_browser import SHOWCASE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.browser

WIDTH = "document.documentElement.scrollWidth"
ZOOMS: dict[str, tuple[ViewportSize, str]] = {
    "400 % on a desktop": ({"width": 320, "height": 256}, "100%"),
    "text at 200 %": ({"width": 1280, "height": 800}, "200%"),
    "text at 200 % on a phone": ({"width": 390, "height": 844}, "200%"),
}

FOLD = "open => { for (const each of document.querySelectorAll('details')) each.open = open; }"
OVERLAP = """() => {
  const places = [".breadcrumbs li:last-child a", ".contents > summary"];
  const links = places.map((place) => document.querySelector(place));
  if (links.includes(null)) return false;
  links[0].textContent = "Fundamentos";
  const [way, contents] = links.map((link) => link.getBoundingClientRect());
  return way.right > contents.left && way.bottom > contents.top && way.top < contents.bottom;
}"""


def test_nothing_scrolls_sideways(browser: Browser, showcase_address: str) -> None:
    """Zoomed or with larger text alone, every kind of page stays as wide as its window, menus open or not."""
    page = browser.new_page()
    for url in SHOWCASE:
        page.goto(showcase_address + url)
        for zoom, (size, text) in ZOOMS.items():
            place = (url, zoom)
            page.set_viewport_size(size)
            page.evaluate("size => document.documentElement.style.fontSize = size", text)
            page.evaluate(FOLD, False)  # noqa: FBT003 - of JavaScript
            assert page.evaluate(WIDTH) <= size["width"], place
            page.evaluate(FOLD, True)  # noqa: FBT003 - of JavaScript
            assert page.evaluate(WIDTH) <= size["width"], place
            # What stands beside the text does not squeeze it.
            title = page.locator("main h1").first.bounding_box()
            assert title, place
            assert title["width"] > size["width"] * 0.4, place
            assert not page.evaluate(OVERLAP), place
    page.close()


def test_on_paper_the_note_stands_alone(browser: Browser, showcase_address: str) -> None:
    """Nothing but the note: in the light palette, code wrapped, disclosures open, its name at the foot.

    Links to other sites have their addresses, those within the site do not; frames are not split, and the
    head of a table stays with its rows.
    """
    context = browser.new_context(viewport={"width": 720, "height": 1000}, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{showcase_address}/guia/muestrario/")
    page.emulate_media(media="print", color_scheme="dark")
    for furniture in (".masthead", ".sidebar", ".contents", ".breadcrumbs", ".pager", ".colophon", ".tools"):
        assert page.locator(furniture).locator("visible=true").count() == 0, furniture
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(WIDTH) <= 720
    blocks = "[...document.querySelectorAll('article pre')]"
    wide = f"{blocks}.filter(pre => pre.scrollWidth > pre.clientWidth).length"
    assert page.evaluate(wide) == 0
    inside = "[...document.querySelectorAll('article details > :not(summary)')]"
    closed = f"{inside}.filter(node => !node.offsetHeight).length"
    assert page.evaluate(closed) == 0
    after = "getComputedStyle(document.querySelector('article a[href^=http]'), '::after').content"
    assert "https://" in page.evaluate(after)
    inside = "getComputedStyle(document.querySelector('article p a[href^=\"/\"]'), '::after').content"
    assert page.evaluate(inside) in {"none", "normal"}
    assert page.locator(".printed").inner_text() == "Muestrario · Apuntes"
    kept = "all => all.every(node => getComputedStyle(node).breakInside === 'avoid')"
    assert page.locator("article :is(.code, .callout, tr)").evaluate_all(kept)
    head = "node => [getComputedStyle(node).display, getComputedStyle(node).breakAfter]"
    assert page.locator("article thead").first.evaluate(head) == ["table-header-group", "avoid"]
    assert page.pdf().count(b"/Type /Page\n") >= 2
    context.close()


INVISIBLE = """() => {
  const paper = getComputedStyle(document.body).backgroundColor;
  const icons = [...document.querySelectorAll(".search-opener button, .theme-switch, .tool, .callout-title")];
  const isLost = (icon) => getComputedStyle(icon, "::before").backgroundColor === paper;
  return icons.filter(isLost).map((icon) => icon.outerHTML);
}"""
MARKS = """() => Object.fromEntries(
  [".sidebar [aria-current]", ".line.marked", ".line.added", "mark", ".callout", "a"].map((selector) => {
    const style = getComputedStyle(document.querySelector(`body ${selector}`));
    return [selector, [style.outlineStyle, style.borderInlineStartColor, style.textDecorationLine]];
  }),
)"""


def test_forced_colours_leave_the_marks(browser: Browser, showcase_address: str) -> None:
    """Where the system paints, what colour alone would say has an outline, an edge or a line."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, forced_colors="active")
    page = context.new_page()
    page.goto(f"{showcase_address}/guia/muestrario/")
    marks = page.evaluate(MARKS)
    assert marks[".sidebar [aria-current]"][0] == "solid"
    assert marks["mark"][0] == "solid"
    assert "rgba(0, 0, 0, 0)" not in {marks[name][1] for name in (".line.marked", ".line.added", ".callout")}
    assert page.evaluate(INVISIBLE) == []
    context.close()


MOTION = """() => {
  const found = [];
  const walk = (rules) => {
    for (const rule of rules) {
      if (rule.media && !matchMedia(rule.media.mediaText).matches) continue;
      if (rule instanceof CSSViewTransitionRule) found.push("transition between pages");
      if (rule.cssRules) walk(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) walk(sheet.cssRules);
  if (getComputedStyle(document.documentElement).scrollBehavior === "smooth") found.push("smooth scrolling");
  for (const node of document.querySelectorAll("*"))
    if (!/^(0s(, )?)+$/.test(getComputedStyle(node).transitionDuration)) found.push("transition");
  return [...new Set(found)].sort();
}"""


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_who_wants_no_motion_has_none(browser: Browser, showcase_address: str, wish: Any) -> None:
    """Pages cross-fade and scroll smoothly for the others alone."""
    context = browser.new_context(reduced_motion=wish)
    page = context.new_page()
    page.goto(f"{showcase_address}/guia/")
    moving = ["smooth scrolling", "transition", "transition between pages"]
    assert page.evaluate(MOTION) == ([] if wish == "reduce" else moving)
    context.close()


BELOW = """() => [...document.querySelectorAll(".anchor")].filter(
  (link) => link.getBoundingClientRect().top > link.parentElement.getBoundingClientRect().bottom - 16
).length"""


def test_the_anchor_of_a_heading_stays_on_its_line(browser: Browser, showcase_address: str) -> None:
    """However long a heading is, its link does not lie on the text below."""
    page = browser.new_page(has_touch=True, is_mobile=True)
    page.goto(f"{showcase_address}/guia/")
    for width in range(320, 480, 20):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(BELOW) == 0, width
    page.close()
