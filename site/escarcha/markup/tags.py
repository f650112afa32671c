"""Tags in a line, as Obsidian reads them: ``#flask``, ``#curso/2026``.

https://help.obsidian.md/tags: letters, digits, ``_``, ``-`` and ``/``, at least one of which is no digit,
behind a blank. They stay where they are; what they are is told beside the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor

if TYPE_CHECKING:
    import re

    import markdown

_TAG = r"(?<!\S)#(?!\d+(?![\w/-]))(?P<tag>[\w/-]*[\w-])"


class _Tag(InlineProcessor):
    """Remembers the tags of a note."""

    ANCESTOR_EXCLUDES = ("a",)
    needs = "#"

    def __init__(self, made: markdown.Markdown, found: list[str]) -> None:
        super().__init__(_TAG, made)
        self._found = found

    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[None, None, None]:  # type: ignore[override]  # as InlineProcessor has it
        """Leave the text as it is."""
        self._found.append(m["tag"])
        return None, None, None


def add_tags(made: markdown.Markdown, found: list[str]) -> None:
    """Have a Markdown instance remember tags; last of all, when code, links and addresses are none any more.

    Args:
        made: the instance.
        found: takes up the tags, in the order in which the text is read.
    """
    made.inlinePatterns.register(_Tag(made, found), "tag", 5)
