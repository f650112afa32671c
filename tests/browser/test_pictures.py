"""Pictures of the note that holds everything and of each kind of page, beside those looked at before.

Letters differ from machine to machine, so here each is a square: the browser is started with a font made on
the spot, of one glyph, and knows no other (https://www.freedesktop.org/software/fontconfig/fontconfig-user.html).
The note is the manual's kitchen sink as it was, so that an edit there changes no picture. What is kept of one
is small: a pixel for each cell of the page. A test that fails leaves the whole picture in its temporary
folder and names it; where the change is meant, ``make pictures`` keeps the new one.
"""

from __future__ import annotations

import contextlib
import functools
import io
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image, ImageChops

from in_browser import launch, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page


pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURES = Path(__file__).with_name("pictures")
CELL = 16
"""Pixels of the page to one of a picture, each way."""
NOTICED = 6
"""Of 255: what a cell's colour may differ by, for browsers draw edges a little differently."""
ALLOWED = 0.0005
"""The part of the cells that may differ by more: 19 on a desktop, 6 on a phone. The search box has 30."""

WIDTHS = {"desktop": (1280, 800), "phone": (390, 844)}
COMBINATIONS = list(product(WIDTHS, ("scripts", "plain")))
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def _make_squares(file: Path) -> None:
    """Write a font that draws every character as a square of half its size."""
    pen = TTGlyphPen(None)
    pen.moveTo((40, 0))
    for point in ((40, 500), (460, 500), (460, 0)):
        pen.lineTo(point)
    pen.closePath()
    blank = TTGlyphPen(None).glyph()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "square", "space"])
    every = dict.fromkeys([*range(0x21, 0x3000), *range(0xFE00, 0xFE10), *range(0x1F000, 0x1FB00)], "square")
    made.setupCharacterMap(every | {0x20: "space", 0xA0: "space"})
    made.setupGlyf({".notdef": blank, "square": pen.glyph(), "space": blank})
    made.setupHorizontalMetrics(dict.fromkeys((".notdef", "square", "space"), (500, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    made.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    made.setupPost()
    made.save(file)


@pytest.fixture(scope="module")
def browser_of_squares(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Return a browser that knows one font."""
    folder = tmp_path_factory.mktemp("fonts")
    _make_squares(folder / "squares.ttf")
    (folder / "fonts.conf").write_text(FONTS.format(folder=folder), "utf-8")
    started = launch(browser.browser_type, FONTCONFIG_FILE=str(folder / "fonts.conf"))
    yield started
    started.close()


@contextlib.contextmanager
def opened(browser: Browser, url: str, **options: Any) -> Iterator[Page]:
    """Open a page in a context of its own."""
    with browser.new_context(**options, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        if options.get("java_script_enabled", True):  # on a busy machine it may still be at work
            until(page, "document.querySelector('.theme-switch').title")
        yield page


def photograph(page: Page, *, is_whole: bool) -> Image.Image:
    """Return a picture of a page, or of its first screen."""
    taken = page.screenshot(full_page=is_whole, caret="hide")
    return Image.open(io.BytesIO(taken)).convert("RGB")


def compare(picture: Image.Image, name: str, request: pytest.FixtureRequest) -> None:
    """Compare a picture with the one that is kept under a name, cell by cell; or keep it."""
    folder: Path = request.getfixturevalue("tmp_path")
    picture.save(folder / "seen.png")
    seen, kept = _cells(picture), PICTURES / f"{name}.png"
    if request.config.getoption("--regenerate"):
        kept.parent.mkdir(exist_ok=True)
        seen.save(kept, optimize=True)
    before = Image.open(kept).convert("RGB")
    assert abs(seen.height - before.height) <= 1, f"longer or shorter: {folder}"
    seen = seen.crop((0, 0, before.width, min(seen.height, before.height)))
    apart = ImageChops.difference(seen, before.crop((0, 0, *seen.size)))
    channels = (channel.point(lambda value: 255 if value > NOTICED else 0) for channel in apart.split())
    differing = functools.reduce(ImageChops.lighter, channels).histogram()[255]
    assert differing <= max(2, ALLOWED * seen.width * seen.height), folder


def _cells(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    return picture.resize((width // CELL, height // CELL), Image.Resampling.BOX)


@pytest.mark.parametrize("combination", COMBINATIONS, ids="-".join)
def test_the_page_looks_as_before(
    browser_of_squares: Browser,
    showcase_address: str,
    combination: tuple[str, str],
    request: pytest.FixtureRequest,
) -> None:
    """Cell by cell, on a desktop and a phone, with scripts and without, light and then dark."""
    width, scripts = combination
    options: dict[str, Any] = {"viewport": dict(zip(("width", "height"), WIDTHS[width], strict=True))}
    options["java_script_enabled"] = scripts == "scripts"
    with opened(
        browser_of_squares, f"{showcase_address}/guia/retrato/", color_scheme="light", **options
    ) as page:
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            compare(photograph(page, is_whole=True), f"{width}-{theme}-{scripts}", request)


def _open_drawer(page: Page) -> None:
    page.reload(wait_until="networkidle")
    page.locator(".sidebar > summary").click()


def _search(page: Page) -> None:
    page.reload()
    page.locator(".search-opener button").click()
    page.wait_for_selector(".search-dialog[open]")
    page.keyboard.type("barco 1")
    page.wait_for_selector("[role=option]")
    page.wait_for_timeout(600)


KINDS: dict[str, tuple[str, Callable[[Page], object]]] = {
    "front": ("/", bool),
    "section": ("/mil/", bool),
    "table": ("/tabla/", bool),
    "diagram": ("/diagrama/", bool),
    "missing": ("/zzz/", bool),
    "drawer": ("/mil/barco-1/", _open_drawer),
    "search": ("/tabla/", _search),
}
"""Kinds of pages, with where they are and what is done to them."""
DRAWER = 832
"""Pixels up to which a page has one."""
HEIGHTS = {1920: 1080, 1280: 800, 768: 1024, 360: 740}
"""From wide to narrow: what a narrow window lets readers enlarge stays so."""


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_page_looks_as_before(
    browser_of_squares: Browser, kinds_address: str, kind: str, request: pytest.FixtureRequest
) -> None:
    """Its first screen, from a phone to a wide screen, light and then dark."""
    url, act = KINDS[kind]
    with opened(browser_of_squares, kinds_address + url, color_scheme="light") as page:
        for width, height in HEIGHTS.items():
            if kind == "drawer" and width > DRAWER:
                continue
            page.set_viewport_size({"width": width, "height": height})
            act(page)
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                compare(photograph(page, is_whole=False), f"kinds/{kind}-{width}-{theme}", request)
            page.emulate_media(color_scheme="light")
