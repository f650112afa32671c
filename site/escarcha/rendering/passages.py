"""The text of a note by sections, for the search: one walk along its tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escarcha.search.passage import CODE, LEAD, PROSE, Passage, make_passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_CUTS = "h1, h2, h3, h4, h5, h6, pre, math, svg, script, style"
_SILENT = frozenset(["math", "svg", "script", "style", "-comment"])
_DIAGRAM = "code.language-mermaid"
_LANGUAGE, _TITLE = ".code-language", ".code-title"
_LABELS = ".exercise-title, .exercise-download, .companion > summary"
"""What every exercise says, and so tells nothing of any."""
_INLINE = frozenset("-text a abbr b br code del em i ins kbd mark q s small span strong sub sup".split())  # noqa: SIM905 - as they are read
"""What stands in the middle of a line, so that nothing comes between it and a full stop."""
_SPACED = frozenset(["table", "ul", "ol", "dl", "div", "details", "section", "figure"])
"""Elements whose cells and items may touch; in a paragraph, ``una <b>s</b>ola`` is two words."""


class Piece(NamedTuple):
    """A part of a note.

    Args:
        heading: the element, if it is a heading; its text is not among the pieces.
        text: of anything else.
        is_code: whether it is a block of code.
        is_drawn: whether it is what a diagram was drawn from, which no excerpt shows.
    """

    heading: LexborNode | None
    text: str = ""
    is_code: bool = False
    is_drawn: bool = False


def read_passages(pieces: Sequence[Piece]) -> tuple[Passage, ...]:
    """Return the Passages of a note, one for each heading and one for what comes before the first.

    Args:
        pieces: of the note.
    """
    passages = []
    heading, texts, has_lead = -1, list[tuple[int, str]](), False
    for piece in pieces:
        if piece.heading is not None:
            passages.append(make_passage(heading, texts))
            heading, texts, has_lead = heading + 1, [], False
        elif piece.is_code:
            texts.append((CODE, piece.text))
        elif piece.text.strip():
            texts.append((PROSE if has_lead else LEAD, piece.text))
            has_lead = True
    passages.append(make_passage(heading, texts))
    return tuple(passages)


def read_texts(pieces: Sequence[Piece]) -> list[str]:
    """Return the text of a note as excerpts show it: what comes before the first heading, and under each."""
    texts = [""]
    for piece in pieces:
        if piece.heading is not None:
            texts.append("")
        elif not piece.is_drawn:
            texts[-1] += piece.text
    return texts


def pieces_of(tree: LexborHTMLParser) -> Iterator[Piece]:
    """Yield headings, code and prose in order; only what holds a heading or code is taken apart.

    Markup that is not closed may put a heading into another, or into code: each is yielded all the same.
    """
    # What holds such a thing, near or far: to ask every element what is in it would read the tree many times.
    mixed = set[int]()
    for cut in tree.css(_CUTS):
        holder = cut.parent
        while holder is not None and holder.mem_id not in mixed:
            mixed.add(holder.mem_id)
            holder = holder.parent
    known = dict(_furniture(tree))
    # The root of a fragment calls itself by the name of its first child, so its children are asked.
    pending = list(tree.root.iter(include_text=True))[::-1] if tree.root is not None else []
    while pending:
        node = pending.pop()
        tag, is_mixed = str(node.tag), node.mem_id in mixed
        if node.mem_id in known:
            yield known[node.mem_id]
            continue
        if tag in _HEADINGS:
            yield Piece(node)
        elif tag in _SILENT and not is_mixed:
            continue
        elif tag == "pre" and not is_mixed:
            yield Piece(None, f"{node.text()}\n", is_code=True)
        elif not is_mixed:
            text = node.text(separator=" ") if tag in _SPACED else node.text()
            yield Piece(None, text if tag in _INLINE else f"{text}\n")
        if is_mixed:
            pending.extend(reversed(list(node.iter(include_text=True))))


def _furniture(tree: LexborHTMLParser) -> Iterator[tuple[int, Piece]]:
    """Yield what our figures say, by the ids of their elements: what it was drawn from, what code is called.

    What code is written in, it shows.
    """
    for code in tree.css(_DIAGRAM):
        figure = code.parent
        while figure is not None and figure.tag != "figure":
            figure = figure.parent
        if figure is not None:
            yield figure.mem_id, Piece(None, code.text(), is_code=True, is_drawn=True)
    for label in tree.css(_LABELS):
        yield label.mem_id, Piece(None)
    for language in tree.css(_LANGUAGE):
        if caption := language.parent:
            yield caption.mem_id, Piece(None, "".join(f"{title.text()}\n" for title in caption.css(_TITLE)))
