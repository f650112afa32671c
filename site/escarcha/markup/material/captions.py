"""Captions: ``/// caption`` says what the block before it shows, as pymdownx has it.

https://facelessuser.github.io/pymdown-extensions/extensions/blocks/plugins/caption/. ``figure-caption`` and
``table-caption`` are numbered; behind a bar, ``<`` puts the caption before the block, and ``#id`` names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.util import AtomicString

from escarcha.markup.blocks.state import is_worth_searching, lines_inside, note_vain_search, text_of
from escarcha.markup.lines import LocatedText
from escarcha.markup.stash import CalloutEdge

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from escarcha.markup.stash import Stash

_OPENING = re.compile(r"(/{3,})[ \t]*(caption|figure-caption|table-caption)[ \t]*(?:\|(?P<options>.*))?$")
_NAME = re.compile(r"#(?P<id>[A-Za-z][\w-]*)")
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
    found = None if state.is_code_block(start) else _OPENING.match(text_of(state, start))
    if not found or not is_worth_searching(state, "caption"):
        return False
    inside = lines_inside(state, start + 1, end)
    closing = next((line for line in inside if text_of(state, line).rstrip() == found[1]), None)
    if closing is None:
        note_vain_search(state, "caption")
        return False
    if silent:
        return True
    options = found["options"] or ""
    name = _NAME.search(options)
    kept = state.parentType, state.lineMax
    token = state.push("caption_open", "figcaption", 1)
    token.block, token.map = True, [start, closing + 1]
    token.meta = {"caption": Caption(found[2], "<" in options, name["id"] if name else "")}
    state.parentType, state.lineMax = "callout", closing
    state.md.block.tokenize(state, start + 1, closing)
    state.push("caption_close", "figcaption", -1).block = True
    state.parentType, state.lineMax = kept
    state.line = closing + 1
    return True


def begin_caption(parent: ET.Element, caption: Caption, stash: Stash) -> ET.Element:
    """Make a figure of the last block of an element and of a caption, which is returned, still empty.

    A block that is no element yet, such as a callout, stays where it is, and the figure holds the caption.
    """
    last = parent[-1] if len(parent) else None
    figure = ET.Element("figure", {"id": caption.name} if caption.name else {})
    figure.tail = "\n"
    element = ET.Element("figcaption")
    if last is None or _is_edge(last, stash):
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


def _is_edge(element: ET.Element, stash: Stash) -> bool:
    """Tell whether an element is the mark where something else ends, and no block."""
    if element.tag:
        return False
    things = stash.named_in(element.text or "")
    return not things or any(isinstance(thing, CalloutEdge) for thing in things)
