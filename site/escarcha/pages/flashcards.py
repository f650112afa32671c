"""What of a note a reader can be asked: its questions, and the terms of the glossary.

A question is written as on GitHub: a box of the kind ``question``, a ``<details>`` whose summary asks, or a
heading that does. Another source is a function beside those in ``SOURCES``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser

from escarcha.markup.blocks.openings import WORDS
from escarcha.notes.slugs import numbered, slugify
from escarcha.pages.excerpt import adapt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from selectolax.lexbor import LexborNode

    from escarcha.notes import Entry, Site
    from escarcha.pages.page import Page
    from escarcha.rendering.fragment import Gist
    from escarcha.rendering.glossary import Glossary

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOXES = ".callout-question, details:not(.callout)"
_ELSEWHERE = frozenset(["embed", "callout-question"])
"""Classes of what holds the boxes of another note, or belongs to another question."""

_ASKS = re.compile(r"\?[^\w¿]*$")
"""What a question ends with, whatever signs stand behind it."""

_USUAL = frozenset(title for kind, title in WORDS.values() if kind == "question")
"""What a box is called whose author has given it no title: then its first paragraph asks."""

_ANSWER_LEVEL = 4
"""Of the headings in an answer: its page has the site's name, and that of the section above."""


@dataclass(frozen=True, slots=True)
class Flashcard:
    """A question and its answer.

    Args:
        id: names it for as long as its note and its question are called so: address and anchor.
        former: what it was called where its note stood before, the oldest first.
        question: in one line; safe HTML.
        answer: safe HTML, whose ids begin with the card's own.
        href: link to where it stands.
        entry: of the note that it comes from.
    """

    id: str
    former: tuple[str, ...]
    question: Markup
    answer: Markup
    href: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Found:
    """A question in a note.

    Args:
        anchor: that names it in its note; empty if it is the title.
        heading: the anchor of the heading that it stands under.
        question: HTML.
        answer: HTML.
    """

    anchor: str
    heading: str
    question: str
    answer: str


def may_ask(gist: Gist, entry: Entry) -> bool:
    """Tell whether there may be a question in a note, so that its page is worth looking at."""
    return gist.asks or any(map(_is_question, (entry.title, *(each.text for each in gist.headings))))


def flashcards(page: Page, site: Site, glossary: Glossary | None, former: Sequence[str]) -> list[Flashcard]:
    """Return the flashcards of a page, in its order, as the settings ask for them.

    Args:
        page: placed.
        site: that it stands in.
        glossary: of the site, if it has one.
        former: the addresses at which the page stood before.
    """
    found: dict[str, _Found] = {}
    for name, source in SOURCES.items():
        if name in site.settings.review:
            found |= {each.anchor: each for each in source(page, glossary) if each.anchor not in found}
    return [_card(each, page.entry, site, former) for each in found.values()]


def _card(found: _Found, entry: Entry, site: Site, former: Sequence[str]) -> Flashcard:
    mark = f"#{found.anchor}" if found.anchor else ""
    href = site.href(entry.url)
    name = f"{entry.url}{mark}"
    own = f"pagina:{name.replace('#', ':')}:"
    answer = adapt(found.answer, own=own, source=href, level=_ANSWER_LEVEL)
    return Flashcard(
        id=name,
        former=tuple(f"{url}{mark}" for url in former),
        question=Markup(found.question),  # noqa: S704 - written by the renderer
        answer=Markup(_without_cards(answer)),  # noqa: S704 - the same
        href=f"{href}#{found.heading}" if found.heading else href,
        entry=entry,
    )


def _questions(page: Page, _glossary: Glossary | None) -> Iterator[_Found]:
    """Yield the boxes and headings of a page that ask something and have an answer."""
    tree = LexborHTMLParser(page.html, is_fragment=True)
    own = {heading.id for heading in page.headings if not heading.is_quoted}
    taken = {str(node.attrs["id"]): 0 for node in tree.css("[id]")}
    heading = ""
    if not page.brings_title and _is_question(page.entry.title) and tree.root is not None:
        first = next(iter(tree.root.iter()), None)
        yield from _asked("", "", str(escape(page.entry.title)), _opening(first))
    for node in tree.css(", ".join([*_HEADINGS, _BOXES])):
        anchor = node.attrs.get("id") or ""
        if anchor in own:
            heading = anchor
            if _is_question(node.text()):
                yield from _asked(anchor, anchor, _line(node), _opening(_next(node)))
        elif node.tag not in _HEADINGS and not _is_elsewhere(node):
            for question, answer in _read_box(node):
                name = numbered(slugify(question.text()), taken)
                yield from _asked(name, heading, _line(question), answer)


