"""The search of a large site: files, bytes before the first result, and time from key to list.

The site is that of ``large_site.py``. Bytes are brotli, for a reader who has nothing yet: the overview, and
the files that the first five results and their excerpts need. Times are those of Chromium with its processor
slowed down four times, with the files of the query already there: from the event of a key to the new list in
the document.

    python bench/search_scale.py [--pages 1430] [--words 60000] [--seed 7] [--no-browser]
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import brotli
from hosting import FLAGS, NETLIFY, chromium, frozen, hosted
from large_site import Language, write_site
from playwright.sync_api import sync_playwright

from escarcha.config import Project
from escarcha.pages import Edition, read_site
from search import answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

SLOWER, PATIENCE = 4, 400
"""How much slower the processor is, and the milliseconds between keys."""

LONG = 7
"""Letters of a word that is mistyped."""

_WATCH = """() => {
    const input = document.querySelector("dialog input[type=search]");
    const list = document.querySelector("dialog [role=listbox]");
    window.times = [];
    let pressed;
    input.addEventListener("input", (event) => (pressed = event.timeStamp), true);
    new MutationObserver((records) => {
      if (pressed !== undefined && records.some(({ target }) => target === list)) {
        window.times.push(performance.now() - pressed);
        pressed = undefined;
      }
    }).observe(list, { childList: true });
}"""


def make_queries(language: Language, edition: Edition, chance: random.Random) -> list[str]:
    """Return queries of every sort: titles, headings, common and rare words, mistyped ones, questions."""
    titles = [document.title for document in chance.sample(edition.search.documents, 12)]
    headings = [
        chance.choice(document.anchors).text for document in chance.sample(edition.search.documents, 12)
    ]
    known = [word for word in language.words[200:4000] if len(word) >= LONG]
    mistyped = [word[:2] + word[3] + word[2] + word[4:] for word in known]
    return [
        *titles,
        *filter(None, headings),
        *(" ".join(chance.sample(language.words[60:400], 2)) for _ in range(6)),
        *chance.sample(language.words[5:60], 4),
        *chance.sample(language.words[2000:], 6),
        *chance.sample(mistyped, 6),
        *(
            f"¿cómo se {one} la {other}?"
            for one, other in zip(*[iter(language.words[100:108])] * 2, strict=True)
        ),
    ]


def key_times(page: Page, queries: list[str]) -> Iterator[tuple[float, str]]:
    """Type queries once as it is, and again with the processor slowed down; yield the times of keys then."""
    box = page.locator("dialog input[type=search]")
    session = page.context.new_cdp_session(page)
    for rate in (1, SLOWER):
        session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        for query in queries:
            box.fill("")
            page.wait_for_timeout(PATIENCE)
            page.evaluate("window.times.length = 0")
            for length, letter in enumerate(query, 1):
                page.keyboard.type(letter)
                page.wait_for_timeout(PATIENCE if rate == SLOWER else PATIENCE / SLOWER)
                times: list[Any] = page.evaluate("window.times.splice(0)")
                if rate == SLOWER:
                    yield from ((float(time), query[:length]) for time in times)


def spread(numbers: list[float]) -> str:
    """Say what is in the middle, what one of twenty exceeds, and the most."""
    ordered = sorted(numbers)
    middle, most = ordered[len(ordered) // 2], ordered[len(ordered) * 19 // 20]
    return f"median {middle:,.0f}, 95 % {most:,.0f}, most {ordered[-1]:,.0f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1430, help="1430 have 10,000 sections")
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--no-browser", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        language = write_site(root / "content", asked.pages, asked.words, asked.seed)
        project = Project.at(root)
        if not asked.no_browser:
            frozen(root / "content", root / "build", root)
        reading, store = read_site(project)
        edition = Edition(reading.site, store)
        index = edition.search.index
        packed = [len(brotli.compress(content)) for content in index.files.values()]
        sections = sum(len(document.anchors) for document in edition.search.documents)
        print(f"{len(edition.search.documents)} pages, {sections} sections, {len(packed)} files")
        overview = len(brotli.compress(index.overview))
        print(f"bytes: {sum(packed):,}; overview {overview:,}; of a file {spread(list(map(float, packed)))}")
        queries = make_queries(language, edition, random.Random(asked.seed))  # noqa: S311 - the same each time
        costs = [float(answer(edition, query)[1]) for query in queries]
        print(f"bytes of {len(queries)} queries: {spread(costs)}")
        if asked.no_browser:
            return
        with hosted(root / "build", NETLIFY) as (address, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
            page = browser.new_page()
            page.goto(address)
            page.keyboard.press("/")
            page.wait_for_selector("dialog.search-dialog[open]")
            page.evaluate(_WATCH)
            found = list(key_times(page, queries[::3]))
            browser.close()
        print(f"milliseconds of {len(found)} keys: {spread([time for time, _ in found])}")
        for time, typed in sorted(found, reverse=True)[:8]:
            print(f"{time:6.0f}  {typed}")


if __name__ == "__main__":
    main()
