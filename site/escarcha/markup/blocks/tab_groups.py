"""Tabs of other tools, as those of ``callouts.py``: Docusaurus's and Starlight's, and VitePress's of code.

<Tabs>                                  Each line with ``<TabItem>`` begins a tab that is called as its
<TabItem value="a" label="Uno">         ``label`` says, else its ``value``.
…
</TabItem>
</Tabs>

::: code-group                          Each block of code is a tab that is called as the block is.
```js [uno.js]
```
:::
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escarcha.markup.blocks.callouts import Callout, nest
from escarcha.markup.blocks.state import is_worth_searching, lines_inside, note_vain_search, text_of
from escarcha.markup.fences import read_info

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

_TABS = re.compile(r"<Tabs\b[^<>]*>[ \t]*$")
_ITEM = re.compile(r"<TabItem\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*'){0,500})>(?P<rest>.*)$")
_TITLE = re.compile(r"""\b(?P<name>label|value)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_GROUP = re.compile(r"(:{3,})[ \t]*code-group[ \t]*$")
_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})(?P<info>.*)$")


def tab_groups_plugin(parser: MarkdownIt) -> None:
    """Teach markdown-it both."""
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("html_block", "tab_items", _tab_items, interrupts)
    parser.block.ruler.before("table", "code_group", _code_group, interrupts)


def _tab_items(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read the tabs of ``<Tabs>``, if nothing else stands in it."""
    if state.is_code_block(start) or not _TABS.match(text_of(state, start)):
        return False
    closing, tabs = _items(state, start + 1, end) if is_worth_searching(state, "tab_items") else (None, [])
    if closing is None or not tabs:
        note_vain_search(state, "tab_items")
        return False
    if not silent:
        for number, (title, first, stop) in enumerate(tabs):
            filled = [line for line in range(first, stop) if not state.isEmpty(line)]
            indent = min((state.sCount[line] for line in filled), default=state.blkIndent)
            callout = Callout("tab", title, is_open=not number)
            nest(state, callout, (first, first, stop, stop), max(indent, state.blkIndent))
        state.line = closing + 1
    return True


def _items(state: StateBlock, start: int, end: int) -> tuple[int | None, list[tuple[str, int, int]]]:
    """Return the line that closes tabs, if there is one, and title, first line and end of each of them."""
    found: list[tuple[str, int, int]] = []
    opened: tuple[str, int] | None = None
    depth = 1
    for line in lines_inside(state, start, end):
        text = text_of(state, line).rstrip()
        depth += bool(_TABS.match(text)) - (text == "</Tabs>")
        if not depth:
            return (None if opened else line), found
        item = _ITEM.match(text) if depth == 1 and not opened else None
        if item and not item["rest"]:
            opened = _title_of(item["attributes"]), line + 1
        elif depth == 1 and opened and text == "</TabItem>":
            found.append((*opened, line))
            opened = None
        elif not opened and text:
            break
    return None, []


def _title_of(attributes: str) -> str:
    said = {found["name"]: found["double"] or found["single"] or "" for found in _TITLE.finditer(attributes)}
    return (said.get("label") or said.get("value") or "Pestaña").strip()


def _code_group(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the same
    """Read the blocks of code of a group, if nothing else stands in it."""
    found = None if state.is_code_block(start) else _GROUP.match(text_of(state, start))
    closing, tabs = _fences(state, start + 1, end, found[1]) if found else (None, [])
    if closing is None or not tabs:
        return False
    if not silent:
        for number, (first, stop) in enumerate(tabs):
            fence = read_info(text_of(state, first).lstrip("`~"))
            callout = Callout("tab", fence.title or fence.language or "Pestaña", is_open=not number)
            nest(state, callout, (first, first, stop, stop), state.blkIndent)
        state.line = closing + 1
    return True


def _fences(
    state: StateBlock, start: int, end: int, closing: str
) -> tuple[int | None, list[tuple[int, int]]]:
    """Return the line that closes a group, if there is one, and where each of its fences begins and ends."""
    found: list[tuple[int, int]] = []
    marks, opened = "", start
    for line in lines_inside(state, start, end):
        text = text_of(state, line).rstrip()
        if marks:
            if text.startswith(marks) and not text.strip(marks[0]):
                found.append((opened, line + 1))
                marks = ""
        elif text == closing:
            return line, found
        elif fence := _FENCE.match(text):
            marks, opened = fence["marks"], line
        elif text:
            break
    return None, []
