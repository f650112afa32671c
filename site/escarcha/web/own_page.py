"""The pages of an author's own views, as far as ``base.html`` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.web.context import PageContext
from escarcha.web.listing import link_to
from escarcha.web.nav import build_nav
from escarcha.web.site_wide import site_context

if TYPE_CHECKING:
    from escarcha.notes import Site


def own_context(site: Site, url: str) -> PageContext:
    """Make what an author's template receives besides what its view gives it.

    Args:
        site: that the page is shown with.
        url: of the page.
    """
    return PageContext(
        site=site_context(site),
        title=site.root.title,
        canonical=site.absolute(url),
        nav=build_nav(site, None, url),
        breadcrumbs=(link_to(site, site.root),),
    )
