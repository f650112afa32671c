"""From a note's HTML to its Fragment: one pass over the parsed tree.

Parsing and writing the HTML anew also closes whatever raw HTML in the note left open, so that no note
can break the page around it.
"""

from __future__ import annotations

import bisect
import functools
import html as html_module
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from escarcha.problems import printable
from escarcha.rendering.attributes import apply_attribute_lists
from escarcha.rendering.fragment import Fragment, Link
from escarcha.rendering.furniture import furnish
from escarcha.rendering.headings import anchor_headings
from escarcha.rendering.links import is_internal, legal
from escarcha.rendering.passages import read_passages
from escarcha.rendering.sanitiser import is_safe_address
from escarcha.rendering.wikilinks import MARKER
from escarcha.search import pack_extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selectolax.lexbor import LexborNode

    from escarcha.notes.remark import Remark
    from escarcha.rendering.figures import Figures

SUMMARY_LENGTH = 160
"""Characters of a meta description that search engines show."""

_GAP = "\ufdd0"
"""A noncharacter, which the Renderer has taken out of the text; see ``dialect.py``."""

_PLAINTEXT = re.compile(r"(</?)plaintext\b", re.IGNORECASE)
"""The one element that cannot be closed: it would swallow the rest of the page."""

_CODE = re.compile(
    r"^[ \t>]*(`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^[ \t>]*\1|\Z)|(?<!`)(`+)(?!`)[^`].{0,500}?(?<!`)\2(?!`)",
    re.MULTILINE | re.DOTALL,
)
_OPENS_TARGET = re.compile(r"(?:[(<\"'=]|\]:[ \t]*)\Z")
_MAY_PRECEDE = re.compile(r"[:,\s]\Z")
_MAY_FOLLOW = frozenset(["", *")>\"', \t\n"])
_REFERENCES = {
    "href": "a[href], area[href], link[href]",
    "src": "img[src], source[src], video[src], audio[src], track[src], embed[src], iframe[src], script[src]",
    "poster": "video[poster]",
    "data": "object[data]",
}


def finish(
    html: str, body: str, remarks: tuple[Remark, ...], figures: Figures, *, trusts_html: bool = False
) -> Fragment:
    """Make a Fragment of the HTML that Markdown has written.

    Args:
        html: of the whole note.
        body: the text it came from, where links are looked up to learn their lines.
        remarks: what is known to be wrong so far.
        figures: that draw captions and tabs.
        trusts_html: whether addresses may run code.
    """
    tree = LexborHTMLParser(_PLAINTEXT.sub(r"\1pre", html), is_fragment=True)
    if "{" in html:
        apply_attribute_lists(tree)
    furnish(tree, figures)  # first, as figures may bring headings
    headings = anchor_headings(tree)
    for cell in tree.css("th[align], td[align]"):
        # The attribute is obsolete and a style would be blocked by a strict Content-Security-Policy.
        cell.attrs["class"] = f"align-{cell.attrs['align']}"
        del cell.attrs["align"]
    targets = list(_open_gaps(tree, trusts_html=trusts_html))
    parts = (tree.html or "").split(_GAP)
    passages = read_passages(tree)
    opening = headings[0].level if headings and not passages[0].length else 0
    return Fragment(
        parts=tuple(parts),
        links=tuple(_with_lines(targets, body)),
        headings=headings,
        summary=_summary(tree),
        remarks=remarks,
        opening=opening,
        extract=pack_extract(passages, [heading.text for heading in headings], is_opened=opening == 1),
    )


