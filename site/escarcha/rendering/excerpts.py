"""Which lines of an included file are shown: all of them, a range, or a region that its comments name.

A region begins and ends with a line that says so, in any of these manners, and these lines are never shown:

    # region vista                # endregion                 as editors fold them
    # --8<-- [start:vista]        # --8<-- [end:vista]        as pymdownx has it
    // ANCHOR: vista              // ANCHOR_END: vista        as mdBook has it
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from escarcha.notes.inclusions import Inclusion

_OPENS = re.compile(r"(?:#?\b(?:doc)?region|--8<--\s*\[start:|ANCHOR:)\s*(?P<name>[\w-]+)\s*\]?[\s*/>-]*$")
_CLOSES = re.compile(
    r"(?:#?\bend(?:doc)?region|--8<--\s*\[end:|ANCHOR_END:)[ \t]*(?P<name>[\w-]*)\s*\]?[\s*/>-]*$"
)
_RANGE = re.compile(r"(?P<first>\d*)(?P<dash>-?)(?P<last>\d*)")


class ExcerptError(ValueError):
    """A range or region that the file does not have; the message is Spanish."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some lines of a file.

    Args:
        code: without the indent they share; ends in a line feed unless empty.
        first_line: the number of the first, from 1.
    """

    code: str
    first_line: int


def cut(file: Inclusion, *, lines: str = "", region: str = "") -> Excerpt:
    """Take lines out of a text.

    Args:
        file: the whole.
        lines: ``3-10``, ``3-``, ``-10`` or ``3``; empty for all.
        region: the name of a region; empty for the whole file.

    Raises:
        ExcerptError: if there are no such lines, or no such file.
    """
    if file.missing:
        raise ExcerptError(file.missing)
    every = file.text.removesuffix("\n").split("\n")
    first, last = _find_region(every, region) if region else (0, len(every))
    if lines:
        first, last = _find_range(lines, first, last)
    shown = [line for line in every[first:last] if not (_OPENS.search(line) or _CLOSES.search(line))]
    code = textwrap.dedent("\n".join(shown)).strip("\n")
    return Excerpt(f"{code}\n" if code else "", first + 1)


def _find_region(every: list[str], name: str) -> tuple[int, int]:
    """Return the first line of a region and the one after its last, from 0."""
    open_regions: list[tuple[str, int]] = []
    for number, line in enumerate(every):
        if found := _CLOSES.search(line):
            while open_regions:
                closed, start = open_regions.pop()
                if closed == name and found["name"] in {"", name}:
                    return start, number
                if found["name"] in {"", closed}:
                    break
        elif found := _OPENS.search(line):
            open_regions.append((found["name"], number + 1))
    started = next((start for opened, start in open_regions if opened == name), None)
    if started is None:
        raise ExcerptError(f"no tiene la región «{name}»")
    raise ExcerptError(f"no cierra la región «{name}»")


def _find_range(lines: str, first: int, last: int) -> tuple[int, int]:
    found = _RANGE.fullmatch(lines.strip())
    if not found or not (found["first"] or found["last"]):
        raise ExcerptError(f"se muestra en parte, y «{lines}» no es un tramo de líneas como «3-10»")
    start = first + int(found["first"] or 1) - 1
    stop = first + int(found["last"]) if found["last"] else last if found["dash"] else start + 1
    if not first <= start < stop <= last:
        raise ExcerptError(f"no tiene las líneas «{lines}»: tiene {last - first}")
    return start, stop
