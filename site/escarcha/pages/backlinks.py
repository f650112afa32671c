"""Which notes link to a page, each with the sentence around the link."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from escarcha.pages.placing import href_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.notes import Entry, Note, Site
    from escarcha.rendering.fragment import Fragment

MOST = 20
"""Notes that a page names, so that one that all link to does not grow with the site."""


class Backlink(NamedTuple):
    """A note that links to a page.

    Args:
        entry: of the note.
        sentence: around its first link; empty where there is no more than the link.
    """

    entry: Entry
    sentence: str


class Backlinks:
    """The links between the notes of a site, from where they lead to where they stand.

    Args:
        site: where links are looked up.
        fragment_of: gives the Fragment of an entry that has a note.
    """

    def __init__(self, site: Site, fragment_of: Callable[[Entry], Fragment]) -> None:
        self._site = site
        self._fragment_of = fragment_of
        self._known: dict[str, tuple[Note, dict[str, str]]] = {}
        self._found: dict[str, list[Backlink]] | None = None

    def recall(self, before: Backlinks) -> None:
        """Take from a site before what leads where it led, as every note stands where it stood.

        Args:
            before: of that site.
        """
        self._known = dict(before._known)

    def to(self, entry: Entry) -> list[Backlink]:
        """Return the notes that link to an entry, in reading order."""
        if self._found is None:
            self._found = self._find()
        return self._found.get(entry.url, [])

    @cached_property
    def _by_href(self) -> dict[str, Entry]:
        """The entries by the links that lead to them, of old addresses too."""
        urls = {**self._site.redirects, **self._site.entries}
        return {self._site.href(url): entry for url, entry in urls.items()}

    def _find(self) -> dict[str, list[Backlink]]:
        found: dict[str, list[Backlink]] = defaultdict(list)
        for entry in self._site.entries.values():
            if entry.note:
                known = self._known.get(entry.url)
                if known is None or known[0] is not entry.note:
                    known = self._known[entry.url] = entry.note, self._targets(entry)
                for url, sentence in known[1].items():
                    found[url].append(Backlink(entry, sentence))
        return found

    def _targets(self, entry: Entry) -> dict[str, str]:
        """Return the addresses that a note links to, each with the first sentence that there is."""
        targets: dict[str, str] = {}
        for link in self._fragment_of(entry).links:
            if link.target.startswith("#"):
                continue
            target = self._by_href.get(href_of(link, entry, self._site).partition("#")[0])
            if target and target is not entry and target is not self._site.root:
                targets[target.url] = targets.get(target.url) or link.sentence
        return targets
