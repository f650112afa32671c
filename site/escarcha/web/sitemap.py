"""Every page for search engines: https://www.sitemaps.org/protocol.html."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from escarcha.notes.layout import REVIEW_URL
from escarcha.notes.site import TAGS_URL
from escarcha.web.groups import part_urls

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from escarcha.notes import Site

SITEMAP_URL = "/sitemap.xml"
MOST = 50_000
"""Pages of one file; of more there is a file for each part, and the first one names these."""


def sitemap_at(url: str, site: Site) -> str | None:
    """Return the sitemap, or a part of one, at an address as XML; None if there is none."""
    if not site.settings.origin or url not in sitemap_urls(site):
        return None
    pages, parts = _pages(site), [*sitemap_urls(site)][1:]
    if url in parts:
        first = parts.index(url) * MOST
        pages, parts = pages[first : first + MOST], []
    return render_template("sitemap.xml", pages=pages, parts=[site.absolute(part) for part in parts])


def sitemap_urls(site: Site) -> Iterator[str]:
    """Yield the addresses of the sitemap and, if it is too long for a file, its parts; none for teachers."""
    if site.is_for_teachers:
        return
    yield SITEMAP_URL
    count = len(_pages(site))
    for number in range(-(-count // MOST) if count > MOST else 0):
        yield f"/sitemap-{number + 1}.xml"


def _pages(site: Site) -> list[tuple[str, dt.date | None]]:
    """Return the address of every page, with the day of its last revision if anyone knows."""
    entries = [entry for entry in site.entries.values() if entry is not site.missing]
    listed = [*([TAGS_URL, *site.tags] if site.tags else []), *part_urls(site)]
    listed += [REVIEW_URL] if site.settings.review else []
    return [
        *((site.absolute(entry.url), entry.updated) for entry in entries),
        *((site.absolute(url), None) for url in listed),
    ]
