"""What the HTML templates receive: one documented, typed object for each.

The fields of a context are the variables of its template; the manual lists them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from escarcha.notes import Section
from escarcha.notes.site import SEARCH_URL, TAGS_URL
from escarcha.version import __version__
from escarcha.web.assets import assets
from escarcha.web.language import texts
from escarcha.web.nav import NavItem, build_nav
from escarcha.web.structured import term_set

if TYPE_CHECKING:
    import datetime as dt

    from escarcha.notes import Entry, Site, Tag
    from escarcha.rendering import Edition, Heading, Page, Term
    from escarcha.search import Line

DESCRIBED = 40
"""In a longer list, only what has a description of its own shows one."""

BEHIND = 5
"""So many entries of each section does the front page name."""


@dataclass(frozen=True, slots=True)
class SiteContext:
    """What is the same on every page.

    Args:
        title: of the site.
        description: of the site.
        language: BCP 47 code of the notes.
        authors: who writes.
        license: as it reads in the footer.
        repository: its address, or empty.
        home: link to the front page.
        tags: link to the list of tags, or empty where no note has one.
        search: link to the page of the search.
        opensearch: link to what tells browsers of the search; empty where the site does not know its address.
        feed: link to the Atom feed, or empty where there is none.
        style: link to the style sheet.
        own_style: link to the project's own, or empty.
        scripts: links to the scripts by name: ``theme``, which runs before the first paint, and ``page``.
        icon: link to the icon.
        generator: name and version of this program.
    """

    title: str
    description: str
    language: str
    authors: tuple[str, ...]
    license: str
    repository: str
    home: str
    tags: str
    search: str
    opensearch: str
    feed: str
    style: str
    own_style: str
    scripts: dict[str, str]
    icon: str
    generator: str


@dataclass(frozen=True, slots=True)
class LinkContext:
    """A link with what a listing says of its target.

    Args:
        title: what it reads.
        href: where it leads.
        description: what the target is about, or empty.
        count: how many notes stand below the target; 0 for a note.
        updated: when the target was last revised, if known.
        entries: on the front page, the first of what stands below a section.
    """

    title: str
    href: str
    description: str = ""
    count: int = 0
    updated: dt.date | None = None
    entries: tuple[LinkContext, ...] = ()


@dataclass(frozen=True, slots=True)
class TermContext:
    """A term of the glossary.

    Args:
        id: of its heading in the glossary.
        href: link to it.
        spanish: its names in Spanish.
        english: its names in English.
        definition: the paragraph that explains it.
        card: the id that its definition has on a page where it appears.
        pages: where it appears; empty everywhere but in the glossary.
    """

    id: str
    href: str
    spanish: tuple[str, ...]
    english: tuple[str, ...]
    definition: Markup
    card: str
    pages: tuple[LinkContext, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterContext:
    """A letter of the index from A to Z.

    Args:
        name: as readers see it.
        id: the anchor of its heading.
        href: link to its lines.
        is_current: whether the page is about this letter alone.
        lines: those that begin with it: each with ``text``, ``href``, and ``page`` for a heading; empty where
            they stand on another page.
    """

    name: str
    id: str
    href: str
    is_current: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PageContext:
    """The variables of every HTML template.

    Args:
        site: what is the same on every page.
        title: of this page.
        heading: the H1 to show above the article; empty where the note brings its own.
        description: for search engines.
        canonical: the page's address with scheme and host, or empty.
        article: the rendered note.
        headings: of the note.
        nav: the sidebar.
        breadcrumbs: the sections above the page, from the front page down.
        previous: the page before in reading order, if any.
        next: the page after, if any.
        entries: what a section, a tag or the list of tags lists.
        tags: of the note.
        date: of publication, if the note has one.
        updated: of the last revision, if known.
        edit: link to the note's source in its repository, or empty.
        is_draft: whether the note is a draft, seen only in the preview.
        terms: of the glossary that appear in the article, in order.
        letters: of the index from A to Z, on the page of the search.
        glossary: every term, with the pages where it appears; empty on all pages but the glossary itself.
        structured: the page as JSON-LD, for search engines; empty where there is nothing to say.
    """

    site: SiteContext
    title: str
    heading: str = ""
    description: str = ""
    canonical: str = ""
    article: Markup = field(default_factory=Markup)
    headings: tuple[Heading, ...] = ()
    nav: tuple[NavItem, ...] = ()
    breadcrumbs: tuple[LinkContext, ...] = ()
    previous: LinkContext | None = None
    next: LinkContext | None = None
    entries: tuple[LinkContext, ...] = ()
    tags: tuple[LinkContext, ...] = ()
    date: dt.date | None = None
    updated: dt.date | None = None
    edit: str = ""
    is_draft: bool = False
    terms: tuple[TermContext, ...] = ()
    letters: tuple[LetterContext, ...] = ()
    glossary: tuple[TermContext, ...] = ()
    structured: Markup = field(default_factory=Markup)

    def variables(self) -> dict[str, Any]:
        """Return the fields by name, as Jinja takes them."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


def site_context(site: Site) -> SiteContext:
    """Make what is the same on every page of a site."""
    settings = site.settings
    files = assets(settings.language)
    return SiteContext(
        title=site.root.title,
        description=settings.description,
        language=settings.language,
        authors=settings.authors,
        license=settings.license,
        repository=settings.repository,
        home=site.href("/"),
        tags=site.href(TAGS_URL) if site.tags else "",
        search=site.href(SEARCH_URL),
        opensearch=site.href("/opensearch.xml") if settings.origin else "",
        feed=site.href("/feed.xml") if has_feed(site) else "",
        style=site.href(files["site.css"].url),
        own_style=_own(site, settings.style),
        scripts={name: site.href(files[f"{name}.js"].url) for name in ("theme", "page")},
        icon=_own(site, settings.icon) or site.href(files["icon.svg"].url),
        generator=f"Escarcha {__version__}",
    )


