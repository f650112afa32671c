"""Images, sounds and videos of other hosts that a note shows."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TAG = re.compile(r"<(?:img|source|video|audio)\b[^<>]*>")
_ADDRESS = re.compile(r'(?<=\s)(?P<before>(?:src|poster)=")(?P<address>(?:https?:)?//[^"]+)')


def foreign_addresses(text: str) -> tuple[str, ...]:
    """Return the addresses of what the HTML of a note shows of other hosts, each once."""
    tags = _TAG.findall(text) if "//" in text else ()
    found = (html.unescape(each["address"]) for tag in tags for each in _ADDRESS.finditer(tag))
    return tuple(dict.fromkeys(found))


def replace_foreign(text: str, replace: Callable[[str], str | None]) -> str:
    """Return the HTML of a note with other addresses of what it shows of other hosts.

    Args:
        text: the HTML.
        replace: returns what stands in the place of an address; None if it stays.
    """

    def replaced(found: re.Match[str]) -> str:
        return found["before"] + (replace(html.unescape(found["address"])) or found["address"])

    return _TAG.sub(lambda tag: _ADDRESS.sub(replaced, tag[0]), text)
