"""Golden cases: files that hold a title, Markdown and the HTML it becomes, each closed by a full stop.

Those in ``cases/`` are read as GitHub does, those in ``cases/material/`` in the dialect of Material.

They are read as documents. After a change that is meant, «pytest tests/rendering --regenerate -n 0» writes
what the Markdown renders to now; then read the diff.
"""

from __future__ import annotations

from html import escape
from itertools import zip_longest
from pathlib import Path

import pytest

from escarcha.rendering.embeds import END, START
from escarcha.rendering.renderer import Renderer

CASES = Path(__file__).with_name("cases")
RENDERERS = {"cases": Renderer(), "material": Renderer(dialect="material")}
"""For each folder, how what is in it is read."""


class Case:
    """One case.

    Args:
        title: what it shows.
        markdown: a whole note.
        html: what it becomes, with every link as its author wrote it, and in double brackets those in whose
            place another note is to stand.
        renderer: reads it.
    """

    def __init__(self, title: str, markdown: str, html: str, renderer: Renderer) -> None:
        self.title, self.markdown, self.html, self._renderer = title, markdown, html, renderer

    def render(self) -> str:
        """Return what the Markdown becomes now, embeds between brackets; remarks stand below the HTML."""
        fragment = self._renderer.render(self.markdown)
        gaps = (escape(link.target) for link in fragment.links)
        html = "".join(part for pair in zip_longest(fragment.parts, gaps, fillvalue="") for part in pair)
        html = html.replace(START, "[[").replace(END, "]]")
        notes = [f"{remark.line}: {remark.cause} [{remark.code.value}]" for remark in fragment.remarks]
        return "\n".join([html.strip("\n"), *notes])


def parse(file: Path) -> list[Case]:
    """Read the cases of a file; a line that is a full stop ends each part."""
    cases, renderer = [], RENDERERS[file.parent.name]
    parts: list[list[str]] = [[]]
    for line in file.read_text("utf-8").split("\n"):
        if line != ".":
            parts[-1].append(line)
        elif len(parts) < 3:
            parts.append([])
        else:
            title = " ".join(parts[0]).strip()
            cases.append(Case(title, "\n".join(parts[1]), "\n".join(parts[2]), renderer))
            parts = [[]]
    return cases


def write(file: Path, cases: list[Case]) -> None:
    """Write a file of cases anew, with what each renders to now."""
    text = "\n".join(f"{case.title}\n.\n{case.markdown}\n.\n{case.render()}\n.\n" for case in cases)
    file.write_text(text, "utf-8")


ALL = {f"{file.stem}: {case.title}": case for file in sorted(CASES.rglob("*.md")) for case in parse(file)}


@pytest.mark.parametrize("name", ALL)
def test_case(name: str, request: pytest.FixtureRequest) -> None:
    """A note renders to what its case says, to the byte."""
    if request.config.getoption("--regenerate"):
        pytest.skip("the cases are being regenerated")
    assert ALL[name].render() == ALL[name].html


def test_cases_have_titles_of_their_own(request: pytest.FixtureRequest) -> None:
    """No case hides another of the same title; with ``--regenerate``, all of them are written anew."""
    files = sorted(CASES.rglob("*.md"))
    if request.config.getoption("--regenerate"):
        for file in files:
            write(file, parse(file))
    assert len(ALL) == sum(len(parse(file)) for file in files) > 50
