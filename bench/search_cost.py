"""What opening the search and one query fetch, all counted: in Chromium, by readers who have nothing yet.

The search is opened by its key on a page that is there, a query is put into the box, and what is sent until
nothing more comes is summed up (brotli): script, sheet, index, cards, and the texts that the excerpts in view
are taken from. Queries are those of ``search.py``, or of ``search_scale.py`` over made-up notes.

    python bench/search_cost.py [own | corpora | PAGES] [--queries 60] [--corpora FOLDER]
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hosting import FLAGS, NETLIFY, REPOSITORY, chromium, frozen, hosted
from large_site import write_site
from playwright.sync_api import sync_playwright
from search_scale import make_queries, spread

from escarcha.config import Project
from escarcha.pages import Edition, read_site
from search import OTHERS, OWN, lay_out, read_queries

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SEED, WORDS = 7, 60_000
QUIET = 450
"""Milliseconds after the answer, in which excerpts begin to be asked for."""

_IS_WAITING = "/Buscando|Escribe/.test(document.querySelector('dialog [role=status]').textContent)"


def cost(browser: Browser, address: str, query: str, sent: list[tuple[str, int]]) -> int:
    """Return the bytes of a query of a reader who has nothing yet.

    Args:
        browser: whose cache is not used.
        address: of the site.
        query: to ask.
        sent: what the host has sent.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/")
    page.wait_for_load_state("networkidle")
    sent.clear()
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search-dialog[open]")
    page.keyboard.insert_text(query)
    while page.evaluate(_IS_WAITING):
        page.wait_for_timeout(50)
    page.wait_for_timeout(QUIET)
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(size for _, size in sent)


def prepare(root: Path, which: str, corpora: Path) -> tuple[Path, list[str]]:
    """Lay out notes; return their folder and the queries to put to them."""
    if which.isdecimal():
        language = write_site(root / "content", int(which), WORDS, SEED)
        reading, store = read_site(Project.at(root))
        chance = random.Random(SEED)  # noqa: S311 - the same each time
        return root / "content", make_queries(language, Edition(reading.site, store), chance)
    present = lay_out(root, corpora) if which == "corpora" else {OWN}
    content = root / "content" if which == "corpora" else REPOSITORY / "content"
    return content, [query for _, _, query, _ in read_queries(present)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("which", nargs="?", default="own")
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--corpora", type=Path, default=OTHERS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder).resolve()
        content, queries = prepare(root, asked.which, asked.corpora)
        frozen(content, root / "build", REPOSITORY if asked.which == "own" else root)
        random.Random(SEED).shuffle(queries)  # noqa: S311 - the same each time
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        with hosted(root / "build", NETLIFY) as (address, host):
            costs = [cost(browser, address, query, host.sent) for query in queries[: asked.queries]]
        browser.close()
    print(f"{len(costs)} queries: {spread([float(each) for each in costs])}")


if __name__ == "__main__":
    main()
