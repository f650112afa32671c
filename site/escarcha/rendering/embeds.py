"""Where a note asks for the text of another: ``![[nota]]``, or an image whose file is a note.

Which note is meant depends on the site, so a link is left there, between two marks; whoever places the note
puts the text there. What is embedded is blocks: a paragraph that asks for it is cut in two, and where no
block may stand, such as in a heading, the link stays.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser

from escarcha.markup.lines import LINE
from escarcha.markup.wikilinks import EMBED
from escarcha.problems import Code, Remark, Severity
from escarcha.rendering.addresses import is_internal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

START, END = "<!--\ufddc-->", "<!--\ufddd-->"
"""Around what stands where a note is embedded, until it is."""

MARKED = re.compile(rf"{START[:-3]}(?P<link>\d+)-->(?P<plain>.*?){END}", re.DOTALL)
"""A link between numbered marks; none is in another."""

LINKED = "embedded"
"""The class of the paragraph of such a link."""

_NOTES = (".md", ".markdown")
_HOLDERS = frozenset(["li", "td", "dd", "div", "blockquote", "section", "details"])
"""Elements that hold blocks and may hold this one."""


def number_mark(html: str, number: int) -> str:
    """Give the last mark in some HTML the number of the link behind it, which it keeps in any part of it."""
    before, _, behind = html.rpartition(START)
    return f"{before}{START[:-3]}{number}-->{behind}"


def without_marks(html: str) -> str:
    """Leave the links where nothing is embedded."""
    return MARKED.sub(lambda mark: mark["plain"], html)


def settle_embeds(tree: LexborHTMLParser) -> Iterator[Remark]:
    """Put marks where notes are embedded, in place; yield what is wrong with where they stand.

    Args:
        tree: of a note; what asks for another has the attribute ``EMBED``, or is an image of a Markdown file.
    """
    for image in tree.css("img[src]"):
        if _is_note(address := str(image.attrs["src"] or "").strip()):
            _replace(image, _link(image, address))
    paragraphs: dict[int, LexborNode] = {}
    for link in [node for node in tree.css("a") if EMBED in node.attrs]:
        holder = link.parent
        if not is_internal(str(link.attrs["href"]).strip()):
            del link.attrs[EMBED]
        elif holder is None or holder.tag in _HOLDERS:
            _replace(link, f"{START}{link.html}{END}")
        elif holder.tag == "p" and "class" not in holder.attrs:
            paragraphs[holder.mem_id] = holder
        else:
            del link.attrs[EMBED]
            yield _no_place(link)
    for paragraph in paragraphs.values():
        _replace(paragraph, _cut(paragraph))


def _is_note(address: str) -> bool:
    if ".m" not in address.lower() or not is_internal(address):
        return False
    return PurePosixPath(urlsplit(address).path).suffix.lower() in _NOTES


def _link(image: LexborNode, address: str) -> str:
    """Return the link that stands for an image whose file is a note."""
    line = image.attrs.get(f"{LINE}src") or image.attrs.get(LINE) or 1
    alt = image.attrs.get("alt")
    kind = 2 if alt else 1
    return f'<a href="{escape(address)}" {EMBED}="{kind}" {LINE}="{line}">{escape(alt or address)}</a>'


def _no_place(link: LexborNode) -> Remark:
    line = int(link.attrs.get(f"{LINE}href") or link.attrs.get(LINE) or 1)
    cause = f"«{link.text()}» no se inserta aquí, donde solo cabe texto; se publica un enlace."
    return Remark(Code.BROKEN_EMBED, line, cause, "Ponlo en un párrafo aparte.", Severity.HINT)


def _cut(paragraph: LexborNode) -> str:
    """Return the HTML of a paragraph that is cut at what it embeds.

    Its name goes to the first part, or to what is embedded if that is all.
    """
    parts = [""]
    for node in paragraph.iter(include_text=True, skip_empty=False):
        if node.tag == "a" and EMBED in node.attrs:
            parts += [f'{START}<p class="{LINKED}">{node.html}</p>{END}', ""]
        else:
            parts[-1] += node.html or ""
    texts = (part.strip().removeprefix("<br>").removesuffix("<br>").strip() for part in parts[::2])
    parts[::2] = [f"<p>{text}</p>" if text else "" for text in texts]
    parts = [part for part in parts if part]
    if name := paragraph.attrs.get("id"):
        named = f' id="{escape(name)}">'
        is_text = parts[0].startswith("<p>")
        parts[0] = f"<p{named}{parts[0][3:]}" if is_text else f"<div{named}{parts[0]}</div>"
    return "\n".join(parts)


def _replace(node: LexborNode, html: str) -> None:
    """Put HTML in the place of an element."""
    root = LexborHTMLParser(html, is_fragment=True).root
    for child in list(root.iter(include_text=True, skip_empty=False)) if root else ():
        node.insert_before(child)
    node.decompose()
