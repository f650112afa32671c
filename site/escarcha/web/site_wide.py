"""What is the same on every page."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from escarcha.notes.layout import REVIEW_URL
from escarcha.notes.site import SEARCH_URL, TAGS_URL
from escarcha.version import __version__
from escarcha.web.assets import assets
from escarcha.web.colours import colours_of
from escarcha.web.context import SiteContext
from escarcha.web.language import open_graph_locale, spoken
from escarcha.web.rules import MANIFEST_URL, TOUCH_ICON_URL

if TYPE_CHECKING:
    from escarcha.notes import Site

_SHEETS = ("listings", "notices", "seldom", "pieces", "search", "glossary", "material")
_SCRIPTS = ("exercises", "trace", "review")
"""What few pages have, and has a script beside its sheet."""


@functools.lru_cache(maxsize=1)
def site_context(site: Site) -> SiteContext:
    """Make what is the same on every page of a site."""
    settings = site.settings
    files = assets(settings.language, tries=settings.tries)
    return SiteContext(
        title=site.root.title,
        description=settings.description,
        language=settings.language,
        spoken=spoken(settings.language),
        locale=open_graph_locale(settings.language),
        authors=settings.authors,
        license=settings.license,
        repository=settings.repository,
        home=site.href("/"),
        home_title=site.nav.front,
        tags=site.href(TAGS_URL) if site.tags else "",
        search=site.href(SEARCH_URL),
        review=site.href(REVIEW_URL) if settings.review else "",
        opensearch=site.href("/opensearch.xml") if settings.origin else "",
        feed=site.href("/feed.xml") if has_feed(site) else "",
        style=site.href(files["site.css"].url),
        sheets={name: site.href(files[f"{name}.css"].url) for name in (*_SHEETS, *_SCRIPTS)},
        own_styles=tuple(filter(None, (_own(site, path) for path in settings.style))),
        script=site.href(files["page.js"].url),
        scripts={name: site.href(files[f"{name}.js"].url) for name in _SCRIPTS},
        redirect_script=site.href(files["redirect.js"].url),
        byline=settings.byline,
        icon=_own(site, settings.icon) or site.href(files["icon.svg"].url),
        has_own_icon=bool(_own(site, settings.icon)),
        touch_icon=site.href(TOUCH_ICON_URL),
        manifest=site.href(MANIFEST_URL),
        colour=colours_of(site)["accent"],
        generator=f"Escarcha {__version__}",
        is_for_teachers=site.is_for_teachers,
    )


def _own(site: Site, path: str) -> str:
    url = site.url_of(path) if path else None
    return site.href(url) if url else ""


def has_feed(site: Site) -> bool:
    """Tell whether the site has an Atom feed: it has an address, a note has a date, and all may read it."""
    return bool(site.settings.origin and not site.is_for_teachers) and any(
        entry.note and entry.note.header.date and entry is not site.missing for entry in site.entries.values()
    )
