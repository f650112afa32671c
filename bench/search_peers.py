"""The same queries put to other search engines, in one table.

    python bench/search_peers.py [--corpora FOLDER] [--modules FOLDER] [--misses]

Pagefind and MiniSearch are fetched with npm into a folder that is deleted afterwards, or taken from a
``node_modules`` you have (``--modules``). Each gets the articles of the same frozen pages. Pagefind indexes
them and is asked through its own script in a headless Chromium; MiniSearch gets title, headings and text of
each page in three ways: as it comes, with accents folded, and folded with the options for a search box.

Bytes are what a reader who has nothing yet fetches (brotli) until addresses, titles and excerpts of the first
five pages are there: script, index, and what describes the pages; MiniSearch has no excerpts. No interface is
counted but ours, which is part of our script. Options of MiniSearch: https://lucaong.github.io/minisearch/
"""

from __future__ import annotations

import argparse
import html
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import rjsmin
from hosting import FLAGS, chromium, frozen, hosted
from playwright.sync_api import sync_playwright
from selectolax.lexbor import LexborHTMLParser

from escarcha.config import Project
from escarcha.pages import Edition, read_site
from escarcha.web.assets import assets
from search import OTHERS, answer, lay_out, rank_of, read_queries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    Found = tuple[list[str], int]

PAGEFIND, MINISEARCH = "1.6.0", "7.2.0"
PAGE = '<!doctype html><html lang="es"><title>{}</title><body>{}'

ASK_PAGEFIND = """async (query) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const { results } = await pagefind.search(query);
  const pages = await Promise.all(results.slice(0, 5).map((result) => result.data()));
  return pages.map((page) => page.url);
}"""
FILL_MINISEARCH = """([pages, folds]) => {
  const options = { fields: ["title", "headings", "text"], storeFields: ["title"], idField: "url" };
  const fold = (term) => term.toLowerCase().normalize("NFD").replace(/\\p{M}/gu, "");
  window.engine = new MiniSearch(folds ? { ...options, processTerm: fold } : options);
  engine.addAll(pages);
  return JSON.stringify(engine);
}"""
ASK_MINISEARCH = "([query, options]) => engine.search(query, options).slice(0, 5).map((page) => page.id)"
SUGGESTED = {"prefix": True, "fuzzy": 0.2, "boost": {"title": 4, "headings": 2}}
WAYS = {
    f"MiniSearch {MINISEARCH}, as it comes": (False, {}),
    f"MiniSearch {MINISEARCH}, accents folded": (True, {}),
    f"MiniSearch {MINISEARCH}, folded, prefixes, fuzzy, titles boosted": (True, SUGGESTED),
}


def install(folder: Path) -> Path:
    """Fetch both engines; returns the folder they are in."""
    npm = shutil.which("npm") or "npm"
    words = [npm, "install", "--silent", "--prefix", str(folder)]
    words += [f"pagefind@{PAGEFIND}", f"minisearch@{MINISEARCH}"]
    subprocess.run(words, check=True)  # noqa: S603 - the reader's own npm
    return folder / "node_modules"


