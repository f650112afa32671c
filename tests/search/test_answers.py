"""Queries with known answers over our own notes: the ranking may not get worse unnoticed."""

from __future__ import annotations

from pathlib import Path

from escarcha.config import Project
from escarcha.notes import read_site
from escarcha.rendering import Edition, FragmentStore
from escarcha.search.engine import Engine

REPOSITORY = Path(__file__).resolve().parents[2]
QUERIES = REPOSITORY / "bench" / "search_queries.txt"


def test_known_answers() -> None:
    """Four of five are first and nineteen of twenty among five; code names are always found."""
    site = read_site(Project.at(REPOSITORY)).site
    engine = Engine(Edition(site, FragmentStore()).search_index)
    paths = {site.href(url): entry.path.as_posix() for url, entry in site.entries.items()}
    ranks = []
    for line in QUERIES.read_text("utf-8").splitlines():
        kind, query, answers = (part.strip() for part in line.split("|")) if line[0] != "#" else ("", "", "")
        own = tuple(answer for answer in answers.split() if answer[:2] not in {"F/", "R/", "D/"})
        if own:
            found = [paths[page["url"]] for page in engine.find(query, 5)["pages"]]
            rank = next((rank for rank, path in enumerate(found, 1) if path.startswith(own)), 0)
            assert rank or kind != "código", query
            ranks.append(rank)
    assert len(ranks) > 100
    assert sum(rank == 1 for rank in ranks) / len(ranks) > 0.8
    assert sum(rank > 0 for rank in ranks) / len(ranks) > 0.95
