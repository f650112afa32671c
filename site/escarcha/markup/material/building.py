"""The tree of a note in Material's dialect: what its blocks become besides what they are everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from escarcha.markup.blocks.attributes import FOR_NEXT
from escarcha.markup.blocks.parser import find_blocks
from escarcha.markup.blocks.state import MATERIAL
from escarcha.markup.blocks.tree import Building, TreeBuilder
from escarcha.markup.lines import LocatedText, note_lines_of_html
from escarcha.markup.material.captions import NUMBERED, begin_caption, number_caption
from escarcha.markup.material.notes import count_notes
from escarcha.markup.material.snippets import expand
from escarcha.markup.stash import CodeBlock, Notes
from escarcha.problems import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

    from escarcha.markup.blocks.callouts import Callout
    from escarcha.markup.material.captions import Caption
    from escarcha.markup.material.snippets import Source

_NOTED = "notes"


class MaterialTree(TreeBuilder):
    """The block parser of notes in Material's dialect."""

    def __init__(self, *parts: Any) -> None:  # noqa: ANN401 - those of a TreeBuilder
        super().__init__(*parts)
        self.building = MaterialBuilding
        self.sources: Mapping[str, Source] = {}
        """The files that the note may show."""
        self.remarks: list[Remark] = []

    def find(self, text: str) -> tuple[list[Token], dict[str, Any]]:  # type: ignore[override]  # knows the dialect
        """Find the blocks of a text, and of the files that it shows."""
        tokens, references = find_blocks(text, MATERIAL)
        if "8<" not in text:
            return tokens, references

        def find(shown: str) -> list[Token]:
            found, more = find_blocks(shown, MATERIAL)
            references.update({label: each for label, each in more.items() if label not in references})
            return found

        expanded = list(expand(tokens, self.sources, find))
        self.remarks += [each for each in expanded if isinstance(each, Remark)]
        return [each for each in expanded if not isinstance(each, Remark)], references


class MaterialBuilding(Building):
    """An element that blocks are added to, in Material's dialect."""

    def add(self, tokens: Sequence[Token]) -> None:
        """Add an element for every block."""
        self._captions: list[str] = []
        self._note_counts = {
            id(token): count_notes(tokens, number)
            for number, token in enumerate(tokens)
            if token.type == "fence"
        }
        super().add(tokens)

    def _paragraph(self, token: Token, inline: str) -> None:
        if inline.strip() != "[TOC]":  # every page has its contents
            super()._paragraph(token, inline)

    def _code(self, token: Token, inline: str) -> None:
        info, notes = token.info.strip(), None
        if info.startswith("{ "):
            info = f"{{{info[1:].lstrip()}"  # a language in braces, which GitHub does not take for one
        if (count := self._note_counts.get(id(token), 0)) and "(" in token.content:
            self._builder.counted[_NOTED] += 1
            notes = Notes(self._builder.counted[_NOTED], count)
        if info == token.info.strip() and notes is None:
            super()._code(token, inline)
            return
        self._stand(self._builder.stash.add(CodeBlock(token.content, info, self._builder.line, notes)))

    def _open_callout(self, token: Token, inline: str) -> None:
        callout: Callout = token.meta["callout"]
        if callout.attributes:
            self._child("div").set(FOR_NEXT, " ".join(callout.attributes))
        super()._open_callout(token, inline)

    def _open_html(self, token: Token, _inline: str) -> None:
        """Begin HTML that holds Markdown; its tags stand alone, as those of all raw HTML do."""
        line = self._builder.line
        self._stand_html(LocatedText.at(line, note_lines_of_html(token.content, line)))

    def _html_text(self, token: Token, _inline: str) -> None:
        before = len(token.content) - len(token.content.lstrip("\n"))
        self._stand(LocatedText.at(self._builder.line + before, token.content.strip()))

    def _close_html(self, token: Token, _inline: str) -> None:
        self._stand_html(self._text(token.content))

    def _stand_html(self, html: LocatedText) -> None:
        self._stand(self._builder.md.htmlStash.store(html))

    def _open_caption(self, token: Token, _inline: str) -> None:
        caption: Caption = token.meta["caption"]
        self._captions.append(caption.kind)
        self._path.append(begin_caption(self._path[-1], caption, self._builder))

    def _close_caption(self, _token: Token, _inline: str) -> None:
        element, kind = self._path.pop(), self._captions.pop()
        if kind in NUMBERED:
            self._builder.counted[kind] += 1
            number_caption(element, kind, self._builder.counted[kind])

    actions: ClassVar[dict[str, Callable[[Any, Token, str], None]]] = {
        **Building.actions,
        "paragraph_open": _paragraph,
        "fence": _code,
        "callout_open": _open_callout,
        "html_markdown_open": _open_html,
        "html_markdown_text": _html_text,
        "html_markdown_close": _close_html,
        "caption_open": _open_caption,
        "caption_close": _close_caption,
    }
