"""A part of a note for another page: a section, a block, or all of it, with ids that are its own there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_EVERY_HEADING = ", ".join(_HEADINGS)
_BLOCKS = frozenset(_HEADINGS) | {"p", "li", "blockquote", "pre", "figure", "div", "dd", "details"}
_LISTS = {"li": "ul", "dd": "dl"}
_REFERRING = ("for", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
_OF_THE_PAGE = "pagina:"
_LOWEST = 6
_SAFE = "/~+@!$&'()*,;=:"


class Excerpt(NamedTuple):
    """A part of a note.

    Args:
        html: of the part.
        heading: the id, in the note, of the heading whose section it is; empty if it is none.
    """

    html: str
    heading: str = ""


def take_excerpt(
    html: str, anchor: str, *, own: str, source: str, level: int, title: str = ""
) -> Excerpt | None:
    """Return a part of a note, as it can stand on another page.

    Ids that something in it refers to get a name of their own, and others go; what refers to an id in the
    rest of the note leads to its page.

    Args:
        html: of the whole note.
        anchor: of the heading whose section, or of the block that is wanted; empty for the whole note.
        own: what its ids are to begin with.
        source: link to the page of the note.
        level: that its first headings are to have.
        title: that the note opens with, and is not to be said again.

    Returns:
        Nothing if the note has no such anchor.
    """
    part = _part(html, anchor) if anchor else Excerpt(html)
    if part is None:
        return None
    html = part.html
    if title and not anchor:
        tree = LexborHTMLParser(html, is_fragment=True)
        if (heading := tree.css_first(_EVERY_HEADING)) and _words(heading) == title:
            heading.decompose()
            html = tree.html or ""
    return Excerpt(adapt(html, own=own, source=source, level=level), part.heading)


def adapt(html: str, *, own: str, source: str, level: int) -> str:
    """Return some HTML of a note as it can stand on another page; see ``take_excerpt``."""
    tree = LexborHTMLParser(html, is_fragment=True)
    _name(tree, own, source)
    _lower(tree, level)
    return tree.html or ""


def _part(html: str, anchor: str) -> Excerpt | None:
    """Return the section of a heading, or the block that has an anchor or is around it."""
    tree = LexborHTMLParser(html, is_fragment=True)
    for use in tree.css('use[href^="#"]'):
        # The drawing may be in another part of the note.
        drawing = tree.css_first(f'[id="{str(use.attrs["href"])[1:]}"]')
        if drawing is not None and drawing.tag == "g":
            use.replace_with(_group(drawing.inner_html or ""))
    node = next((node for node in tree.css("[id], a[name]") if anchor in _names_of(node)), None)
    if node is None:
        return None
    while node.tag not in _BLOCKS and node.parent is not None and node.parent.is_element_node:
        node = node.parent
    is_heading = node.tag in _HEADINGS
    nodes = [*_section(node)] if is_heading else [node]
    shown = "".join(part.html or "" for part in nodes)
    around = node.parent.tag if node.parent is not None else None
    if tag := around if around in _LISTS.values() or around == "ol" else _LISTS.get(str(node.tag)):
        shown = f"<{tag}>{shown}</{tag}>"
    return Excerpt(shown + _footnotes(tree, nodes), str(node.attrs["id"]) if is_heading else "")


def _group(drawing: str) -> LexborNode:
    return LexborHTMLParser(f"<svg><g>{drawing}</g></svg>", is_fragment=True).css("g")[0]


def _section(heading: LexborNode) -> Iterator[LexborNode]:
    """Yield a heading and what follows it, up to the next one that is not below it."""
    yield heading
    following = heading.next
    while following is not None:
        is_beside = following.tag in _HEADINGS and str(following.tag) <= str(heading.tag)
        if is_beside or following.attributes.get("class") == "footnote":
            return
        yield following
        following = following.next


def _footnotes(tree: LexborHTMLParser, nodes: Sequence[LexborNode]) -> str:
    """Return the footnotes that a part of a note calls, with the numbers that they have in the note."""
    called = {link.attrs["href"] for node in nodes for link in node.css("a.footnote-ref")}
    items = tree.css("div.footnote > ol > li[id]") if called else []
    shown = []
    for number, item in enumerate(items, 1):
        if f"#{item.attrs['id']}" in called:
            item.attrs["value"] = str(number)
            shown.append(item.html or "")
    return f'<div class="footnote"><hr><ol>{"".join(shown)}</ol></div>' if shown else ""


def _names_of(node: LexborNode) -> set[str | None]:
    return {node.attrs.get("id"), node.attrs.get("name") if node.tag == "a" else None}


def _name(tree: LexborHTMLParser, own: str, source: str) -> None:
    """Give ids names of their own where they are referred to, and take the others away."""
    there = {str(node.attrs["id"]) for node in tree.css("[id]")}
    wanted = {*_lead(tree, there, own, source), *_refer(tree, there, own)}
    for node in tree.css("details[name], input[name], map[name], a[name]"):
        node.attrs["name"] = f"{own}{node.attrs['name']}"
    for node in tree.css("[id]"):
        name = str(node.attrs["id"])
        if name in wanted:
            wanted.remove(name)  # of two that are alike, the first is the one
            node.attrs["id"] = f"{own}{name}"
        else:
            del node.attrs["id"]
            if node.tag == "span" and not node.attributes and node.child is None:
                node.decompose()


def _lead(tree: LexborHTMLParser, there: set[str], own: str, source: str) -> Iterator[str]:
    """Have links lead to what is there, or to the page of the note; yield the ids that are led to."""
    for image in tree.css('[usemap^="#"]'):
        image.attrs["usemap"] = f"#{own}{str(image.attrs['usemap'])[1:]}"
    for link in tree.css('[href^="#"]'):
        target = unquote(str(link.attrs["href"])[1:])
        if target in there:
            link.attrs["href"] = f"#{own}{quote(target, safe=_SAFE)}"
            yield target
        elif link.attrs.get("class") == "footnote-backref":  # to a call in the rest of the note
            link.decompose()
        elif target:
            link.attrs["href"] = f"{source}{link.attrs['href']}"


def _refer(tree: LexborHTMLParser, there: set[str], own: str) -> Iterator[str]:
    """Have attributes name what is there, and nothing else of the note; yield the ids that are named."""
    for attribute in _REFERRING:
        for node in tree.css(f"[{attribute}]"):
            names = str(node.attrs[attribute] or "").split()
            yield from there.intersection(names)
            names = [f"{own}{name}" if name in there else name for name in names]
            if kept := " ".join(name for name in names if name.startswith(_OF_THE_PAGE)):
                node.attrs[attribute] = kept
            else:
                del node.attrs[attribute]


def _lower(tree: LexborHTMLParser, level: int) -> None:
    """Put the first headings on a level, and the others as far below as they were."""
    headings = tree.css(_EVERY_HEADING)
    by = level - min((int(str(node.tag)[1]) for node in headings), default=level)
    for node in headings if by else ():
        tag = f"h{min(_LOWEST, int(str(node.tag)[1]) + by)}"
        html = f"<{tag}{str(node.html)[3:-3]}{tag}>"
        lowered = LexborHTMLParser(html, is_fragment=True).css_first(tag)
        if lowered is not None:
            node.replace_with(lowered)


def _words(node: LexborNode) -> str:
    return " ".join(node.text().split())
