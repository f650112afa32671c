"""Pages of the manual of which each sentence about what happens is held by a test.

``held_sentences.txt`` has, below the name of each such page, how its sentences begin and the tests that
hold them; ``~`` stands behind what is but advice, or lies outside of what we do.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
MANUAL = TESTS.parent / "content" / "manual"
FENCE = re.compile(r"^ *(`{3,}).*?^ *\1$", re.MULTILINE | re.DOTALL)
NOT_SAID = re.compile(r"^(?:#.*|<!--.*-->|\|[-:| ]+\||> \[!\w+\]|)$")


def maps() -> dict[str, dict[str, str]]:
    """Return of each page how its sentences begin, and what holds them."""
    found: dict[str, dict[str, str]] = {}
    for line in (TESTS / "held_sentences.txt").read_text("utf-8").splitlines():
        start, arrow, held = line.partition(" → ")
        if line.startswith("== "):
            page = found[line.removeprefix("== ")] = {}
        elif line:
            page[start if arrow else line.removesuffix(" ~")] = held
    return found


MAPS = maps()


def sentences(page: str) -> list[str]:
    """Return the sentences of a page: of its prose, of its lists, and each row of its tables."""
    text = FENCE.sub("", (MANUAL / f"{page}.md").read_text("utf-8").split("---\n", 2)[2])
    lines = text.split("\n")
    heads = {at - 1 for at, line in enumerate(lines) if re.fullmatch(r"\|[-:| ]+\|", line)}
    found: list[str] = []
    for at, line in enumerate(lines):
        if at in heads or NOT_SAID.match(line):
            continue
        said = re.sub(r"^(?:> |- |\d+\. )", "", line.strip())
        found += [said] if said.startswith("|") else re.split(r"(?<=[.:]) (?=[A-ZÁÉÍÓÚ¿`«<])", said)
    return found


@pytest.mark.parametrize("page", MAPS)
def test_every_sentence_is_held(page: str) -> None:
    """By a test that there is; and nothing is held that the page does not say."""
    said = sentences(page)
    known = MAPS[page]
    assert [sentence for sentence in said if not sentence.startswith(tuple(known))] == []
    assert [start for start in known if not any(sentence.startswith(start) for sentence in said)] == []
    missing = []
    for node in filter(None, known.values()):
        file, _, name = node.partition("::")
        if f"def {name}(" not in (TESTS / file).read_text("utf-8"):
            missing.append(node)
    assert missing == []


def test_security_is_one_page() -> None:
    """Whoever is in a hurry reads it to its end."""
    assert len((MANUAL / "seguridad.md").read_text("utf-8").split()) <= 1000
