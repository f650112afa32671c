"""Learning paths: notes whose header says ``learning_path``, whose numbered lists say what to read in turn.

Such a note reads on GitHub as it does here. Each item opens with a link to a note, which is a step; where
there are several lists, the numbers go on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from selectolax.lexbor import LexborHTMLParser

from escarcha.pages.links import entry_at
from escarcha.pages.placing import href_of
from escarcha.problems import Code, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selectolax.lexbor import LexborNode

    from escarcha.notes import Entry, Site
    from escarcha.rendering.fragment import Fragment

_AROUND = frozenset(["li", "blockquote", "details", "table"])
_CLASSES_AROUND = frozenset(["callout", "footnote", "example"])
"""What holds lists that are no steps."""

_LONGEST, _KNOWN_BY = 40, 4
"""Characters of an item that are shown to its author, and words by which its line is found."""


@dataclass(frozen=True, slots=True)
class LearningPath:
    """What to read in turn.

    Args:
        entry: of the note that says so.
        steps: the entries that it leads to.
        remarks: what is wrong with it, with lines of the note's body.
    """

    entry: Entry
    steps: tuple[Entry, ...]
    remarks: tuple[Remark, ...] = ()


class LearningPaths:
    """The learning paths of a site.

    Args:
        site: where links are looked up.
        fragment_of: gives the Fragment of an entry that has a note.
    """

    def __init__(self, site: Site, fragment_of: Callable[[Entry], Fragment]) -> None:
        self._site = site
        self._fragment_of = fragment_of

    @cached_property
    def by_url(self) -> dict[str, LearningPath]:
        """The paths that lead somewhere or try to, by the addresses of their notes, in reading order."""
        notes = ((entry, entry.note) for entry in self._site.entries.values())
        return {entry.url: self._read(entry) for entry, note in notes if note and note.header.learning_path}

    @property
    def all(self) -> list[LearningPath]:
        """Those that have a step."""
        return [path for path in self.by_url.values() if path.steps]

    def through(self, entry: Entry) -> list[LearningPath]:
        """Return the paths that an entry is a step of."""
        return self._through.get(entry.url, [])

    @cached_property
    def _through(self) -> dict[str, list[LearningPath]]:
        found = defaultdict(list)
        for path in self.by_url.values():
            for step in path.steps:
                found[step.url].append(path)
        return found

    def steps(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the steps of an entry's own path; none if it is no path."""
        path = self.by_url.get(entry.url)
        return path.steps if path else ()

    def remarks(self, entry: Entry) -> tuple[Remark, ...]:
        """Return what is wrong with an entry's own path."""
        path = self.by_url.get(entry.url)
        return path.remarks if path else ()

    def encode(self, entry: Entry) -> bytes:
        """Write down which paths the page of an entry shows; the front page shows all."""
        shown = self.all if entry is self._site.root else [*self.through(entry)]
        return msgspec.msgpack.encode([(p.entry.url, [step.url for step in p.steps]) for p in shown])

    def _read(self, entry: Entry) -> LearningPath:
        steps: dict[str, Entry] = {}
        remarks: list[Remark] = []
        for step, fault in self._items(entry, steps):
            remarks += [fault] if fault else []
            if step:
                steps[step.url] = step
        if not steps and not remarks and entry.note:
            line = entry.note.header_lines["learning_path"] + 1 - entry.note.body_line
            cause = "la nota es un recorrido y no tiene ninguna lista numerada de notas."
            remedy = "Escribe una con un enlace a cada nota, o quita «learning_path» de la cabecera."
            remarks.append(Remark(Code.LEARNING_STEP, line, cause, remedy))
        return LearningPath(entry, tuple(steps.values()), tuple(remarks))

    def _items(self, entry: Entry, steps: dict[str, Entry]) -> Iterator[tuple[Entry | None, Remark | None]]:
        """Yield, for each item of the numbered lists, its step or what is wrong with it.

        Args:
            entry: of the path.
            steps: those before, by address; whoever asks adds to them.
        """
        fragment = self._fragment_of(entry)
        first, *others = fragment.parts
        # In its gap, a link has its number.
        html = first + "".join(f"{number}{part}" for number, part in enumerate(others))
        for item in step_items(LexborHTMLParser(html, is_fragment=True)):
            link = opening_link(item)
            number = str(link.attrs["href"]) if link is not None else ""
            if not number.isdecimal():
                yield None, _no_note(item, self._line_of(item, entry))
                continue
            written = fragment.links[int(number)]
            href = href_of(written, entry, self._site)
            step = entry_at(href, entry, self._site)[0]
            if step is entry:
                remedy = "Pon la nota que se lee en ese paso."
                cause = "un paso del recorrido lleva a la propia nota."
                yield None, Remark(Code.LEARNING_STEP, written.line, cause, remedy)
            elif step and step.url in steps:
                before = list(steps).index(step.url) + 1
                cause = f"«{step.title}» ya es el paso {before} del recorrido."
                yield None, Remark(Code.LEARNING_STEP, written.line, cause, "Deja uno de los dos.")
            elif step or not self._site.media_at(href):
                yield step, None  # a link that leads nowhere is told as such
            else:
                yield None, _no_note(item, written.line)

    def _line_of(self, item: LexborNode, entry: Entry) -> int:
        """Find the line of an item that has no link into the site, by as many words as stand in one."""
        words, lines = item.text().split(), entry.note.body.split("\n") if entry.note else []
        openings = (" ".join(words[:count]) for count in range(min(len(words), _KNOWN_BY), 0, -1))
        found = (number for text in openings for number, line in enumerate(lines, 1) if text in line)
        return next(found, 1)


def step_items(tree: LexborHTMLParser) -> list[LexborNode]:
    """Return the items of a note's own numbered lists, but none of lists in others."""
    return [item for item in tree.css("ol > li") if not _is_within(item)]


def opening_link(item: LexborNode) -> LexborNode | None:
    """Return the first link of an item that is its author's and stands in no list within it."""
    links = item.css("a[href]:not(.term, .footnote-ref)")
    own = (link for link in links if next(_above(link, "li"), None) == item)
    return next(own, None)


def _above(node: LexborNode, tag: str) -> Iterator[LexborNode]:
    around = node.parent
    while around is not None and around.is_element_node:
        if around.tag == tag:
            yield around
        around = around.parent


def _is_within(item: LexborNode) -> bool:
    around = item.parent
    while around is not None and around.is_element_node:
        classes = (around.attrs.get("class") or "").split()
        if around.tag in _AROUND or not _CLASSES_AROUND.isdisjoint(classes):
            return True
        around = around.parent
    return False


def _no_note(item: LexborNode, line: int) -> Remark:
    words = " ".join(item.text().split())
    shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    cause = f"el paso «{shown}» del recorrido no lleva a ninguna nota."
    remedy = "Empiézalo con un enlace a una, o quita el punto de la lista numerada."
    return Remark(Code.LEARNING_STEP, line, cause, remedy)
