"""Python-Markdown's inline stage, with CommonMark's reading in the place of its own patterns.

1. The patterns of extensions that Python-Markdown would try before links (formulas, wikilinks, footnotes)
   and CommonMark's markup are read together, leftmost first (``scanner.py``).
2. The other patterns (emoji, e-mail addresses) are applied to the text that is left (``patterns.py``).
3. The placeholders that both leave become elements of the tree.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import (
    HTML_PLACEHOLDER_RE,
    INLINE_PLACEHOLDER,
    INLINE_PLACEHOLDER_PREFIX,
    INLINE_PLACEHOLDER_RE,
    AtomicString,
)

from escarcha.markup.components import show_badges
from escarcha.markup.inline.autolinks import EmailProcessor
from escarcha.markup.inline.patterns import NO_MATCHES, EarlyMatches, apply, needs
from escarcha.markup.inline.scanner import Scanner
from escarcha.markup.lines import LocatedText, note_lines_of_html
from escarcha.markup.stash import InlineCode

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    import markdown

    from escarcha.markup.inline.spots import Spot
    from escarcha.markup.stash import Stash
    from escarcha.problems import Remark

_REPLACED = (
    *("backtick", "escape", "reference", "image_link", "image_reference", "short_reference"),
    *("short_image_ref", "autolink", "automail", "linebreak", "html", "entity", "not_strong", "em_strong"),
    "em_strong2",
)
"""Python-Markdown's own patterns, by its names."""

_PLACE = "link"
"""The pattern in whose place we read; extensions know its name and priority, and take their place by it."""


