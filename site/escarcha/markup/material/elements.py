"""Elements that pymdownx's blocks make: ``/// html | div.clase``, and ``/// define`` of terms and lists.

https://facelessuser.github.io/pymdown-extensions/extensions/blocks/plugins/html/ and …/definition/. What is
between the lines of an element is read as in HTML with the attribute ``markdown`` (``html.py``).
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from escarcha.markup.blocks.openings import block_at, named_attributes, read_options
from escarcha.markup.blocks.state import tokenize
from escarcha.markup.material.html import TEXTS, push

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_TAG = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_WORDS = frozenset(["html", "define"])
_RAW = frozenset(["canvas", "code", "math", "option", "pre", "textarea"])
_PROGRAMS = frozenset(["script", "style"])
_EMPTY = frozenset(["br", "hr", "img", "input"])
_MODES = {
    **dict.fromkeys([*TEXTS, "li", "td", "th"], "inline"),
    **dict.fromkeys(_RAW, "raw"),
    **dict.fromkeys(_PROGRAMS, "html"),
}
"""How what an element holds is read if its author does not say: as a text, as it stands, or as HTML."""


def elements(parser: MarkdownIt) -> None:
    """Teach markdown-it both."""
    chains = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "element", _rule, chains)  # type: ignore[arg-type]  # its TypedDict


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read an element up to the line that closes it."""
    block = block_at(state, start, end, _WORDS)
    if not block:
        return False
    found, closed = block
    body, options = read_options(state, start + 1, closed)
    if found.word == "define":
        if not silent:
            _define(state, start, body, closed)
    else:
        # Its patterns take longer to compile than the rest of Markdown to load, and few notes need them.
        from pymdownx.blocks.html import parse_selectors  # noqa: PLC0415 - see above

        try:
            tag, attributes = parse_selectors(found.title.strip())
        except ValueError:
            return False
        if not _TAG.fullmatch(tag):
            return False
        if not silent:
            _write(
                state,
                (start, body, closed),
                tag.lower(),
                {**attributes, **named_attributes(options)},
                options,
            )
    if not silent:
        state.line = closed + 1
    return True


def _write(
    state: StateBlock,
    lines: tuple[int, int, int],
    tag: str,
    attributes: dict[str, str],
    options: dict[str, Any],
) -> None:
    """Write the tokens of an element.

    Args:
        state: of the reading.
        lines: its first, the first of its body, and the one that closes it.
        tag: its name.
        attributes: what is said of it.
        options: of the block.
    """
    start, body, closed = lines
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    opening, closing = f"<{tag}{written}>", "" if tag in _EMPTY else f"</{tag}>"
    asked = str(options.get("markdown", "auto"))
    mode = _MODES.get(tag, "block") if asked == "auto" else asked
    text = state.getLines(body, closed, state.blkIndent, keepLastLF=False)
    if mode in {"raw", "html"}:
        push(
            state,
            "html_block",
            f"{opening}{escape(text) if mode == 'raw' else text}{closing}",
            0,
            (start, closed),
        )
        return
    push(state, "html_markdown_open", opening, 1, (start, closed + 1))
    if mode == "inline":
        push(state, "html_markdown_text", "\n" * (body - start) + text, 0, (start, closed + 1))
    else:
        tokenize(state, body, closed)
    push(state, "html_markdown_close", closing, -1)


def _define(state: StateBlock, start: int, body: int, closed: int) -> None:
    """Write the tokens of definitions: paragraphs are terms, and items explain them."""
    opening = state.push("dl_open", "dl", 1)
    opening.block, opening.map = True, [start, closed + 1]
    before = len(state.tokens)
    tokenize(state, body, closed)
    state.tokens[before:] = _defining(state.tokens[before:], opening.level + 1)
    state.push("dl_close", "dl", -1).block = True


def _defining(tokens: Sequence[Token], level: int) -> Iterator[Token]:
    """Yield the tokens of blocks as those of terms and of what explains them.

    Args:
        tokens: of the blocks.
        level: of those that are in no other.
    """
    is_list = False
    for token in tokens:
        if token.level == level and token.type.endswith("_list_open"):
            is_list = True
        elif token.level == level and token.type.endswith("_list_close"):
            is_list = False
        else:
            kind, _, end = token.type.rpartition("_")
            if token.level == level and kind == "paragraph":
                token.type, token.tag = f"dt_{end}", "dt"
            elif is_list and token.level == level + 1 and kind == "list_item":
                token.type, token.tag = f"dd_{end}", "dd"
            yield token
