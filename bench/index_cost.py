"""What the SearchIndex costs of a freeze: cold, with one note changed, with nothing changed.

Each freeze is a process of its own that has no others, so that no part is missed. Examples do not run, and
there is a line for a freeze that finds its diagrams drawn, as beside drawing anything looks cheap.

    python bench/index_cost.py [--corpora FOLDER] [--notes FOLDER]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from escarcha.config import Project
from escarcha.freezing import Options, freeze
from escarcha.pages import edition
from escarcha.preview.live import live_app
from escarcha.rendering import tree
from search import OTHERS, lay_out

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS = ((tree, "read_passages"), (tree, "pack_extract"), (edition, "document_of"), (edition, "keep_index"))
"""The functions that do nothing but for the search."""


class Clock:
    """Counts the seconds of CPU of some functions."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def watch(self, module: Any, name: str) -> None:  # noqa: ANN401 - modules have no type of their own
        """Count a function from now on."""
        function: Callable[..., Any] = getattr(module, name)

        def counted(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - any function
            start = time.process_time()
            try:
                return function(*args, **named)
            finally:
                self.seconds += time.process_time() - start

        setattr(module, name, counted)


def measure(root: Path) -> tuple[float, float]:
    """Freeze a project, and return the seconds of CPU that it took, and those for the index."""
    clock = Clock()
    for module, name in PARTS:
        clock.watch(module, name)
    project = Project.at(root, runs=False)
    start = time.process_time()
    for _ in freeze(project, live_app(project), Options()):
        pass
    return time.process_time() - start, clock.seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=OTHERS, help="other people's notes, added to ours")
    parser.add_argument("--notes", type=Path, help="measure these notes and no others")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if asked.notes:
            shutil.copytree(asked.notes, root / "content")
        else:
            lay_out(root, asked.corpora)
        notes = sorted((root / "content").rglob("*.md"))
        print(f"{len(notes)} notes; seconds of CPU, those of the index, and their share")
        for name in ("cold", "cold but for diagrams", "one note changed", "nothing changed"):
            if name == "cold but for diagrams":
                for kept in Project.at(root).cache.iterdir():
                    if kept.name != "diagramas":
                        shutil.rmtree(kept)
            elif name == "one note changed":
                notes[0].write_text(f"{notes[0].read_text('utf-8')}\n\nUna palabra más.\n", "utf-8")
            with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
                whole, index = fresh.submit(measure, root).result()
            print(f"{name:21} {whole:8.2f} {index:8.2f} {index / whole:7.1%}")


if __name__ == "__main__":
    main()
