"""Raw HTML as GitHub would let it through: markup stays, whatever runs or loads a stranger's page goes.

The work is ammonia's, by way of nh3 (https://nh3.readthedocs.io); here is what is allowed.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING

import nh3

from escarcha.markup.lines import LINE, line_of
from escarcha.problems import Code, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.markup.lines import LocatedText

_MEDIA = {"src", "srcset", "sizes", "media", "type", "width", "height", "loading", "decoding"}
_PLAYER = {"src", "poster", "controls", "width", "height", "muted", "loop", "playsinline", "preload"}
_CELL = {"align", "colspan", "rowspan", "headers", "scope"}

# Landmarks are the page's own: with a second <main> or <article> nobody could find their way.
TAGS = frozenset(nh3.ALLOWED_TAGS) - {"article", "footer", "header", "hgroup", "main", "nav"} | {
    *("address", "audio", "big", "font", "input", "label", "picture", "section", "source", "tfoot"),
    *("track", "video"),
}

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"align", "class", "dir", "id", "lang", "role", "tabindex", "title", "translate"},
    "a": {"download", "href", "hreflang", "name", "rel"},
    "audio": _PLAYER,
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"name", "open"},
    "img": _MEDIA | {"alt"},
    "input": {"checked", "disabled", "type"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "source": _MEDIA,
    "td": _CELL,
    "th": _CELL,
    "time": {"datetime"},
    "track": {"default", "kind", "label", "src", "srclang"},
    "video": _PLAYER,
}

SCHEMES = frozenset(
    ["data", "ftp", "geo", "http", "https", "irc", "ircs", "magnet", "mailto", "sms", "tel", "xmpp"]
)

_DROPPED = frozenset(["script", "style"])
"""Elements that go with all that is in them."""

_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(_DROPPED),
    attributes=_ATTRIBUTES,
    generic_attribute_prefixes={"aria-", "data-", LINE},
    link_rel=None,
    url_schemes=set(SCHEMES),
)

_RAW_TEXT = re.compile(
    r"<(title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)\b", re.IGNORECASE
)
"""Elements in which HTML is text: https://html.spec.whatwg.org/multipage/parsing.html#parsing-html-fragments"""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
"""Elements that nothing closes: https://html.spec.whatwg.org/multipage/syntax.html#void-elements"""

_OPENING_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


_MISSED = frozenset(
    [
        *("applet", "base", "button", "canvas", "dialog", "embed", "form", "frame", "iframe", "link", "math"),
        *("meta", "object", "script", "select", "style", "svg", "textarea"),
    ]
)
"""Elements whose loss a reader would notice. Of others only the tags go, and the text stays."""


def show_unclosed(html: str) -> str:
    """Make text of the tags that would swallow the rest of the note, since nothing closes them.

    GitHub shows them as text too: https://github.github.com/gfm/#disallowed-raw-html-extension-
    """
    if not _RAW_TEXT.search(html):
        return html
    lower = html.lower()
    closed = {tag: lower.rfind(f"</{tag}") for tag in map(str.lower, _RAW_TEXT.findall(html))}

    def show(tag: re.Match[str]) -> str:
        return tag[0] if closed[tag[1].lower()] > tag.start() else f"&lt;{tag[1]}"

    return _RAW_TEXT.sub(show, html)


_NAMELESS = re.compile(r'<img(?!(?: [^ "=>]+="[^"]*")*? alt=)')
"""As ammonia writes it: every attribute has a value, in quotation marks."""


_OBSOLETE = {
    "acronym": "abbr",
    "big": "span",
    "center": 'div align="center"',
    "font": "span",
    "strike": "s",
    "tt": "code",
}
_OBSOLETE_TAG = re.compile(rf"<(/?)({'|'.join(_OBSOLETE)})\b")
"""As ammonia writes it: in small letters."""


def _renew(tag: re.Match[str]) -> str:
    name = _OBSOLETE[tag[2]]
    return f"</{name.partition(' ')[0]}" if tag[1] else f"<{name}"


def sanitise(html: str) -> str:
    """Take out of some HTML whatever is not allowed; the text of unknown elements stays.

    Elements that the standard has given up become what it has in their place
    (https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features).

    An image without ``alt`` gets an empty one, as one of Markdown's has: the standard wants it, and readers'
    programs would read out the file's name (https://html.spec.whatwg.org/multipage/images.html#alt).
    """
    clean = _NAMELESS.sub('<img alt=""', str(_CLEANER.clean(_rename_swallowed(html))))
    return _OBSOLETE_TAG.sub(_renew, clean)


def _rename_swallowed(html: str) -> str:
    """Rename elements of an author's own that ammonia takes, by their name, for MathML's or SVG's.

    Outside of those two it drops them with their text: a component called ``<Card>``, or ``<Text>`` in a
    sentence, would take the rest of the note along.
    """
    names = {name.lower() for _, name in _TAG.findall(html)} - TAGS - _DROPPED
    swallowed = set(filter(_is_swallowed, names))
    if not swallowed:
        return html
    return _TAG.sub(lambda tag: f"<{tag[1]}x-{tag[2]}" if tag[2].lower() in swallowed else tag[0], html)


@functools.lru_cache(maxsize=1024)
def _is_swallowed(name: str) -> bool:
    return not _CLEANER.clean(f"<{name}>a</{name}>")


MAX_DEPTH = 1000
"""Elements inside one another; browsers stop at 512, and parsing takes time in the square of the depth."""


def is_too_deep(html: str) -> bool:
    """Tell whether some HTML has more than ``MAX_DEPTH`` elements open somewhere."""
    opened: Counter[str] = Counter()
    depth = 0
    for slash, name in _TAG.findall(html):
        tag = name.lower()
        if tag in _VOID:
            continue
        if not slash:
            opened[tag] += 1
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif opened[tag]:
            opened[tag] -= 1
            depth -= 1
    return False


def removed(html: str, raw_html: Iterable[LocatedText]) -> list[Remark]:
    """Tell which elements ``sanitise`` takes out that somebody would miss, each kind once.

    Args:
        html: of the note, before it is sanitised.
        raw_html: the pieces of it that the author has written, which know their lines.
    """
    missed = {name.lower() for name in _OPENING_TAG.findall(html)} & _MISSED
    found: dict[str, int] = {}
    for piece in raw_html if missed else ():
        for tag in _OPENING_TAG.finditer(piece):
            if tag[1].lower() in missed:
                found.setdefault(tag[1].lower(), line_of(tag))
    remedy = 'Quítalo, o pon html = "trusted" en site.toml si todas las notas son tuyas.'
    return [
        Remark(Code.HTML_REMOVED, line, f"el HTML <{name}> no se publica.", remedy)
        for name, line in sorted(found.items())
    ]


def is_safe_address(address: str, tag: str) -> bool:
    """Tell whether an address with a scheme may stand in a link or, for ``data:``, in an image."""
    scheme = _SCHEME.match(address)
    if scheme is None:
        return True
    name = scheme[1].lower()
    return name in SCHEMES and (name != "data" or (tag == "img" and address[5:].startswith("image/")))
