"""Contrast, as WCAG computes it, of every colour a page can show on everything it can stand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pygments.token import STANDARD_TYPES

from in_browser import SHOWCASE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PALETTES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "light, more contrast": {"color_scheme": "light", "contrast": "more"},
    "dark, more contrast": {"color_scheme": "dark", "contrast": "more"},
}
TOKENS = sorted({name for name in STANDARD_TYPES.values() if name})
LINES = ("", "marked", "added", "removed")
PANES = ("", "note", "tip", "important", "warning", "danger", "success", "question", "failure", "quote")

MEASURE = Path(__file__).with_name("contrast.js").read_text("utf-8")


def test_every_text_stands_out(browser: Browser, showcase_address: str) -> None:
    """Running text has 7:1, anything else 4.5:1, each Pygments class on every line and pane as well.

    Who asks for more contrast has 7:1 everywhere.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    weak: dict[str, float] = {}
    seen: set[str] = set()
    for url in SHOWCASE:
        page.goto(showcase_address + url)
        panes = PANES if url.endswith("/muestrario/") else ()
        for palette, media in PALETTES.items():
            page.emulate_media(**media)
            for name, (ratio, is_running) in page.evaluate(MEASURE, [TOKENS, LINES, panes]).items():
                seen.add(name)
                if ratio < (7 if is_running or "more" in palette else 4.5):
                    weak[f"{url} {palette} {name}"] = round(ratio, 2)
            panes = ()  # they are on the page
    page.close()
    assert len([name for name in seen if name.startswith("kn ")]) == len(LINES) * len(PANES)
    assert weak == {}
