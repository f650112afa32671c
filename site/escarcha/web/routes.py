"""One view for each kind of address; ``rules.py`` says at which."""

from __future__ import annotations

import functools
import json
import mimetypes
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Response, abort, current_app, redirect, render_template, send_file

from escarcha.notes import Section
from escarcha.notes.layout import REVIEW_URL
from escarcha.notes.site import MISSING_URL, SEARCH_URL, TAGS_URL
from escarcha.pages.markdown_copies import COPY_NAME
from escarcha.problems import EscarchaError, has_errors
from escarcha.web.anki import SUFFIX, package_at, packages
from escarcha.web.assets import Asset, assets, preview_assets
from escarcha.web.feed import FEED_URL, feed_at, feeds
from escarcha.web.groups import part_urls
from escarcha.web.images import card_urls, icon_urls, image_at
from escarcha.web.language import DEFAULT_LANGUAGE
from escarcha.web.llms import LLMS_URL, llms_text
from escarcha.web.missing_page import missing_context, redirect_context
from escarcha.web.note_page import surroundings, with_note
from escarcha.web.part_page import part_context
from escarcha.web.python_files import python_files
from escarcha.web.review_page import review_context, with_decks
from escarcha.web.rules import ASSETS_URL, PYTHON_FILES_URL, PYTHON_URL, blueprint, icon_endpoint
from escarcha.web.search_page import letter_urls, search_context
from escarcha.web.shown import shown_edition
from escarcha.web.site_assets import site_assets
from escarcha.web.site_wide import site_context
from escarcha.web.sitemap import SITEMAP_URL, sitemap_at, sitemap_urls
from escarcha.web.tag_pages import tag_context, tags_context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.typing import ResponseReturnValue

    from escarcha.notes import Entry, Site
    from escarcha.pages import Edition
    from escarcha.rendering import Attachment
    from escarcha.web.context import PageContext


def _html(template: str, context: PageContext) -> str:
    return render_template(template, **context.variables())


def page(path: str = "") -> ResponseReturnValue:
    """Show a note, a section, a tag or a medium, or where an old address leads.

    One rule for all of them: with a second one ending in a slash, Werkzeug would redirect every medium.
    """
    edition, url = shown_edition(), f"/{path}"
    if html := _html_at(url, edition):
        return html
    site = edition.site
    if media := site.media.get(url):
        return send_file(media.file, etag=True, max_age=0)
    content = _content_at(url, edition)
    if content is not None:
        return Response(content, mimetype=mimetypes.guess_type(url)[0])
    if f"{url}/" in site.entries or f"{url}/" in site.tags:
        return redirect(site.href(f"{url}/"), HTTPStatus.MOVED_PERMANENTLY)
    return abort(HTTPStatus.NOT_FOUND)


def _html_at(url: str, edition: Edition) -> str | None:
    """Return the page at an address, or None if there is no page there."""
    shown = shown_at(url, edition)
    if shown is None:
        return None
    template, context = shown
    if entry := edition.site.entries.get(url):
        # A freeze has stopped at them long ago, and whoever mends a note sees it with them.
        if not current_app.config["ESCARCHA_LIVE"] and has_errors(edition.problems(entry)):
            found = edition.judge(edition.problems(entry))
            if has_errors(found):
                raise EscarchaError(*found)
        context = with_note(edition, entry, context)
    if url == REVIEW_URL:
        context = with_decks(edition, context)
    return _html(template, context)


@functools.lru_cache(maxsize=1)  # a page that was made is asked for its key next
def shown_at(url: str, edition: Edition) -> tuple[str, PageContext] | None:
    """Return the template and the context of the page at an address, or None if there is no page there.

    The context is whole, but for the text of a note, which ``with_note`` adds, and for questions.
    """
    site = edition.site
    if entry := site.entries.get(url):
        return _template(site, entry), surroundings(edition, entry)
    if tag := site.tags.get(url):
        return "tag.html", tag_context(edition, tag)
    if target := site.redirects.get(url):
        return "redirect.html", redirect_context(site, target)
    if url == TAGS_URL and site.tags:
        return "tags.html", tags_context(edition)
    if url == REVIEW_URL and site.settings.review:
        return "review.html", review_context(edition)
    context = search_context(edition, url) if url.startswith(SEARCH_URL) else None
    return ("search.html", context) if context else part_context(edition, url)


