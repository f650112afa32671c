"""The dialog of the search, as the tests in a browser use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


SAID = "document.querySelector('dialog [role=status]').textContent"
BOX = "dialog input[type=search]"
TYPE = """([box, query]) => {
  const input = document.querySelector(box);
  document.querySelector("dialog [role=status]").textContent = "";
  input.value = JSON.parse(query);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}"""
SELECTED = "dialog.search-dialog [role=option][aria-selected=true]"


def open_search(page: Page, address: str, url: str = "/guia/nota/") -> None:
    """Open the search on a page by its key."""
    page.goto(address + url)
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search-dialog[open]")