class InlineReader(InlineProcessor):
    """Reads the inline markup of a whole tree.

    Args:
        made: the Markdown instance.
        stash: what has been stashed, whose text may be wanted for an image.
        reference_lines: on which lines references are defined, by their labels.
        remarks: take up what an author has probably meant otherwise.
    """

    is_material = False
    """Whether the notes are written in Material's dialect."""

    def __init__(
        self, made: markdown.Markdown, stash: Stash, reference_lines: dict[str, int], remarks: list[Remark]
    ) -> None:
        super().__init__(made)
        self.md = made
        self._stash = stash
        self.reference_lines = reference_lines
        self.remarks = remarks
        self.nameless_images: list[tuple[int, str]] = []
        """The images that no text describes: line and address."""
        self.texts: list[tuple[LocatedText, list[Spot]]] = []
        """What has been read of the note's own text, in order, each with the addresses in it."""
        self.spots: list[Spot] = []
        """Those of the text that is being read."""
        self.used_labels: set[str] = set()
        """Of the references by which links have been made."""
        self._line = 1
        self._early: list[tuple[int, InlinePattern, str]] = []
        self._late: list[tuple[int, Pattern, str]] = []
        self._first_late = 0
        self._stages: list[int] = []

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Read every text of a tree that is not an ``AtomicString``, and put in what it holds."""
        self.stashed_nodes, self._stages = {}, []
        self.ancestors = list(ancestors or [])
        numbered = list(enumerate(self.md.inlinePatterns))
        place = self.inlinePatterns.get_index_for_name(_PLACE)
        self._early = [
            (number, each, needs(each))
            for number, each in numbered
            if number < place and isinstance(each, InlinePattern)
        ]
        early = {number for number, _, _ in self._early}
        self._late = [(number, each, needs(each)) for number, each in numbered if number not in early]
        self._first_late = place + 1
        self._process(tree, 0)
        return tree

    def stash(self, node: Element | str, stage: int | None = None) -> str:
        """Take up an element or a text, and give the placeholder for it.

        Args:
            node: of an element, the text is read when it is put in its place.
            stage: the number of the pattern from which on; without one, those after the scanner.
        """
        number = f"{len(self.stashed_nodes):04d}"
        self.stashed_nodes[number] = node
        self._stages.append(self._first_late if stage is None else stage)
        return INLINE_PLACEHOLDER % number

    def stash_code(self, code: str, language: str, line: int) -> str:
        """Take up code in a line that names its language, and give the placeholder for it."""
        return self.stash(self._stash.add(InlineCode(code, language, line)))

    def stash_html(self, html: str, line: int) -> str:
        """Take up raw HTML that stands on a line, and give the placeholder for it."""
        return self.md.htmlStash.store(LocatedText.at(line, note_lines_of_html(show_badges(html), line)))

    def plain_text(self, text: str) -> str:
        """Return a text that has been read, without markup."""
        parts = INLINE_PLACEHOLDER_RE.split(HTML_PLACEHOLDER_RE.sub("", text))
        for number in range(1, len(parts), 2):
            node = self.stashed_nodes.get(parts[number], "")
            if isinstance(node, str):
                parts[number] = node
            elif node.tag == "br":
                parts[number] = " "
            else:
                parts[number] = node.get("alt", "") + "".join(map(self.plain_text, node.itertext()))
        return self._stash.as_text("".join(parts))

    def _process(self, element: Element, stage: int) -> None:
        """Read the text of an element and of what is in it, and put in what they hold."""
        children = list(element)
        self.ancestors.append(element.tag)
        grown: list[Element] = []
        if element.text and not isinstance(element.text, AtomicString):
            element.text, grown = self._read(element.text, stage)
        for child in children:
            has_text = bool(child.text)
            self._process(child, stage)
            if has_text and child.tag == "p" and not len(child) and not (child.text or "").strip():
                continue  # there was nothing but a comment in it
            grown.append(child)
            if child.tail and not isinstance(child.tail, AtomicString):
                child.tail, following = self._read(child.tail, stage)
                grown += following
        if grown != children:
            element[:] = grown
        self.ancestors.pop()

    def _read(self, text: str, stage: int) -> tuple[str, list[Element]]:
        """Read a text from a stage on; return what comes before its first element, and the elements."""
        if stage < self._first_late:
            self.spots = []
            if isinstance(text, LocatedText):
                self.texts.append((text, self.spots))
            else:  # an extension has written it
                text = LocatedText.at(self._line, text)
            self._line = text.line
            early = [
                (number, pattern)
                for number, pattern, sign in self._early
                if sign in text and number >= stage and self._may_apply(pattern)
            ]
            text = Scanner(text, self, EarlyMatches(text, early) if early else NO_MATCHES).read()
        for number, pattern, sign in self._late:
            if sign in text and number >= stage and self._may_apply(pattern):
                text = apply(pattern, number, text, self.stash)
        return self._grow(text)

    def _may_apply(self, pattern: Pattern) -> bool:
        excludes = pattern.ANCESTOR_EXCLUDES
        return not excludes or not any(tag.lower() in self.ancestors for tag in excludes)

    def _grow(self, text: str) -> tuple[str, list[Element]]:
        """Make elements of the placeholders in a text."""
        if INLINE_PLACEHOLDER_PREFIX not in text:
            return text, []
        head: list[str] = []
        grown: list[Element] = []
        around = head
        parts = INLINE_PLACEHOLDER_RE.split(text)
        for number, part in enumerate(parts):
            node = self.stashed_nodes.get(part, "") if number % 2 else part
            if isinstance(node, str):
                around.append(node)
                continue
            if grown:
                grown[-1].tail = "".join(around)
            if len(node) or not isinstance(node.text, AtomicString):
                self._process(node, self._stages[int(part)])
            grown.append(node)
            around = []
        if grown:
            grown[-1].tail = "".join(around)
        return "".join(head), grown


class _Place(InlinePattern):
    """Holds our place among the patterns, and is never asked itself."""

    def __init__(self, made: markdown.Markdown) -> None:
        super().__init__(r"(?!)", made)


def refine_inline(
    made: markdown.Markdown, stash: Stash, reference_lines: dict[str, int], remarks: list[Remark]
) -> InlineReader:
    """Have a Markdown instance read inline markup as CommonMark and GFM say.

    Args:
        made: with Python-Markdown's own patterns; names and priorities of ours are the same.
        stash: what has been stashed.
        reference_lines: on which lines references are defined, by their labels.
        remarks: take up what an author has probably meant otherwise.
    """
    for name in _REPLACED:
        made.inlinePatterns.deregister(name, strict=False)
    made.inlinePatterns.register(_Place(made), _PLACE, 160)
    made.inlinePatterns.register(EmailProcessor(made), "automail", 110)
    reader = InlineReader(made, stash, reference_lines, remarks)
    made.treeprocessors.register(reader, "inline", 20)
    # For extensions that ask which signs can be escaped.
    made.ESCAPED_CHARS = list(string.punctuation)
    return reader
