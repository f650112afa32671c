"""Anchors: an ASCII id for every heading, and the one GitHub would have given it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from escarcha.markup.lines import LINE
from escarcha.notes.slugs import github_anchor, numbered, slugify
from escarcha.problems import printable
from escarcha.rendering.fragment import Heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode

    from escarcha.markup.material.anchors import MkdocsAnchors

SOURCE = "\ufdd9"
"""The attribute of a formula in a line that holds its LaTeX; whoever finishes the HTML takes it out."""

WRITTEN_SOURCE = re.compile(f' {SOURCE}="[^"]*"')

LONGEST = 80
"""Characters of an anchor."""

_EXPLICIT = re.compile(r"\{:?\s*#(?!pagina:)([\w.:-]+)\s*\}\s*$")
_NOT_PLAIN = "img, br, sup > a.footnote-ref"
_QUOTING = frozenset(["blockquote", "details", "aside", "figure", "td", "th", "dialog", "fieldset"])
"""Elements whose headings are none of the note's own, as the standard once called it, sectioning roots."""

_QUOTING_CLASSES = frozenset(["callout", "footnote"])


def anchor_headings(
    tree: LexborHTMLParser, nodes: Sequence[LexborNode], mkdocs: MkdocsAnchors | None = None
) -> tuple[Heading, ...]:
    """Give every heading of a note its id, and list them.

    An explicit id (``## Título { #id }``) is taken as it stands. Where GitHub's anchor differs from
    ours, or that of MkDocs in its dialect, an empty element with that id opens the heading, so that links
    written there land too. Both GitHub and Obsidian name a formula in a heading by its LaTeX.

    Args:
        tree: the note's HTML.
        nodes: its headings, in order.
        mkdocs: makes the anchors of MkDocs, where links may be to these too.
    """
    for node in nodes:
        _move_explicit_id(node)
    taken = {str(node.attrs["id"]): 0 for node in tree.css("[id]") if node.attrs["id"]}
    whole_texts = [unicodedata.normalize("NFC", _words(node.text())) for node in nodes]
    headings = []
    for node, whole in zip(nodes, whole_texts, strict=True):
        text, slug = _plain(node, whole)
        own = node.attrs.get("id") or numbered(heading_slug(slug) or "seccion", taken)
        node.attrs["id"] = own
        taken.setdefault(own, 0)
        line = int(node.attrs.get(LINE) or 1)
        headings.append(Heading(int(str(node.tag)[1]), own, text, line, _is_quoted(node)))
    used: dict[str, int] = {}
    for node, whole in zip(nodes, whole_texts, strict=True):
        written = _with_latex(node, whole)
        anchors = [numbered(github_anchor(written), used)]
        if written != whole:
            anchors.append(slugify(written))  # as wikilinks have it
        if mkdocs:
            anchors += mkdocs.of(whole)
        for anchor in anchors:
            if anchor and anchor not in taken and node.child:
                taken[anchor] = 0
                node.child.insert_before(_empty_span(anchor))
    return tuple(headings)


def _with_latex(node: LexborNode, whole: str) -> str:
    """Return a heading's text in one line, with formulas as they are written."""
    if node.css_first("math") is None:
        return whole
    parts = list[str]()
    pending = list(node.iter(include_text=True))[::-1]
    while pending:
        part = pending.pop()
        if part.tag == "math":
            parts.append(f"${part.attrs.get(SOURCE) or ''}$")
        elif part.tag == "-text":
            parts.append(part.text())
        else:
            pending.extend(reversed(list(part.iter(include_text=True))))
    return unicodedata.normalize("NFC", _words("".join(parts)))


def heading_slug(text: str) -> str:
    """Return the anchor that a heading of this text has, if it is the first one."""
    return slugify(text)[:LONGEST].rstrip("-")


def _plain(node: LexborNode, whole: str) -> tuple[str, str]:
    """Return a heading's text in one line, and what of it makes its id; without calls of footnotes.

    Args:
        node: the heading.
        whole: all that is written in it.
    """
    if node.css_first(_NOT_PLAIN) is None:
        return printable(whole), whole
    shown, written = list[str](), list[str]()
    for part in _parts(node):
        if part.tag == "br":
            shown.append(" ")
        elif part.tag == "img":
            shown.append(part.attrs.get("alt") or "")
        else:
            shown.append(part.text())
            written.append(part.text())
    plain, slug = (unicodedata.normalize("NFC", _words("".join(parts))) for parts in (shown, written))
    return printable(plain), slug


def _parts(node: LexborNode) -> Iterator[LexborNode]:
    """Yield texts, images and line breaks in order, but none of a footnote's call."""
    pending = list(node.iter(include_text=True))[::-1]
    while pending:
        part = pending.pop()
        if part.tag in {"-text", "img", "br"}:
            yield part
        elif not (part.tag == "sup" and part.css_first("a.footnote-ref")):
            pending.extend(reversed(list(part.iter(include_text=True))))


def _is_quoted(node: LexborNode) -> bool:
    around = node.parent
    while around is not None and around.is_element_node:  # the root of a fragment is none
        if around.tag in _QUOTING or not _QUOTING_CLASSES.isdisjoint(
            (around.attrs.get("class") or "").split()
        ):
            return True
        around = around.parent
    return False


def _move_explicit_id(node: LexborNode) -> None:
    """Move an explicit id from a heading's text to its attribute."""
    last = node.last_child
    if last is None or last.tag != "-text":
        return
    raw = last.text()
    explicit = _EXPLICIT.search(raw)
    if not explicit:
        return
    last.replace_with(raw[: explicit.start()].rstrip())
    node.attrs["id"] = explicit[1]


def _words(text: str) -> str:
    return " ".join(text.split())


def _empty_span(anchor: str) -> LexborNode:
    span = LexborHTMLParser("<span></span>", is_fragment=True).css("span")[0]
    span.attrs["id"] = anchor
    return span
