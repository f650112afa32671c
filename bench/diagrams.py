"""What diagrams cost: seconds of CPU for each fence of Mermaid in some folders, and kilobytes of each image.

    python bench/diagrams.py content /path/to/notes [--against mermaidx]

Drawn in this process, without the one that a freeze keeps for it, so that nothing but drawing is counted.
``--against mermaidx`` draws all of it with that package too, if it is installed: mermaid.js in QuickJS.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mmdr

from escarcha.markup import read_info
from escarcha.mermaid.image import to_image
from escarcha.mermaid.settings import RULES, with_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Draw = Callable[[str], str]


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--against", choices=["mermaidx"])
    asked = parser.parse_args()
    found = [each for folder in asked.folders for each in fences(folder)]
    ways: dict[str, Draw] = {"Escarcha": draw}
    if asked.against:
        ways[asked.against] = other_way()
    for name, way in ways.items():
        way("graph LR\n  A --> B\n")  # what is loaded once is no diagram's
        report(name, way, found)


def fences(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of every fence of Mermaid."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a stranger's notes are read as strangers write them

    for file in sorted(folder.rglob("*.md")):
        for token in MarkdownIt().parse(file.read_text("utf-8", "replace")):
            if token.type == "fence" and read_info(token.info).language == "mermaid":
                yield f"{file.relative_to(folder)}:{(token.map or [0])[0] + 1}", token.content


def draw(source: str) -> str:
    """Draw as a freeze does."""
    return to_image(mmdr.render(with_settings(source, is_rich=True), backend="merman").svg(), RULES)


def other_way() -> Draw:
    """Return how mermaidx draws."""
    mermaidx: Any = importlib.import_module("mermaidx")
    config: dict[str, Any] = {"htmlLabels": False, "flowchart": {"htmlLabels": False}}
    return lambda source: str(mermaidx.render(source, theme="neutral", config=config).svg())


def report(name: str, way: Draw, found: list[tuple[str, str]]) -> None:
    """Print a line for each diagram, and one for all."""
    costs = []
    for place, source in found:
        start = time.process_time()
        try:
            size = f"{len(way(source)) / 1000:.1f} kB"
        except Exception as error:  # noqa: BLE001 - whatever an engine raises is its answer
            size = str(error).partition("\n")[0][:60]
        costs.append(time.process_time() - start)
        print(f"{name}  {costs[-1]:7.3f} s  {size:>9}  {place}")
    print(
        f"{name}: {len(costs)} diagrams, {sum(costs):.2f} s of CPU, "
        f"median {statistics.median(costs):.3f}, most {max(costs):.3f}"
    )


if __name__ == "__main__":
    main()