def _open_gaps(tree: LexborHTMLParser, *, trusts_html: bool) -> Iterator[tuple[str, bool]]:
    """Replace every reference into the site by a gap; yield the targets in the order of the HTML.

    With each comes whether it is a wikilink.

    An address that would run something goes, unless the site trusts its notes.
    """

    @functools.cache
    def known() -> frozenset[str | None]:
        return frozenset(node.attrs[name] for name in ("id", "name") for node in tree.css(f"[{name}]"))

    selector = ", ".join([*_REFERENCES.values(), "img[srcset], source[srcset]"])
    for node in tree.css(selector):
        is_wikilink = MARKER in node.attrs
        if is_wikilink:
            del node.attrs[MARKER]
        # In the order in which the attributes are written, which is that of the gaps.
        for name, value in list(node.attrs.items()):
            # A node that two selectors match comes twice; its gaps are open by then.
            if value is None or _GAP in value:
                continue
            if name == "srcset":
                for target in _open_srcset(node, value):
                    yield target, False
            elif name in _REFERENCES and is_internal(value.strip()):
                node.attrs[name] = _GAP
                yield _in_its_case(value.strip(), known), is_wikilink
            elif name in _REFERENCES:
                _lead_out(node, name, value.strip(), trusts_html=trusts_html)


def _lead_out(node: LexborNode, name: str, address: str, *, trusts_html: bool) -> None:
    """Write an address outside of the site as the standard wants it; it goes if it would run something."""
    if trusts_html or is_safe_address(address, str(node.tag)):
        node.attrs[name] = legal(address)
    else:
        del node.attrs[name]


def _in_its_case(target: str, known: Callable[[], frozenset[str | None]]) -> str:
    """Write an anchor of this note in small letters if that is how it is; on GitHub case does not matter."""
    anchor = unquote(target[1:])
    if not target.startswith("#") or anchor == anchor.lower() or anchor in known():
        return target
    return f"#{anchor.lower()}" if anchor.lower() in known() else target


def _open_srcset(node: LexborNode, value: str) -> Iterator[str]:
    candidates = [candidate.strip().partition(" ") for candidate in value.split(",") if candidate.strip()]
    written = []
    for url, space, size in candidates:
        written.append(f"{_GAP if is_internal(url) else url}{space}{size}")
        if is_internal(url):
            yield url
    node.attrs["srcset"] = ", ".join(written)


def _with_lines(targets: list[tuple[str, bool]], body: str) -> Iterator[Link]:
    """Find the line of each target: HTML keeps none, so they are looked up in the text in order."""
    if not targets:
        return
    starts = [0, *(found.end() for found in re.finditer("\n", body))]
    reached: dict[str, int] = {}
    body = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), body)
    for target, is_wikilink in targets:
        # The anchor of a wikilink is not written as its heading is.
        written = f"[[{target.partition('#')[0]}" if is_wikilink else target
        if reached.get(written) != _NOWHERE:
            at = reached.get(written, 0)
            reached[written] = body.find(written, at + 1) if is_wikilink else _find_target(target, body, at)
        yield Link(target, max(1, bisect.bisect_right(starts, reached[written])), is_wikilink)


_NOWHERE = -1


def _find_target(target: str, body: str, after: int) -> int:
    """Return where a target is written next, from a position on, or else the first time, or ``_NOWHERE``."""
    for start in (after + 1, 0) if after else (0,):
        # First where only a link can be, then wherever one might: not in the middle of a sentence.
        for before in (_OPENS_TARGET, _MAY_PRECEDE):
            for spelling in dict.fromkeys((target, unquote(target), html_module.escape(target))):
                at = body.find(spelling, start)
                while at >= 0 and not (
                    before.search(body[max(0, at - 8) : at])
                    and body[at + len(spelling) : at + len(spelling) + 1] in _MAY_FOLLOW
                ):
                    at = body.find(spelling, at + 1)
                if at >= 0:
                    return at
    return _NOWHERE


def _summary(tree: LexborHTMLParser) -> str:
    """Return the first paragraph that holds words, cut at a word."""
    for paragraph in tree.css("p:not(.callout-title)"):
        text = printable(" ".join(paragraph.text().split()))
        if any(char.isalpha() for char in text):
            if len(text) <= SUMMARY_LENGTH:
                return text
            cut = text[: SUMMARY_LENGTH - 1]
            return (cut.rpartition(" ")[0].rstrip(",;:.–—-") or cut) + "…"
    return ""
