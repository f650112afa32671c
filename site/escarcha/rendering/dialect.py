"""The dialect of Markdown that Python-Markdown reads without fail, and who writes it.

A blank line between any two blocks, four columns for each level, one kind of heading. What
Python-Markdown would only get wrong is set aside, with a mark in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.rendering.aside import Aside, CalloutPart, CodeBlock, Formula, OwnHtml, RawHtml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from escarcha.rendering.aside import Thing
    from escarcha.rendering.callouts import Callout
    from escarcha.rendering.tables import Table

GUARD = "\ufdd4"
"""Before what looks like the start of a block and is none; removed at the end.

Like the marks below a noncharacter; see ``aside.py``.
"""

TIGHT_START, TIGHT_END = "\ufdd5", "\ufdd6"
"""Around the text of a tight item or of a callout's title, whose paragraph element is removed at the end."""

PIPE = "\ufdd7"
"""A pipe inside a table cell."""

_LOOKS_LIKE_BLOCK = re.compile(
    r"(?:[-+*]|\d+[.)]|\[\^[^\]]*\]:)(?=[ \t]|$)|[>#]|\|?[ \t]*:?-+:?[ \t]*\||\s*\Z"
)
MAX_NESTING = 60
"""Levels of lists, items and quotes; what lies deeper would be dropped."""

_CALL = re.compile(r"\[\^([^\]\s]{1,999}+)\]")
_TASK = re.compile(r"\[([ xX])\](?=[ \t])")


@dataclass(slots=True)
class _Container:
    """An open list item, quote or footnote: what its first line begins with, and the others."""

    first: str
    rest: str
    is_item: bool = False
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

    def write(self, tokens: Sequence[Token]) -> None:
        """Write every block."""
        called: set[str] = set()
        if any(token.type == "footnote_reference_open" for token in tokens):
            texts = (token.content for token in tokens if token.type in {"inline", "table"})
            called = {label for text in texts for label in _CALL.findall(text)}
        unused = 0
        for number, token in enumerate(tokens):
            if token.nesting > 0 and token.level >= MAX_NESTING - 1:
                raise RecursionError
            # A footnote that nobody calls is dropped, as on GitHub.
            if token.type == "footnote_reference_open":
                unused += bool(unused or token.meta["label"] not in called)
            elif token.type == "footnote_reference_close" and unused:
                unused -= 1
                continue
            if not unused and (action := _ACTIONS.get(token.type)):
                following = tokens[number + 1] if token.nesting > 0 else token
                inline = following.content if following.type == "inline" else ""
                action(self, token, inline, token.map[0] + 1 if token.map else 1)

    def paragraph(self, token: Token, inline: str, line: int) -> None:
        """Write a paragraph; what looks like another block at the start of a line is guarded."""
        texts = [text.lstrip(" \t") for text in inline.split("\n")]
        # Most lines begin with a letter, and what does is no block.
        texts = [
            text if text[:1].isalpha() or not _LOOKS_LIKE_BLOCK.match(text) else GUARD + text
            for text in texts
        ]
        texts[0] = self._with_box(texts[0])
        if token.hidden:
            texts[0] = TIGHT_START + texts[0]
            texts[-1] += TIGHT_END
        self._block(texts, line)

    def heading(self, token: Token, inline: str, line: int) -> None:
        """Write a heading of either kind with number signs."""
        text = self._with_box(" ".join(part.strip(" \t") for part in inline.split("\n")))
        if not text:
            self._set_aside(OwnHtml(f"<{token.tag}></{token.tag}>\n"), line)
            return
        self._begin_item(line)
        # A guard at the end keeps a final # from being taken for a closing one.
        self._block([f"{'#' * int(token.tag[1])} {text}{GUARD}"], line)

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
        self._containers.append(_Container(marker, "    ", is_item=True))
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
        before, after = (
            self._aside.add(CalloutPart(callout.kind, callout.is_open, number)) for number in (0, 1)
        )
        title = f"{before}{callout.title}{after}"
        self._block([f"{TIGHT_START}{title}{TIGHT_END}"], line)

    def close_quote(self, token: Token, inline: str, line: int) -> None:
        """End a quote or a callout."""
        callout = self._quotes.pop()
        if callout:
            self._set_aside(CalloutPart(callout.kind, callout.is_open, 2), line)
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
        self._block([f"{TIGHT_START}{before}{inline}{after}{TIGHT_END}"], line)

    def open_footnote(self, token: Token, _inline: str, _line: int) -> None:
        """Begin the text of a footnote."""
        self._containers.append(_Container(f"[^{token.meta['label']}]: ", "    "))
        self._before = ""

    def close_container(self, token: Token, _inline: str, line: int) -> None:
        """End an item, a quote or a footnote; one that is empty still has to show."""
        self._begin_item(line)
        self._containers.pop()
        self._before = token.type.replace("close", "open")

    def table(self, token: Token, _inline: str, line: int) -> None:
        """Write a table."""
        table: Table = token.meta["table"]
        rows = [" | ".join([cell.replace("|", PIPE) or " " for cell in row]) for row in table.rows]
        rows.insert(1, " | ".join(table.delimiters))
        self._begin_item(line)
        self._block([f"| {row} |" for row in rows], line)

    def _with_box(self, text: str) -> str:
        """Put a box at the beginning of a text that stands first in an item, if it asks for one."""
        task = _TASK.match(text)
        if not task or self._is_begun() or not self._containers[-1].is_item:
            return text
        return self._aside.add(_box(is_done=task[1] != " ")) + text[task.end() :]

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
        self._block([self._aside.add(thing)], line)

    def _block(self, texts: list[str], line: int) -> None:
        """Write a block after a blank line, each line behind what its containers ask for.

        Args:
            texts: its lines.
            line: of the note, that the first of them came from.
        """
        begun = ""
        if self._containers:
            begun = "".join([container.rest for container in self._containers if container.is_begun])
            rest = "".join([container.rest for container in self._containers])
            first = "".join([container.first for container in self._containers if not container.is_begun])
            texts = [f"{begun}{first}{texts[0]}", *(rest + text for text in texts[1:])]
            for container in self._containers:
                container.is_begun = True
        if self.lines:
            self.lines.append(begun.rstrip())
            self.origins.append(line)
        self.lines += texts
        self.origins += range(line, line + len(texts))
        self._before = ""


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
    "table": DialectWriter.table,
}


def _box(*, is_done: bool) -> OwnHtml:
    """Return the box of a task, which has a name, as screen readers say no more of it than that."""
    checked, name = (" checked", "Hecha") if is_done else ("", "Pendiente")
    return OwnHtml(f'<input type="checkbox" disabled{checked} aria-label="{name}">')
