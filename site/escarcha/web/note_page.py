"""The page of a note or a section."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from escarcha.pages.backlinks import MOST
from escarcha.pages.markdown_copies import COPY_NAME
from escarcha.web.context import BacklinkContext, LinkContext, PageContext, TermContext
from escarcha.web.feed import feed_link
from escarcha.web.groups import groups_at
from escarcha.web.images import image_of
from escarcha.web.language import texts
from escarcha.web.listing import below, link_to, listing, minutes_of, tag_link
from escarcha.web.nav import build_nav
from escarcha.web.paths import paths_of, with_steps
from escarcha.web.site_wide import site_context
from escarcha.web.structured import structured_data

if TYPE_CHECKING:
    from escarcha.notes import Entry, Site
    from escarcha.pages import Edition
    from escarcha.rendering import Term

BEHIND = 5
"""How many entries say what a section is about that says nothing of itself."""


def entry_context(edition: Edition, entry: Entry) -> PageContext:
    """Make the context of a note or section."""
    return with_note(edition, entry, surroundings(edition, entry))


def surroundings(edition: Edition, entry: Entry) -> PageContext:
    """Make the context of a note or section without what its page takes from the note's own text."""
    site = edition.site
    previous, following = site.neighbours(entry)
    header = entry.note.header if entry.note else None
    linking = edition.backlinks(entry)
    return PageContext(
        site=site_context(site),
        title=entry.title,
        description=edition.description(entry)
        or (site.settings.description if entry is site.root else "")
        or ", ".join(child.title for child in below(site, entry)[:BEHIND]),
        canonical=site.absolute(entry.url),
        image=image_of(edition, entry),
        nav=build_nav(site, entry),
        breadcrumbs=tuple(link_to(site, above) for above in site.trail(entry)),
        previous=link_to(site, previous) if previous else None,
        next=link_to(site, following) if following else None,
        entries=listing(edition, below(site, entry)),
        groups=groups_at(edition, entry.url),
        tags=tuple(tag_link(site, tag) for tag in site.tags_of(entry)),
        date=header.date if header else None,
        updated=entry.updated,
        edit=_edit_url(site, entry),
        feedback=_feedback(site, entry),
        hide=header.hide if header else (),
        is_draft=bool(header and header.draft),
        backlinks=tuple(
            BacklinkContext(each.entry.title, site.href(each.entry.url), each.sentence)
            for each in linking[:MOST]
        ),
        more_backlinks=max(0, len(linking) - MOST),
        paths=paths_of(edition, entry),
        markdown=site.href(f"{entry.url}{COPY_NAME}") if edition.has_copy(entry) else "",
        feed=feed_link(site, entry.url),
        **_glossary(edition, entry),
    )


def with_note(edition: Edition, entry: Entry, around: PageContext) -> PageContext:
    """Complete the context of a note or section with its text."""
    page = edition.page(entry)
    return replace(
        around,
        heading="" if page.brings_title else entry.title,
        article=with_steps(page.html, edition, entry),
        headings=page.headings,
        minutes=minutes_of(page.html) if "reading_time" in around.site.byline else 0,
        terms=tuple(_term(term) for term in page.terms),
        structured=structured_data(
            page, edition.site, edition.glossary, around.image.href if around.image else ""
        ),
    )


def _glossary(edition: Edition, entry: Entry) -> dict[str, Any]:
    """Return what only the page of the glossary has."""
    glossary, site = edition.glossary, edition.site
    if glossary is None or entry is not glossary.entry:
        return {}
    pages: dict[Term, list[LinkContext]] = defaultdict(list)
    for page in site.entries.values():
        for term in edition.terms(page):
            pages[term].append(link_to(site, page))
    return {"glossary": tuple(_term(term, tuple(pages[term])) for term in glossary.terms)}


def _term(term: Term, pages: tuple[LinkContext, ...] = ()) -> TermContext:
    return TermContext(
        term.id, term.href, term.spanish, term.english, term.definition, term.brief, term.card, pages
    )


def _feedback(site: Site, entry: Entry) -> tuple[LinkContext, ...]:
    """Return the links to whoever the settings name: a mail, or a form of issues that takes a title."""
    where = site.settings.feedback
    if not where or not entry.note:
        return ()
    _ = texts(site.settings.language).gettext
    address = site.absolute(entry.url) or entry.url
    found = []
    for label, subject in (
        (_("¿Te ha servido?"), _("Sobre «%(title)s»")),
        (_("Avisar de un error"), _("Error en «%(title)s»")),
    ):
        said = subject % {"title": entry.title}
        if "://" in where:
            mark = "&" if "?" in where else "?"
            href = f"{where}{mark}title={quote(said)}&body={quote(address)}"
        else:
            href = f"mailto:{where}?subject={quote(said)}&body={quote(address)}"
        found.append(LinkContext(label, href))
    return tuple(found)


def _edit_url(site: Site, entry: Entry) -> str:
    settings = site.settings
    if not settings.repository or not settings.edit_path or not entry.note:
        return ""
    path = quote(entry.note.path.as_posix())
    return "/".join([settings.repository.rstrip("/"), quote(settings.edit_path.strip("/")), path])