def _attachment_at(url: str, edition: Edition) -> Attachment | None:
    """Return the file that a page has published below its own address, or None."""
    folder, _, name = url.rpartition("/")
    entry = edition.site.entries.get(f"{folder}/") if name.startswith("_") else None
    files = edition.attachments(entry) if entry else ()
    return next((file for file in files if file.name == name), None)


def _content_at(url: str, edition: Edition) -> bytes | str | None:
    """Return what is at an address that is made of the site and no page, or None."""
    if attachment := _attachment_at(url, edition):
        return attachment.content
    if url.endswith(COPY_NAME):
        entry = edition.site.entries.get(url.removesuffix(COPY_NAME))
        return edition.copy(entry) if entry and edition.has_copy(entry) else None
    if url.endswith(SUFFIX):
        return package_at(url, edition)
    if url.endswith(".xml"):
        return feed_at(url, edition) or sitemap_at(url, edition.site)
    return image_at(url, edition)


def _template(site: Site, entry: Entry) -> str:
    if entry.note and entry.note.header.template:
        return f"{entry.note.header.template}.html"
    if entry is site.root:
        return "home.html"
    return "section.html" if isinstance(entry, Section) else "note.html"


def _theme_files() -> Iterator[Asset]:
    """Yield the files of the theme; sheets are sent as well where there is no site yet."""
    is_live = current_app.config["ESCARCHA_LIVE"]
    language, tries = DEFAULT_LANGUAGE, False
    try:
        site = shown_edition().site
        language, tries = site.settings.language, site.settings.tries
        yield from site_assets(site)
    except EscarchaError:
        if not is_live:
            raise
        yield from assets(language).values()
    if is_live:
        yield from preview_assets(language, tries=tries).values()


def asset(name: str) -> Response:
    """Send a file of the theme."""
    files = {item.url: item for item in _theme_files()}
    found = files.get(ASSETS_URL + name)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    kind = mimetypes.guess_type(name)[0]
    return Response(found.content, mimetype=kind)


def speculation() -> Response:
    """Tell browsers which pages may be fetched before they are asked for, when a mouse rests on their link.

    A header names it: https://html.spec.whatwg.org/multipage/speculative-loading.html#the-speculation-rules-header
    """
    below = f"{shown_edition().site.settings.base_path}/*/"
    rules = {"prefetch": [{"where": {"href_matches": below}, "eagerness": "moderate"}]}
    return Response(json.dumps(rules), mimetype="application/speculationrules+json")


def search_overview() -> Response:
    """Tell the search box which files of the SearchIndex there are."""
    return Response(shown_edition().search.index.overview, mimetype="application/json")


def search_file(name: str) -> Response:
    """Send a file of the search: of its index, or with texts for excerpts."""
    content = shown_edition().search.file(name)
    if content is None:
        abort(HTTPStatus.NOT_FOUND)
    return Response(content, mimetype="text/plain")


def python_file(name: str = "") -> Response:
    """Send a file of the Python that runs examples on pages, or what tells them which there are."""
    url = f"{PYTHON_FILES_URL}{name}" if name else PYTHON_URL
    content = python_files(shown_edition(), current_app.config["ESCARCHA_CACHE"]).get(url)
    if content is None:
        abort(HTTPStatus.NOT_FOUND)
    return Response(content, mimetype=mimetypes.guess_type(url)[0] or "application/octet-stream")


def opensearch() -> Response:
    """Offer the search to browsers: https://github.com/dewitt/opensearch."""
    site = shown_edition().site
    if not site.settings.origin:
        abort(HTTPStatus.NOT_FOUND)
    text = render_template("opensearch.xml", site=site_context(site), address=site.absolute(SEARCH_URL))
    return Response(text, mimetype="application/xml")