def pagefind(
    browser: Browser, modules: Path, articles: dict[str, str], queries: list[str]
) -> Iterator[Found]:
    """Index the articles with Pagefind and yield what it answers to each query."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch).resolve()
        for url, article in articles.items():
            file = folder / "site" / url.strip("/") / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(PAGE.format(html.escape(_text(article, "h1")), article), "utf-8")
        served = folder / "served"
        words = [str(modules / ".bin" / "pagefind"), "--site", str(folder / "site")]
        words += ["--output-path", str(served / "pagefind")]
        subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - what was just installed
        (served / "index.html").write_text(PAGE.format("", ""), "utf-8")
        with hosted(served, folder / "none.toml") as (address, host):
            for query in queries:
                context = browser.new_context()  # with nothing in its cache
                page = context.new_page()
                page.goto(address)
                host.sent.clear()
                urls = page.evaluate(ASK_PAGEFIND, query)
                yield urls, sum(size for _, size in host.sent)
                context.close()


def minisearch(
    browser: Browser, modules: Path, articles: dict[str, str], queries: list[str], way: str
) -> Iterator[Found]:
    """Fill MiniSearch with the articles and yield what it answers to each query."""
    script = (modules / "minisearch" / "dist" / "umd" / "index.js").read_text("utf-8")
    folds, options = WAYS[way]
    pages = [
        {
            "url": url,
            "title": _text(article, "h1"),
            "headings": _text(article, "h2, h3, h4"),
            "text": _text(article),
        }
        for url, article in articles.items()
    ]
    page = browser.new_page()
    page.add_script_tag(content=script)
    index = page.evaluate(FILL_MINISEARCH, [pages, folds])
    minified = str(rjsmin.jsmin(script))
    cost = len(brotli.compress(index.encode())) + len(brotli.compress(minified.encode()))
    for query in queries:
        yield page.evaluate(ASK_MINISEARCH, [query, options]), cost
    page.close()


def _text(article: str, selector: str = "body") -> str:
    found = LexborHTMLParser(article).css(selector)
    return " ".join(" ".join(node.text(separator=" ").split()) for node in found)


def article_of(file: Path) -> str:
    """Return the article of a frozen page, which holds the note and nothing else."""
    node = LexborHTMLParser(file.read_text("utf-8")).css_first("article")
    return (node.html or "") if node else ""


def line(name: str, ranks: list[int], answers: list[Found]) -> str:
    """Return a row of the table."""
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    five = sum(rank > 0 for rank in ranks) / len(ranks)
    empty = sum(not urls for urls, _ in answers)
    costs = sorted(cost for _, cost in answers)
    return (
        f"| {name} | {first:.0%} | {five:.0%} | {empty} | {costs[len(costs) // 2] / 1000:.0f} kB"
        f" | {costs[-1] / 1000:.0f} kB |"
    )


def compare(folder: Path, corpora: Path, modules: Path, *, misses: bool) -> None:
    """Freeze the notes, ask every engine and print the table."""
    present = lay_out(folder, corpora)
    reading, store = read_site(Project.at(folder), on_disk=False)
    edition = Edition(reading.site, store)
    paths = {edition.site.href(url): entry.path.as_posix() for url, entry in edition.site.entries.items()}
    site = frozen(folder / "content", folder / "build", folder)
    articles = {url: article_of(site / url.strip("/") / "index.html") for url in paths}
    asked = read_queries(present)
    queries = [query for _, _, query, _ in asked]
    script = len(brotli.compress(assets("es")["search.js"].content))
    print(f"{len(paths)} pages, {len(queries)} queries\n")
    print("| | first | among five | no answer | bytes, median | most |\n|---|--:|--:|--:|--:|--:|")

    def show(name: str, found: Iterator[Found]) -> None:
        answers = list(found)
        ranks = [
            rank_of([paths[url] for url in urls], known)
            for (urls, _), (*_, known) in zip(answers, asked, strict=True)
        ]
        print(line(name, ranks, answers), flush=True)
        for rank, (_, kind, query, _) in zip(ranks, asked, strict=True):
            if misses and rank != 1:
                print(f"{rank} {kind}: {query}")

    ours = (answer(edition, query) for query in queries)
    show("Escarcha", ((urls, cost + script) for urls, cost in ours))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        show(f"Pagefind {PAGEFIND}", pagefind(browser, modules, articles, queries))
        for way in WAYS:
            show(way, minisearch(browser, modules, articles, queries, way))
        browser.close()


def main() -> None:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpora", type=Path, default=OTHERS)
    parser.add_argument("--modules", type=Path, metavar="FOLDER")
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch).resolve()
        modules = given.modules.resolve() if given.modules else install(folder / "peers")
        compare(folder / "notes", given.corpora, modules, misses=given.misses)


if __name__ == "__main__":
    main()
