"""One view for each kind of address."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, render_template, send_file

from escarcha.notes import Section
from escarcha.notes.site import TAGS_URL
from escarcha.web.assets import FOLDER, assets
from escarcha.web.context import (
    PageContext,
    entry_context,
    has_feed,
    missing_context,
    redirect_context,
    site_context,
    tag_context,
    tags_context,
)
from escarcha.web.shown import shown_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.notes import Site

blueprint = Blueprint("escarcha", __name__)


def _html(template: str, context: PageContext) -> str:
    return render_template(template, **context.variables())


@blueprint.get("/")
@blueprint.get("/<path:path>/")
def page(path: str = "") -> str:
    """Show a note, a section, a tag, or where an old address leads."""
    edition = shown_edition()
    site = edition.site
    url = f"/{path}/" if path else "/"
    if entry := site.entries.get(url):
        template = (
            "home.html"
            if entry is site.root
            else "section.html"
            if isinstance(entry, Section)
            else "note.html"
        )
        return _html(template, entry_context(edition, entry))
    if tag := site.tags.get(url):
        return _html("tag.html", tag_context(site, tag))
    if url == TAGS_URL and site.tags:
        return _html("tags.html", tags_context(site))
    if target := site.redirects.get(url):
        return _html("redirect.html", redirect_context(site, target))
    return abort(404)


@blueprint.get("/<path:path>")
def file(path: str) -> Response | str:
    """Send a medium as it is, or show where an old address that ends in .html leads."""
    site = shown_edition().site
    if media := site.media.get(f"/{path}"):
        return send_file(media.file, etag=True, max_age=0)
    if target := site.redirects.get(f"/{path}"):
        return _html("redirect.html", redirect_context(site, target))
    return abort(404)


@blueprint.get(f"{FOLDER}<name>")
def asset(name: str) -> Response:
    """Send a file of the theme."""
    found = next((item for item in assets().values() if item.url == FOLDER + name), None)
    if found is None:
        abort(404)
    kind = mimetypes.guess_type(name)[0]
    return Response(found.content, mimetype=kind)


@blueprint.get("/404.html")
def missing() -> str:
    """Show what a server answers to an unknown address; status 200, as it is frozen like any page."""
    return _html("404.html", missing_context(shown_edition().site))


@blueprint.app_errorhandler(404)
def not_found(_error: Exception) -> tuple[str, int]:
    """Answer to an unknown address while previewing."""
    return missing(), 404


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """List every page for search engines: https://www.sitemaps.org/protocol.html."""
    site = shown_edition().site
    if not site.settings.origin:
        abort(404)
    pages = [(site.absolute(entry.url), entry.updated) for entry in site.entries.values()]
    pages += [(site.absolute(url), None) for url in ([TAGS_URL, *site.tags] if site.tags else [])]
    return Response(render_template("sitemap.xml", pages=pages), mimetype="application/xml")


@blueprint.get("/feed.xml")
def feed() -> Response:
    """List the dated notes, newest first: https://www.rfc-editor.org/rfc/rfc4287."""
    edition = shown_edition()
    site = edition.site
    if not has_feed(site):
        abort(404)
    dated = sorted(
        (
            (entry.note.header.date, entry)
            for entry in site.entries.values()
            if entry.note and entry.note.header.date
        ),
        key=lambda pair: (pair[0], pair[1].url),
        reverse=True,
    )
    items = [(entry, site.absolute(entry.url), edition.page(entry), day) for day, entry in dated[:20]]
    newest = max(max(day, entry.updated or day) for day, entry in dated)
    text = render_template(
        "feed.xml",
        site=site_context(site),
        home=site.absolute("/"),
        address=site.absolute("/feed.xml"),
        items=items,
        updated=newest,
    )
    return Response(text, mimetype="application/xml")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Tell robots where the sitemap is: https://www.rfc-editor.org/rfc/rfc9309."""
    site = shown_edition().site
    if media := site.media.get("/robots.txt"):
        return send_file(media.file)
    return Response(
        render_template("robots.txt", sitemap=site.absolute("/sitemap.xml")), mimetype="text/plain"
    )


@blueprint.get("/_redirects")
def redirects() -> Response:
    """List the old addresses for Netlify: https://docs.netlify.com/routing/redirects/."""
    site = shown_edition().site
    lines = [f"{site.href(old)} {site.href(entry.url)} 301!\n" for old, entry in site.redirects.items()]
    return Response("".join(lines), mimetype="application/octet-stream")


def site_urls(site: Site) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield endpoint and values of everything to freeze, pages first, in reading order.

    Media are not among them: they are copied as they are.
    """
    prefix = blueprint.name
    for url in (*site.entries, *([TAGS_URL, *site.tags] if site.tags else ()), *site.redirects):
        kind = "page" if url.endswith("/") else "file"
        path = url.strip("/")
        yield f"{prefix}.{kind}", {"path": path} if path else {}
    for item in assets().values():
        yield f"{prefix}.asset", {"name": item.url.removeprefix(FOLDER)}
    yield f"{prefix}.missing", {}
    yield f"{prefix}.robots", {}
    if site.settings.origin:
        yield f"{prefix}.sitemap", {}
    if has_feed(site):
        yield f"{prefix}.feed", {}
    if site.redirects:
        yield f"{prefix}.redirects", {}
