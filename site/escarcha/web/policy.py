"""The Content-Security-Policy of a site: what of other servers its pages may load, and no more.

It is made of what the heads of its pages load, where an author's templates put their scripts, fonts and
counters, so that nobody has to keep the two alike: https://www.w3.org/TR/CSP3/. Notes may ask for nothing but
images, sounds and videos, if the settings say so; and for anything if their HTML is trusted.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from escarcha.config import Settings

_PLAIN = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "media-src": ("'self'",),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "manifest-src": ("'self'",),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
    "frame-ancestors": ("'none'",),
}
"""What a page needs that is the theme's alone."""

WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""That of the script in which examples run: a worker has its own, and pages keep theirs.

https://www.w3.org/TR/CSP3/#initialize-global-object-csp and https://www.w3.org/TR/CSP3/#source-list-valid-directives
"""

_SOURCES = {
    "script": ("script-src", "connect-src"),
    "img": ("img-src",),
    "video": ("media-src",),
    "audio": ("media-src",),
    "source": ("media-src", "img-src"),
    "iframe": ("frame-src",),
}
_LINKS = {
    "stylesheet": ("style-src", "font-src"),
    "preconnect": ("img-src", "media-src", "font-src", "connect-src"),
}
"""Which directives an element, or a kind of link, opens to the server that it names."""

_INLINE = {"script": "script-src", "style": "style-src"}
_IS_CODE = re.compile(r"|module|text/css|text/javascript|application/javascript|importmap", re.IGNORECASE)

_EVERYWHERE = ", ".join(["link", "style", *_SOURCES])
_IN_HEAD = ", ".join(f"head {each}" for each in ("link", "style", "script"))
_MEDIA = ("img", "video", "audio", "source")

Loads = frozenset[tuple[str, str]]
"""What is loaded from elsewhere, or stands inline: each a directive and a source."""


def policy(loads: Loads = frozenset()) -> str:
    """Return the policy that lets through what pages load."""
    found = {name: list(values) for name, values in _PLAIN.items()}
    for directive, source in sorted(loads):
        found.setdefault(directive, []).append(source)
    return "; ".join(" ".join([name, *values]) for name, values in found.items())


def foreign_media(page: LexborHTMLParser) -> dict[str, Loads]:
    """Return the images, sounds and videos of other servers that a page shows: address → what that takes."""
    found: dict[str, Loads] = {}
    for node in page.css(", ".join(_MEDIA)):
        given, tag = node.attributes, str(node.tag)
        sources = [part.strip().split(" ")[0] for part in (given.get("srcset") or "").split(",")]
        shown = [(address, _SOURCES[tag]) for address in (given.get("src"), *sources)]
        for address, directives in [*shown, (given.get("poster"), _SOURCES["img"])]:
            if address and (opened := _opened(directives, address)):
                found[address] = frozenset(opened)
    return found


def loads_of(page: LexborHTMLParser, settings: Settings) -> Loads:
    """Return what a page loads from other servers, and what stands inline in it.

    Args:
        page: the whole of it.
        settings: of the site, which say what of its body counts as well as its head.
    """
    is_trusted = settings.html == "trusted"
    found: set[tuple[str, str]] = set()
    if is_trusted or settings.images != "block":
        found.update(*foreign_media(page).values())
    for node in page.css(_EVERYWHERE if is_trusted else _IN_HEAD):
        tag, given = str(node.tag), {name: value or "" for name, value in node.attributes.items()}
        if tag == "link":
            for kind in given.get("rel", "").lower().split():
                found |= _opened(_LINKS.get(kind, ()), given.get("href", ""))
            continue
        found |= _opened(_SOURCES.get(tag, ()), given.get("src", ""))
        if tag == "script":
            # By such attributes scripts of others are told where to send what they have counted.
            for name, value in given.items():
                found |= _opened(("connect-src", "img-src"), value) if name.startswith("data-") else set()
        if tag in _INLINE and "src" not in given and _IS_CODE.fullmatch(given.get("type", "")):
            found.add((_INLINE[tag], _hash(node.text())))
    return frozenset(found)


def _opened(directives: tuple[str, ...], address: str) -> set[tuple[str, str]]:
    parts = urlsplit(address)
    if parts.scheme not in {"", "http", "https"} or not re.fullmatch(r"[\w.:-]+", parts.netloc):
        return set()
    return {(directive, f"{parts.scheme or 'https'}://{parts.netloc}") for directive in directives}


def _hash(text: str) -> str:
    """Name what stands inline, so that nothing else may stand there."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
