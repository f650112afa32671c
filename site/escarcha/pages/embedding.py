"""The texts of other notes, put into the place of a page that asks for them.

1. Of the other note, with its links and Outcomes as they are on its own page, the part that is asked for is
   taken (``excerpt.py``).
2. What that embeds itself is put into it in turn, as far as ``DEEPEST`` and ``LARGEST`` let it.
3. A figure says where it comes from.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from escarcha.figures.variables import EmbedFigure
from escarcha.pages.excerpt import take_excerpt
from escarcha.pages.links import entry_at
from escarcha.pages.placing import place_in_another
from escarcha.problems import Code, Remark
from escarcha.rendering.embeds import MARKED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from escarcha.examples import Outcome
    from escarcha.figures import Figures
    from escarcha.notes import Entry, Site
    from escarcha.pages.placing import Placed
    from escarcha.rendering.fragment import Fragment
    from escarcha.rendering.glossary import Glossary, Term

DEEPEST = 5
"""Notes that may be in one another; Obsidian does not go on for ever either."""

LARGEST = 1_000_000
"""Characters of HTML of other notes on one page; nobody reads as many."""

LEAST = 1000
"""Characters that one counts for at least, so that their number is bounded too."""

_HEADING = re.compile(r"<h([1-6])[ >]")


class _Text(NamedTuple):
    """A text that others stand in.

    Args:
        entry: of the note that it is of.
        html: with numbered marks where others are to stand.
        hrefs: of that note's links, in order.
        level: of a heading that would stand at its beginning.
        around: what it stands in, the page first, and itself: the address of each and an anchor there.
        line: of the page's note, where all of it is asked for; None for the page's own text.
    """

    entry: Entry
    html: str
    hrefs: tuple[str, ...]
    level: int
    around: tuple[tuple[str, str], ...]
    line: int | None


@dataclass(slots=True)
class Embedding:
    """Fills one page.

    Args:
        entry: of the page.
        site: where links are looked up.
        figures: that say where a text comes from.
        fragment_of: gives the Fragment of an entry that has a note.
        outcomes_of: gives the Outcomes of a Fragment's Examples.
        glossary: whose terms are explained.
        entries: whose texts are on the page, by address.
        terms: of the glossary in those texts, by their ids.
        remarks: what could not be shown, with lines of the page's note.
    """

    entry: Entry
    site: Site
    figures: Figures
    fragment_of: Callable[[Entry], Fragment]
    outcomes_of: Callable[[Fragment], Sequence[Outcome]]
    glossary: Glossary | None
    entries: dict[str, Entry] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    remarks: dict[Remark, None] = field(default_factory=dict)
    _placed: dict[str, Placed] = field(default_factory=dict)
    _count: int = 0
    _left: int = LARGEST

    def fill(self, html: str, hrefs: tuple[str, ...]) -> str:
        """Return the HTML of the page's note with the texts that it asks for.

        Args:
            html: of the note, with marks that have numbers.
            hrefs: of its links, in order.

        Raises:
            EscarchaError: if the template of a figure fails.
        """
        return self._fill(_Text(self.entry, html, hrefs, 2, ((self.entry.url, ""),), None))

    def _fill(self, text: _Text) -> str:
        headings = [(found.start(), int(found[1])) for found in _HEADING.finditer(text.html)]

        def shown(mark: re.Match[str]) -> str:
            number = int(mark["link"])
            above = bisect.bisect(headings, (mark.start(), 0))
            level = headings[above - 1][1] + 1 if above else text.level
            return self._shown(text, number, level) or mark["plain"]

        return MARKED.sub(shown, text.html)

    def _shown(self, text: _Text, number: int, level: int) -> str:
        """Return the figure that stands in a text where one of its links is; nothing if the link stays."""
        href = text.hrefs[number]
        entry, anchor = entry_at(href, text.entry, self.site)
        link = self.fragment_of(text.entry).links[number]
        line = text.line or link.line
        if entry is None or entry.note is None or not self._may_stand_in(text, entry, anchor, line):
            return ""
        placed, fragment = self._place(entry), self.fragment_of(entry)
        excerpt = take_excerpt(
            placed.html,
            anchor,
            own=f"pagina:nota-{self._count + 1}:",
            source=self.site.href(entry.url),
            level=level,
            title=entry.title if fragment.is_opened else "",
        )
        self._left -= max(len(excerpt.html) if excerpt else 0, LEAST)
        if excerpt is None:
            return ""
        self._count += 1
        self.entries.setdefault(entry.url, entry)
        self.terms |= {term.id: term for term in placed.terms if f'"{term.card}"' in excerpt.html}
        around = (*text.around, (entry.url, anchor))
        body = self._fill(_Text(entry, excerpt.html, placed.hrefs, level, around, line))
        heading = next((each.text for each in fragment.headings if each.id == excerpt.heading), "")
        name = f"{entry.title} › {heading}" if heading and heading != entry.title else entry.title
        if href.startswith("#") and entry is not self.entry:
            href = self.site.href(entry.url) + href
        return self.figures.draw(EmbedFigure(Markup(body), link.text or name, href))  # noqa: S704 - written by the renderer

    def _place(self, entry: Entry) -> Placed:
        """Return a note in its own place, however often it is asked for."""
        placed = self._placed.get(entry.url)
        if placed is None:
            fragment = self.fragment_of(entry)
            placed = self._placed[entry.url] = place_in_another(
                fragment,
                entry,
                self.site,
                figures=self.figures,
                outcomes=self.outcomes_of(fragment),
                glossary=self.glossary,
                reader=self.entry,
            )
        return placed

    def _may_stand_in(self, text: _Text, entry: Entry, anchor: str, line: int) -> bool:
        """Tell whether a note may stand in a text; if not, it is said why."""
        if (entry.url, anchor) in text.around:
            if entry.url == self.entry.url:  # others that come round are told of it on their own pages
                self._cut(
                    line, f"«{entry.title}» se inserta a sí misma, directamente o a través de otras", entry
                )
            return False
        if len(text.around) > DEEPEST:
            self._cut(line, f"hay más de {DEEPEST} notas unas dentro de otras", entry)
            return False
        if self._left <= 0:
            self._cut(line, f"lo que se inserta en esta nota pasa de {LARGEST // 1_000_000} MB", entry)
            return False
        return True

    def _cut(self, line: int, why: str, entry: Entry) -> None:
        cause = f"{why}; en su lugar se publica un enlace a «{entry.title}»."
        remark = Remark(Code.BROKEN_EMBED, line, cause, "Pon tú un enlace, sin el signo de admiración.")
        self.remarks[remark] = None
