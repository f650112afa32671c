"""A page's text, written again for paper: well-formed, without what only a screen can do.

One writing serves all forms of a book: it is HTML and XML alike, https://www.w3.org/TR/html-polyglot/.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from escarcha.book.elements import name_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from escarcha.book.chapters import Chapter
    from escarcha.book.references import References

_DROPPED = frozenset(["button", "canvas", "noscript", "script", "select", "style", "template", "textarea"])
"""Of these, not even what is in them is written."""
_PLAYERS = frozenset(["audio", "embed", "iframe", "object", "video"])
_VOID = frozenset(["br", "col", "hr", "img", "wbr"])
_ATTRIBUTES = {
    "img": ("height", "width"),
    "li": ("value",),
    "ol": ("reversed", "start"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
    "col": ("span",),
    "colgroup": ("span",),
}
"""What elements keep besides what any may have."""
_NUMBERS = frozenset(["colspan", "height", "rowspan", "span", "start", "value", "width"])
_FOREIGN = {"math": "http://www.w3.org/1998/Math/MathML", "svg": "http://www.w3.org/2000/svg"}
_NAME = re.compile(r"(?!on)[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?")
UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold: https://www.w3.org/TR/xml/#charsets."""
_SCREEN_ONLY = ", ".join(
    (
        ".code.view:has(iframe)",
        ".diagram > details",
        ".stamp p",
        ".stamp > a",
        ".exercise-download",
        ".trace-code",
        "[hidden]",
        ".footnote-backref",
        *(f'img[src$="#{name}"]' for name in ("only-dark", "gh-dark-mode-only")),
    )
)


class _Waiting(NamedTuple):
    node: LexborNode
    is_foreign: bool


class Paper:
    """Writes pages again.

    Args:
        references: say what links and pictures are on paper.
        deeper: whether headings stand below those of the chapters around them.
    """

    def __init__(self, references: References, *, deeper: bool) -> None:
        self._references = references
        self._deeper = deeper

    def write(self, html: str, chapter: Chapter) -> tuple[str, str]:
        """Return the title of a page, empty where its text has none, and the text without it.

        Args:
            html: of the page's article.
            chapter: that it is.
        """
        body = _prepared(html)
        title, heading = body.css_first("h1"), ""
        if title is not None:
            heading = self._written(title, chapter)
            title.decompose()
        return heading, self._written(body, chapter)

    def _written(self, parent: LexborNode, chapter: Chapter) -> str:
        """Write what is in an element; without recursion, as notes may nest deeper than calls can."""
        written: list[str] = []
        ids: set[str] = set()
        pending: list[_Waiting | str] = _children(parent, is_foreign=False)
        while pending:
            item = pending.pop()
            if isinstance(item, str):
                written.append(item)
            elif item.node.is_text_node:
                written.append(escape(UNFIT.sub("", item.node.text_content or ""), quote=False))
            elif item.node.is_element_node:
                is_foreign = item.is_foreign or item.node.tag in _FOREIGN
                write = self._foreign if is_foreign else self._element
                opening, closing = write(item.node, chapter, ids)
                written.append(opening)
                if closing is not None:
                    pending += [closing, *_children(item.node, is_foreign=is_foreign)]
        return "".join(written)

    def _element(self, node: LexborNode, chapter: Chapter, ids: set[str]) -> tuple[str, str | None]:
        """Return what stands before and after what is in an element; None for the latter if nothing is."""
        tag, given = str(node.tag), {name: value or "" for name, value in node.attributes.items()}
        if tag in {"details", "summary"}:
            given["class"] = f"{tag} {given.get('class', '')}".strip()
        kept = "" if tag in _DROPPED else _attributes(tag, given, chapter, ids)
        if tag in _DROPPED or tag in _PLAYERS or tag in {"img", "input"}:
            return self._instead(node, kept, chapter), None
        if tag == "a":
            return self._link(given, kept, chapter)
        name = name_of(node)
        if not name:
            return "", ""
        if self._deeper and (level := re.fullmatch("h([1-6])", name)):
            name = f"h{min(6, int(level[1]) + chapter.depth)}"
        if name in _VOID:
            return f"<{name}{kept}/>", None
        call = given.get("data-note") or ""  # which a sheet shows on a screen
        return f"<{name}{kept}>{f'({call})' if call.isdecimal() else ''}", f"</{name}>"

    def _instead(self, node: LexborNode, kept: str, chapter: Chapter) -> str:
        """Write what stands for an element that shows something else than what is in it."""
        tag, given = str(node.tag), node.attributes
        if tag == "img":
            source = self._references.picture(given.get("src") or "", chapter)
            alt = _clean(given.get("alt") or "")
            return (
                f"<span>{alt}</span>"
                if source is None
                else f'<img src="{_clean(source)}" alt="{alt}"{kept}/>'
            )
        if tag == "input" and given.get("type") == "checkbox":
            return "☑" if "checked" in given else "☐"
        return self._references.player(node, chapter) if tag in _PLAYERS else ""

    def _link(self, given: dict[str, str], kept: str, chapter: Chapter) -> tuple[str, str]:
        lead = self._references.link(given["href"], chapter) if "href" in given else None
        if lead is None:
            return f"<span{kept}>", "</span>"
        # Of a term there may be one in each line, and whoever wants its definition finds it by the alphabet.
        has_number = lead.number and "term" not in given.get("class", "").split()
        number = f' data-ref="{lead.number}"' if has_number else ""
        return f'<a href="{_clean(lead.href)}"{kept}{number}>', "</a>"

    def _foreign(self, node: LexborNode, chapter: Chapter, ids: set[str]) -> tuple[str, str | None]:
        """Write an element of a formula or of a drawing that stands in the text."""
        tag, given = str(node.tag), {name: value or "" for name, value in node.attributes.items()}
        if tag in {"script", "foreignObject"} or not _NAME.fullmatch(tag):
            return "", None
        kept = [f'xmlns="{_FOREIGN[tag]}"'] if tag in _FOREIGN else []
        if tag == "svg":
            kept.append('xmlns:xlink="http://www.w3.org/1999/xlink"')
        for name, value in given.items():
            if name == "id":
                kept += [f'id="{_clean(own)}"'] if (own := chapter.anchor(value)) not in ids else []
                ids.add(own)
            elif name.endswith("href"):
                kept += [f'{name}="#{_clean(chapter.anchor(value[1:]))}"'] if value.startswith("#") else []
            elif _NAME.fullmatch(name) and not name.startswith("xmlns"):
                inside = re.sub(r"url\(#([^)]+)\)", lambda own: f"url(#{chapter.anchor(own[1])})", value)
                kept.append(f'{name}="{_clean(inside)}"')
        return f"<{' '.join([tag, *kept])}>", f"</{tag}>"


