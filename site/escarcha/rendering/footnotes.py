"""Footnotes, as Python-Markdown writes them, in time linear in the number of calls and of footnotes.

The extension itself tries every number for the id of a call from 2 on, and looks each footnote up in a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor

if TYPE_CHECKING:
    import re

    import markdown

_CALL = r"\[\^([^\]]{1,999}+)\]"
"""As long as GitHub lets a label be: https://spec.commonmark.org/0.31.2/#link-label.

The extension's own expression looks for the end of each label to the end of the text.
"""


class Footnotes(FootnoteExtension):
    """Python-Markdown's extension; ids, numbers and HTML are the same."""

    def __init__(self) -> None:
        super().__init__(BACKLINK_TITLE="Volver a la llamada de la nota {}")
        self._numbers: dict[str, int] = {}

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the extension, with a pattern for calls of our own."""
        super().extendMarkdown(md)
        md.inlinePatterns.register(_Call(_CALL, self), "footnote", 175)

    def reset(self) -> None:
        """Forget the footnotes of the last note."""
        super().reset()
        self._numbers = {}

    def number(self, label: str) -> int | None:
        """Return the number that readers see for a label; None if no footnote has it.

        Calls are read when all footnotes are known.
        """
        if len(self._numbers) < len(self.footnotes):
            self._numbers = {known: number for number, known in enumerate(self.footnotes, start=1)}
        return self._numbers.get(label)

    def addFootnoteRef(self, id: str) -> None:  # noqa: A002, N802 - Python-Markdown's names
        """Keep the order in which footnotes are called first."""
        if self.makeFootnoteRefId(id) not in self.found_refs:
            self.footnote_order.append(id)

    def unique_ref(self, reference: str, found: bool = False) -> str:  # noqa: FBT001, FBT002 - the same
        """Return the id of a call: ``fnref:a``, then ``fnref2:a`` and so on.

        Args:
            reference: the id of the first call.
            found: whether this is a call; else the id of the first is asked for.
        """
        if not found:
            return reference
        calls = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        start, separator, label = reference.partition(self.get_separator())
        return reference if calls == 1 else f"{start}{calls}{separator}{label}"


class _Call(FootnoteInlineProcessor):
    """Makes an element of the call of a footnote."""

    needs = "[^"
    footnotes: Footnotes

    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[ET.Element | None, int | None, int | None]:  # type: ignore[override]  # as InlineProcessor has it
        """Return the element and its place; nothing for a label that no footnote has."""
        label = m[1]
        number = self.footnotes.number(label)
        if number is None:
            return None, None, None
        self.footnotes.addFootnoteRef(label)
        call = ET.Element("sup", id=self.footnotes.makeFootnoteRefId(label, found=True))
        address = f"#{self.footnotes.makeFootnoteId(label)}"
        link = ET.SubElement(call, "a", {"href": address, "class": "footnote-ref"})
        link.text = str(number)
        return call, m.start(), m.end()
