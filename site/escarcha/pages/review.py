"""What readers can be asked of a whole site, section by section."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from escarcha.notes import Section
from escarcha.pages.flashcards import flashcards, may_ask
from escarcha.pages.links import former_addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from escarcha.notes import Entry, Site
    from escarcha.pages.edition import Edition
    from escarcha.pages.flashcards import Flashcard
    from escarcha.rendering.fragment import Gist


def deck_titles(above: Sequence[Entry], site: Site) -> list[str]:
    """Return the titles down to a section, but for the front page's unless it is all there is."""
    return [site.title(each) for each in above[1:] or above]


class Review:
    """The flashcards of a site, if its settings want any.

    Args:
        edition: whose pages they come from.
        gist_of: gives the Gist of an entry that has a note.
    """

    def __init__(self, edition: Edition, gist_of: Callable[[Entry], Gist]) -> None:
        self._edition = edition
        self._gist_of = gist_of

    @cached_property
    def decks(self) -> dict[tuple[Entry, ...], list[Flashcard]]:
        """The cards of each section that has some, and of the glossary; each by the pages down to it."""
        site, glossary = self._edition.site, self._edition.glossary
        found: dict[tuple[Entry, ...], list[Flashcard]] = {}
        for entry in self._asking:
            former = former_addresses(entry, site)
            if cards := flashcards(self._edition.page(entry), site, glossary, former):
                is_own = isinstance(entry, Section) or entry is site.glossary
                above = (*site.trail(entry), entry) if is_own else site.trail(entry)
                found.setdefault(above, []).extend(cards)
        return found

    @cached_property
    def digest(self) -> bytes:
        """Name all that the cards are made of, short of making them."""
        digests = [self._edition.page_digest(entry) for entry in self._asking]
        return hashlib.blake2b(b"".join([self._edition.shape, *digests]), digest_size=20).digest()

    @cached_property
    def _asking(self) -> list[Entry]:
        """The entries whose pages may have a card, in reading order; the page of the glossary is one."""
        site = self._edition.site
        if not site.settings.review:
            return []
        entries = (entry for entry in site.entries.values() if entry.note and entry is not site.missing)
        return [entry for entry in entries if entry is site.glossary or may_ask(self._gist_of(entry), entry)]
