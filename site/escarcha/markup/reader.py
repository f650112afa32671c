"""The front door of this room: Python-Markdown, with our reading of blocks and of inline markup.

It is set up once and reads one note after another.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import markdown
from pymdownx import gemoji_db
from pymdownx.emoji import EmojiExtension

from escarcha.markup.abbreviations import Abbreviations
from escarcha.markup.accessible import accessibility_remarks
from escarcha.markup.blocks.state import GITHUB, MATERIAL
from escarcha.markup.blocks.tree import TreeBuilder
from escarcha.markup.comments import add_comments
from escarcha.markup.destinations import Destination, find_destinations
from escarcha.markup.footnotes import Footnotes
from escarcha.markup.formulas import add_formulas
from escarcha.markup.hints import hints
from escarcha.markup.ignores import Ignore, find_ignores
from escarcha.markup.inline.reader import refine_inline
from escarcha.markup.leftovers import leftovers
from escarcha.markup.lines import LocatedText
from escarcha.markup.material.attributes import add_attributes
from escarcha.markup.material.building import MaterialTree
from escarcha.markup.material.formulas import add_bracketed_formulas
from escarcha.markup.material.inline import add_material_inline
from escarcha.markup.material.snippets import written_snippets
from escarcha.markup.stash import FORBIDDEN, Stash
from escarcha.markup.stretches import Stretch, find_stretches
from escarcha.markup.tags import add_tags
from escarcha.markup.wikilinks import add_wikilinks
from escarcha.problems import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown.extensions import Extension

    from escarcha.markup.material.snippets import Source
    from escarcha.problems import Remark

    Extensions = Mapping[str, Mapping[str, Any]]

_FORBIDDEN = re.compile(f"[{''.join(map(chr, sorted(FORBIDDEN)))}]")
_FORBIDDEN_REFERENCE = re.compile(
    r"&#(?:0*6497[6-9]|0*649[89]\d|0*6500[0-7]|[xX]0*[fF][dD][dDeE][0-9a-fA-F]);?"
)
"""The noncharacters written as references."""

_REPLACED_PREPROCESSORS = ("normalize_whitespace", "html_block")
"""Python-Markdown's own, which would keep HTML from our reading of blocks."""


