"""The note that the site grew from, sentence by sentence, corrected as ``docs/correcciones.md`` lists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = Path(__file__).with_name("seed.md")
CORRECTIONS = Path(__file__).parents[1] / "docs" / "correcciones.md"

_ROW = re.compile(r"^\| *(\d+) \| (.*?) \| (.*?) \| .*\|$", re.MULTILINE)
_OMITTED = " […], "
_BLOCK = re.compile(r"(?=<(?:p|li|h[1-6]|td|th|dt|dd|div|blockquote|figure|pre|br|summary)\b)")


def corrected() -> list[str]:
    """Return the lines of the note with every correction of the list made.

    Raises:
        ValueError: if the list names what does not stand on its line.
    """
    lines = SEED.read_text("utf-8").splitlines()
    # From the last to the first, as a correction may reach into the next line and join the two.
    for number, original, published in reversed(_ROW.findall(CORRECTIONS.read_text("utf-8"))):
        at = int(number) - 1
        # A table escapes asterisks; «[…]» leaves out what stays as it is.
        before, after = (text.replace("\\", "").split(_OMITTED) for text in (original, published))
        for old, new in zip(before, after, strict=True):
            here, changes = re.subn(
                re.escape(old).replace(r"\ ", r"\s"), new, "\n".join(lines[at : at + 2]), count=1
            )
            if not changes:
                raise ValueError(f"{CORRECTIONS.name}: line {number} does not say «{old}»")
            lines[at : at + 2] = here.split("\n")
    return lines


def sentences() -> list[str]:
    """Return every sentence, heading and item of the corrected note, as a reader sees it."""
    blocks: list[str] = []
    continues = False
    for line in corrected():
        mark = re.match(r"#+ |- ", line)
        text = re.sub(r"\*+", "", line[mark.end() :] if mark else line).strip()
        if mark or not continues:
            blocks.append(text)
        else:
            blocks[-1] += f" {text}"
        continues = not mark
    return [sentence for block in blocks for sentence in re.split(r"(?<=[.?!]) (?=[A-ZÁÉÍÓÚ¿¡])", block)]


def whereabouts(folder: Path) -> dict[str, str | None]:
    """Say of each sentence on which page of a frozen site it stands, if on any.

    Args:
        folder: the frozen site.
    """
    texts = dict(_texts(folder))
    return {
        sentence: next((place for place, text in texts.items() if sentence in text), None)
        for sentence in sentences()
    }


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*.html")):
        for node in LexborHTMLParser(file.read_bytes()).css("main article, main h1"):
            text = LexborHTMLParser(_BLOCK.sub("\n", node.html or "")).text()
            yield f"{file.relative_to(folder).as_posix()} {node.tag}", " ".join(text.split())
