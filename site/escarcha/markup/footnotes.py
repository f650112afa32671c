"""Footnotes: ``una frase[^1]`` and, anywhere, ``[^1]: lo que se dice de ella``; or ``una frase^[lo mismo]``.

They are numbered in the order of their first calls, as on GitHub; where two definitions have one label the
first is meant. What is never called is not shown. The element ids are Python-Markdown's.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from escarcha.markup.lines import LINE, line_of
from escarcha.problems import Code, Remark

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    import markdown

    from escarcha.markup.blocks.tree import TreeBuilder

_CALL = r"\[\^([^\]\s]{1,999}+)\]"
"""As long as GitHub lets a label be: https://spec.commonmark.org/0.31.2/#link-label."""

_PLAIN = r"[^\[\]\\]|\\."
_LINKED = rf"\[(?:{_PLAIN}|\[(?:{_PLAIN})*\])*\]"
_IN_LINE = rf"(?<!\\)\^\[(?!\^|(?:(?:\w-\w)+|\d+)\])(?P<text>(?:{_PLAIN}|{_LINKED})+)\](?![(\[])"
"""A footnote written where it is called, as pandoc and Obsidian have it, with links in it.

``^[a-z]`` is a regular expression, ``^[1]`` a reference of Wikipedia's, and ``^[1](fuente)`` a link.
"""


@dataclass(slots=True)
class _Footnote:
    """A definition, and how often it is called.

    Args:
        label: as it is written.
        line: of the note, from 1.
        tokens: the blocks of its text.
        number: what readers see; 0 while nobody has called it.
        calls: how many there are.
    """

    label: str
    line: int
    tokens: list[Token]
    number: int = 0
    calls: int = 0

    def call_id(self, call: int) -> str:
        """Return the id of a call, counted from 1."""
        return f"fnref{call if call > 1 else ''}:{self.label}"


