"""The front page in one look: an example beside what it did, above the doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import SiteTest
from in_browser import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

NOTE = """# Apuntes

Apuntes cuyos ejemplos se ejecutan.

```python run title="app.py"
from flask import Flask

app = Flask(__name__)


@app.get("/")
def inicio():
    return "Hola"
```

```http
GET /
```
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a front page with an example and two sections, and return where."""
    site = SiteTest(tmp_path_factory.mktemp("front"))
    site.write("index.md", NOTE).write("uno/a.md", "# A\n").write("dos/b.md", "# B\n").freeze()
    assert site.problems == []
    yield from serve(site)


PLACES = """() => [".example > div", ".exhibits", ".doors > li", ".doors > li:last-child"].map((name) => {
  const { left, right, top, bottom } = document.querySelector(name).getBoundingClientRect();
  return { left, right, top, bottom };
})"""


@pytest.mark.parametrize("width", [1280, 1920])
def test_all_is_seen_without_scrolling(browser: Browser, address: str, width: int) -> None:
    """Code on the left, the response on the right, both in line with the doors below them."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    code, response, first, last = page.evaluate(PLACES)
    assert code["right"] < response["left"]
    assert abs(code["top"] - response["top"]) <= 1
    assert max(code["bottom"], response["bottom"]) < first["top"]
    assert [code["left"], response["right"]] == pytest.approx([first["left"], last["right"]], abs=1)
    assert last["bottom"] <= 900
    page.close()


def test_a_phone_has_one_below_the_other(browser: Browser, address: str) -> None:
    """In the same order, and nothing scrolls sideways."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(address)
    tops = [place["top"] for place in page.evaluate(PLACES)]
    assert tops == sorted(set(tops))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()
