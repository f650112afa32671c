"""Images, sounds and videos of other hosts, and the copies that stand in their place."""

from __future__ import annotations

import functools
import hashlib
import html
import re
from typing import TYPE_CHECKING

from escarcha.notes.source import COPIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escarcha.notes import Site

_TAG = re.compile(r"<(?:img|source|video|audio)\b[^<>]*>")
_ADDRESS = re.compile(r'(?<=\s)(?P<before>(?:src|poster)=")(?P<address>(?:https?:)?//[^"]+)')


def foreign_addresses(text: str) -> Iterator[str]:
    """Yield the addresses of what the HTML of a note shows of other hosts."""
    for tag in _TAG.findall(text):
        for found in _ADDRESS.finditer(tag):
            yield html.unescape(found["address"])


def copy_name(address: str) -> str:
    """Name the copy of what is at an address, without the ending that says of which kind it is."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def copies_in(parts: Iterable[str], site: Site) -> list[str]:
    """Return the addresses of the copies that a site has of what the HTML of a note shows of other hosts."""
    copies = _copies(site)
    names = map(copy_name, foreign_addresses("".join(parts))) if copies else ()
    return [copies[name] for name in names if name in copies]


def with_copies(text: str, site: Site) -> str:
    """Have the HTML of a note show copies, where the site has them."""
    copies = _copies(site)

    def replaced(found: re.Match[str]) -> str:
        url = copies.get(copy_name(html.unescape(found["address"])))
        return found["before"] + (site.href(url) if url else found["address"])

    return _TAG.sub(lambda tag: _ADDRESS.sub(replaced, tag[0]), text) if copies else text


@functools.lru_cache(maxsize=2)
def _copies(site: Site) -> dict[str, str]:
    """Return where the copies of a site are, by their names without endings."""
    if site.settings.images != "copy":
        return {}
    return {media.path.stem: media.url for media in site.media.values() if media.path.parent == COPIES}
