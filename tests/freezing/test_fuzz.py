"""Made-up hostile projects: a few of those that ``bench/fuzz.py`` freezes for hours."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import fuzz
from hostile_input import Inputs
from hypothesis import given, settings
from hypothesis import strategies as st

from changing_site import IN_MEMORY
from escarcha.problems import Code, EscarchaError, Problem

if TYPE_CHECKING:
    import random

    import pytest

    from escarcha.config import Project


@settings(max_examples=6)
@given(st.randoms(use_true_random=False))
def test_whatever_is_written_gives_a_site_or_problems_that_help(chance: random.Random) -> None:
    """No exception, no place that is not there, nothing that runs or leaves its place on the page."""
    with tempfile.TemporaryDirectory(prefix="escarcha-", dir=IN_MEMORY) as folder:
        Inputs(chance).lay_out(Path(folder), 6)
        assert fuzz.faults_of(Path(folder)) == []


def test_what_falls_out_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception, an unknown file and a line beyond the end are faults, reduced to the file at fault."""
    for name in ("a", "b", "c"):
        file = tmp_path / "de" / "content" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {name}\n")

    def fails(project: Project) -> tuple[Problem, ...]:
        if (project.content / "b.md").exists():
            raise EscarchaError(
                Problem(Code.NO_NOTES, "content/nada.md", 1, "no."),
                Problem(Code.NO_NOTES, "content/b.md", 9, "no."),
            )
        raise ValueError

    monkeypatch.setattr(fuzz, "_freeze", fails)
    folder = tmp_path / "de"
    shutil.copytree(folder, tmp_path / "copia")
    told = fuzz.faults_of(tmp_path / "copia")
    assert [fault.split(":")[0] for fault in told] == [
        "names what is not there",
        "names line 9 of 2",
        "ValueError",
    ]
    kept = fuzz.reduced(folder, told[1])
    assert [path.name for path in kept.rglob("*.md")] == ["b.md"]
