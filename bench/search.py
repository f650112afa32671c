"""How well the search finds: queries with known answers, over our notes and, where they are, others'.

Prints, for each kind of query, how often an answer comes first and among the first five; and how many bytes
(brotli) a reader who has nothing yet fetches for it, script and style sheet included, with the cards and
excerpts of five pages. ``search_peers.py`` puts the same queries to other engines; ``search_cost.py`` counts
what a browser fetches.

With ``--times N`` the site is N times as large: what is added are copies with every eighth word another one,
as the vocabulary of a site grows with it. Only the bytes are printed then, as copies answer as well.

``--sites`` says by letters whose notes the site has: O for ours, F, R and D for others'. ``--queries`` names
another file; the queries of ``search_blind.txt`` are asked of one site at a time.

    python bench/search.py [--held-out | --tuned] [--misses] [--times N] [--corpora FOLDER]
                           [--sites OFRD] [--queries bench/search_blind.txt]
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote

import brotli

from escarcha.config import Project
from escarcha.pages import Edition, read_site
from escarcha.search.engine import Engine
from escarcha.web.assets import assets

HERE = Path(__file__).resolve().parent
CORPORA = {"F": "fastapi-es/docs", "R": "rust-book-es/src", "D": "djangogirls-es"}
OTHERS = HERE.parents[1] / "shared" / "corpora"
OWN = "O"
QUERIES = HERE / "search_queries.txt"
HELD_OUT = 3
"""Of every three queries, the last is held out."""


def read_queries(has: set[str], file: Path = QUERIES) -> list[tuple[int, str, str, tuple[str, ...]]]:
    """Read number, kind, query and answers, without those that only notes not at hand could answer."""
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    queries = []
    for number, line in enumerate(lines):
        kind, query, answers = (part.strip() for part in line.split("|"))
        known = tuple(path for letter, path in map(whose, answers.split()) if letter in has)
        if known:
            queries.append((number, kind, query, known))
    return queries


def whose(answer: str) -> tuple[str, str]:
    """Return the letter of whoever wrote an answer, and its path in the project's notes."""
    letter, slash, path = answer.partition("/")
    return (letter, f"{CORPORA[letter]}/{path}") if slash and letter in CORPORA else (OWN, answer)


def lay_out(folder: Path, corpora: Path, letters: str = f"{OWN}FRD") -> set[str]:
    """Copy these notes, other people's where they are, into one project; return which of them are there."""
    sources = {OWN: HERE.parent / "content"}
    sources |= {letter: corpora / path.split("/")[0] for letter, path in CORPORA.items()}
    present = {letter for letter in letters if sources[letter].is_dir()}
    for letter in present:
        place = folder / "content" / ("" if letter == OWN else sources[letter].name)
        shutil.copytree(sources[letter], place, dirs_exist_ok=True)
    return present


def grow(content: Path, times: int) -> None:
    """Add copies of all notes, with other words."""
    notes = [(file.relative_to(content), file.read_text("utf-8")) for file in sorted(content.rglob("*.md"))]
    for copy in range(1, times):

        def other(found: re.Match[str], copy: int = copy) -> str:
            digest = hashlib.blake2s(f"{found[0]}{copy}".encode()).digest()
            ending = "".join("bcdfglmnprstvz"[one % 14] + "aeiou"[one % 5] for one in digest[1:3])
            return found[0] if digest[0] % 8 else found[0][:-3] + ending

        for path, text in notes:
            file = content / f"copia-{copy}" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(re.sub("[a-záéíóúñü]{6,}", other, text), "utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--tuned", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--corpora", type=Path, default=OTHERS)
    parser.add_argument("--sites", default=f"{OWN}FRD")
    parser.add_argument("--queries", type=Path, default=QUERIES)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        present = lay_out(Path(folder), asked.corpora, asked.sites)
        grow(Path(folder) / "content", asked.times)
        reading, store = read_site(Project.at(Path(folder)), on_disk=False)
        edition = Edition(reading.site, store)
        measure(edition, present, asked)


def answer(edition: Edition, query: str) -> tuple[list[str], int]:
    """Ask with nothing fetched yet; return the addresses of five pages and the bytes fetched (brotli).

    Of each page, the text of its best section is fetched for an excerpt.
    """
    engine = Engine(edition.search.index)
    pages = engine.find(query, 5)["pages"]
    names = [unquote(name.removeprefix("_search/")) for name in engine.fetched if name != "_search.json"]
    names += {f"{text_file(page['texts'], page['sections'][0]['number'])}" for page in pages if page["texts"]}
    fetched = [edition.search.index.overview, *(edition.search.file(name) or b"" for name in names)]
    return [page["url"] for page in pages], sum(len(brotli.compress(content)) for content in fetched)


def text_file(texts: str, section: int) -> str:
    """Return the file that the text of a section begins in, by what the card of its page says."""
    name, *starts = texts.split()
    behind = (at for at, start in enumerate(starts) if int(start) > section - start.startswith("+"))
    return f"{name}-{next(behind, len(starts)) - 1}.txt"


def rank_of(pages: list[str], answers: tuple[str, ...]) -> int:
    """Return which of the pages is the first that answers; 0 if none does."""
    return next((rank for rank, page in enumerate(pages, 1) if page.startswith(answers)), 0)


def measure(edition: Edition, present: set[str], asked: argparse.Namespace) -> None:
    """Ask every query and print how it went."""
    index = edition.search.index
    paths = {edition.site.href(url): entry.path.as_posix() for url, entry in edition.site.entries.items()}
    theme = [len(brotli.compress(assets("es")[name].content)) for name in ("search.js", "search.css")]
    results: dict[str, list[int]] = defaultdict(list)
    costs = []
    for number, kind, query, answers in read_queries(present, asked.queries):
        is_held_out = number % HELD_OUT == HELD_OUT - 1
        if (asked.held_out and not is_held_out) or (asked.tuned and is_held_out):
            continue
        urls, cost = answer(edition, query)
        pages = [paths[url] for url in urls]
        costs.append((sum(theme) + cost, query))
        rank = rank_of(pages, answers)
        results[kind].append(rank)
        if asked.misses and rank != 1:
            print(f"{rank} {kind}: {query} → {', '.join(pages)}")
    print(f"{len(paths)} pages, {len(index.files)} files, {sum(map(len, results.values()))} queries")
    every = [rank for ranks in results.values() for rank in ranks]
    for kind, ranks in [*results.items(), ("all", every)] if asked.times == 1 else []:
        first = sum(rank == 1 for rank in ranks) / len(ranks)
        five = sum(rank > 0 for rank in ranks) / len(ranks)
        print(f"{kind:10} {len(ranks):4}  first {first:6.1%}  among five {five:6.1%}")
    costs.sort()
    (median, _), (most, query) = costs[len(costs) // 2], costs[-1]
    print(f"bytes of a query (brotli): median {median}, most {most} ({query}); script and sheet {theme}")


if __name__ == "__main__":
    main()
