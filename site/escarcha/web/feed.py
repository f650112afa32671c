"""Atom feeds of the dated notes: of the site, and where the settings want it of each section and tag.

A feed has twenty notes and leads to the next twenty: https://www.rfc-editor.org/rfc/rfc5005#section-3. A note
that was revised comes up again.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from flask import render_template
from selectolax.lexbor import LexborHTMLParser

from escarcha.notes import Section
from escarcha.notes.site import walk
from escarcha.web.site_wide import has_feed, site_context

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from escarcha.notes import Entry, Site
    from escarcha.pages import Edition

FEED_URL = "/feed.xml"
PART = 20
"""Notes of one file."""

_ADDRESSES = ("href", "src", "poster")


@dataclass(frozen=True, slots=True)
class Feed:
    """One file of a feed.

    Args:
        url: its address.
        title: of the feed.
        about: the address of the page that lists the same.
        entries: that it has, the newest first.
        updated: when the newest of the whole feed was revised.
        previous: the address of the file with newer notes, or empty.
        following: the address of the file with older ones, or empty.
    """

    url: str
    title: str
    about: str
    entries: tuple[Entry, ...]
    updated: dt.date
    previous: str
    following: str


@functools.lru_cache(maxsize=1)
def feeds(site: Site) -> dict[str, Feed]:
    """Return every file of the feeds of a site, by its address; none where an author's own file is."""
    if not has_feed(site):
        return {}
    title, wanted = site.root.title, site.settings.feed
    found = list(_parts(FEED_URL, title, "/", site.entries.values(), site))
    for entry in site.entries.values() if "sections" in wanted else ():
        if isinstance(entry, Section) and entry is not site.root:
            found += _parts(feed_of(entry.url), f"{title}: {entry.title}", entry.url, walk(entry), site)
    for tag in site.tags.values() if "tags" in wanted else ():
        found += _parts(feed_of(tag.url), f"{title}: {tag.name}", tag.url, tag.entries, site)
    return {feed.url: feed for feed in found if feed.url not in site.media}


def feed_of(url: str) -> str:
    """Return where the feed of a section or tag would be."""
    return f"{url}{FEED_URL[1:]}"


def feed_link(site: Site, url: str) -> str:
    """Return the link to the feed of a section or tag by its address, or empty where there is none."""
    return site.href(feed_of(url)) if url != "/" and feed_of(url) in feeds(site) else ""


def feed_at(url: str, edition: Edition) -> str | None:
    """Return the feed at an address, as XML; None if there is none."""
    site = edition.site
    feed = feeds(site).get(url)
    if feed is None:
        return None
    return render_template(
        "feed.xml",
        site=site_context(site),
        feed=feed,
        absolute=site.absolute,
        items=[
            {
                "entry": entry,
                "url": site.absolute(entry.url),
                "published": _published(entry),
                "updated": _revised(entry),
                "description": edition.description(entry),
                "tags": site.tags_of(entry),
                "content": _content(edition, entry) if "content" in site.settings.feed else "",
            }
            for entry in feed.entries
        ],
    )


def _parts(url: str, title: str, about: str, entries: Iterable[Entry], site: Site) -> Iterator[Feed]:
    """Yield the files of a feed; none if no note of it has a date."""
    dated = [entry for entry in entries if _published(entry) and entry is not site.missing]
    dated.sort(key=lambda entry: (_revised(entry), entry.url), reverse=True)
    stem, dot, suffix = url.rpartition(".")
    count = -(-len(dated) // PART)
    urls = [url, *(f"{stem}-{number}{dot}{suffix}" for number in range(2, count + 1))]
    for at in range(count):
        part = tuple(dated[at * PART : (at + 1) * PART])
        around = (urls[at - 1] if at else "", urls[at + 1] if at + 1 < count else "")
        yield Feed(urls[at], title, about, part, _revised(dated[0]), *around)


def _published(entry: Entry) -> dt.date | None:
    return entry.note.header.date if entry.note else None


def _revised(entry: Entry) -> dt.date:
    days = [day for day in (_published(entry), entry.updated) if day]
    return max(days)


def _content(edition: Edition, entry: Entry) -> str:
    """Return the text of a note, whose links lead to where they lead on its page.

    What happens inside its examples is left to the page, which has the sheet and the script for it, and so is
    what scripts do.
    """
    address = edition.site.absolute(entry.url)
    tree = LexborHTMLParser(edition.page(entry).html, is_fragment=True)
    for node in tree.css("details.trace, .needs-script"):
        node.decompose()
    for name in _ADDRESSES:
        for node in tree.css(f"[{name}]"):
            node.attrs[name] = urljoin(address, node.attrs[name] or "")
    for node in tree.css("[srcset]"):
        images = (image.split() for image in (node.attrs["srcset"] or "").split(",") if image.strip())
        node.attrs["srcset"] = ", ".join(
            " ".join([urljoin(address, first), *sizes]) for first, *sizes in images
        )
    return tree.html or ""
