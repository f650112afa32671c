"""The dialect of Markdown that Python-Markdown reads without fail, and who writes it.

A blank line between any two blocks, four columns for each level, one kind of heading. What
Python-Markdown would only get wrong is set aside, with a mark in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.rendering.aside import Aside, CodeBlock, Formula, OwnHtml, RawHtml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from escarcha.rendering.aside import Thing
    from escarcha.rendering.callouts import Callout

GUARD = "\ufdd4"
"""Before what looks like the start of a block and is none; removed at the end.

Like the marks below a noncharacter; see ``aside.py``.
"""

TIGHT_START, TIGHT_END = "\ufdd5", "\ufdd6"
"""Around the text of a tight item or of a callout's title, whose paragraph element is removed at the end."""

PIPE = "\ufdd7"
"""A pipe inside a table cell."""

_LOOKS_LIKE_BLOCK = re.compile(r"(?:[-+*]|\d+[.)]|\[\^[^\]]*\]:)(?=[ \t]|$)|[>#]|\|?[ \t]*:?-+:?[ \t]*\|")
MAX_NESTING = 60
"""Levels of lists, items and quotes; what lies deeper would be dropped."""

_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_TASK = re.compile(r"\[([ xX])\](?=[ \t])")


@dataclass(slots=True)
class _Container:
    """An open list item, quote or footnote: what its first line begins with, and the others."""

    first: str
    rest: str
    is_begun: bool = False


