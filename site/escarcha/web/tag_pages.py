"""The page of a tag, and the list of tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.notes.site import TAGS_URL
from escarcha.web.context import LinkContext, PageContext
from escarcha.web.feed import feed_link
from escarcha.web.groups import groups_at
from escarcha.web.images import image_of
from escarcha.web.language import texts
from escarcha.web.listing import link_to, listing, tag_link
from escarcha.web.nav import build_nav
from escarcha.web.site_wide import site_context

if TYPE_CHECKING:
    from escarcha.notes import Tag
    from escarcha.pages import Edition


def tag_context(edition: Edition, tag: Tag) -> PageContext:
    """Make the context of one tag's page."""
    site = edition.site
    _ = texts(site.settings.language).gettext
    title = _("Etiqueta: %(name)s") % {"name": tag.name}
    return PageContext(
        site=site_context(site),
        title=title,
        heading=title,
        description=_("Notas con la etiqueta «%(name)s».") % {"name": tag.name},
        canonical=site.absolute(tag.url),
        image=image_of(edition, site.root),
        nav=build_nav(site, None),
        breadcrumbs=(link_to(site, site.root), LinkContext(_("Etiquetas"), site.href(TAGS_URL))),
        entries=listing(edition, tag.entries),
        groups=groups_at(edition, tag.url),
        feed=feed_link(site, tag.url),
    )


def tags_context(edition: Edition) -> PageContext:
    """Make the context of the list of tags."""
    site = edition.site
    _ = texts(site.settings.language).gettext
    return PageContext(
        site=site_context(site),
        title=_("Etiquetas"),
        heading=_("Etiquetas"),
        description=_("Todas las etiquetas de las notas."),
        canonical=site.absolute(TAGS_URL),
        image=image_of(edition, site.root),
        nav=build_nav(site, None),
        breadcrumbs=(link_to(site, site.root),),
        entries=tuple(tag_link(site, tag) for tag in site.tags.values()),
        groups=groups_at(edition, TAGS_URL),
    )
