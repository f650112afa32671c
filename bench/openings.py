"""What a reader can open on a page, step by step: a selector of what opens it, and what is seen then.

Each of ``OPENINGS`` takes the page and the selector, and yields the name of every state, with the page in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

NOTHING = "xwqzkvjh"
"""Letters that no note has."""


def _search(page: Page, opener: str) -> Iterator[str]:
    word = max((page.locator(".sidebar nav a").last.text_content() or "").split(), key=len)
    page.locator(opener).click()
    page.wait_for_selector("dialog.search-dialog[open]")
    yield "buscador vacío"
    page.keyboard.type(word)
    page.wait_for_selector("dialog [role=option] mark")
    yield f"«{word}» en el buscador"
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(NOTHING)
    page.wait_for_selector("dialog [role=option]", state="detached")
    yield "buscador sin resultados"


def _shortcuts(page: Page, _: str) -> Iterator[str]:
    page.keyboard.press("?")
    page.wait_for_selector("dialog.shortcuts[open]")
    yield "atajos"


def _drawer(page: Page, opener: str) -> Iterator[str]:
    page.locator(opener).click()
    page.wait_for_selector("dialog.drawer[open]")
    yield "navegación"


def _image(page: Page, opener: str) -> Iterator[str]:
    page.locator(opener).first.click()
    page.wait_for_selector("dialog.lightbox[open]")
    yield "imagen ampliada"


def _card(page: Page, opener: str) -> Iterator[str]:
    link = page.locator(opener).first
    link.scroll_into_view_if_needed()
    page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))")  # a card goes when the page scrolls
    link.hover()
    page.wait_for_selector(".card:popover-open")
    yield "ficha"


def _footnote(page: Page, opener: str) -> Iterator[str]:
    if page.evaluate("matchMedia('(width >= 52rem)').matches"):
        yield from _card(page, opener)


OPENINGS: dict[str, Callable[[Page, str], Iterator[str]]] = {
    ".search-opener button": _search,
    "body": _shortcuts,
    ".sidebar > summary": _drawer,
    ".zoom": _image,
    "a.term": _card,
    "a.footnote-ref": _footnote,
}
