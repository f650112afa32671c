"""Files that a page brings along: what an Example answered with, and the Example itself to take home.

Their names begin with ``_``, as those of notes and media never do, so no address is wanted twice.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

FRAME_SHEET = "vista"
"""The kind of the style sheets of framed answers."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is published below its page.

    Args:
        name: ``_respuesta-1.png``; its suffix says what it is.
        content: its bytes.
    """

    name: str
    content: bytes


@dataclass(slots=True)
class Attachments:
    """Gathers the files of one page.

    Args:
        folder: the page's address, as links to the files begin.
    """

    folder: str
    files: list[Attachment] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    @property
    def page_name(self) -> str:
        """The last part of the page's address; empty for the front page."""
        return self.folder.strip("/").rpartition("/")[2]

    def count(self, kind: str) -> int:
        """Return how many files of a kind there are so far."""
        return self._counts[kind]

    def add(self, kind: str, suffix: str, content: bytes) -> str:
        """Take up a file; return the link to it.

        Args:
            kind: what its name begins with; files of a kind are counted.
            suffix: with its dot.
            content: its bytes.
        """
        self._counts[kind] += 1
        name = f"_{kind}-{self._counts[kind]}{suffix}"
        self.files.append(Attachment(name, content))
        return f"{self.folder}{name}"
