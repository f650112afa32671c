"""Diagrams in a real browser: legible in its fonts, in the dark as in the light, and as wide as the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from escarcha.mermaid import DiagramStore
from escarcha.mermaid.image import FONTS

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
