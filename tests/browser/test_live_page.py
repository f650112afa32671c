"""A page of the preview changes in place when its note is saved, and what its reader has done to it stays."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from in_browser import until
from live_session import LiveTest
from live_session import until as wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from conftest import SiteTest

pytestmark = pytest.mark.browser

PARTS = "".join(f"## Parte {number}\n\n{'Un párrafo que ocupa sitio. ' * 30}\n\n" for number in range(12))
NOTE = f"""# Una nota

Texto primero.

> [!note]- Se pliega
> Dentro.

=== "Linux"

    Con apt.

=== "Windows"

    Con winget.

```python
uno = 1
```

[Otra](b.md) y más.

{PARTS}
"""


@pytest.fixture
def opened(browser: Browser, site: SiteTest, live: LiveTest) -> Iterator[Page]:
    """Return the page of a note in the preview; the test fails if it is loaded anew, or if a script fails."""
    site.write("a.md", NOTE).write("b.md", "# Otra\n\nDe paso.").write("c/d.md", "# Honda").write(
        "index.md", "# Inicio"
    )
    live.start()
    page = browser.new_page(viewport={"width": 1300, "height": 700})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{live.address}/a/")
    page.evaluate("window.same = true")
    yield page
    assert wrong == []
    assert page.evaluate("window.same")
    page.close()


def until_text(page: Page, text: str) -> None:
    """Wait until the page says something."""
    until(page, f"document.body.textContent.includes({text!r})")


def test_what_the_reader_has_done_stays(opened: Page, site: SiteTest) -> None:
    """What is read, unfolded and chosen, and the focus; new code gets its buttons."""
    opened.click("article summary")
    opened.click("text=Windows")
    opened.evaluate("document.querySelector('article a[href=\"/b/\"]').focus({ preventScroll: true })")
    opened.evaluate("document.getElementById('parte-9').scrollIntoView({ behavior: 'instant' })")
    before = opened.evaluate("document.getElementById('parte-9').getBoundingClientRect().top")
    assert before < 200
    text = NOTE.replace("Dentro.", "Muy dentro.").replace("Texto primero.", "Texto primero.\n\nOtro más.")
    text = text.replace("uno = 1\n", "uno = 1\ndos = 2\n").replace("Con winget.", "Con winget install.")
    site.write("a.md", f"{text}\n## Parte final\n\n```python\ntres = 3\n```\n")
    until_text(opened, "Parte final")
    assert opened.evaluate("document.querySelector('article details').open")
    assert opened.is_visible("text=Con winget install.")
    assert opened.evaluate("document.activeElement.getAttribute('href')") == "/b/"
    after = opened.evaluate("document.getElementById('parte-9').getBoundingClientRect().top")
    assert abs(after - before) < 2
    until(opened, "document.querySelectorAll('figure.code > .tools').length === 2")
    until(opened, "document.querySelector('#parte-final > .anchor') !== null")
    assert opened.locator(".contents a").last.text_content() == "Parte final"


def test_fifty_saves(opened: Page, site: SiteTest, live: LiveTest) -> None:
    """Typing shows to the end, each save once or, on a busy machine, twice; then nothing is made any more."""
    for number in range(50):
        site.write("a.md", NOTE.replace("primero", f"número {number}"))
        opened.wait_for_timeout(20)
    until_text(opened, "Texto número 49.")
    opened.wait_for_timeout(800)
    saves = len(live.heard.rebuilds)
    assert 0 < saves <= 60  # a save that the system does in two steps may be told of as two
    opened.wait_for_timeout(800)
    assert len(live.heard.rebuilds) == saves
    assert {name for names in live.heard.rebuilds for name in names} == {"content/a.md"}


def test_an_editor_that_saves_by_renaming(opened: Page, site: SiteTest, live: LiveTest) -> None:
    """The note never seems to be gone, and what the editor keeps beside it is nothing."""
    said: list[str] = []
    opened.expose_function("heard", lambda text: said.append(text))  # noqa: PLW0108 - Playwright marks what it calls
    opened.evaluate(
        "new MutationObserver(() => heard(document.querySelector('.preview-notice')?.textContent ?? ''))"
        ".observe(document.body, { childList: true })"
    )
    file = site.content / "a.md"
    for number in range(5):
        (site.content / "4913").write_text("")
        (site.content / "4913").unlink()
        (site.content / ".a.md.swp").write_bytes(b"\0" * 100)
        file.rename(site.content / "a.md~")
        site.write("a.md", NOTE.replace("primero", f"vim {number}"))
        (site.content / "a.md~").unlink()
        until_text(opened, f"Texto vim {number}.")
        new = site.content / ".a.md.tmp123"
        new.write_text(NOTE.replace("primero", f"código {number}"), "utf-8")
        new.replace(file)
        until_text(opened, f"Texto código {number}.")
    assert set(said) <= {""}
    assert {name for names in live.heard.rebuilds for name in names} == {"content/a.md"}


def test_a_folder_that_is_moved(browser: Browser, opened: Page, site: SiteTest, live: LiveTest) -> None:
    """Its pages say that they are gone, the navigation shows where they are, and back again."""
    page = browser.new_page()
    page.goto(f"{live.address}/c/d/")
    shutil.move(site.content / "c", site.content / "otra")
    until_text(page, "ya no existe")
    assert page.is_visible("text=Honda")
    until(opened, "document.querySelector('.sidebar a[href=\"/otra/\"]') !== null")
    shutil.move(site.content / "otra", site.content / "c")
    until(page, "document.querySelector('.preview-notice') === null")
    # It is watched wherever it lies.
    site.write("c/d.md", "# Más honda")
    until_text(page, "Más honda")
    page.close()


def test_a_page_that_appears(browser: Browser, opened: Page, site: SiteTest, live: LiveTest) -> None:
    """The page for a missing address becomes that of the note when it is written."""
    assert opened.url
    page = browser.new_page()
    page.goto(f"{live.address}/nueva/")
    site.write("nueva.md", "# Nueva\n\nYa está.")
    until_text(page, "Ya está.")
    page.close()


def test_style_and_pictures(site: SiteTest, opened: Page) -> None:
    """A sheet of the project takes effect without the page being loaded anew, and so does a picture."""
    site.write("mío.css", "h1 { color: rgb(1, 2, 3) }").settings('style = "mío.css"')
    colour = "getComputedStyle(document.querySelector('h1')).color"
    until(opened, f"{colour} === 'rgb(1, 2, 3)'")
    site.write("mío.css", "h1 { color: rgb(3, 2, 1) }")
    until(opened, f"{colour} === 'rgb(3, 2, 1)'")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="9"/>'
    site.write("foto.svg", svg.format(50)).write("a.md", "# Una nota\n\n![Foto](foto.svg)\n")
    until(opened, "document.querySelector('article img')?.naturalWidth === 50")
    site.write("foto.svg", svg.format(70))
    until(opened, "document.querySelector('article img').naturalWidth === 70")


def test_a_script(browser: Browser, site: SiteTest) -> None:
    """A script of the project has run when it is loaded, so the page is loaded anew with it."""
    script = site.root / "static" / "saludo.js"
    script.parent.mkdir()
    script.write_text("document.title = 'uno'")
    (site.root / "templates").mkdir()
    (site.root / "templates" / "base.html").write_text(
        '{% extends "escarcha/base.html" %}'
        '{% block head %}<script src="/static/saludo.js" defer></script>{% endblock %}'
    )
    site.write("a.md", "# A")
    session = LiveTest(site)
    session.start()
    page = browser.new_page()
    page.goto(f"{session.address}/a/")
    until(page, "document.title === 'uno'")
    with page.expect_navigation():
        script.write_text("document.title = 'dos'")
    until(page, "document.title === 'dos'")
    page.close()
    session.stop()


def test_a_broken_note(browser: Browser, opened: Page, site: SiteTest, live: LiveTest) -> None:
    """Its page shows what is wrong above its last text, every other counts it, and both forget it."""
    page = browser.new_page()
    page.goto(f"{live.address}/b/")
    site.write("a.md", f'---\ntitle: "x\n---\n{NOTE}')
    until_text(opened, "cabecera-rota")
    assert opened.is_visible("text=Texto primero.")
    until(page, "document.querySelector('.problem-strip')?.textContent.includes('1 error')")
    assert page.is_visible("text=De paso.")
    site.write("a.md", NOTE)
    for each in (opened, page):
        until(each, "document.querySelector('.problem-strip, .problem-panel') === null")
    page.close()


def test_links_are_checked(opened: Page, site: SiteTest, live: LiveTest) -> None:
    """What a check would find is told when nothing has been saved for a moment."""
    site.write("b.md", "# Otra\n\n[x](nada.md)")
    until(opened, "document.querySelector('.problem-strip')?.textContent.includes('enlace-roto')")
    wait_until(lambda: any("content/b.md:3" in said for said in live.heard.problems[-1:][0] or [""]))
    site.write("b.md", "# Otra\n\n[x](a.md)")
    until(opened, "document.querySelector('.problem-strip') === null")
    wait_until(lambda: live.heard.problems[-1] == [])


def test_nobody_waits_for_examples(opened: Page, site: SiteTest) -> None:
    """The page comes at once, and what the example does when it has done it."""
    example = "```python run\nimport time\ntime.sleep(1.5)\nprint(6 * 7)\n```\n"
    site.write("a.md", f"# Una nota\n\nNada más.\n\n{example}")
    until_text(opened, "Ejecutándose…")
    assert "42" not in (opened.text_content("article") or "")
    until_text(opened, "42")
    assert "Ejecutándose" not in (opened.text_content("article") or "")


def test_a_broken_template(browser: Browser, site: SiteTest, live: LiveTest) -> None:
    """Its pages show where it is broken, the sheet stands, and they come back by themselves."""
    site.write("a.md", "# Una nota\n\nAquí está.")
    live.start()
    page = browser.new_page()
    page.goto(f"{live.address}/a/")
    template = site.root / "templates" / "note.html"
    template.parent.mkdir()
    template.write_text("{% extends 'base.html' %}\n{% if %}", "utf-8")
    until_text(page, "templates/note.html:2")
    until(page, "getComputedStyle(document.querySelector('.problem-lines')).fontFamily.includes('mono')")
    template.unlink()
    until_text(page, "Aquí está.")
    page.close()


def test_pages_obey_the_policy(browser: Browser, opened: Page, site: SiteTest, live: LiveTest) -> None:
    """An image of another host is as little to be seen as in the published site."""
    refused: list[str] = []
    page = browser.new_page()
    page.on("console", lambda said: refused.append(said.text))
    page.goto(f"{live.address}/b/")
    assert refused == []
    site.write("b.md", "# Otra\n\n![Foto](https://ejemplo.es/foto.png)")
    until_text(page, "Otra")
    until(page, "document.querySelector('article img') !== null")
    wait_until(lambda: any("Content Security Policy" in text for text in refused))
    assert opened.url
    page.close()
