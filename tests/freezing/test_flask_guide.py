"""Flask's quickstart and its tutorial, in our words: notes whose every response is the one they expect."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha.freezing import Options

if TYPE_CHECKING:
    from conftest import SiteTest

ROOT = Path(__file__).parents[2]
NOTES = sorted((ROOT / "tests" / "examples" / "notes").glob("*.md"))


@pytest.mark.slow
def test_all_of_it_is_true(site: SiteTest) -> None:
    """Routing, templates, requests, cookies, sessions, errors, logging, a factory, a database, tests."""
    for note in NOTES:
        site.write(note.name, note.read_bytes())
    site.freeze(Options(jobs=2))
    assert [(problem, found.detail) for problem, found in zip(site.problems, site.found, strict=True)] == []
    tutorial = site.page("tutorial/")
    assert "5 passed" in tutorial.text()


def test_there_are_many_of_every_kind() -> None:
    """Here and in the notes that we publish: sixty of Python, sixty of requests, and some of each other."""
    notes = [*NOTES, *sorted((ROOT / "content").rglob("*.md"))]
    text = "\n".join(
        re.sub(r"^````.*?^````$", "", note.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        for note in notes
    )
    counted = Counter(re.findall(r"^```([\w+]+) (?:[^`\n]*\s)?run\b", text, re.MULTILINE))
    assert counted["python"] >= 60
    assert counted.keys() >= {"python", "pycon", "console", "jinja", "sql"}
    assert len(re.findall(r"^```http\b", text, re.MULTILINE)) >= 60
