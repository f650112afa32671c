"""From a note's HTML to its Fragment: one pass over the parsed tree.

Parsing and writing the HTML anew also closes whatever raw HTML in the note left open, so that no note
can break the page around it.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from escarcha.markup.blocks.attributes import FOR_NEXT
from escarcha.markup.blocks.names import MARK
from escarcha.markup.lines import LINE, WRITTEN
from escarcha.markup.wikilinks import EMBED, FILES, MARKER
from escarcha.problems import printable
from escarcha.rendering.accessible import link_remarks
from escarcha.rendering.addresses import composed, is_internal, legal
from escarcha.rendering.anchors import settle_anchors
from escarcha.rendering.attributes import apply_attribute_lists, apply_block_attributes, settle_alignment
from escarcha.rendering.disclosures import free_titles
from escarcha.rendering.embeds import LINKED, settle_embeds
from escarcha.rendering.exercise_pieces import gather_exercises
from escarcha.rendering.foreign_media import foreign_addresses
from escarcha.rendering.fragment import Fragment, Link
from escarcha.rendering.furniture import furnish
from escarcha.rendering.headings import WRITTEN_SOURCE, anchor_headings, heading_slug
from escarcha.rendering.material import settle_material
from escarcha.rendering.nowhere import empty_link, lost_target
from escarcha.rendering.passages import pieces_of, read_passages, read_texts
from escarcha.rendering.queries import settle_queries
from escarcha.rendering.sanitiser import is_safe_address
from escarcha.rendering.sentences import Sentences
from escarcha.search import cut_texts, pack_extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode

    from escarcha.figures import Figures
    from escarcha.markup.material.anchors import MkdocsAnchors
    from escarcha.problems import Remark
    from escarcha.rendering.fragment import Exercise, Heading
    from escarcha.search.passage import Passage


SUMMARY_LENGTH = 160
"""Characters of a meta description that search engines show."""

_GAP = "\ufdd0"
"""A noncharacter, as in ``markup/stash.py``."""

_OWN_COMMENT = re.compile("<!--[\ufdd0-\ufdef]-->")
"""What a comment of ours holds, which marks a place."""

_PLAINTEXT = re.compile(r"(</?)plaintext\b", re.IGNORECASE)
"""The one element that cannot be closed: it would swallow the rest of the page."""

_HAS_OWN_TEXT = "2"

_OWN_ATTRIBUTES = tuple(
    f"data-{name}" for name in ("block", "curl", "exercise", "httpie", "keys", "page", "query", "theme")
)
_OWN = ", ".join(
    [*(f"[{name}]" for name in _OWN_ATTRIBUTES), *(f'[{name}^="pagina:"]' for name in ("id", "name", "for"))]
)
_OWN_NAMES = ("pagina:", *_OWN_ATTRIBUTES)
"""What the ids and attributes begin with by which the page and its scripts know their own elements."""

_REFERENCES = {
    "href": "a[href], area[href], link[href]",
    "src": "img[src], source[src], video[src], audio[src], track[src], embed[src], iframe[src], script[src]",
    "poster": "video[poster]",
    "data": "object[data]",
}


def finish(
    html: str,
    remarks: tuple[Remark, ...],
    figures: Figures,
    *,
    trusts_html: bool = False,
    exercises: Sequence[Exercise] = (),
    mkdocs: MkdocsAnchors | None = None,
) -> Fragment:
    """Make a Fragment of the HTML of a note.

    Args:
        html: of the whole note; elements say the lines they stand on.
        remarks: what is known to be wrong so far.
        figures: that draw captions and tabs.
        trusts_html: whether addresses may run code.
        exercises: those that it has, in order.
        mkdocs: makes the anchors of MkDocs, if the note is written in Material's dialect.
    """
    tree = LexborHTMLParser(_PLAINTEXT.sub(r"\1pre", html), is_fragment=True)
    _tidy(tree, html)
    if EMBED in html or "<img" in html:
        remarks = (*remarks, *settle_embeds(tree))
    if mkdocs:
        remarks = (*remarks, *settle_material(tree, html))
    gathered = gather_exercises(tree, exercises, figures)
    furnish(tree, figures)  # first, as figures may bring headings
    pieces = list(pieces_of(tree))
    headings = anchor_headings(tree, [piece.heading for piece in pieces if piece.heading is not None], mkdocs)
    settle_alignment(tree)
    remarks = (*remarks, *link_remarks(tree))
    free_titles(tree)
    ids = frozenset(str(node.attrs[name]) for name in ("id", "name") for node in tree.css(f"[{name}]"))
    lost: list[Remark] = []
    links = tuple(_open_gaps(tree, ids, lost, trusts_html=trusts_html))
    written = WRITTEN_SOURCE.sub("", WRITTEN.sub("", tree.html or ""))
    passages = read_passages(pieces)
    is_opened = _is_opened(headings, passages[0])
    before, *under = read_texts(pieces)
    # What is under a heading that opens the note is the top of the page.
    sections = [before + under[0], *under[1:]] if is_opened else [before, *under]
    texts = cut_texts(sections)
    return Fragment(
        parts=tuple(written.split(_GAP)),
        links=links,
        headings=headings,
        summary=_summary(tree),
        remarks=(*remarks, *lost),
        is_opened=is_opened,
        marked_ids=tuple(sorted(each for each in ids if each != each.lower())),
        extract=pack_extract(passages, [heading.text for heading in headings], is_opened=is_opened),
        texts=texts.card,
        text_files=texts.files,
        size=len(written),
        foreign=foreign_addresses(written),
        asks="callout-question" in written or "<summary" in written,
        exercises=gathered,
    )


def _tidy(tree: LexborHTMLParser, html: str) -> None:
    """Put what is written for another element where it belongs, and take out what is for nobody, in place."""
    if "<!--" in html:
        _drop_comments(tree)
    if "{" in html:
        apply_attribute_lists(tree)
    if FOR_NEXT in html:
        apply_block_attributes(tree)
    lowered = html.lower()
    if any(name in lowered for name in _OWN_NAMES):
        _drop_own_names(tree)
    if "<a " in html:
        settle_anchors(tree)
    if "<math" in html:
        _drop_definitions(tree)
    if "query" in html:
        settle_queries(tree)


def _drop_own_names(tree: LexborHTMLParser) -> None:
    """Take away what our scripts and labels would take for the page's own."""
    for node in tree.css(_OWN):
        for name, value in list(node.attrs.items()):
            is_own_id = name in {"id", "name", "for"} and str(value).startswith("pagina:")
            if is_own_id or name in _OWN_ATTRIBUTES:
                del node.attrs[name]


