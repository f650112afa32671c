"""What authors may well write: words without an end, a text from right to left, large letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from conftest import SiteTest
from in_browser import serve, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.browser

WORD = "Electroencefalografistaconstitucionalizadamenteinternacionalizadísimo"
NOTE = f"""---
tags: ["{"e" * 60}"]
---
# {WORD * 2}

## {WORD}

Texto con `{"código_" * 30}`, ${"a + " * 30} b$ y {WORD * 2}.

| {WORD} | `{"celda_" * 12}` |
|---|---|
| {WORD} | a |

| {" | ".join(f"columna {number}" for number in range(20))} |
|{"---|" * 20}
| {" | ".join(["contenido"] * 20)} |

<div class="termy">

```console
$ python freeze.py
```

</div>

```python title="{"ruta/" * 20}app.py"
{"x" * 200} = 1
```

- {WORD * 2}
  - {WORD * 2}

=== "{WORD}"

    Uno.

=== "Dos"

    Dos.

> [!NOTE]- Plegada {WORD}
> {WORD}

## Final
"""
RIGHT_TO_LEFT = """# Árabe

<div dir="rtl">

## عنوان عربي

هذا نص باللغة العربية.

> [!NOTE]
> ملاحظة

```python title="app.py"
print("hola")
```

</div>
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site of extremes, and return where."""
    site = SiteTest(tmp_path_factory.mktemp("extremes"))
    site.settings(f'title = "Apuntes de {WORD}"\nglossary = "glosario.md"').write("index.md", "# Apuntes\n")
    site.write("glosario.md", f"# Glosario\n\n## {WORD} (*word*)\n\nUna palabra larga.\n")
    site.write(f"{WORD}/nota.md", NOTE).write(f"{WORD}/index.md", f"# {WORD}\n")
    site.write(f"{WORD}/otra.md", "# Otra\n").write("arabe.md", RIGHT_TO_LEFT).freeze()
    assert not site.failed
    yield from serve(site)


CUT = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (node) =>
    node &&
    (/auto|scroll/.test(getComputedStyle(node).overflowX) ||
      node.matches(".brand > span") ||
      scrolls(node.parentElement));
  const cut = document.documentElement.scrollWidth > wide ? ["the page scrolls"] : [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const box = text.parentElement;
    if (!text.data.trim() || !box.checkVisibility()) continue;
    if (box.closest(".unseen, .skip") || scrolls(box)) continue;
    const range = new Range();
    range.selectNodeContents(text);
    if ([...range.getClientRects()].some(({ left, right }) => left < -1 || right > wide + 1))
      cut.push(`${box.localName}.${box.className}: ${text.data.trim()}`);
  }
  return cut;
}"""
SIZES: dict[str, tuple[ViewportSize, str]] = {
    "phone": ({"width": 320, "height": 640}, "100%"),
    "phone with large text": ({"width": 360, "height": 640}, "200%"),
    "desktop": ({"width": 1280, "height": 800}, "100%"),
}


def test_a_word_without_an_end_is_not_cut(browser: Browser, address: str) -> None:
    """Wherever it stands, it breaks, or what it stands in scrolls."""
    page = browser.new_page()
    note = WORD.lower().replace("í", "i")
    for url in (
        "/",
        f"/{note}/",
        f"/{note}/nota/",
        f"/{note}/otra/",
        "/glosario/",
        "/etiquetas/",
        "/buscar/",
    ):
        page.goto(address + url)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        for size, (window, text) in SIZES.items():
            page.set_viewport_size(window)
            page.evaluate("size => document.documentElement.style.fontSize = size", text)
            assert page.evaluate(CUT) == [], (url, size)
            if url.endswith("/nota/"):
                until(page, "document.querySelector('p > math').tabIndex === 0")  # it scrolls
    page.close()


