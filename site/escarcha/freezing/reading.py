"""What is to be known of a frozen page: its ids, its links, and what it loads."""

from __future__ import annotations

import functools
import re
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from escarcha.config import Settings
from escarcha.freezing.manifest import FrozenPage
from escarcha.web.policy import foreign_media, loads_of

_DEFAULTS = Settings()

OUTSIDE = "/.."
"""What addresses begin with that are none of the site, where those of the app around it are known."""

_ATTRIBUTES = ("href", "src", "poster", "data")
_REFERENCES = ", ".join(f"[{name}]" for name in _ATTRIBUTES) + ", [srcset]"


def read_page(
    url: str, html: bytes, base: str, settings: Settings = _DEFAULTS, *, has_around: bool = False
) -> FrozenPage:
    """Return what the checks want to know of a page.

    Args:
        url: of the page, from the root of the site.
        html: as it is published.
        base: the path below which the site stands on its host, or nothing.
        settings: of the site, which say what its notes may load.
        has_around: whether what is not below ``base`` is known as well.
    """
    tree = LexborHTMLParser(html)
    ids = tuple(value for node in tree.css("[id]") if (value := node.attrs.get("id")))
    names = frozenset(value for node in tree.css("a[name]") if (value := node.attrs.get("name")))
    links = set()
    for node in tree.css(_REFERENCES):
        given, tag = node.attributes, str(node.tag)
        if tag == "link" and given.get("rel") in {"canonical", "alternate"}:
            continue
        values = [value for name in _ATTRIBUTES if (value := given.get(name))]
        if sources := given.get("srcset"):
            values += [part.strip().split(" ")[0] for part in sources.split(",")]
        for value in values:
            if inside := inside_of(value, base, has_around=has_around):
                links.add((inside[0] or url, inside[1], tag))
    headings = (node.attrs.get("id") for node in tree.css("h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]"))
    anchors = tuple(name for name in headings if name and ":" not in name)  # which those of the page have
    return FrozenPage(
        url,
        ids,
        names,
        tuple(sorted(links)),
        loads=loads_of(tree, settings),
        headings=anchors,
        foreign=frozenset(foreign_media(tree)),
    )


@functools.lru_cache(maxsize=20_000)
def inside_of(value: str, base: str, *, has_around: bool = False) -> tuple[str, str] | None:
    """Split a reference into address and anchor, or return None if it leaves the site.

    The address is empty where the reference stays on its page; it begins with ``/..`` where it leads to what
    lies around the site.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", value):
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return value, ""
    path = unquote(parts.path)
    if not path:
        return "", unquote(parts.fragment)
    if base and (path == base or path.startswith(f"{base}/")):
        path = path[len(base) :] or "/"
    elif has_around and base and path.startswith("/"):
        path = f"{OUTSIDE}{path}"
    return path, unquote(parts.fragment)