def _drop_definitions(tree: LexborHTMLParser) -> None:
    """Take the formulas out that only define a command, and the paragraphs of which nothing is left."""
    for formula in tree.css("math:empty"):
        node, around = formula, formula.parent
        while around is not None and around.tag in {"p", "span"} and not around.text().strip():
            if len(around.css("*")) > 1 + len(list(node.css("*"))):
                break
            node, around = around, around.parent
        node.decompose()


def _is_opened(headings: Sequence[Heading], before: Passage) -> bool:
    own = [heading.level for heading in headings if not heading.is_quoted]
    if before.length or not own or headings[0].is_quoted:
        return False
    return own.count(1) == (own[0] == 1)


def _drop_comments(tree: LexborHTMLParser) -> None:
    """Take the comments out, which an author has written for himself alone."""
    pending = [tree.root]
    while pending:
        node = pending.pop()
        for child in list(node.iter(include_text=True, skip_empty=False)) if node is not None else ():
            if child.tag == "-comment" and not _OWN_COMMENT.fullmatch(child.html or ""):
                child.decompose()
            else:
                pending.append(child)


def _open_gaps(
    tree: LexborHTMLParser, ids: frozenset[str], lost: list[Remark], *, trusts_html: bool
) -> Iterator[Link]:
    """Replace every reference into the site by a gap; yield them in the order of the HTML.

    An address outside of the site is written as the standard wants it; one that would run something, or that
    means nothing to a browser, goes, unless the site trusts its notes.

    Args:
        tree: of the note.
        ids: those in it, by which its anchors are known.
        lost: gets what is wrong with addresses that lead nowhere at all.
        trusts_html: whether addresses may run code.
    """
    sentences = Sentences()
    line = 1  # what no line is known of comes from an extension, and stands behind what came before
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
            line = int(node.attrs.get(f"{LINE}{name}") or node.attrs.get(LINE) or line)
            if name == "srcset":
                for target, before in _open_srcset(node, value):
                    yield Link(target, line + before)
            elif name in _REFERENCES and is_internal(value.strip()):
                node.attrs[name] = _GAP
                target = _with_slug(value.strip()) if is_wikilink else value.strip()
                lost.extend(empty_link(node, target, line))
                is_elsewhere = node.tag == "a" and not target.startswith("#")
                sentence = sentences.around(node) if is_elsewhere else ""
                embed = node.attrs.get(EMBED)
                text = node.text() if (is_elsewhere if embed is None else embed == _HAS_OWN_TEXT) else ""
                yield Link(_in_its_case(target, ids), line, is_wikilink, embed is not None, text, sentence)
            elif name in _REFERENCES and not _lead_out(node, name, value.strip(), trusts_html=trusts_html):
                lost.append(lost_target(value.strip(), line))


