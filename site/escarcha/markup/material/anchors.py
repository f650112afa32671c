"""The anchors that MkDocs gives headings, so that links to them still lead somewhere."""

from __future__ import annotations

from markdown.extensions.toc import slugify, slugify_unicode, unique


class MkdocsAnchors:
    """The anchors of the headings of one note, of which no two are alike."""

    def __init__(self) -> None:
        self._used: dict[str, set[str]] = {"ascii": set(), "unicode": set()}

    def of(self, text: str) -> tuple[str, str]:
        """Return the anchors of the next heading: Python-Markdown's, and with accents, as pymdownx has it.

        Args:
            text: of the heading.
        """
        return (
            str(unique(slugify(text, "-"), self._used["ascii"])),
            str(unique(slugify_unicode(text, "-"), self._used["unicode"])),
        )
