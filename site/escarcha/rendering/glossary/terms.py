"""The Glossary: a note whose headings are terms, each defined by the paragraph below it.

``## Solicitud o petición (*request*)`` names one term twice in Spanish and once in English: what is in
italics is English. So a glossary is an ordinary note, which reads well on GitHub and has anchors there too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser

from escarcha.problems import Code, Remark
from escarcha.rendering.glossary.vocabulary import Found, Name, Vocabulary
from escarcha.rendering.sentences import SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from escarcha.notes import Entry
    from escarcha.rendering.fragment import Heading

_HEADINGS = "h2, h3, h4, h5, h6"
_ITALICS = "em, i"
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_BETWEEN = re.compile(r"\s*,\s*(?:[ou]\s+)?|\s+[ou]\s+")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the glossary explains.

    Args:
        id: the anchor of its heading.
        href: link to it.
        spanish: its names in Spanish, the first being the usual one.
        english: its names in English.
        definition: the first paragraph below the heading, without links; safe HTML.
        brief: its first sentence.
    """

    id: str
    href: str
    spanish: tuple[str, ...]
    english: tuple[str, ...]
    definition: Markup
    brief: Markup

    @property
    def card(self) -> str:
        """The id of its definition on pages that it appears in."""
        return f"pagina:termino:{self.id}"

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called, Spanish names first."""
        return self.spanish + self.english


@dataclass(frozen=True, eq=False)
class Glossary:
    """The terms of a site.

    Args:
        entry: the note that explains them.
        terms: in the order of that note.
        remarks: what its author should know, with lines of the note's body.
    """

    entry: Entry
    terms: tuple[Term, ...]
    remarks: tuple[Remark, ...]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Names of one thing, two by two: ``("Ruta", "route")``, ``("Solicitud", "petición")``.

        Each pair stands here once; whoever searches for either may be shown the other.
        """
        return tuple(
            (name, other)
            for term in self.terms
            for number, name in enumerate(term.names)
            for other in term.names[number + 1 :]
        )

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(
            Name(name, number, is_english=name in term.english)
            for number, term in enumerate(self.terms)
            for name in term.names
        )

    def explain(self, html: str, entry: Entry) -> tuple[str, tuple[Term, ...]]:
        """Link the first appearance of each term to its explanation, and say which words are English.

        Args:
            html: of the whole page.
            entry: which page it is; the glossary's own has no links to itself, and one whose header says
                ``glossary: false`` has none at all.

        Returns:
            The HTML, and the terms that appear in it, in order.
        """
        met: dict[int, Term] = {}
        has_links = entry is not self.entry and (entry.note is None or entry.note.header.glossary)

        def replace(found: Found) -> str:
            term = self.terms[found.name.term]
            language = ' lang="en"' if found.name.is_english else ""
            if has_links and found.may_link and found.name.term not in met:
                met[found.name.term] = term
                described = f'class="term" aria-describedby="{term.card}"'
                return f'<a href="{escape(term.href)}" {described}{language}>{found.text}</a>'
            return f"<span{language}>{found.text}</span>" if language else found.text

        return self._vocabulary.mark(html, replace), tuple(met.values())


def read_glossary(entry: Entry, html: str, headings: Iterable[Heading], href: str) -> Glossary:
    """Read the terms of a glossary.

    A heading followed by a paragraph is a term. One followed by anything else gathers what stands below it,
    such as the terms of one letter; one followed by nothing lacks its definition.

    Args:
        entry: of the note.
        html: that it has in its place.
        headings: in it.
        href: link to its page.
    """
    tree = LexborHTMLParser(html, is_fragment=True)
    lines = {heading.id: heading.line for heading in headings}
    offset = entry.note.body_line - 1 if entry.note else 0
    terms: list[Term] = []
    remarks: list[Remark] = []
    known: dict[str, tuple[str, int]] = {}
    for heading in tree.css(_HEADINGS):
        line = lines.get(str(heading.attrs["id"]), 1)
        following = _next_element(heading)
        if following is None or (_level(following) and _level(following) <= _level(heading)):
            cause = f"al término «{_words(heading.text())}» le falta la definición."
            remarks.append(Remark(Code.UNDEFINED_TERM, line, cause, "Escribe un párrafo bajo su título."))
        if following is None or following.tag != "p":
            continue
        term = _term(heading, following, f"{href}#{heading.attrs['id']}")
        terms += [term] if term.names else []
        for name in term.names:
            title, before = known.setdefault(name.casefold(), (term.names[0], line))
            if before != line:
                cause = f"«{name}» ya es un nombre de «{title}», en la línea {before + offset}."
                remedy = "Vale el primero: quita uno de los dos, o explícalos juntos."
                remarks.append(Remark(Code.DUPLICATE_TERM, line, cause, remedy))
    return Glossary(entry, tuple(terms), tuple(remarks))


def _term(heading: LexborNode, paragraph: LexborNode, href: str) -> Term:
    names: list[str] = []
    while italics := heading.css_first(_ITALICS):
        names += _names(italics.text())
        italics.decompose()
    spanish = tuple(_names(_BRACKETS.sub(" ", heading.text())))
    # What both languages spell alike is Spanish in a Spanish text.
    alike = {name.casefold() for name in spanish}
    english = tuple(name for name in names if name.casefold() not in alike)
    for mark in paragraph.css("sup.footnote-ref, a.footnote-ref"):
        mark.decompose()
    for link in paragraph.css("a"):
        link.unwrap()
    for node in paragraph.css("[id]"):
        del node.attrs["id"]
    definition = _html(paragraph)
    _keep_first_sentence(paragraph)
    return Term(str(heading.attrs["id"]), href, spanish, english, definition, _html(paragraph))


def _html(paragraph: LexborNode) -> Markup:
    return Markup((paragraph.inner_html or "").strip())  # noqa: S704 - written by the renderer


def _keep_first_sentence(paragraph: LexborNode) -> None:
    """Take out what comes after it; a sentence that ends within an element goes on until one ends outside."""
    parts = list(paragraph.iter(include_text=True))
    for number, part in enumerate(parts):
        if part.tag == "-text" and (found := SENTENCE_END.search(part.text())):
            for later in parts[number + 1 :]:
                later.decompose()
            part.replace_with(part.text()[: found.end()].rstrip())
            return


def _names(text: str) -> Iterator[str]:
    """Split a heading into names: at commas, and at «o»."""
    for name in _BETWEEN.split(_words(text)):
        if words := name.strip(" .:;()[]«»"):
            yield words


def _words(text: str) -> str:
    return " ".join(text.split())


def _next_element(node: LexborNode) -> LexborNode | None:
    following = node.next
    while following is not None and following.tag in {"-text", "-comment"} and not following.text().strip():
        following = following.next
    return following


def _level(node: LexborNode) -> int:
    tag = str(node.tag)
    return int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
