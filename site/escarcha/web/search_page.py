"""The page of the search: without a script, an index of everything from A to Z."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.notes.site import SEARCH_URL
from escarcha.search.alphabet import CODE
from escarcha.web.context import LetterContext, LinkContext, PageContext
from escarcha.web.images import image_of
from escarcha.web.language import texts
from escarcha.web.nav import build_nav
from escarcha.web.site_wide import site_context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.pages import Edition

MOST_LINES = 400
"""Lines of the index on one page; with more, each letter has a page of its own."""


def letter_urls(edition: Edition) -> Iterator[str]:
    """Yield the address of the page of the search, and those of the letters that have their own."""
    yield SEARCH_URL
    if _is_long(edition):
        yield from (f"{SEARCH_URL}{letter.slug}/" for letter in edition.search.alphabet)


def search_context(edition: Edition, url: str) -> PageContext | None:
    """Make the context of the page of the search, or of a letter's; None if there is no such page.

    Args:
        edition: what can be found.
        url: of the page.
    """
    if url not in letter_urls(edition):
        return None
    site, is_long = edition.site, _is_long(edition)
    slug = url.removeprefix(SEARCH_URL).rstrip("/")
    _ = texts(site.settings.language).gettext
    names = {each.slug: _("Código") if each.name == CODE else each.name for each in edition.search.alphabet}
    letter = names.get(slug, "")
    title = _("Índice: %(letter)s") % {"letter": letter} if letter else _("Buscar")
    return PageContext(
        site=site_context(site),
        title=title,
        heading=title,
        description=_("Los títulos del sitio que empiezan por %(letter)s.") % {"letter": letter}
        if letter
        else _("Todos los títulos del sitio, de la A a la Z."),
        canonical=site.absolute(url),
        image=image_of(edition, site.root),
        nav=build_nav(site, None),
        breadcrumbs=(
            LinkContext(site.root.title, site.href("/")),
            *((LinkContext(_("Buscar"), site.href(SEARCH_URL)),) if letter else ()),
        ),
        letters=tuple(
            LetterContext(
                name=names[each.slug],
                id=f"letra:{each.slug}",
                href=site.href(f"{SEARCH_URL}{each.slug}/") if is_long else f"#letra:{each.slug}",
                is_current=each.slug == slug,
                lines=each.lines if each.slug == slug or not is_long else (),
            )
            for each in edition.search.alphabet
        ),
    )


def _is_long(edition: Edition) -> bool:
    return sum(len(letter.lines) for letter in edition.search.alphabet) > MOST_LINES