def _with_slug(target: str) -> str:
    """Write the section of a wikilink as its anchor is: of headings and blocks, the last one is meant.

    Behind the name of a file that is no note stands what is for who opens it.
    """
    name, _, sections = target.partition("#")
    last = sections.rpartition("#")[2].strip()
    if PurePosixPath(name).suffix.lower() in FILES:
        return target
    anchor = last if last.startswith(MARK) else heading_slug(last)
    return f"{name}#{anchor}" if anchor else name


def _lead_out(node: LexborNode, name: str, address: str, *, trusts_html: bool) -> bool:
    """Write an address outside of the site as the standard wants it; tell whether it could stay."""
    is_kept = trusts_html or is_safe_address(address, str(node.tag))
    if is_kept:
        node.attrs[name] = legal(address)
    else:
        del node.attrs[name]
    return is_kept


def _in_its_case(target: str, ids: frozenset[str]) -> str:
    """Write an anchor of this note in small letters if that is how it is; on GitHub case does not matter."""
    if not target.startswith("#"):
        return target
    anchor = composed(unquote(target[1:]))
    if anchor == anchor.lower() or anchor in ids:
        return composed(target)
    return f"#{anchor.lower()}" if anchor.lower() in ids else target


def _open_srcset(node: LexborNode, value: str) -> Iterator[tuple[str, int]]:
    """Yield the references of a set of images, each with how many lines of the attribute come before it."""
    written = []
    lines = 0
    for each in value.split(","):
        url, space, size = each.strip().partition(" ")
        if is_internal(url) and url:
            yield url, lines + each[: each.index(url)].count("\n")
        if url:
            written.append(f"{_GAP if is_internal(url) else url}{space}{size}")
        lines += each.count("\n")
    node.attrs["srcset"] = ", ".join(written)


def _summary(tree: LexborHTMLParser) -> str:
    """Return the first paragraph that holds words, cut at a word."""
    for paragraph in tree.css(f"p:not(.callout-title, .exercise-title, .{LINKED})"):
        text = printable(" ".join(paragraph.text().split()))
        if any(char.isalpha() for char in text):
            if len(text) <= SUMMARY_LENGTH:
                return text
            cut = text[: SUMMARY_LENGTH - 1]
            return (cut.rpartition(" ")[0].rstrip(",;:.–—-") or cut) + "…"
    return ""
