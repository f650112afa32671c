"""HTML whose content is Markdown: ``<div class="grid cards" markdown>``.

The rules are those of Python-Markdown's extension (https://python-markdown.github.io/extensions/md_in_html/),
for blocks: ``markdown``, ``markdown="1"`` and ``markdown="block"`` hold blocks, ``markdown="span"`` a text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from escarcha.markup.blocks.openings import BLOCKS, read_opening
from escarcha.markup.blocks.state import is_worth_searching, lines_inside, note_vain_search, text_of, tokenize
from escarcha.markup.blocks.text import html

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_OPENING = re.compile(
    r"<(?P<tag>[A-Za-z][A-Za-z0-9-]*+)"
    r"(?=[^<>]*\smarkdown[\s=>])"
    r"""(?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?)*\s*+>"""
)
_ASKED = re.compile(r"""\s+markdown(?:\s*=\s*["']?(?P<how>\w*)["']?)?(?=[\s>])""")
TEXTS = frozenset(["address", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "p", "summary"])
"""Elements that hold a text, whatever is asked for."""


_VERBATIM = re.compile(r"<(?:pre|script|style|textarea|[!?])", re.IGNORECASE)
"""How HTML begins that ends where it says so."""


class _Element(NamedTuple):
    """An element of several lines.

    Args:
        tag: its name.
        opening: its first tag, without the attribute that asks for Markdown.
        is_text: whether it holds a text, and no blocks.
        after: where the first line goes on behind that tag.
        line: on which it ends.
        before: where its last tag begins.
    """

    tag: str
    opening: str
    is_text: bool
    after: int
    line: int
    before: int


def markdown_in_html(parser: MarkdownIt) -> None:
    """Teach markdown-it HTML that holds Markdown."""
    chains = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("html_block", "html_markdown", _rule, chains)  # type: ignore[arg-type]  # its TypedDict
    parser.block.ruler.at("html_block", _raw, {"alt": ["paragraph", "reference", "blockquote"]})


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read an element that asks for Markdown, up to the line that closes it."""
    element = None if state.is_code_block(start) else _read(state, start, end)
    if element is None:
        return False
    if silent:
        return True
    push(state, "html_markdown_open", element.opening, 1, (start, element.line + 1))
    begins = (state.bMarks[start], state.tShift[start], state.sCount[start])
    ends, source = state.eMarks[element.line], state.src
    # What stands beside the tags is read as if the tags were not there.
    state.bMarks[start], state.tShift[start], state.sCount[start] = element.after, 0, state.blkIndent
    state.eMarks[element.line] = max(element.before, state.bMarks[element.line])
    if source[state.bMarks[element.line] : element.before].strip():
        # The last tag is on a line of text, and would be taken for what ends it.
        state.src = f"{source[: element.before]}\n{source[element.before + 1 :]}"
    if element.is_text:
        lines = [text_of(state, line) for line in range(start, element.line + 1)]
        text = "\n".join(lines)
        push(state, "html_markdown_text", text, 0, (start, element.line + 1))
    else:
        tokenize(state, start, element.line + 1)
    state.bMarks[start], state.tShift[start], state.sCount[start] = begins
    state.eMarks[element.line], state.src = ends, source
    push(state, "html_markdown_close", f"</{element.tag}>", -1)
    state.line = element.line + 1
    return True


def _raw(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read raw HTML; a block between slashes ends it, such as a caption right below."""
    if not html(state, start, end, silent):
        return False
    if not silent and not _VERBATIM.match(text_of(state, start)):
        lines = range(start + 1, state.line)
        stop = next((line for line in lines if read_opening(text_of(state, line), BLOCKS)), state.line)
        token = state.tokens[-1]
        token.map, token.content = (
            [start, stop],
            state.getLines(start, stop, state.blkIndent, keepLastLF=True),
        )
        state.line = stop
    return True


def push(
    state: StateBlock, kind: str, content: str, nesting: int, lines: tuple[int, int] | None = None
) -> None:
    """Write a token of raw HTML, or of what stands in it."""
    token = state.push(kind, "div", nesting)  # type: ignore[arg-type]  # -1, 0 or 1
    token.block, token.content = True, content
    token.map = list(lines) if lines else None


def _read(state: StateBlock, start: int, end: int) -> _Element | None:
    text = text_of(state, start)
    found = _OPENING.match(text) if "markdown" in text else None
    asked = _ASKED.search(found[0]) if found else None
    if not found or not asked or (asked["how"] or "1") not in {"1", "block", "span", "markdown"}:
        return None
    tag = found["tag"].lower()
    is_text = asked["how"] == "span" or tag in TEXTS
    after = state.bMarks[start] + state.tShift[start] + found.end()
    tags = re.compile(rf"<(/?){tag}(?=[\s>])[^<>]*>", re.IGNORECASE)
    if not is_worth_searching(state, "html_markdown"):
        return None
    depth = 1
    for line in lines_inside(state, start, end):
        at = after if line == start else state.bMarks[line]
        for each in tags.finditer(state.src, at, state.eMarks[line]):
            depth += -1 if each[1] else 1
            if not depth:
                if state.src[each.end() : state.eMarks[line]].strip():
                    return None
                opening = found[0][: asked.start()] + found[0][asked.end() :]
                return _Element(tag, opening, is_text, after, line, each.start())
    note_vain_search(state, "html_markdown")
    return None
