"""Which notes embed which: what a page is made of besides its own note, known without making it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from escarcha.pages.embedding import DEEPEST, LARGEST, LEAST
from escarcha.pages.links import entry_at
from escarcha.pages.placing import href_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.notes import Entry, Site
    from escarcha.rendering.fragment import Gist


class Embedded:
    """The notes that the notes of a site embed.

    Args:
        site: where links are looked up.
        gist_of: gives the Gist of an entry that has a note.
    """

    def __init__(self, site: Site, gist_of: Callable[[Entry], Gist]) -> None:
        self._site = site
        self._gist_of = gist_of
        self._targets: dict[str, Counter[str]] = {}

    def has_any(self, entry: Entry) -> bool:
        """Tell whether an entry's note embeds another."""
        return bool(self._targets_of(entry))

    def below(self, entry: Entry) -> list[Entry]:
        """Return every entry whose text may be on the page of another, each once, in a fixed order."""
        found = dict.fromkeys(url for level in self._levels(entry) for url in level)
        return [self._site.entries[url] for url in found]

    def may_be_cut(self, entry: Entry) -> bool:
        """Tell whether something may have to be left out of a page, as it goes round or is too much."""
        levels = self._levels(entry)
        if len(levels) > DEEPEST:
            return True
        sizes = (
            count * max(LEAST, self._gist_of(self._site.entries[url]).size)
            for level in levels
            for url, count in level.items()
        )
        return sum(sizes) > LARGEST / 2  # links and Outcomes are not counted

    def _levels(self, entry: Entry) -> list[Counter[str]]:
        """Return what a note embeds, what that embeds, and so on, as far as a page may show it and one more.

        Each is the addresses of notes, with how often they are asked for.
        """
        levels: list[Counter[str]] = []
        level = self._targets_of(entry)
        while level and len(levels) <= DEEPEST:
            levels.append(level)
            following = Counter[str]()
            for url, count in level.items():
                for target, times in self._targets_of(self._site.entries[url]).items():
                    following[target] += count * times
            level = following
        return levels

    def _targets_of(self, entry: Entry) -> Counter[str]:
        found = self._targets.get(entry.url)
        if found is None:
            found = self._targets[entry.url] = Counter[str]()
            for link in self._gist_of(entry).links if entry.note else ():
                if link.is_embed:
                    target = entry_at(href_of(link, entry, self._site), entry, self._site)[0]
                    if target and target.note:
                        found[target.url] += 1
        return found
