"""The text of a note in small files, of which a browser fetches those that it shows an excerpt from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escarcha.search.shards import digest_of_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 2_000
"""Characters of a file: what an excerpt is taken from is little more than the excerpt."""

GOES_ON = "+"
"""What stands before the number of a section that the file before has begun."""

_NAME = 10
"""Letters of a name, which are 50 bits."""


class Texts(msgspec.Struct, frozen=True):
    """The text of a note by sections, cut into files.

    Args:
        name: what the files are called, but for their number; empty if there are none.
        files: in UTF-8, a line for each section, or part of one.
        starts: which section each of them begins with.
    """

    name: str = ""
    files: tuple[bytes, ...] = ()
    starts: tuple[str, ...] = ()

    @property
    def card(self) -> str:
        """What the card of the page says of them."""
        return " ".join([self.name, *self.starts]).strip()


NO_TEXTS = Texts()


def cut_texts(sections: Sequence[str]) -> Texts:
    """Cut the text of a note into files.

    Args:
        sections: the text of each, from the top of the page on.
    """
    files: list[list[str]] = []
    starts: list[str] = []
    size = 0
    for number, text in enumerate(sections):
        for at, part in enumerate(_parts(" ".join(text.split()))):
            if not files or size + len(part) > LONGEST:
                files.append([])
                starts.append(f"{GOES_ON if at else ''}{number}")
                size = 0
            files[-1].append(part)
            size += len(part)
    if not any(map(any, files)):
        return NO_TEXTS
    written = tuple("\n".join(lines).encode("utf-8", "replace") for lines in files)
    return Texts(digest_of_file(b"\n\n".join(written))[:_NAME], written, tuple(starts))


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts that fit into a file, cut between words where there are any."""
    while len(text) > LONGEST:
        at = text.rfind(" ", LONGEST // 2, LONGEST)
        at = at if at > 0 else LONGEST
        yield text[:at]
        text = text[at:].lstrip()
    yield text
