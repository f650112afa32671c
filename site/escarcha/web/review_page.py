"""The page that asks readers what the notes have told them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from escarcha.notes.layout import REVIEW_URL
from escarcha.notes.slugs import slugify
from escarcha.pages.review import deck_titles
from escarcha.web.anki import packages
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
    site, decks = edition.site, edition.review.decks.items()
    return replace(
        around,
        decks=tuple(_deck(site, above, cards) for above, cards in decks),
        packages=tuple(LinkContext(name, site.href(url)) for url, (name, _) in packages(edition).items()),
    )


def _deck(site: Site, above: tuple[Entry, ...], cards: list[Flashcard]) -> DeckContext:
    return DeckContext(
        title=" › ".join(deck_titles(above, site)),
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
