"""The page of a part of a list that is too long for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.notes.site import TAGS_URL
from escarcha.web.context import LinkContext, PageContext
from escarcha.web.groups import groups_at, part_at
from escarcha.web.images import image_of
from escarcha.web.language import texts
from escarcha.web.listing import link_to
from escarcha.web.nav import build_nav
from escarcha.web.site_wide import site_context

if TYPE_CHECKING:
    from escarcha.pages import Edition
    from escarcha.web.context import GroupContext


def part_context(edition: Edition, url: str) -> tuple[str, PageContext] | None:
    """Return the template and the context of a part of a list; None if the address is none of a part.

    Args:
        edition: whose list it is.
        url: of the part.
    """
    site = edition.site
    found = part_at(site, url)
    if found is None:
        return None
    whole, part = found
    _ = texts(site.settings.language).gettext
    entry, tag = site.entries.get(whole), site.tags.get(whole)
    above = entry.title if entry else tag.name if tag else _("Etiquetas")
    title = f"{above}: {part.name}"
    groups = groups_at(edition, whole, part)
    current = next(each for each in groups if each.is_current)
    context = PageContext(
        site=site_context(site),
        title=title,
        heading=title,
        description=_("De «%(first)s» a «%(last)s».") % {"first": current.first, "last": current.last},
        canonical=site.absolute(url),
        image=image_of(edition, site.root),
        nav=build_nav(site, entry),
        breadcrumbs=(
            *(link_to(site, each) for each in (site.trail(entry) if entry else (site.root,))),
            *((LinkContext(_("Etiquetas"), site.href(TAGS_URL)),) if tag else ()),
            LinkContext(above, site.href(whole)),
        ),
        previous=_neighbour(groups, current, -1),
        next=_neighbour(groups, current, 1),
        entries=current.entries,
        groups=groups,
    )
    return ("section.html" if entry else "tag.html" if tag else "tags.html"), context


def _neighbour(groups: tuple[GroupContext, ...], current: GroupContext, step: int) -> LinkContext | None:
    at = groups.index(current) + step
    return LinkContext(groups[at].name, groups[at].href) if 0 <= at < len(groups) else None
