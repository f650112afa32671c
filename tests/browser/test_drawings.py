"""Diagrams in a real browser: legible in its fonts, in the dark as in the light, and as wide as the text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from escarcha.mermaid import DiagramStore
from escarcha.mermaid.image import FONTS
from escarcha.mermaid.settings import INK, TINT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

DIAGRAMS = sorted(Path(__file__).parents[1].joinpath("mermaid", "diagrams").glob("*.mmd"))
WIDE = '"DejaVu Sans",Verdana,sans-serif'
"""The widest fonts that readers are likely to have."""

CUT = """() => {
  const image = document.querySelector("svg").getBoundingClientRect();
  return [...document.querySelectorAll("text")].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < image.left - 1 || box.right > image.right + 1
      || box.top < image.top - 3 || box.bottom > image.bottom + 3);
  }).map((text) => text.textContent);
}"""

OUT = """() => [...document.querySelectorAll("text")].flatMap((text) => {
  const box = text.getBoundingClientRect(), middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const around = [...document.querySelectorAll("rect, polygon, circle")]
    .map((shape) => shape.getBoundingClientRect())
    .filter((shape) => shape.height > 30 && shape.left < middle[0] && middle[0] < shape.right
      && shape.top < middle[1] && middle[1] < shape.bottom)
    .sort((one, other) => one.width * one.height - other.width * other.height)[0];
  return around && (box.left < around.left - 2 || box.right > around.right + 2) ? [text.textContent] : [];
})"""


PALETTE = f"""() => {{
  const probe = document.querySelector(".drawing").cloneNode();
  const fill = (colour, x) => `<rect x="${{x}}" width="20" height="20" fill="${{colour}}"/>`;
  const drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    + fill("{TINT}", 0) + fill("{INK}", 20) + "</svg>";
  probe.src = `data:image/svg+xml,${{encodeURIComponent(drawn)}}`;
  Object.assign(probe, {{ id: "probe", width: 40, height: 20 }});
  document.querySelector("article").prepend(probe);
  return probe.decode();
}}"""


@pytest.mark.parametrize("fonts", [FONTS, WIDE], ids=["usual", "wide"])
def test_no_label_is_cut(browser: Browser, fonts: str) -> None:
    """Whatever the font, every text of every kind of diagram is inside the image."""
    store = DiagramStore()
    page = browser.new_page(viewport={"width": 1600, "height": 1400})
    cut: dict[str, Any] = {}
    for file in DIAGRAMS:
        image = store.get(file.read_text("utf-8"))
        page.set_content(f"<!doctype html>{image.replace(FONTS, fonts)}")
        if found := page.evaluate(CUT):
            cut[file.stem] = found
    page.close()
    assert cut == {}


@pytest.mark.parametrize("fonts", [FONTS, WIDE], ids=["usual", "wide"])
@pytest.mark.parametrize(
    "kind", ["flowchart", "graph", "sequence", "class", "state", "er", "block", "kanban"]
)
def test_a_label_fits_its_box(browser: Browser, kind: str, fonts: str) -> None:
    """The engine takes letters for narrower than they are; drawn smaller they stay within their nodes."""
    file = next(file for file in DIAGRAMS if file.stem == kind)
    page = browser.new_page(viewport={"width": 1600, "height": 1400})
    image = DiagramStore().get(file.read_text("utf-8"))
    page.set_content(f"<!doctype html>{image.replace(FONTS, fonts)}")
    out = page.evaluate(OUT)
    page.close()
    assert [label for label in out if not label.isdigit()] == []  # a number stands on a bar


@pytest.mark.parametrize(
    ("system", "chosen", "is_dark"),
    [
        ("light", "", False),
        ("dark", "", True),
        ("light", "dark", True),
        ("dark", "light", False),
        ("dark", "dark", True),
    ],
)
def test_diagrams_are_as_dark_as_the_page(
    browser: Browser, showcase_address: str, system: Any, chosen: str, *, is_dark: bool
) -> None:
    """They follow the system, and the reader's choice before it; on paper they are light."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=system)
    page = context.new_page()
    page.goto(f"{showcase_address}/guia/muestrario/")
    if chosen:
        page.evaluate(f"document.documentElement.dataset.theme = '{chosen}'")
    look = "getComputedStyle(document.querySelector('.drawing'))"
    assert page.evaluate(f"{look}.backgroundColor") == "rgba(0, 0, 0, 0)"
    assert page.evaluate(f"{look}.filter").startswith("invert") is is_dark
    page.emulate_media(media="print")
    assert page.evaluate(f"{look}.filter") == "none"
    context.close()


def test_a_diagram_fits_a_phone_and_grows_at_a_touch(browser: Browser, showcase_address: str) -> None:
    """It is whole at first, however wide it is, and in its full size, which scrolls, when it is touched."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{showcase_address}/guia/muestrario/")
    page.wait_for_selector(".zoom > .drawing")
    fits = "all => all.every(each => each.getBoundingClientRect().right <= 340 && each.scrollWidth <= 320)"
    assert page.locator(".diagram, .drawing").evaluate_all(fits)
    drawing = page.locator(".zoom > .drawing").first
    drawing.tap()
    grown = page.locator(".lightbox .drawing")
    grown.wait_for()
    assert grown.evaluate("image => image.width === image.naturalWidth")
    context.close()


def test_the_dark_of_a_diagram_is_the_pages(browser: Browser, showcase_address: str) -> None:
    """Its panes have the colour of what is marked in the dark palette, and its letters that of the text."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{showcase_address}/guia/muestrario/")
    page.evaluate(PALETTE)
    seen = Image.open(io.BytesIO(page.locator("#probe").screenshot())).convert("RGB")
    for place, wanted in {(10, 10): (0x16, 0x35, 0x44), (30, 10): (0xDD, 0xE8, 0xEE)}.items():
        pixel: Any = seen.getpixel(place)
        assert all(abs(one - other) <= 16 for one, other in zip(pixel, wanted, strict=True)), (pixel, wanted)
    context.close()