_CODE_SPAN = re.compile(r"(?<!`)(`++)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


_MATERIAL_MARK = re.compile(r":[\w+-]+:|\{:?[ ]*[.#\w][^{}\n]*\}|\+\+[\w+\"-]+\+\+")
"""Icons, attributes and keys: what of Material's dialect is no prose."""


class ExtensionError(Exception):
    """A Markdown extension that cannot be loaded.

    Args:
        name: as ``site.toml`` has it.
        reason: what Python says.
        remedy: what to do, if it is no matter of what is installed.
    """

    def __init__(self, name: str, reason: str, remedy: str = "") -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason, self.remedy = name, reason, remedy


@dataclass(frozen=True, slots=True)
class Parsed:
    """A note that has been read.

    Args:
        html: of all of it, the author's own HTML included, with marks for what is stashed.
        stash: what the marks stand for.
        raw_html: the author's own HTML, piece by piece in the order of the note; each knows its line.
        remarks: what an author has probably meant otherwise.
        tags: that stand in the text, each once.
        ignores: what an author asks not to be told.
    """

    html: str
    stash: Stash
    raw_html: tuple[LocatedText, ...]
    remarks: tuple[Remark, ...]
    tags: tuple[str, ...] = ()
    ignores: tuple[Ignore, ...] = ()


class Reader:
    """Reads the Markdown of notes.

    Args:
        extensions: options of further Python-Markdown extensions by their names, from ``site.toml``.
        dialect: in which they are written.
        abbreviations: what they stand for in every note.

    Raises:
        ExtensionError: if an extension cannot be loaded, or has no such option.
    """

    def __init__(
        self,
        extensions: Extensions = MappingProxyType({}),
        dialect: str = GITHUB,
        abbreviations: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.extension_sources: dict[str, str] = {}
        """A digest of the module of each extension, as its author may be at work on it."""
        self._remarks: list[Remark] = []
        self._stash = Stash()
        self._tags: list[str] = []
        made = self._markdown = markdown.Markdown(output_format="html")
        footnotes = self._footnotes = Footnotes(made, self._remarks)
        defined = Abbreviations(glossary=dict(abbreviations))
        tree = MaterialTree if dialect == MATERIAL else TreeBuilder
        builder = self._builder = tree(made, self._stash, footnotes, defined)
        self._dialect = dialect
        builder.blockprocessors = made.parser.blockprocessors
        for processor in builder.blockprocessors:
            processor.parser = builder
        made.parser = builder
        for name in _REPLACED_PREPROCESSORS:
            made.preprocessors.deregister(name)
        index = _material_emoji_index if dialect == MATERIAL else _emoji_index
        made.registerExtensions([defined, EmojiExtension(emoji_index=index, emoji_generator=_emoji)], {})
        self._inline = refine_inline(made, self._stash, builder.reference_lines, self._remarks)
        add_formulas(made, self._stash)
        add_comments(made, self._inline)
        add_wikilinks(made, self._inline)
        add_tags(made, self._tags)
        vars(made.inlinePatterns["emoji"])["needs"] = ":"
        if dialect == MATERIAL:
            self._inline.is_material = True
            add_bracketed_formulas(made, self._stash)
            add_material_inline(made)
            add_attributes(made)
        own = list(builder.blockprocessors)
        for name, options in extensions.items():
            self._add(name, options)
        builder.foreign = [each for each in builder.blockprocessors if each not in own]

    def _add(self, name: str, options: Mapping[str, Any]) -> None:
        try:
            extension = self._markdown.build_extension(name, {})
            unknown = [each for each in options if each not in extension.config]
            if options and not unknown:
                extension = self._markdown.build_extension(name, dict(options))
            self._markdown.registerExtensions([extension], {})
            self.extension_sources[name] = _source_digest(extension)
        except Exception as error:
            raise ExtensionError(name, said(error)) from error
        if unknown:
            known = ", ".join(extension.config) or "ninguna"
            raise ExtensionError(name, f"no tiene la opción «{unknown[0]}»", f"Las que tiene: {known}.")

    def read(self, body: str, sources: Mapping[str, Source] = MappingProxyType({})) -> Parsed:
        """Read the text of a note, without its header.

        Args:
            body: the text.
            sources: the files that it may show in Material's dialect, by their names.

        Raises:
            RecursionError: if lists and quotes are nested deeper than ``blocks.parser.MAX_NESTING`` levels.
            Exception: whatever an extension raises; this Reader is of no more use then.
        """
        made = self._markdown.reset()
        self._stash.things = []
        self._builder.reference_lines.clear()
        self._builder.tokens = []
        if isinstance(self._builder, MaterialTree):
            self._builder.sources, self._builder.remarks = sources, self._remarks
        self._inline.nameless_images.clear()
        self._inline.texts.clear()
        self._inline.used_labels.clear()
        self._remarks.clear()
        self._tags.clear()
        text = _FORBIDDEN.sub("", body)
        html = _FORBIDDEN_REFERENCE.sub("\ufffd", made.convert(text))
        raw_html = tuple(
            piece if isinstance(piece, LocatedText) else LocatedText.at(1, str(piece))
            for piece in made.htmlStash.rawHtmlBlocks
        )
        self._remarks += hints(
            self._builder.tokens, self._builder.source, raw_html, self._inline.nameless_images
        )
        self._remarks += leftovers(self._builder.tokens, self._builder.source, self._dialect)
        self._remarks += accessibility_remarks(self._builder.tokens, raw_html)
        return Parsed(
            html,
            Stash(self._stash.things),
            raw_html,
            tuple(self._remarks),
            tags=tuple(dict.fromkeys(self._tags)),
            ignores=tuple(find_ignores(self._builder.tokens, self._builder.reference_lines, raw_html)),
        )

    def destinations(self, body: str) -> tuple[Destination, ...]:
        """Return what a note refers to, each with the place in its text where that is written.

        Args:
            body: the text, without its header.

        Raises:
            RecursionError: as ``read`` does.
            Exception: the same.
        """
        if not body.strip() or _FORBIDDEN.search(body):
            return ()
        self.read(body)
        builder = self._builder
        found = find_destinations(
            builder.source, builder.tokens, self._inline.texts, builder.reference_lines.values()
        )
        if self._dialect == MATERIAL and "8<" in body:
            shown = written_snippets(builder.source)
            return tuple(sorted([*found, *shown], key=lambda each: (each.line, each.start)))
        return found

    def stretches(self, body: str) -> tuple[Stretch, ...] | None:
        """Return what of the last note is hidden, and its addresses; None if nobody knows where.

        Args:
            body: the text that was given to ``read``.
        """
        if not body.strip():
            return ()
        builder, used = self._builder, self._inline.used_labels
        if builder.source != body.split("\n"):  # an extension has changed it before it was read
            return None
        first = {label: each[0] for label, each in builder.definitions.items()}
        every = (lines for each in builder.definitions.values() for lines in each)
        shown = [first[label] for label in used if label in first]
        unused = (lines for lines in every if lines not in shown)
        return find_stretches(
            builder.source,
            builder.tokens,
            self._inline.texts,
            [lines.start for lines in shown],
            [*unused, *self._footnotes.unshown],
        )

    def texts(self, body: str) -> list[LocatedText]:
        """Return what of a note is inline markup, as it is written, with signs in the place of its code.

        Args:
            body: the text, without its header.

        Raises:
            RecursionError: as ``read`` does.
            Exception: the same.
        """
        if not body.strip():
            return []
        self.read(body)
        found = [(text.line, _CODE_SPAN.sub(_masked, text)) for text, _ in self._inline.texts]
        if self._dialect == MATERIAL:
            found = [(line, _MATERIAL_MARK.sub(_masked, text)) for line, text in found]
        return [LocatedText.at(line, text) for line, text in found]


def _masked(found: re.Match[str]) -> str:
    """Return signs in the place of what is no prose, one for each of its own."""
    return re.sub(r"[^\n]", "\ufffc", found[0])


def _emoji_index(_options: object, _md: object) -> dict[str, object]:
    """Return GitHub's emoji; pymdownx's own function copies all of them for each reader."""
    return {"name": gemoji_db.name, "emoji": gemoji_db.emoji, "aliases": gemoji_db.aliases}


def _material_emoji_index(options: object, md: object) -> dict[str, object]:
    """Return GitHub's emoji and those that only Material has names for, which are Twemoji's."""
    from pymdownx import twemoji_db  # noqa: PLC0415 - 400 kB that no other dialect needs

    both = {
        "emoji": twemoji_db.emoji | gemoji_db.emoji,
        "aliases": twemoji_db.aliases | gemoji_db.aliases,
    }
    return {**_emoji_index(options, md), **both}


def _emoji(*shown: object) -> str:
    """Return the character of a shortcode, and the few that are GitHub's own pictures as their text.

    Called with index, shortcode, alias, code points, character, title, category, options and instance.
    """
    _, shortcode, alias, points, character, *_ = shown
    return str(character if points else alias or shortcode)


def _source_digest(extension: Extension) -> str:
    """Say in a few digits what an extension's module holds."""
    file = getattr(sys.modules.get(type(extension).__module__), "__file__", None)
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()[:16] if file else ""
