"""Fixtures: a small site in a real browser, served as Netlify would."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha.preview.built import BuiltSite
from escarcha.preview.server import listen
from escarcha.problems import Severity
from needed import leave_out, needed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, BrowserType, Page

    from conftest import SiteTest

REPOSITORY = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

NOTE = f"""---
title: Una nota con de todo
tags: [flask, ñandú]
---
# Una nota con de todo

Un párrafo con `código`, **negrita** y enlace a [otra](otra.md#sección-uno). Jinja: {{{{ usuario.nombre }}}}
y `{{{{ x }}}}` {{% if y %}} tal cual.

## Código

```python title="app.py" hl="2"
from flask import Flask
app = Flask(__name__)  # {"una línea muy larga " * 12}
```

```pycon
>>> 1 + 1
2
>>> x = 2
```

## Tabla

| {" | ".join(f"columna {number}" for number in range(14))} |
|{"---|" * 14}
| {" | ".join(["contenido"] * 14)} |

## Lo demás

=== "Linux"

    Se instala con apt.

=== "Windows"

    Se instala con winget.

> Una cita de un ñandú.

- [x] hecho
- [ ] por hacer

1. uno
   - dos

![Una foto](foto.svg)

{"Palabralarguísima" * 20}

https://ejemplo.es/{"una-dirección-muy-larga/" * 10}

Nota al pie[^1]. ~~Tachado~~.

[^1]: Al pie.
"""


class _BrowserTests(pytest.Module):
    """A file of tests that is read only where the packages are that drive browsers and look at pictures."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Find its tests, or leave it out."""
        for package in ("playwright", "axe_playwright_python", "fontTools", "PIL"):
            needed(package)
        return super().collect()


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Take the files of the folder ``browser`` for what they are, before anything is imported."""
    if module_path.parent.name == "browser":
        return _BrowserTests.from_parent(parent, path=module_path)
    return None


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium."""
    with needed("playwright.sync_api").sync_playwright() as playwright:
        chromium = launch(playwright.chromium)
        yield chromium
        chromium.close()


def launch(kind: BrowserType, **environment: str) -> Browser:
    """Start the machine's Chromium, with variables on top of our own; where there is none, skip the test."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        leave_out(f"there is no browser: {', '.join(BROWSERS)}")
    return kind.launch(executable_path=found, args=ARGUMENTS, env={**os.environ, **environment})


@pytest.fixture(scope="session")
def address(lasting_site: Callable[[], SiteTest]) -> Iterator[str]:
    """Freeze a site, serve it with the headers of our ``netlify.toml``, and return where."""
    site = lasting_site()
    site.settings('title = "Apuntes"\nglossary = "glosario.md"').write(
        "index.md", "# Inicio\n\n[a](guía/nota.md)"
    )
    site.write("guía/nota.md", NOTE).write("guía/otra.md", "# Otra\n\n## Sección uno\n").write(
        "guía/index.md", "# Guía"
    )
    site.write("guía/foto.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90"/>')
    site.write("glosario.md", "# Glosario\n\n## Ñandú (*rhea*)\n\nAve que corre.\n")
    site.freeze()
    assert all(found.severity is Severity.HINT for found in site.found)
    yield from serve(site)


@pytest.fixture(scope="module")
def showcase_address(showcase: SiteTest) -> Iterator[str]:
    """Serve the site with everything, and return where."""
    yield from serve(showcase)


@pytest.fixture(scope="module")
def kinds_address(kinds: SiteTest) -> Iterator[str]:
    """Serve the large site, and return where."""
    yield from serve(kinds)


SHOWCASE = (
    "/",
    "/guia/",
    "/guia/larga/",
    "/guia/muestrario/",
    "/guia/practica/",
    "/camino/",
    "/repaso/",
    "/glosario/",
    "/etiquetas/",
    "/etiquetas/ruta/",
    "/buscar/",
    "/no-existe/",
)
"""The kinds of pages that the site with everything has."""


def until(page: Page, expression: str) -> None:
    """Wait until something is true; Playwright's own way is an eval, which the policy forbids."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(expression)


def serve(site: SiteTest) -> Iterator[str]:
    """Serve a frozen site with the headers of our ``netlify.toml``; yields where, once."""
    server = listen(BuiltSite(site.build, "", REPOSITORY / "netlify.toml"), None)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://{server.host}:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return a narrow page that fails the test on any console error and any request that leaves."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme="light")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    # Chromium reports a transition between pages that it gave up itself, and no script can know of it.
    opened.on("pageerror", lambda e: None if str(e).startswith("Transition was ") else wrong.append(str(e)))
    # What was fetched ahead is given up when the reader goes elsewhere.
    given_up = "net::ERR_ABORTED"
    opened.on("requestfailed", lambda r: wrong.append(r.url) if r.failure != given_up else None)
    opened.on(
        "request", lambda request: None if request.url.startswith(address) else wrong.append(request.url)
    )
    yield opened
    context.close()
    assert wrong == []
