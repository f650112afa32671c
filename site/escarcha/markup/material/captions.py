"""Captions: ``/// caption`` says what the block before it shows, as pymdownx has it.

https://facelessuser.github.io/pymdown-extensions/extensions/blocks/plugins/caption/. ``figure-caption`` and
``table-caption`` are numbered; behind a bar, ``<`` puts the caption before the block, and ``#id`` names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from escarcha.markup.blocks.openings import block_at, named_attributes, read_options
from escarcha.markup.blocks.state import tokenize
from escarcha.markup.lines import LocatedText
from escarcha.markup.stash import CalloutEdge

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from escarcha.markup.blocks.tree import TreeBuilder

_WORDS = frozenset(["caption", "figure-caption", "table-caption"])
_NAME = re.compile(r"#(?P<id>[A-Za-z][\w-]*)")
_WHOLE = re.compile(r"<([A-Za-z][\w-]*)\b.*</\1>|<(?:embed|img)\b[^<>]*>", re.DOTALL)
"""Raw HTML that is an element from its first sign to its last."""
NUMBERED = {"figure-caption": "Figura", "table-caption": "Tabla"}
"""What a numbered caption begins with."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What a caption begins with.

    Args:
        kind: its word.
        is_before: whether it stands before its block.
        name: the id of the figure, or empty.
    """

    kind: str
    is_before: bool
    name: str


def captions(parser: MarkdownIt) -> None:
    """Teach markdown-it captions."""
    chains = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "caption", _rule, chains)  # type: ignore[arg-type]  # its TypedDict


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read a caption up to the line that closes it."""
    block = block_at(state, start, end, _WORDS)
    if not block or silent:
        return bool(block)
    found, closed = block
    body, options = read_options(state, start + 1, closed)
    name = _NAME.search(found.title)
    named = name["id"] if name else named_attributes(options).get("id", "")
    token = state.push("caption_open", "figcaption", 1)
    token.block, token.map = True, [start, closed + 1]
    token.meta = {"caption": Caption(found.word, "<" in found.title, named)}
    tokenize(state, body, closed)
    state.push("caption_close", "figcaption", -1).block = True
    state.line = closed + 1
    return True


def begin_caption(parent: ET.Element, caption: Caption, builder: TreeBuilder) -> ET.Element:
    """Make a figure of the last block of an element and of a caption, which is returned, still empty.

    A block that is no element yet, such as a callout, stays where it is, and the figure holds the caption.
    """
    last = parent[-1] if len(parent) else None
    figure = ET.Element("figure", {"id": caption.name} if caption.name else {})
    figure.tail = "\n"
    element = ET.Element("figcaption")
    if last is None or _is_edge(last, builder):
        parent.append(figure)
        figure.append(element)
        return element
    parent[-1] = figure
    figure.extend([element, last] if caption.is_before else [last, element])
    return element


def number_caption(element: ET.Element, kind: str, number: int) -> None:
    """Put a word and a number before the text of a caption."""
    first = element[0] if len(element) else element
    prefix = ET.Element("span", {"class": "caption-prefix"})
    prefix.text = AtomicString(f"{NUMBERED[kind]} {number}.")
    text = first.text or ""
    line = text.line if isinstance(text, LocatedText) else 1
    prefix.tail = LocatedText.at(line, f" {text}")
    first.text = None
    first.insert(0, prefix)


def _is_edge(element: ET.Element, builder: TreeBuilder) -> bool:
    """Tell whether an element is the mark where something else ends, and no block."""
    if element.tag:
        return False
    if raw := HTML_PLACEHOLDER_RE.search(element.text or ""):
        return not _WHOLE.fullmatch(str(builder.md.htmlStash.rawHtmlBlocks[int(raw[1])]).strip())
    things = builder.stash.named_in(element.text or "")
    return not things or any(isinstance(thing, CalloutEdge) for thing in things)