class DialectWriter:
    """Writes markdown-it's tokens in the dialect; ``lines`` and ``origins`` are the result."""

    def __init__(self, aside: Aside) -> None:
        self.lines: list[str] = []
        self.origins: list[int] = []
        self._aside = aside
        self._containers: list[_Container] = []
        self._numbers: list[int | None] = []  # of each open list, the next item's; None in a bullet list
        self._quotes: list[Callout | None] = []  # the open quotes and callouts; None for a quote
        self._before = ""  # the kind of container that ended just before, if one did
        self._row: list[str] = []
        self._row_line = 1
        self._rows: list[tuple[str, int]] = []
        self._aligned: list[str] = []

    def write(self, tokens: Sequence[Token]) -> None:
        """Write every block."""
        texts = (token.content for token in tokens if token.type == "inline")
        called = {label for text in texts for label in _CALL.findall(text)}
        unused = 0
        for token, following in zip(tokens, [*tokens[1:], tokens[-1]] if tokens else [], strict=True):
            if token.nesting > 0 and token.level >= MAX_NESTING - 1:
                raise RecursionError
            # A footnote that nobody calls is dropped, as on GitHub.
            if token.type == "footnote_reference_open":
                unused += bool(unused or token.meta["label"] not in called)
            elif token.type == "footnote_reference_close" and unused:
                unused -= 1
                continue
            if unused:
                continue
            inline = following.content if following.type == "inline" else ""
            line = token.map[0] + 1 if token.map else 1
            if action := _ACTIONS.get(token.type):
                action(self, token, inline, line)

    def paragraph(self, token: Token, inline: str, line: int) -> None:
        """Write a paragraph; what looks like another block at the start of a line is guarded."""
        lines = [text.lstrip(" \t") for text in inline.split("\n")]
        lines = [GUARD + text if _LOOKS_LIKE_BLOCK.match(text) else text for text in lines]
        begins_item = bool(self._numbers) and not self._is_begun()
        if begins_item and (task := _TASK.match(lines[0])):
            lines[0] = self._aside.add(_box(is_done=task[1] != " ")) + lines[0][task.end() :]
        if token.hidden:
            lines[0] = TIGHT_START + lines[0]
            lines[-1] += TIGHT_END
        self._block([(text, line + offset) for offset, text in enumerate(lines)])

    def heading(self, token: Token, inline: str, line: int) -> None:
        """Write a heading of either kind with number signs."""
        text = " ".join(part.strip(" \t") for part in inline.split("\n"))
        if not text:
            self._set_aside(OwnHtml(f"<{token.tag}></{token.tag}>\n"), line)
            return
        self._begin_item(line)
        # A guard at the end keeps a final # from being taken for a closing one.
        self._block([(f"{'#' * int(token.tag[1])} {text}{GUARD}", line)])

    def code(self, token: Token, _inline: str, line: int) -> None:
        """Set a fenced or indented code block aside."""
        ends = not token.content or token.content.endswith("\n")
        code = token.content if ends else f"{token.content}\n"
        self._set_aside(CodeBlock(code, token.info.strip(), line), line)

    def html(self, token: Token, _inline: str, line: int) -> None:
        """Set raw HTML aside."""
        self._set_aside(RawHtml(token.content), line)

    def formula(self, token: Token, _inline: str, line: int) -> None:
        """Set a formula aside that is a block; it stands in a paragraph of its own."""
        self._set_aside(Formula(token.content, is_display=True, line=line), line)

    def rule(self, _token: Token, _inline: str, line: int) -> None:
        """Set a thematic break aside."""
        self._set_aside(OwnHtml("<hr>\n"), line)

    def open_list(self, token: Token, _inline: str, line: int) -> None:
        """Begin a list."""
        self._separate(token.type, line)
        start = token.attrGet("start")
        self._numbers.append(None if token.tag == "ul" else 1 if start is None else int(start))

    def open_item(self, _token: Token, _inline: str, _line: int) -> None:
        """Begin an item of the innermost list."""
        number = self._numbers[-1]
        if number is not None:
            self._numbers[-1] = number + 1
        marker = "-   " if number is None else f"{number}. ".ljust(4)
        self._containers.append(_Container(marker, "    "))
        self._before = ""

    def close_list(self, token: Token, _inline: str, _line: int) -> None:
        """End a list."""
        self._numbers.pop()
        self._before = token.type.replace("close", "open")

    def open_quote(self, token: Token, _inline: str, line: int) -> None:
        """Begin a quote."""
        self._separate(token.type, line)
        self._containers.append(_Container("> ", "> "))
        self._quotes.append(None)

    def open_callout(self, token: Token, _inline: str, line: int) -> None:
        """Begin a callout: a paragraph that holds its title, the text of which is the first thing in it."""
        callout: Callout = token.meta["callout"]
        self._quotes.append(callout)
        before, after = callout.opening()
        title = f"{self._aside.add(OwnHtml(before))}{callout.title}{self._aside.add(OwnHtml(after))}"
        self._block([(f"{TIGHT_START}{title}{TIGHT_END}", line)])

    def close_quote(self, token: Token, inline: str, line: int) -> None:
        """End a quote or a callout."""
        callout = self._quotes.pop()
        if callout:
            self._set_aside(OwnHtml(callout.closing()), line)
        else:
            self.close_container(token, inline, line)

    def open_definitions(self, token: Token, _inline: str, line: int) -> None:
        """Begin a definition list, or a definition in one; like callouts, their blocks stand alone."""
        self._set_aside(OwnHtml(f"<{token.tag}>\n"), line)

    def close_definitions(self, token: Token, _inline: str, line: int) -> None:
        """End a definition list, or a definition in one."""
        self._set_aside(OwnHtml(f"</{token.tag}>\n"), line)

    def term(self, _token: Token, inline: str, line: int) -> None:
        """Write a term: a paragraph that holds its element and nothing else."""
        before, after = self._aside.add(OwnHtml("<dt>")), self._aside.add(OwnHtml("</dt>"))
        self._block([(f"{TIGHT_START}{before}{inline}{after}{TIGHT_END}", line)])

    def open_footnote(self, token: Token, _inline: str, _line: int) -> None:
        """Begin the text of a footnote."""
        self._containers.append(_Container(f"[^{token.meta['label']}]: ", "    "))
        self._before = ""

    def close_container(self, token: Token, _inline: str, line: int) -> None:
        """End an item, a quote or a footnote; one that is empty still has to show."""
        self._begin_item(line)
        self._containers.pop()
        self._before = token.type.replace("close", "open")

    def cell(self, _token: Token, inline: str, _line: int) -> None:
        """Note a cell of a table."""
        self._row.append(inline.replace("|", PIPE) or " ")

    def head_cell(self, token: Token, inline: str, line: int) -> None:
        """Note a cell of a table's head, and how its column is aligned."""
        self.cell(token, inline, line)
        self._aligned.append(_ALIGNMENTS[str(token.attrGet("style") or "")])

    def open_table(self, _token: Token, _inline: str, _line: int) -> None:
        """Begin a table."""
        self._rows, self._aligned = [], []

    def open_row(self, _token: Token, _inline: str, line: int) -> None:
        """Begin a row of a table."""
        self._row, self._row_line = [], line

    def close_row(self, _token: Token, _inline: str, _line: int) -> None:
        """End a row of a table; after the first comes the row of dashes."""
        self._rows.append((f"| {' | '.join(self._row)} |", self._row_line))
        if len(self._rows) == 1:
            self._rows.append((f"| {' | '.join(self._aligned)} |", self._row_line + 1))

    def close_table(self, _token: Token, _inline: str, line: int) -> None:
        """Write a table."""
        self._begin_item(line)
        self._block(self._rows)

    def _separate(self, kind: str, line: int) -> None:
        """Keep two lists or two quotes in a row from becoming one."""
        self._begin_item(line)
        if self._before == kind:
            self._set_aside(OwnHtml(""), line)
        self._before = ""

    def _begin_item(self, line: int) -> None:
        """Write something invisible first in an item; Python-Markdown nests nothing in an empty one."""
        if not self._is_begun():
            self._set_aside(OwnHtml(""), line)

    def _is_begun(self) -> bool:
        return not self._containers or self._containers[-1].is_begun

    def _set_aside(self, thing: Thing, line: int) -> None:
        self._block([(self._aside.add(thing), line)])

    def _block(self, block: list[tuple[str, int]]) -> None:
        """Write a block after a blank line, each line behind what its containers ask for."""
        if self.lines:
            begun = "".join(container.rest for container in self._containers if container.is_begun)
            self.lines.append(begun.rstrip())
            self.origins.append(block[0][1])
        for text, line in block:
            self.lines.append("".join(c.rest if c.is_begun else c.first for c in self._containers) + text)
            self.origins.append(line)
            for container in self._containers:
                container.is_begun = True
        self._before = ""


