"""What scripts add to a page: copying, themes, the drawer, shortcuts; and what stays without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from in_browser import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
STATUS = "[role=status]"


def test_code_is_copied_without_prompts_or_lines_taken_out(page: Page, address: str) -> None:
    """The button puts on the clipboard what one would type, and says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/guia/nota/")
    page.locator("figure.code", has_text="from flask").locator(".copy").click()
    expect(page.locator(STATUS)).to_have_text("Copiado")
    assert page.evaluate("navigator.clipboard.readText()").startswith("from flask import Flask\napp = Flask")
    page.locator("figure.code", has_text=">>>").locator(".copy").click()
    until(page, "navigator.clipboard.readText().then(text => text.startsWith('1 + 1'))")
    assert page.evaluate("navigator.clipboard.readText()") == "1 + 1\nx = 2\n"
    page.locator(".copies").click()
    until(page, "navigator.clipboard.readText().then(text => text.includes('```python'))")
    assert page.url == f"{address}/guia/nota/"


def test_code_is_not_translated(browser: Browser, address: str) -> None:
    """A browser that translates the page leaves code alone, in blocks and in lines, even without scripts."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/guia/nota/")
    codes = page.locator("article :is(code, kbd, samp)")
    assert codes.count() > 3
    assert codes.evaluate_all("codes => codes.every(code => !code.translate)")
    context.close()


def test_long_lines_can_be_wrapped(page: Page, address: str) -> None:
    """The button is there only where code is wider than its frame, and keeps saying what it has done."""
    page.goto(f"{address}/guia/nota/")
    wide = page.locator("figure.code", has_text="from flask")
    assert wide.locator("pre").get_attribute("role") == "group"
    wide.locator(".wrap").click()
    expect(wide.locator(".wrap")).to_have_attribute("aria-pressed", "true")
    assert wide.locator("pre").evaluate("pre => pre.scrollWidth <= pre.clientWidth")
    expect(page.locator("figure.code", has_text=">>>").locator(".wrap")).to_be_hidden()


def test_only_what_scrolls_is_a_stop_for_the_keyboard(page: Page, address: str) -> None:
    """A wide table is a named group that the keyboard reaches; a short block of code is not."""
    page.goto(f"{address}/guia/nota/")
    expect(page.locator("figure.code pre", has_text=">>>")).not_to_have_attribute("tabindex", "0")
    table = page.get_by_role("group", name="Tabla 1")
    expect(table).to_have_attribute("tabindex", "0")


def test_one_tab_shows_at_a_time(browser: Browser, address: str) -> None:
    """Even without scripts: the titles stand in a row, and choosing one puts the other away."""
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{address}/guia/nota/")
    first, second = (page.locator(".tab > summary", has_text=title) for title in ("Linux", "Windows"))
    boxes = [tab.bounding_box() for tab in (first, second)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]
    expect(page.get_by_text("con apt")).to_be_visible()
    second.click()
    expect(page.get_by_text("con winget")).to_be_visible()
    expect(page.get_by_text("con apt")).to_be_hidden()
    context.close()


def test_the_theme_is_kept(page: Page, address: str) -> None:
    """A chosen theme is there on the next page before its first paint, and automatic is a choice as well."""
    page.set_viewport_size(DESKTOP)
    page.goto(f"{address}/guia/nota/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    switch = page.locator(".theme-switch")
    for name in ("Tema: claro", "Tema: oscuro"):
        switch.click()
        expect(switch).to_have_attribute("aria-label", name)
    page.goto(f"{address}/guia/otra/", wait_until="commit")
    page.wait_for_selector("body")
    assert page.evaluate(paper) != light
    switch.click()
    expect(switch).to_have_attribute("aria-label", "Tema: automático")
    assert page.evaluate(paper) == light


def test_the_drawer_is_a_dialog(page: Page, address: str) -> None:
    """On a phone the navigation keeps the focus, closes with Escape, and gives the focus back."""
    page.goto(f"{address}/guia/nota/")
    page.locator(".sidebar > summary").press("Enter")
    drawer = page.get_by_role("dialog", name="Navegación")
    expect(drawer).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.locator(".sidebar > summary").click()
    drawer.get_by_role("link", name="Otra").click()
    page.wait_for_url("**/guia/otra/")


def test_shortcuts(page: Page, address: str) -> None:
    """Single keys lead around, are listed under a question mark, and can be switched off."""
    page.goto(f"{address}/guia/nota/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Atajos de teclado")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("s")
    page.wait_for_url("**/guia/otra/")
    page.keyboard.press("?")
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.reload()
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()


def test_the_section_being_read_is_marked(browser: Browser, address: str) -> None:
    """The contents follow the reader down the page."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{address}/guia/nota/#tabla")
    expect(page.locator(".contents [aria-current]")).to_have_text("Tabla")
    context.close()


def test_a_footnote_shows_beside_its_call(browser: Browser, address: str) -> None:
    """On a wide screen, for a mouse and for the keyboard; Escape puts it away."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{address}/guia/nota/")
    page.locator("a.footnote-ref").focus()
    expect(page.locator(".card")).to_contain_text("Al pie.")
    expect(page.locator(".card")).to_be_visible()  # although the page has scrolled to the call
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_be_hidden()
    context.close()


def test_a_term_explains_itself(browser: Browser, address: str) -> None:
    """To a mouse, which may rest on the card; to the keyboard; to a finger, whose second touch follows it."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/guia/nota/")
    term, card = page.locator("a.term"), page.locator(".card")
    expect(term).to_have_accessible_description("Ñandú (rhea): Ave que corre.")
    # Scrolling puts the card away, and goes on for a frame after it was asked for.
    term.evaluate("term => term.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    term.hover()
    expect(card).to_contain_text("Ave que corre. Ver en el glosario")
    card.hover()
    page.wait_for_timeout(300)  # longer than the card waits for a mouse on its way
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.mouse.move(1, 1)
    expect(card).to_be_hidden()
    term.press("Shift")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    term.tap()
    expect(card).to_be_visible()
    page.locator("h1").tap()
    expect(card).to_be_hidden()
    term.tap()
    term.tap()
    page.wait_for_url("**/glosario/#nandu-rhea")
    assert Axe().run(page).violations_count == 0
    context.close()


def test_without_scripts_the_page_reads_and_leads(browser: Browser, address: str) -> None:
    """The navigation unfolds, and no button is there that does nothing."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{address}/guia/nota/")
    assert page.locator("button:visible").all_inner_texts() == ["Buscar"]  # a form: it leads to a page
    page.locator(".sidebar > summary").click()
    page.get_by_role("link", name="Otra", exact=True).click()
    page.wait_for_url("**/guia/otra/")
    context.close()


def test_nothing_jumps(browser: Browser, address: str) -> None:
    """What scripts add has its room before they run."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => {"
        " for (const entry of list.getEntries()) window.shift += entry.value;"
        "}).observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(f"{address}/guia/nota/")
    page.wait_for_selector(".tools")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") < 0.002
    context.close()


def test_browsers_accept_the_rules_for_fetching_ahead(page: Page, address: str) -> None:
    """The header names them, and they come with the one type that browsers take."""
    answer = page.goto(f"{address}/guia/nota/")
    assert answer
    rules = page.request.get(address + answer.headers["speculation-rules"].strip('"'))
    assert rules.headers["content-type"] == "application/speculationrules+json"
    assert rules.json()["prefetch"]
