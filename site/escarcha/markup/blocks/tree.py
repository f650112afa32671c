"""The tree of a note: the blocks that markdown-it finds, as the elements Python-Markdown goes on with."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar, cast
from xml.etree import ElementTree as ET

from markdown.blockparser import BlockParser
from markdown.util import AtomicString
from markdown_it.common.utils import normalizeReference

from escarcha.markup.blocks.attributes import FOR_NEXT, read_attribute_list
from escarcha.markup.blocks.parser import MAX_NESTING, find_blocks
from escarcha.markup.blocks.tasks import read_box
from escarcha.markup.components import show_badges
from escarcha.markup.lines import LINE, LocatedText, note_lines_of_html
from escarcha.markup.stash import CalloutEdge, CodeBlock, Formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import markdown
    from markdown.blockprocessors import BlockProcessor
    from markdown_it.token import Token

    from escarcha.markup.abbreviations import Abbreviations
    from escarcha.markup.blocks.callouts import Callout
    from escarcha.markup.blocks.tables import Table
    from escarcha.markup.footnotes import Footnotes
    from escarcha.markup.stash import Stash

NAMELESS = cast("str", None)
"""The tag of an element that the serialiser writes as its text alone."""

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_ALIGNMENTS = {":-": "left", "-:": "right", ":-:": "center"}


class TreeBuilder(BlockParser):
    """Python-Markdown's block parser, with markdown-it's reading of the blocks.

    Args:
        made: the Markdown instance.
        stash: takes up code and formulas.
        footnotes: take up their definitions.
        abbreviations: take up theirs.
    """

    find = staticmethod(find_blocks)

    def __init__(
        self, made: markdown.Markdown, stash: Stash, footnotes: Footnotes, abbreviations: Abbreviations
    ) -> None:
        super().__init__(made)
        self.stash = stash
        self.footnotes = footnotes
        self.abbreviations = abbreviations
        self.foreign: list[BlockProcessor] = []
        """The block processors of extensions, which are offered what would be a paragraph."""
        self.tokens: list[Token] = []
        self.reference_lines: dict[str, int] = {}
        self.definitions: dict[str, list[range]] = {}
        """The lines of the definitions of each label, of which the first is meant."""
        self.source: list[str] = []
        self.line = 1
        """The line of what is being built, from 1."""
        self.tables = 0
        self.counted: Counter[str] = Counter()
        self.building: type[Building] = Building

    def parseDocument(self, lines: Iterable[str]) -> ET.ElementTree:  # noqa: N802 - Python-Markdown's name
        """Return the tree of a note.

        Raises:
            RecursionError: if lists and quotes are nested deeper than ``MAX_NESTING`` levels.
        """
        self.source = list(lines)
        self.tables = 0
        self.counted.clear()
        self.definitions.clear()
        self.tokens, references = self.find("\n".join(self.source))
        for label, found in references.items():
            name = normalizeReference(label)
            self.md.references[name] = (found["href"], found["title"])
            self.reference_lines[name] = found["map"][0] + 1
            maps = (found["map"], *found.get("others", ()))
            self.definitions[name] = [range(first + 1, last + 1) for first, last in maps]
        self.root = ET.Element(self.md.doc_tag)
        self.building(self, self.root).add(self.footnotes.take_definitions(self.tokens, self))
        return ET.ElementTree(self.root)

    def parseChunk(self, parent: ET.Element, text: str) -> None:  # noqa: N802 - the same
        """Add the blocks of a text that an extension has."""
        before = self.line
        self.building(self, parent, first_line=before).add(self.find(text)[0])
        self.line = before

    def parseBlocks(self, parent: ET.Element, blocks: list[str]) -> None:  # noqa: N802 - the same
        """Add the blocks of several texts, and take them from the list."""
        text = "\n\n".join(blocks)
        blocks.clear()
        self.parseChunk(parent, text)


class Building:
    """An element that blocks are added to.

    Args:
        builder: whose note they are of.
        parent: the element.
        first_line: of the note, of the text that the blocks are of, from 1.
    """

    def __init__(self, builder: TreeBuilder, parent: ET.Element, first_line: int = 1) -> None:
        self._builder = builder
        self._first_line = first_line
        self._path = [parent]
        self._callouts: list[Callout | None] = []  # the open ones, and None for a quote
        self._is_over = False

    def add(self, tokens: Sequence[Token]) -> None:
        """Add an element for every block."""
        actions, builder = self.actions, self._builder
        for number, token in enumerate(tokens):
            if token.nesting > 0 and token.level >= MAX_NESTING - 1:
                raise RecursionError
            action = actions.get(token.type)
            if action is None:
                continue
            following = tokens[number + 1] if token.nesting > 0 else token
            if token.map:
                builder.line = token.map[0] + self._first_line
            action(self, token, following.content if following.type == "inline" else "")
            if self._is_over:
                return

    # What holds no other block

    def _paragraph(self, token: Token, inline: str) -> None:
        text = self._text("\n".join([line.lstrip(" \t") for line in inline.split("\n")]))
        if "*[" in text:
            text = self._builder.abbreviations.take_from(text)
            if not text:
                return
        if token.hidden:
            self._write(None, text)
        elif not any(
            processor.test(self._path[-1], text) and self._offer(processor, token, text)
            for processor in self._builder.foreign
        ):
            self._write("p", text)

    def _offer(self, processor: BlockProcessor, token: Token, text: str) -> bool:
        """Let an extension have a paragraph, and what follows it where that stands in no container."""
        lines, start = self._builder.source, token.map[0] if token.map else 0
        is_whole = token.level == 0 and self._first_line == 1
        blocks = "\n".join(lines[start:]).split("\n\n") if is_whole else [str(text)]
        if processor.run(self._path[-1], blocks) is False:
            return False
        rest = "\n\n".join(blocks)
        line = len(lines) - rest.count("\n") if is_whole else self._builder.line
        self._builder.building(self._builder, self._path[-1], line).add(self._builder.find(rest)[0])
        self._is_over = is_whole
        return True

    def _heading(self, token: Token, inline: str) -> None:
        # Blanks at the end of a line that another follows are a hard break.
        text = "\n".join([part.lstrip(" \t") for part in inline.split("\n")])
        self._write(token.tag, self._text(text.rstrip(" \t")))

    def _code(self, token: Token, _inline: str) -> None:
        ends = not token.content or token.content.endswith("\n")
        code = token.content if ends else f"{token.content}\n"
        self._stand(self._builder.stash.add(CodeBlock(code, token.info.strip(), self._builder.line)))

    def _html(self, token: Token, _inline: str) -> None:
        if (attributes := read_attribute_list(token.content)) is not None:
            self._child("div").set(FOR_NEXT, attributes)
            return
        line = self._builder.line
        html = LocatedText.at(line, note_lines_of_html(show_badges(token.content), line))
        self._stand(self._builder.md.htmlStash.store(html))

    def _formula(self, token: Token, _inline: str) -> None:
        formula = Formula(token.content, is_display=True, line=self._builder.line)
        self._child("p").text = AtomicString(self._builder.stash.add(formula))

    def _term(self, _token: Token, inline: str) -> None:
        self._child("dt").text = self._text(inline)

    def _table(self, token: Token, _inline: str) -> None:
        """Add a table in a frame of its own, in which a wide one can be scrolled, by keyboard too."""
        table: Table = token.meta["table"]
        line = self._builder.line
        self._builder.tables += 1
        frame = self._child("div")
        frame.attrib |= {"class": "table", "role": "region", "tabindex": "0"}
        frame.set("aria-label", f"Tabla {self._builder.tables}")
        element = ET.SubElement(frame, "table")
        self._row(ET.SubElement(element, "thead"), "th", table, 0, line)
        body = ET.SubElement(element, "tbody")
        for number in range(1, len(table.rows)):
            self._row(body, "td", table, number, line + 1 + number)  # one line of dashes comes between

    def _row(self, parent: ET.Element, tag: str, table: Table, number: int, line: int) -> None:
        row, cells = ET.SubElement(parent, "tr"), table.rows[number]
        for column, delimiter in enumerate(table.delimiters):
            cell = ET.SubElement(row, tag)
            cell.text = LocatedText.at(line, cells[column]) if column < len(cells) else ""
            if alignment := _ALIGNMENTS.get(delimiter):
                cell.set("align", alignment)

    # What holds others

    def _open(self, token: Token, _inline: str) -> None:
        self._path.append(self._child(token.tag))
        start = token.attrGet("start") if token.attrs else None
        if start is not None and start != 1:
            self._path[-1].set("start", str(start))

    def _close(self, _token: Token, _inline: str) -> None:
        self._path.pop()

    def _open_quote(self, token: Token, _inline: str) -> None:
        self._callouts.append(None)
        self._open(token, "")

    def _open_callout(self, token: Token, _inline: str) -> None:
        """Begin a callout, whose blocks stand alone between the edges of its frame."""
        callout: Callout = token.meta["callout"]
        before, after = self._edge(callout, 0), self._edge(callout, 1)
        self._stand(self._text(f"{before}{callout.title}{after}"))
        self._callouts.append(callout)
        self._path.append(self._path[-1])

    def _close_quote(self, _token: Token, _inline: str) -> None:
        self._path.pop()
        if callout := self._callouts.pop():
            self._stand(self._edge(callout, 2))

    def _edge(self, callout: Callout, part: int) -> str:
        return self._builder.stash.add(CalloutEdge(callout.kind, callout.is_open, part, callout.is_hint))

    # Writing

    def _child(self, tag: str) -> ET.Element:
        """Add an element, on a line of its own."""
        parent = self._path[-1]
        if len(parent):
            if isinstance(parent[-1].tail, LocatedText):
                parent[-1].tail = LocatedText.at(parent[-1].tail.line, f"{parent[-1].tail}\n")
        elif isinstance(parent.text, LocatedText):
            parent.text = LocatedText.at(parent.text.line, f"{parent.text}\n")
        elif not parent.text:
            parent.text = "\n"
        return ET.SubElement(parent, tag)

    def _text(self, text: str) -> LocatedText:
        return LocatedText.at(self._builder.line, text)

    def _write(self, tag: str | None, text: LocatedText) -> None:
        """Add a text in an element of its own, or without one where it is all of a tight item's paragraph."""
        parent = self._path[-1]
        is_first = not parent.text and not len(parent)
        task = read_box(text) if is_first and parent.tag == "li" else None
        if tag is None and not is_first:
            self._stand(text)
            return
        element = parent if tag is None else self._child(tag)
        if tag in _HEADINGS:
            element.set(LINE, str(text.line))
        if task is None:
            element.text = text
            return
        box, end = task
        element.append(box)
        box.tail = LocatedText.at(text.line, text[end:])

    def _stand(self, text: str) -> None:
        """Add a text that has no element round it: a mark, whose element comes later."""
        standing = self._child(NAMELESS)
        standing.text = text if isinstance(text, LocatedText) else AtomicString(text)
        standing.tail = "\n"

    actions: ClassVar[dict[str, Callable[[Any, Token, str], None]]] = {
        "paragraph_open": _paragraph,
        "heading_open": _heading,
        **dict.fromkeys(("fence", "code_block"), _code),
        "html_block": _html,
        "formula": _formula,
        "hr": lambda self, *_: self._child("hr"),
        "table": _table,
        "dt_open": _term,
        **dict.fromkeys(("bullet_list_open", "ordered_list_open", "list_item_open"), _open),
        **dict.fromkeys(("dl_open", "dd_open"), _open),
        **dict.fromkeys(("bullet_list_close", "ordered_list_close", "list_item_close"), _close),
        **dict.fromkeys(("dl_close", "dd_close"), _close),
        "blockquote_open": _open_quote,
        "callout_open": _open_callout,
        **dict.fromkeys(("blockquote_close", "callout_close"), _close_quote),
    }
