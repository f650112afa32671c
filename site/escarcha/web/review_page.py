"""The page that asks readers what the notes have told them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from escarcha.notes.layout import REVIEW_URL
from escarcha.notes.slugs import slugify
from escarcha.web.context import LinkContext, PageContext
from escarcha.web.images import image_of
from escarcha.web.language import texts
from escarcha.web.learning import CardContext, DeckContext
from escarcha.web.nav import build_nav
from escarcha.web.site_wide import site_context

if TYPE_CHECKING:
    from escarcha.notes import Entry, Site
    from escarcha.pages import Edition
    from escarcha.pages.flashcards import Flashcard


def review_context(edition: Edition) -> PageContext:
    """Make the context of the page that asks, without its questions, which ``with_decks`` adds."""
    site = edition.site
    _ = texts(site.settings.language).gettext
    return PageContext(
        site=site_context(site),
        title=_("Repasar"),
        heading=_("Repasar"),
        description=_("Preguntas y respuestas para repasar las notas."),
        canonical=site.absolute(REVIEW_URL),
        image=image_of(edition, site.root),
        nav=build_nav(site, None),
        breadcrumbs=(LinkContext(site.root.title, site.href("/")),),
    )


def with_decks(edition: Edition, around: PageContext) -> PageContext:
    """Complete the context of the page that asks."""
    decks = edition.review.decks.items()
    return replace(around, decks=tuple(_deck(edition.site, above, cards) for above, cards in decks))


def deck_title(site: Site, above: tuple[Entry, ...], between: str = " › ") -> str:
    """Return what the questions of a section are called: the titles down to it, but for the front page."""
    return between.join(site.title(each) for each in above[1:] or above)


def _deck(site: Site, above: tuple[Entry, ...], cards: list[Flashcard]) -> DeckContext:
    return DeckContext(
        title=deck_title(site, above),
        id=f"pagina:mazo:{slugify(above[-1].url)}",
        cards=tuple(
            CardContext(
                card.id,
                " ".join(card.former),
                card.question,
                card.answer,
                site.title(card.entry),
                card.href,
            )
            for card in cards
        ),
    )