_ALIGNMENTS = {"": "---", "text-align:left": ":--", "text-align:center": ":-:", "text-align:right": "--:"}

_ACTIONS: dict[str, Callable[[DialectWriter, Token, str, int], None]] = {
    "paragraph_open": DialectWriter.paragraph,
    "heading_open": DialectWriter.heading,
    "fence": DialectWriter.code,
    "code_block": DialectWriter.code,
    "html_block": DialectWriter.html,
    "formula": DialectWriter.formula,
    "hr": DialectWriter.rule,
    "bullet_list_open": DialectWriter.open_list,
    "ordered_list_open": DialectWriter.open_list,
    "list_item_open": DialectWriter.open_item,
    "list_item_close": DialectWriter.close_container,
    "bullet_list_close": DialectWriter.close_list,
    "ordered_list_close": DialectWriter.close_list,
    "blockquote_open": DialectWriter.open_quote,
    "blockquote_close": DialectWriter.close_quote,
    "callout_open": DialectWriter.open_callout,
    "callout_close": DialectWriter.close_quote,
    "dl_open": DialectWriter.open_definitions,
    "dl_close": DialectWriter.close_definitions,
    "dt_open": DialectWriter.term,
    "dd_open": DialectWriter.open_definitions,
    "dd_close": DialectWriter.close_definitions,
    "footnote_reference_open": DialectWriter.open_footnote,
    "footnote_reference_close": DialectWriter.close_container,
    "table_open": DialectWriter.open_table,
    "tr_open": DialectWriter.open_row,
    "th_open": DialectWriter.head_cell,
    "td_open": DialectWriter.cell,
    "tr_close": DialectWriter.close_row,
    "table_close": DialectWriter.close_table,
}


def _box(*, is_done: bool) -> OwnHtml:
    """Return the box of a task, which has a name, as screen readers say no more of it than that."""
    checked, name = (" checked", "Hecha") if is_done else ("", "Pendiente")
    return OwnHtml(f'<input type="checkbox" disabled{checked} aria-label="{name}">')