def ids_in(html: str) -> frozenset[str]:
    """Return the ids that a page's text has on paper, as the page has them."""
    body = _prepared(html)
    title = body.css_first("h1")
    if title is not None:
        title.decompose()
    return frozenset(value for node in body.css("[id]") if (value := node.attributes.get("id")))


def _prepared(html: str) -> LexborNode:
    """Return a page's text as a tree, without what is for screens alone."""
    (body,) = LexborHTMLParser(html).css("body")
    for node in body.css(_SCREEN_ONLY):
        node.decompose()
    for node in body.css(".trace-steps a"):  # to lines of the code that only screens have
        del node.attrs["href"]
    return body


def _children(node: LexborNode, *, is_foreign: bool) -> list[_Waiting | str]:
    """Return the children of a node, the first one last."""
    found: list[_Waiting | str] = []
    child = node.last_child
    while child is not None:
        found.append(_Waiting(child, is_foreign))
        child = child.prev
    return found


def _attributes(tag: str, given: dict[str, str], chapter: Chapter, ids: set[str]) -> str:
    """Write the attributes that an element keeps, its id as the book has it."""
    kept = []
    own = chapter.anchor(given["id"]) if given.get("id") else ""
    if own and own not in ids:
        ids.add(own)
        kept.append(f' id="{_clean(own)}"')
    for name in ("class", "dir", "lang", "title", *_ATTRIBUTES.get(tag, ())):
        value = given.get(name)
        if value is not None and (name not in _NUMBERS or re.fullmatch("-?[0-9]+", value)):
            kept.append(f' {name}="{_clean(value or (name if name == "reversed" else ""))}"')
    return "".join(kept)


def _clean(value: str) -> str:
    return escape(UNFIT.sub("", value))
