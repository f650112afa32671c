"""GitHub's own additions to Markdown, each as GitHub renders it.

``github/*.md`` hold notes that are closed by a line with a full stop. The reference is cmark-gfm, GitHub's
parser, and what is compared are the blocks, their texts and the inline markup in them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from escarcha.rendering.renderer import Renderer
from reference import fidelity

RENDERER = Renderer()
CASES = [
    (file.stem, case)
    for file in sorted(Path(__file__).with_name("github").glob("*.md"))
    for case in file.read_text("utf-8").removesuffix("\n.\n").split("\n.\n")
]


def marks(html: str) -> list[tuple[str, str]]:
    """List the inline markup of some HTML, with what matters of each: where it leads, what is ticked."""
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    found = []
    for node in tree.css("a, br, code, del, em, img, input, strong, td, th"):
        if node.tag == "code" and node.parent and node.parent.tag == "pre":
            continue
        alignment = node.attrs.get("align") or (node.attrs.get("class") or "").removeprefix("align-")
        what = {
            "a": node.attrs.get("href"),
            "input": "ticked" if "checked" in node.attrs else "",
            "td": alignment,
            "th": alignment,
        }
        found.append((str(node.tag), what.get(str(node.tag)) or ""))
    return found


@pytest.mark.parametrize(("kind", "note"), CASES)
def test_a_note_is_what_it_is_on_github(kind: str, note: str) -> None:
    """The same blocks, the same text, the same links, boxes and emphasis."""
    fragment = RENDERER.render(note)
    targets = [link.target for link in fragment.links]
    html = re.sub("\ufdd0", lambda _: targets.pop(0), "\ufdd0".join(fragment.parts))
    assert fidelity.outline(html) == fidelity.reference(note), kind
    assert marks(html) == marks(fidelity.github(note)), kind


def test_there_are_cases_enough() -> None:
    """A hundred notes of our own, and no note twice."""
    assert len({case for _, case in CASES}) == len(CASES) >= 100
