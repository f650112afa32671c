"""Python-Markdown's inline patterns, brought nearer to CommonMark, and bounded.

https://spec.commonmark.org/0.31.2/#inlines
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
    SubstituteTagInlineProcessor,
)

if TYPE_CHECKING:
    import markdown

MAX_BRACKETS = 20
"""Brackets inside the text of a link; more of them are an accident or an attack."""

_BRACKET = re.compile(r"[\[\]]")


class _BoundedText(LinkInlineProcessor):
    """A link whose text is looked for no further than it can reach.

    Python-Markdown reads on to the end of the paragraph after every ``[``: seconds for a few thousand of
    them. Here the search ends where no ``]`` is left, or where too many brackets are open.
    """

    _data = ""
    _last = -1

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - Python-Markdown's name
        """Return the text after an opening bracket, where it ends, and whether it ends at all."""
        if data is not self._data:
            self._data, self._last = data, data.rfind("]")
        depth = 1
        if self._last >= index:
            for bracket in _BRACKET.finditer(data, index):
                depth += 1 if bracket[0] == "[" else -1
                if depth == 0:
                    return data[index : bracket.start()], bracket.end(), True
                if depth > MAX_BRACKETS:
                    break
        return "", index, False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - the same
        """Return address, title, end and success of what follows the text; without ``)`` there is none."""
        if data.find(")", index) < 0:
            return "", None, index, False
        return super().getLink(data, index)


class _Link(_BoundedText, LinkInlineProcessor):
    pass


class _Image(_BoundedText, ImageInlineProcessor):
    pass


class _Reference(_BoundedText, ReferenceInlineProcessor):
    # Without the blank that Markdown once allowed between the two pairs of brackets.
    RE_LINK = re.compile(r"\[([^\]]*)\]", re.DOTALL)


class _ImageReference(_BoundedText, ImageReferenceInlineProcessor):
    RE_LINK = _Reference.RE_LINK


class _ShortReference(_BoundedText, ShortReferenceInlineProcessor):
    pass


class _ShortImageReference(_BoundedText, ShortImageReferenceInlineProcessor):
    pass


def refine_inline(made: markdown.Markdown) -> None:
    """Change the inline patterns of a Markdown instance; names and priorities are Python-Markdown's own."""
    for pattern, name, priority in (
        (_Reference(LINK_RE, made), "reference", 170),
        (_Link(LINK_RE, made), "link", 160),
        (_Image(IMAGE_LINK_RE, made), "image_link", 150),
        (_ImageReference(IMAGE_LINK_RE, made), "image_reference", 140),
        (_ShortReference(LINK_RE, made), "short_reference", 130),
        (_ShortImageReference(IMAGE_LINK_RE, made), "short_image_ref", 125),
    ):
        made.inlinePatterns.register(pattern, name, priority)
    # Every ASCII sign can be escaped, and so can the end of a line.
    made.ESCAPED_CHARS = list(string.punctuation)
    made.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "escaped_break", 185)
