"""What it costs to colour the code blocks of notes, and what it would cost with Pygments alone.

Both make the same HTML of every block, or the program ends with an error. For each language: its blocks and
their characters, the milliseconds of CPU that Pygments alone takes for all of them and those that we take (in
turn, the least of some passes each), their ratio, and by how much our first pass is longer than the others.

    python bench/lexing.py [FOLDER ...]
"""

from __future__ import annotations

import argparse
import functools
import gc
import re
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexer import ExtendedRegexLexer, RegexLexer

from escarcha.highlighting.colours import _LOOKS, PLAIN, _lexer, highlight, too_long
from escarcha.markup import read_info

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pygments.token import _TokenType

PASSES = 7
_FENCE = re.compile(r"^([ >]*)(`{3,})([^\n`]*)\n(.*?\n)^\1\2`*$", re.DOTALL | re.MULTILINE)
_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)


def blocks_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Find the code blocks of notes whose language has a lexer: language and code."""
    for file in sorted(folder.rglob("*.md")):
        for _, _, info, code in _FENCE.findall(file.read_text("utf-8")):
            language = read_info(info).language.lower()
            if language not in PLAIN and _lexer(language):
                yield language, code


@contextmanager
def pygments_alone() -> Iterator[None]:
    """Let Pygments try all rules, as without us."""
    replaced = (RegexLexer, ExtendedRegexLexer)
    ours = [each.get_tokens_unprocessed for each in replaced]
    for each, function in zip(replaced, ours, strict=True):
        each.get_tokens_unprocessed = function.__wrapped__  # type: ignore[attr-defined, method-assign]
    try:
        yield
    finally:
        for each, function in zip(replaced, ours, strict=True):
            each.get_tokens_unprocessed = function  # type: ignore[method-assign]


def highlight_alone(code: str, language: str) -> str:
    """Colour code as Pygments does it, in our dozen of colours."""
    lexer = _lexer(language)
    if lexer is None or too_long(code):
        return highlight(code, language)
    with pygments_alone():
        tokens = ((_look(kind), text) for kind, text in lexer.get_tokens(code))
        return str(pygments.format(tokens, _FORMATTER))


@functools.cache
def _look(kind: _TokenType) -> _TokenType:
    return _LOOKS[kind] if kind in _LOOKS else _look(kind.parent)


def seconds(draw: Callable[[str, str], str], language: str, codes: list[str]) -> float:
    """Return the seconds of CPU for colouring code."""
    start = time.process_time()
    for code in codes:
        draw(code, language)
    return time.process_time() - start


def main() -> None:
    """Measure, and print a line for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("content")], metavar="FOLDER")
    by_language = defaultdict(list)
    for folder in parser.parse_args().folders:
        for language, code in blocks_of(folder):
            by_language[language].append(code)
    gc.disable()  # what it finds is not ours alone
    print(f"{'language':14}{'blocks':>7}{'chars':>9}{'Pygments':>10}{'ours':>8}{'ratio':>7}{'first':>8}")
    totals = [0.0] * 5
    for language, codes in sorted(by_language.items(), key=lambda entry: -len("".join(entry[1]))):
        first = seconds(highlight, language, codes)
        if any(highlight(code, language) != highlight_alone(code, language) for code in codes):
            raise SystemExit(f"{language}: another HTML than that of Pygments")
        passes = [
            (seconds(highlight_alone, language, codes), seconds(highlight, language, codes))
            for _ in range(PASSES)
        ]
        alone, ours = map(min, zip(*passes, strict=True))
        figures = [len(codes), sum(map(len, codes)), alone * 1000, ours * 1000, (first - ours) * 1000]
        totals = [total + figure for total, figure in zip(totals, figures, strict=True)]
        print_line(language, figures)
    print_line("all", totals)


def print_line(name: str, figures: list[float]) -> None:
    """Print a line of the table."""
    blocks, characters, alone, ours, first = figures
    print(f"{name:14}{blocks:7.0f}{characters:9.0f}{alone:10.1f}{ours:8.1f}{ours / alone:7.2f}{first:+8.1f}")


if __name__ == "__main__":
    main()