def missing() -> str | Response:
    """Show what a server answers to an unknown address; status 200, as it is frozen like any page."""
    if media := shown_edition().site.media.get(MISSING_URL):
        return Response(media.file.read_bytes())
    return _html("404.html", missing_context(shown_edition()))


def sitemap() -> Response:
    """List every page for search engines."""
    return _xml(sitemap_at(SITEMAP_URL, shown_edition().site))


def feed() -> Response:
    """List the dated notes, the newest first: https://www.rfc-editor.org/rfc/rfc4287."""
    return _xml(feed_at(FEED_URL, shown_edition()))


def _xml(text: str | None) -> Response:
    return Response(text, mimetype="application/xml") if text else abort(HTTPStatus.NOT_FOUND)


def robots() -> Response:
    """Tell robots where the sitemap is, or to go away: https://www.rfc-editor.org/rfc/rfc9309."""
    site = shown_edition().site
    if site.is_for_teachers:
        return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
    if media := site.media.get("/robots.txt"):
        return send_file(media.file)
    return Response(
        render_template("robots.txt", sitemap=site.absolute("/sitemap.xml")), mimetype="text/plain"
    )


def llms() -> ResponseReturnValue:
    """Tell programs that read where the Markdown of the notes is."""
    edition = shown_edition()
    if media := edition.site.media.get(LLMS_URL):
        return send_file(media.file)
    if not edition.site.settings.markdown_copies:
        abort(HTTPStatus.NOT_FOUND)
    return Response(llms_text(edition), mimetype="text/plain")


def page_urls(edition: Edition) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield endpoint and values of all pages but the search's, in reading order, old addresses last."""
    site = edition.site
    for url in (
        *(url for url in site.entries if url != MISSING_URL),
        *([TAGS_URL, *site.tags] if site.tags else ()),
        *([REVIEW_URL] if site.settings.review else ()),
        *part_urls(site),
        *site.redirects,
    ):
        yield f"{blueprint.name}.page", {"path": url[1:]} if url != "/" else {}


def beside_urls(edition: Edition) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield endpoint and values of what stands beside the pages: their social cards, and their Markdown."""
    for entry in edition.site.entries.values():
        if edition.has_copy(entry):
            yield f"{blueprint.name}.page", {"path": f"{entry.url[1:]}{COPY_NAME}"}
    for url in card_urls(edition):
        yield f"{blueprint.name}.page", {"path": url[1:]}


def other_urls(edition: Edition) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield endpoint and values of everything else to freeze.

    Media are not among them: they are copied as they are.
    """
    prefix, site = blueprint.name, edition.site
    for entry in site.entries.values():
        for file in edition.attachments(entry):
            yield f"{prefix}.page", {"path": f"{entry.url[1:]}{file.name}"}
    for url in icon_urls(site):
        yield f"{prefix}.{icon_endpoint(url)}", {"path": url[1:]}
    for item in site_assets(site):
        yield f"{prefix}.asset", {"name": item.url.removeprefix(ASSETS_URL)}
    for url in (*letter_urls(edition), *packages(edition)):
        yield f"{prefix}.page", {"path": url[1:]}
    yield f"{prefix}.missing", {}
    yield f"{prefix}.search_overview", {}
    for name in edition.search.files:
        yield f"{prefix}.search_file", {"name": name}
    yield f"{prefix}.speculation", {}
    yield f"{prefix}.robots", {}
    yield from _for_programs(site)


def _for_programs(site: Site) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield endpoint and values of what tells programs, and hosts, of the pages."""
    prefix = blueprint.name
    if site.settings.origin:
        yield f"{prefix}.opensearch", {}
        for url in (*sitemap_urls(site), *feeds(site)):
            own_rule = {SITEMAP_URL: "sitemap", FEED_URL: "feed"}.get(url)
            yield (f"{prefix}.{own_rule}", {}) if own_rule else (f"{prefix}.page", {"path": url[1:]})
    if site.settings.markdown_copies and LLMS_URL not in site.media:
        yield f"{prefix}.llms", {}