def _terms(page: Page, glossary: Glossary | None) -> Iterator[_Found]:
    """Yield the terms of the glossary, on its page."""
    for term in glossary.terms if glossary and page.entry is glossary.entry else ():
        english = ", ".join(f'<i lang="en">{escape(name)}</i>' for name in term.english)
        spanish = str(escape(", ".join(term.spanish)))
        names = f"{spanish} ({english})" if spanish and english else spanish or english
        yield _Found(term.id, term.id, names, f"<p>{term.definition}</p>")


SOURCES: dict[str, Callable[[Page, Glossary | None], Iterator[_Found]]] = {
    "questions": _questions,
    "glossary": _terms,
}
"""What finds something to ask on a page, by the word of the setting ``review`` that wants it."""


def _is_question(text: str) -> bool:
    return bool(_ASKS.search(text))


def _is_elsewhere(box: LexborNode) -> bool:
    around = box.parent
    while around is not None and around.is_element_node:
        if not _ELSEWHERE.isdisjoint((around.attrs.get("class") or "").split()):
            return True
        around = around.parent
    return False


def _read_box(box: LexborNode) -> Iterator[tuple[LexborNode, list[LexborNode]]]:
    """Yield the question of a box and what answers it, if it asks anything."""
    # The answer of a <details> may be words without a paragraph around them.
    title, *others = [node for node in box.iter(include_text=True) if not _is_empty(node)] or [box]
    if "callout" not in (box.attrs.get("class") or ""):
        if title.tag == "summary" and _is_question(title.text()):
            yield title, others
    elif " ".join(title.text().split()) not in _USUAL:
        yield title, others
    elif others and others[0].tag in {"p", *_HEADINGS}:
        yield others[0], others[1:]


def _asked(anchor: str, heading: str, question: str, answer: Sequence[LexborNode]) -> Iterator[_Found]:
    """Yield a question if it has an answer; one that is folded within it is unfolded."""
    if len(answer) == 1 and answer[0].tag == "details":
        answer = [node for node in answer[0].iter() if node.tag != "summary"]
    if html := "".join(node.html or "" for node in answer):
        yield _Found(anchor, heading, question, html)


def _opening(first: LexborNode | None) -> list[LexborNode]:
    """Return what a section opens with: a block, and another if the first announces it."""
    if first is None or _ends_section(first):
        return []
    second = _next(first)
    announces = first.text().rstrip().endswith(":") and second is not None and not _ends_section(second)
    return [first, second] if announces and second is not None else [first]


def _ends_section(node: LexborNode) -> bool:
    return node.tag in _HEADINGS or node.attrs.get("class") == "footnote"


def _next(node: LexborNode) -> LexborNode | None:
    """Return the next element with anything in it."""
    following = node.next
    while following is not None and (not following.is_element_node or _is_empty(following)):
        following = following.next
    return following


def _is_empty(node: LexborNode) -> bool:
    return not node.text().strip() and (
        node.is_text_node or node.css_first("img, svg, math, video, audio, iframe") is None
    )


def _line(node: LexborNode) -> str:
    """Return what a question says, without its links, ids and the calls of footnotes."""
    tree = LexborHTMLParser(node.inner_html or "", is_fragment=True)
    for mark in tree.css("sup.footnote-ref, a.footnote-ref, span:empty"):
        mark.decompose()
    for link in tree.css("a"):
        link.unwrap()
    for each in tree.css("[id]"):
        del each.attrs["id"]
    return (tree.html or "").strip()


def _without_cards(html: str) -> str:
    """Leave links to terms of the glossary as links like any: their cards stand on other pages."""
    tree = LexborHTMLParser(html, is_fragment=True)
    for link in tree.css("a.term"):
        del link.attrs["class"]
        del link.attrs["aria-describedby"]
    return tree.html or ""
