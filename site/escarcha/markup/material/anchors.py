"""The anchors that MkDocs gives headings, so that links to them still lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.extensions.toc import slugify, slugify_unicode, unique
from pymdownx import slugs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class MkdocsAnchors:
    """The anchors of the headings of one note, of which no two are alike.

    Args:
        case: what pymdownx does to capitals: ``lower``, ``lower-ascii``, ``fold`` or ``none``
            (https://facelessuser.github.io/pymdown-extensions/extras/slugs/). An anchor that it writes with
            percent signs is the same to browsers.
    """

    def __init__(self, case: str) -> None:
        ways: tuple[Callable[[str, str], str], ...] = (slugify, slugify_unicode, slugs.slugify(case=case))
        self._ways = [(way, set[str]()) for way in ways]

    def of(self, text: str) -> Iterator[str]:
        """Yield the anchors of the next heading: Python-Markdown's, in ASCII and not, and pymdownx's.

        Args:
            text: of the heading.
        """
        for way, used in self._ways:
            yield str(unique(way(text, "-"), used))
