"""The anchors that MkDocs gives headings, so that links to them still lead somewhere."""

from __future__ import annotations

from markdown.extensions.toc import slugify, unique


def mkdocs_anchor(text: str, used: set[str]) -> str:
    """Return the anchor that MkDocs gives a heading, as Python-Markdown makes it.

    Args:
        text: of the heading.
        used: the anchors of those before it, to which this one is added.
    """
    return str(unique(slugify(text, "-"), used))
