"""The copies that stand in the place of images, sounds and videos of other hosts."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

from escarcha.notes.source import COPIES
from escarcha.rendering.foreign_media import replace_foreign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.notes import Site


def copy_name(address: str) -> str:
    """Name the copy of what is at an address, without the ending that says of which kind it is."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def copies_of(addresses: Iterable[str], site: Site) -> list[str]:
    """Return the addresses of the copies that a site has of what is at some of other hosts."""
    copies = _copies(site)
    return [copies[name] for name in map(copy_name, addresses if copies else ()) if name in copies]


def with_copies(text: str, site: Site) -> str:
    """Have the HTML of a note show copies, where the site has them."""
    copies = _copies(site)

    def copy_at(address: str) -> str | None:
        url = copies.get(copy_name(address))
        return site.href(url) if url else None

    return replace_foreign(text, copy_at) if copies else text


@functools.lru_cache(maxsize=2)
def _copies(site: Site) -> dict[str, str]:
    """Return where the copies of a site are, by their names without endings."""
    if site.settings.images != "copy":
        return {}
    return {media.path.stem: media.url for media in site.media.values() if media.path.parent == COPIES}
