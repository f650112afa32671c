"""The size of an image behind its text, as Obsidian writes it: ``Un gato|300``, ``Un gato|300x200``."""

from __future__ import annotations

import re

_SIZE = re.compile(r"(\d{1,5})(?:x(\d{1,5}))?")


def split_size(text: str) -> tuple[str, dict[str, str]]:
    """Take the size off the text of an image.

    Args:
        text: that stands between the brackets; what comes behind its last bar may be a size.

    Returns:
        The text without it, and the attributes that say it; none where there is no size.
    """
    alternative, bar, last = text.rpartition("|")
    size = _SIZE.fullmatch(last.strip()) if bar else None
    if size is None:
        return text, {}
    height = {"height": size[2]} if size[2] else {}
    return alternative.strip(), {"width": size[1], **height}
