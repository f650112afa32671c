"""The text of a note by sections, for the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.search.passage import CODE, LEAD, PROSE, Passage, make_passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_CUTS = "h1, h2, h3, h4, h5, h6, pre, math, svg, script, style"
_SILENT = frozenset(["math", "svg", "script", "style", "-comment"])


def read_passages(tree: LexborHTMLParser) -> tuple[Passage, ...]:
    """Return the Passages of a note, one for each heading and one for what comes before the first.

    Args:
        tree: the note's HTML, with the headings that ``anchor_headings`` has listed.
    """
    passages = []
    heading, texts, has_lead = -1, list[tuple[int, str]](), False
    for kind, text in _pieces(tree):
        if kind == "heading":
            passages.append(make_passage(heading, texts))
            heading, texts, has_lead = heading + 1, [], False
        elif kind == "code":
            texts.append((CODE, text))
        elif text.strip():
            texts.append((PROSE if has_lead else LEAD, text))
            has_lead = True
    passages.append(make_passage(heading, texts))
    return tuple(passages)


def _pieces(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Yield headings, code and prose in order; only what holds a heading or code is taken apart."""
    # What holds such a thing, near or far: to ask every element what is in it would read the tree many times.
    mixed = set[int]()
    for cut in tree.css(_CUTS):
        holder = cut.parent
        while holder is not None and holder.mem_id not in mixed:
            mixed.add(holder.mem_id)
            holder = holder.parent
    # The root of a fragment calls itself by the name of its first child, so its children are asked.
    pending = list(tree.root.iter(include_text=True))[::-1] if tree.root is not None else []
    while pending:
        node = pending.pop()
        tag = str(node.tag)
        if tag in _HEADINGS:
            yield "heading", ""
        elif tag == "pre":
            yield "code", node.text()
        elif tag in _SILENT:
            continue
        elif tag == "-text" or node.mem_id not in mixed:
            yield "prose", node.text(separator=" ") if tag in _SPACED else node.text()
        else:
            pending.extend(reversed(list(node.iter(include_text=True))))


_SPACED = frozenset(["table", "ul", "ol", "dl", "div", "details", "section", "figure"])
"""Elements whose cells and items may touch; in a paragraph, ``una <b>s</b>ola`` is two words."""
