"""Where in a text an address is written, told while the text is read."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Kind(enum.Enum):
    """In which way something is referred to."""

    LINK = "link"
    """Of a link or an image: ``[texto](destino)``."""

    DEFINITION = "definition"
    """Of a reference: ``[nombre]: destino``."""

    WIKILINK = "wikilink"
    """``[[nota#sección]]``: the name alone, without section and text."""

    HTML = "html"
    """The value of an attribute."""

    INCLUDE = "include"
    """The file that a block of code shows."""

    BARE = "bare"
    """An address that stands in the text as it is."""

    WIKITEXT = "wikitext"
    """``[[nota#sección|texto]]``: all of it."""

    HIDDEN = "hidden"
    """A comment."""


class Spot(NamedTuple):
    """A place in a text.

    Args:
        kind: of what is written there; raw HTML is a whole tag.
        start: where it begins.
        stop: where it ends.
        address: without escapes; empty for raw HTML.
        text: of a whole wikilink, what readers see; an image has a ``!`` before it.
    """

    kind: Kind
    start: int
    stop: int
    address: str
    text: str = ""