def test_on_paper_no_column_is_lost(browser: Browser, address: str) -> None:
    """Paper does not scroll: a table of many columns fits, and frames stay within the margins.

    One with a word that is too long for it is not clipped, so the browser prints the page smaller.
    """
    page = browser.new_page(viewport={"width": 720, "height": 1000})
    page.goto(f"{address}/{WORD.lower().replace('í', 'i')}/nota/")
    page.emulate_media(media="print")
    table = page.locator("table", has_text="columna 19")
    assert table.evaluate("table => table.getBoundingClientRect().right") <= 720
    right = "all => Math.max(...all.map(table => Math.floor(table.getBoundingClientRect().right)))"
    furthest = page.locator("article table").evaluate_all(right)
    assert 720 < furthest <= page.evaluate("document.documentElement.scrollWidth")
    frames = page.locator("article > :is(.code, .table, .callout)")
    assert min(frames.evaluate_all("all => all.map(frame => frame.getBoundingClientRect().left)")) >= 0
    page.close()


def test_what_an_author_wraps_keeps_its_distance(browser: Browser, address: str) -> None:
    """A ``<div>`` of the author's own does not stick to what is above it."""
    page = browser.new_page()
    page.goto(f"{address}/{WORD.lower().replace('í', 'i')}/nota/")
    gap = "box => box.getBoundingClientRect().top - box.previousElementSibling.getBoundingClientRect().bottom"
    assert page.locator(".termy").evaluate(gap) >= 16
    page.close()


def test_four_doors_stand_in_pairs(browser: Browser, address: str) -> None:
    """However wide the window, no section of the front page is left alone in its row."""
    page = browser.new_page()
    page.goto(address)
    page.evaluate("""() => {
      const doors = document.querySelector(".doors");
      while (doors.children.length < 4) doors.append(doors.firstElementChild.cloneNode(true));
    }""")
    tops = "all => all.map(door => door.offsetTop)"
    for width in (1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        first, second, third, fourth = page.locator(".doors > li").evaluate_all(tops)
        assert first == second < third == fourth, width
    page.close()


def test_code_reads_from_the_left_in_a_text_from_the_right(browser: Browser, address: str) -> None:
    """Its title does not run into its buttons, and the icon of a callout stands before its title."""
    page = browser.new_page(viewport={"width": 390, "height": 640})
    page.goto(f"{address}/arabe/")
    page.wait_for_selector(".tools")
    places = page.evaluate("""() => ({
      code: getComputedStyle(document.querySelector("article pre")).direction,
      title: document.querySelector(".code-title").getBoundingClientRect().right,
      tools: document.querySelector(".tools").getBoundingClientRect().left,
      icon: getComputedStyle(document.querySelector(".callout-title"), "::before").right,
    })""")
    assert places["code"] == "ltr"
    assert places["title"] < places["tools"]
    assert places["icon"] == "0px"
    page.close()


def test_a_heading_is_called_what_it_says(browser: Browser, address: str) -> None:
    """Who goes from heading to heading does not hear the link of each; an English term keeps its voice."""
    page = browser.new_page()
    page.goto(f"{address}/arabe/")
    page.wait_for_selector(".anchor")
    expect(page.get_by_role("heading", name="عنوان عربي", exact=True)).to_be_visible()
    page.goto(f"{address}/glosario/")
    page.wait_for_selector("h2:has([lang=en]) > .anchor")
    assert page.locator("h2:has([lang=en])").get_attribute("aria-label") is None
    page.close()


def test_dialogs_have_room_for_what_they_say(browser: Browser, address: str) -> None:
    """They show their beginning, large letters squeeze no shortcut, and at 400 % there is a result."""
    page = browser.new_page(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    page.goto(address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.keyboard.press("?")
    page.wait_for_selector(".shortcuts[open]")
    actions = page.locator(".shortcuts dd")
    assert min(actions.evaluate_all("all => all.map(action => action.clientWidth)")) > 200
    assert page.locator(".shortcuts").evaluate("dialog => dialog.scrollTop") == 0
    page.keyboard.press("Escape")
    page.wait_for_selector(".shortcuts", state="detached")
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 320, "height": 256})
    page.locator(".search-opener button").click()
    page.wait_for_selector(".search-dialog[open]")
    page.keyboard.type("palabra")
    page.wait_for_selector("[role=option]")
    assert page.locator("[role=listbox]").evaluate("list => list.clientHeight") > 120
    page.close()
