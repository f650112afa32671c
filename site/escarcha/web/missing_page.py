"""Pages for addresses that no note has, or not any more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from escarcha.notes import NavNode
from escarcha.web.context import PageContext
from escarcha.web.language import texts
from escarcha.web.listing import below, link_to
from escarcha.web.nav import build_nav
from escarcha.web.note_page import with_note
from escarcha.web.site_wide import site_context

if TYPE_CHECKING:
    from escarcha.notes import Entry, Site
    from escarcha.pages import Edition


def missing_context(edition: Edition) -> PageContext:
    """Make the context of the page a server shows for an address that does not exist."""
    site = edition.site
    _ = texts(site.settings.language).gettext
    plain = PageContext(
        site=site_context(site),
        title=_("Página no encontrada"),
        heading=_("Página no encontrada"),
        description=_(
            "La dirección no lleva a ninguna página. Puede que esté mal escrita"
            " o que la página haya cambiado de sitio."
        ),
        nav=build_nav(site, None),
        entries=tuple(
            link_to(site, child) for child in below(site, site.root)[:20] if not isinstance(child, NavNode)
        ),
    )
    if site.missing is None:
        return plain
    own = with_note(edition, site.missing, plain)
    return replace(own, title=site.missing.title, description=edition.description(site.missing))


def redirect_context(site: Site, target: Entry) -> PageContext:
    """Make the context of an old address that leads to a page's new one."""
    return PageContext(
        site=site_context(site),
        title=target.title,
        canonical=site.absolute(target.url),
        next=link_to(site, target),
    )