def _own(site: Site, path: str) -> str:
    url = site.url_of(path) if path else None
    return site.href(url) if url else ""


def has_feed(site: Site) -> bool:
    """Tell whether the site has an Atom feed: it knows its own address, and a note has a date."""
    return bool(site.settings.origin) and any(
        entry.note and entry.note.header.date for entry in site.entries.values()
    )


def entry_context(edition: Edition, entry: Entry) -> PageContext:
    """Make the context of a note or section."""
    site, page = edition.site, edition.page(entry)
    previous, following = site.neighbours(entry)
    header = entry.note.header if entry.note else None
    return PageContext(
        site=site_context(site),
        title=entry.title,
        heading="" if _brings_h1(page) else entry.title,
        description=page.description
        or (site.settings.description if entry is site.root else "")
        or ", ".join(child.title for child in _children(entry)[:BEHIND]),
        canonical=site.absolute(entry.url),
        article=page.html,
        headings=page.headings,
        nav=build_nav(site, entry),
        breadcrumbs=tuple(_link(site, above) for above in site.ancestors(entry)),
        previous=_link(site, previous) if previous else None,
        next=_link(site, following) if following else None,
        entries=_listing(edition, _children(entry), behind=BEHIND if entry is site.root else 0),
        tags=tuple(_tag_link(site, tag) for tag in site.tags_of(entry)),
        date=header.date if header else None,
        updated=entry.updated,
        edit=_edit_url(site, entry),
        is_draft=bool(header and header.draft),
        terms=tuple(_term(term) for term in page.terms),
        **_glossary(edition, entry),
    )


def _glossary(edition: Edition, entry: Entry) -> dict[str, Any]:
    """Return what only the page of the glossary has."""
    glossary, site = edition.glossary, edition.site
    if glossary is None or entry is not glossary.entry:
        return {}
    pages = edition.appearances
    return {
        "glossary": tuple(
            _term(term, tuple(_link(site, page) for page in pages.get(term, ()))) for term in glossary.terms
        ),
        "structured": term_set(glossary, site),
    }


def _term(term: Term, pages: tuple[LinkContext, ...] = ()) -> TermContext:
    return TermContext(term.id, term.href, term.spanish, term.english, term.definition, term.card, pages)


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
        nav=build_nav(site, None),
        breadcrumbs=(_link(site, site.root), LinkContext(_("Etiquetas"), site.href(TAGS_URL))),
        entries=_listing(edition, tag.entries),
    )


def tags_context(site: Site) -> PageContext:
    """Make the context of the list of tags."""
    _ = texts(site.settings.language).gettext
    return PageContext(
        site=site_context(site),
        title=_("Etiquetas"),
        heading=_("Etiquetas"),
        description=_("Todas las etiquetas de las notas."),
        canonical=site.absolute(TAGS_URL),
        nav=build_nav(site, None),
        breadcrumbs=(_link(site, site.root),),
        entries=tuple(_tag_link(site, tag) for tag in site.tags.values()),
    )


def missing_context(site: Site) -> PageContext:
    """Make the context of the page a server shows for an address that does not exist."""
    _ = texts(site.settings.language).gettext
    return PageContext(
        site=site_context(site),
        title=_("Página no encontrada"),
        heading=_("Página no encontrada"),
        description=_(
            "La dirección no lleva a ninguna página. Puede que esté mal escrita"
            " o que la página haya cambiado de sitio."
        ),
        nav=build_nav(site, None),
        entries=tuple(_link(site, child) for child in site.root.children[:20]),
    )


def redirect_context(site: Site, target: Entry) -> PageContext:
    """Make the context of an old address that leads to a page's new one."""
    return PageContext(
        site=site_context(site),
        title=target.title,
        canonical=site.absolute(target.url),
        next=_link(site, target),
    )


def _brings_h1(page: Page) -> bool:
    return any(heading.level == 1 for heading in page.headings)


def _children(entry: Entry) -> tuple[Entry, ...]:
    return entry.children if isinstance(entry, Section) else ()


def _listing(edition: Edition, listed: tuple[Entry, ...], *, behind: int = 0) -> tuple[LinkContext, ...]:
    """Make links that say what their targets are about; in a long list their titles have to do.

    Args:
        edition: knows what notes are about.
        listed: the targets.
        behind: how many of the entries of each section are listed with it.
    """
    site = edition.site
    is_short = len(listed) <= DESCRIBED
    return tuple(
        replace(
            _link(site, entry),
            description=edition.description(entry) if is_short else entry.description or "",
            entries=tuple(_link(site, child) for child in _children(entry)[:behind]),
        )
        for entry in listed
    )


def _link(site: Site, entry: Entry) -> LinkContext:
    return LinkContext(
        title=entry.title,
        href=site.href(entry.url),
        description=entry.description or "",
        count=len(_children(entry)),
        updated=entry.updated,
    )


def _tag_link(site: Site, tag: Tag) -> LinkContext:
    return LinkContext(tag.name, site.href(tag.url), "", len(tag.entries))


def _edit_url(site: Site, entry: Entry) -> str:
    settings = site.settings
    if not settings.repository or not entry.note:
        return ""
    path = quote(entry.note.path.as_posix())
    return "/".join([settings.repository.rstrip("/"), quote(settings.edit_path.strip("/")), path])