class Footnotes:
    """The footnotes of one note after another.

    Args:
        made: the Markdown instance, whose tree they are added to.
        remarks: take up what is wrong with them.
    """

    def __init__(self, made: markdown.Markdown, remarks: list[Remark]) -> None:
        self._remarks = remarks
        self._builder: TreeBuilder
        self._defined: dict[str, _Footnote] = {}
        self._called: list[_Footnote] = []
        self._every: list[_Footnote] = []
        made.inlinePatterns.register(_Call(_CALL, self._call, "[^"), "footnote", 175)
        made.inlinePatterns.register(_Call(_IN_LINE, self._call_in_line, "^["), "footnote_in_line", 175)
        made.treeprocessors.register(_Addition(made, self._add_to), "footnote", 19)  # behind the inline stage

    def take_definitions(self, tokens: list[Token], builder: TreeBuilder) -> list[Token]:
        """Take the definitions out of a note's blocks, wherever they stand.

        Args:
            tokens: the blocks.
            builder: makes elements of the blocks of those that are called.
        """
        self._builder, self._defined, self._called, self._every = builder, {}, [], []
        if not any(token.type == "footnote_reference_open" for token in tokens):
            return tokens
        left: list[Token] = []
        open_: list[list[Token]] = [left]
        for token in tokens:
            if token.type == "footnote_reference_open":
                line = token.map[0] + 1 if token.map else 1
                open_.append(self._define(token.meta["label"], line))
            elif token.type == "footnote_reference_close":
                open_.pop()
            else:
                open_[-1].append(token)
        return left

    @property
    def unshown(self) -> Iterator[range]:
        """The lines of the definitions that nobody calls, or that have the label of another."""
        for footnote in self._every:
            if not footnote.calls:
                last = max((token.map[1] for token in footnote.tokens if token.map), default=footnote.line)
                yield range(footnote.line, max(last, footnote.line) + 1)

    def _define(self, label: str, line: int) -> list[Token]:
        """Remember a definition; return the list that its blocks belong in."""
        footnote = _Footnote(label, line, [])
        self._every.append(footnote)
        first = self._defined.setdefault(normalizeReference(label), footnote)
        if first is not footnote:
            cause = (
                f"la nota al pie «[^{label}]» ya está definida en la línea {first.line}; esta no se publica."
            )
            self._remarks.append(Remark(Code.FOOTNOTE, line, cause, "Dale otro nombre, o bórrala."))
        return footnote.tokens

    def _call(self, label: str, line: int) -> ET.Element | None:
        """Return what stands in the place of a call."""
        footnote = self._defined.get(normalizeReference(label))
        if footnote is None:
            cause = f"la nota al pie «[^{label}]» no está definida; se publica así, con sus corchetes."
            remedy = (
                f"Escribe en su propia línea «[^{label}]: texto», o «\\[^{label}]» si no era una llamada."
            )
            self._remarks.append(Remark(Code.FOOTNOTE, line, cause, remedy))
            return None
        return self._call_to(footnote)

    def _call_in_line(self, text: str, line: int) -> ET.Element | None:
        """Return the call of a footnote that is written here."""
        if not text.strip():
            return None
        names = (f"aqui-{number}" for number in itertools.count(len(self._called) + 1))
        label = next(name for name in names if normalizeReference(name) not in self._defined)
        inline = Token("inline", "", 0, content=text.strip(), level=2)
        # A level of its own, so that no extension takes it for a block of the note.
        paragraph = Token("paragraph_open", "p", 1, map=[line - 1, line], level=1, block=True)
        return self._call_to(_Footnote(label, line, [paragraph, inline]))

    def _call_to(self, footnote: _Footnote) -> ET.Element:
        """Return a call of a footnote, which gets its number with the first."""
        if not footnote.calls:
            self._called.append(footnote)
            footnote.number = len(self._called)
        footnote.calls += 1
        call = ET.Element("sup", id=footnote.call_id(footnote.calls))
        link = ET.SubElement(call, "a", {"class": "footnote-ref", "href": f"#fn:{footnote.label}"})
        link.text = str(footnote.number)
        return call

    def _add_to(self, root: ET.Element, read: Callable[[ET.Element], object]) -> None:
        """Add the footnotes that are called to the end of a note.

        Args:
            root: of its tree.
            read: reads the inline markup of an element.
        """
        items: list[ET.Element] = []
        for footnote in self._called:  # whose texts may call further ones
            item = ET.Element("li", id=f"fn:{footnote.label}")
            self._builder.building(self._builder, item).add(footnote.tokens)
            read(item)
            items.append(item)
        for footnote, item in zip(self._called, items, strict=True):
            _lead_back(footnote, item)
        if items:
            block = ET.SubElement(root, "div", {"class": "footnote"})
            ET.SubElement(block, "hr")
            ET.SubElement(block, "ol").extend(items)
        for footnote in self._defined.values():
            if not footnote.calls:
                cause = f"nadie llama a la nota al pie «[^{footnote.label}]»; no se publica."
                remedy = f"Escribe «[^{footnote.label}]» donde haga falta, o bórrala."
                self._remarks.append(Remark(Code.FOOTNOTE, footnote.line, cause, remedy))


def _lead_back(footnote: _Footnote, item: ET.Element) -> None:
    """Add to a footnote the links back to its calls."""
    if len(item) and item[-1].tag == "p":
        last = item[-1]
        if len(last):
            last[-1].tail = f"{last[-1].tail or ''}\u00a0"
        else:
            last.text = f"{last.text or ''}\u00a0"
    else:
        last = ET.SubElement(item, "p")
    for call in range(1, footnote.calls + 1):
        attributes = {"class": "footnote-backref", "href": f"#{footnote.call_id(call)}"}
        attributes["title"] = f"Volver a la llamada de la nota {footnote.number}"
        ET.SubElement(last, "a", {**attributes, LINE: str(footnote.line)}).text = "↩"


class _Call(InlineProcessor):
    """Finds what looks like a call."""

    def __init__(self, pattern: str, call: Callable[[str, int], ET.Element | None], needs: str) -> None:
        super().__init__(pattern)
        self._of = call
        self.needs = needs

    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[ET.Element | None, int | None, int | None]:  # type: ignore[override]  # as InlineProcessor has it
        """Return what stands in its place."""
        call = self._of(m[1], line_of(m))
        return (None, None, None) if call is None else (call, m.start(), m.end())


class _Addition(Treeprocessor):
    """Adds the footnotes, once the calls are known."""

    def __init__(
        self, made: markdown.Markdown, add: Callable[[ET.Element, Callable[[ET.Element], object]], None]
    ) -> None:
        super().__init__(made)
        self._made, self._add = made, add

    def run(self, root: ET.Element) -> None:
        """Add them."""
        self._add(root, self._made.treeprocessors["inline"].run)
