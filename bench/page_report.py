"""What a page costs its readers, and how it fares: ``python bench/page_report.py [FOLDER …]``.

Each folder of notes (``content`` without one) is frozen, served as hosts do, and looked at with a headless
Chromium on five pages: the front page, the section with the most lines, an ordinary note (the median by what
a first visit weighs), the page with the most code, and the 404.

1. Weight: what the server has sent for a first visit and for the next page, in brotli, by kind and by host.
   The browser has a new profile each time, so that it asks for all that a reader's would, and then waits.
   Below stands how many of all notes keep to 16 kB for the first visit and to 6 kB for the next page, and by
   how much their HTML is heavier for what it says to networks, search engines and programs (``TOLD``).
2. Jumps: Chromium's own sum of layout shifts.
3. With ``--lighthouse COMMAND`` (``npx lighthouse``): the four scores, mobile preset, with LCP and TBT.
4. With ``--sphinx COMMAND`` (a ``sphinx-build`` that has furo and myst-parser) the same notes are built with
   Furo as well, and the same page with the most code measured in the same run.

Neither Node nor Sphinx is a dependency of the project: both commands come from wherever you have them.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
from hosting import FLAGS, NETLIFY, REPOSITORY, Host, chromium, frozen, hosted
from lighthouse import HEADING, judge
from playwright.sync_api import sync_playwright
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from playwright.sync_api import BrowserType

FIRST_VISIT, NEXT_PAGE = 16_000, 6_000
AFTERWARDS = 1500
"""Milliseconds in which a browser asks for what it does not need for the page itself."""
ORDER = ("HTML", "CSS", "JS", "otros")

TOLD = (
    "meta[property]:not([name]), meta[name^=twitter], meta[name=author], meta[name=theme-color], "
    "link[type='text/markdown'], script[type='application/ld+json'], p:has(> .copies)"
)
"""What is there for whoever shares a page, searches for it, or reads it by a program."""

SHIFTS = (
    "window.shift = 0; new PerformanceObserver(list => {"
    " for (const entry of list.getEntries()) window.shift += entry.value;"
    "}).observe({type: 'layout-shift', buffered: true});"
)
CONF = """
extensions = ["myst_parser"]
html_theme = "furo"
language = "es"
root_doc = "index"
"""


def with_furo(command: list[str], content: Path, folder: Path) -> Path:
    """Build the same notes with Sphinx and Furo; returns where the site is."""
    source = folder / "source"
    shutil.copytree(content, source)
    (source / "conf.py").write_text(CONF, "utf-8")
    if not (source / "index.md").exists():
        (source / "index.md").write_text("# Notas\n\n```{toctree}\n:glob:\n\n**\n```\n", "utf-8")
    words = [*command, "-q", "-b", "dirhtml", str(source), str(folder / "furo")]
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - the reader's own command
    return folder / "furo"


def code_page(folder: Path) -> str:
    """Return the address of the page with the most characters of code."""

    def code(file: Path) -> int:
        return sum(len(node.text()) for node in LexborHTMLParser(file.read_text("utf-8")).css("main pre"))

    found = max(sorted(folder.rglob("index.html")), key=code)
    return f"/{found.parent.relative_to(folder).as_posix()}/".replace("/./", "/")


def pages(folder: Path) -> dict[str, str]:
    """Choose the pages to look at."""
    found: dict[str, list[tuple[int, str]]] = {"note": [], "section": []}
    for file in folder.rglob("index.html"):
        html = file.read_text("utf-8")
        for kind, kept in found.items():
            if f'<body class="{kind}"' in html:
                size = html.count("<li>") if kind == "section" else first_visit(folder, html)
                kept.append((size, f"/{file.parent.relative_to(folder).as_posix()}/"))
    notes, sections = (sorted(kept) for kept in found.values())
    chosen = {"portada": "/", "código": code_page(folder), "404": "/404.html"}
    if notes:
        chosen["corriente"] = notes[len(notes) // 2][1]
    if sections:
        chosen["sección"] = sections[-1][1]
    return chosen


def first_visit(folder: Path, html: str) -> int:
    """Return what a page weighs with its sheets and its script."""
    nodes = LexborHTMLParser(html).css("link[rel=stylesheet], script[src]")
    files = [folder / str(node.attrs.get("href") or node.attrs["src"]).lstrip("/") for node in nodes]
    return sum(
        len(brotli.compress(content)) for content in (html.encode(), *(each.read_bytes() for each in files))
    )


def told(html: str) -> int:
    """Return by how much a page is heavier for ``TOLD``."""
    page = LexborHTMLParser(html)
    whole = len(brotli.compress((page.html or "").encode()))
    for node in page.css(TOLD):
        node.decompose()
    return whole - len(brotli.compress((page.html or "").encode()))


def weights(chrome: BrowserType, address: str, host: Host, urls: dict[str, str]) -> None:
    """Print what a first visit to each page costs, and the page of ordinary length after it."""
    print(f"{'':10}   HTML    CSS     JS  otros   total peticiones ajenas     CLS  siguiente")
    for name, url in urls.items():
        following = urls["corriente" if name != "corriente" and "corriente" in urls else "portada"]
        print(f"{name:10}{_visit(chrome, address, host, (url, following))}")


def _visit(chrome: BrowserType, address: str, host: Host, urls: tuple[str, str]) -> str:
    asked: list[str] = []
    sums = []
    with tempfile.TemporaryDirectory() as profile:
        # What is not incognito also reads the description of the search.
        context = chrome.launch_persistent_context(profile, executable_path=chromium(), args=FLAGS)
        page = context.pages[0]
        page.add_init_script(SHIFTS)
        page.on("request", lambda request: asked.append(request.url))
        for url in urls:
            host.sent.clear()
            page.goto(address + url, wait_until="networkidle")
            page.wait_for_timeout(AFTERWARDS)
            sums.append([sum(size for each, size in host.sent if each == kind) for kind in ORDER])
            if url == urls[0]:
                count, shift = len(host.sent), page.evaluate("window.shift")
                foreign = sum(not each.startswith(address) for each in asked)
        context.close()
    columns = "".join(f"{size:7}" for size in sums[0])
    return f"{columns}{sum(sums[0]):8}{count:11}{foreign:7}{shift:8.4f}{sum(sums[1]):11}"


def budgets(folder: Path) -> None:
    """Print how many notes keep to the two budgets, and the heaviest that do not keep to the second."""
    following, visits, telling = {}, [], []
    for file in sorted(folder.rglob("index.html")):
        html = file.read_text("utf-8")
        if '<body class="note"' not in html:
            continue
        following[file.parent.relative_to(folder).as_posix()] = len(brotli.compress(html.encode()))
        visits.append(first_visit(folder, html))
        telling.append(told(html))
    light = sum(size <= FIRST_VISIT for size in visits)
    heavy = sorted((size, name) for name, size in following.items() if size > NEXT_PAGE)[::-1]
    print(f"primera visita de hasta {FIRST_VISIT}: {light} de {len(visits)} notas")
    print(f"de su HTML, para quien comparte, busca o lee con programas: {sorted(telling)[len(telling) // 2]}")
    print(f"página siguiente de hasta {NEXT_PAGE}: {len(visits) - len(heavy)}; pasan {heavy[:3]}")


def report(content: Path, lighthouse_command: list[str], sphinx_command: list[str]) -> None:
    """Print everything about the site made of one folder of notes."""
    print(f"\n{content}")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch).resolve()
        site = frozen(content, folder / "build")
        urls = pages(site)
        with hosted(site, NETLIFY) as (address, host):
            weights(playwright.chromium, address, host, urls)
            budgets(site)
            if lighthouse_command:
                print(f"\n{HEADING}")
                for name, url in urls.items():
                    print(f"{name:10}{judge(lighthouse_command, address + url)}")
        if sphinx_command and lighthouse_command:
            furo = with_furo(sphinx_command, content, folder)
            with hosted(furo, folder / "none.toml") as (address, _):
                same = urls["código"]
                url = same if (furo / same.strip("/") / "index.html").exists() else code_page(furo)
                print(f"{'Furo':10}{judge(lighthouse_command, address + url)}")


def main() -> None:
    """Read the command line and report on each folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="*", type=Path, default=[REPOSITORY / "content"])
    parser.add_argument("--lighthouse", default="", metavar="COMMAND")
    parser.add_argument("--sphinx", default="", metavar="COMMAND")
    given = parser.parse_args()
    for folder in given.folders:
        report(folder.resolve(), shlex.split(given.lighthouse), shlex.split(given.sphinx))


if __name__ == "__main__":
    main()
