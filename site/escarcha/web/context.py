"""What the HTML templates receive: one documented, typed object for each.

The fields of a context are the variables of its template; the manual lists them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    import datetime as dt

    from escarcha.rendering import Heading
    from escarcha.search import Line
    from escarcha.web.learning import DeckContext, PathContext
    from escarcha.web.nav import NavItem


@dataclass(frozen=True, slots=True)
class SiteContext:
    """What is the same on every page.

    Args:
        title: of the site.
        description: of the site.
        language: BCP 47 code of the notes.
        spoken: code of the language of the interface.
        locale: language and country as Open Graph names them.
        authors: who writes.
        license: as it reads in the footer.
        repository: its address, or empty.
        home: link to the front page.
        home_title: what ``nav`` calls it, or empty.
        tags: link to the list of tags, or empty where no note has one.
        search: link to the page of the search.
        review: link to the page that asks readers, or empty where the settings want none.
        opensearch: link to what tells browsers of the search; empty where the site does not know its address.
        feed: link to the Atom feed, or empty where there is none.
        style: link to the style sheet.
        sheets: links to those that not every page needs, by name: ``listings`` for pages that lead to
            others, ``notices`` for callouts and the mark of a draft, ``seldom`` for diagrams, footnotes,
            tasks, marked lines of code and what else few have, ``pieces`` for steps, cards and the like,
            formulas and other notes, ``search`` for the page of the search and lists in groups,
            ``glossary`` for the page of the glossary, ``material`` for what notes in Material's dialect
            have, ``exercises`` for exercises and tasks, ``trace`` for what has happened inside an example,
            ``review`` for the page that asks.
        own_styles: links to the project's own.
        script: link to the script.
        scripts: links to those that few pages need, by the same names: ``exercises``, ``trace``, ``review``.
        redirect_script: link to the script of pages that stand at old addresses.
        byline: what is said of a note above its title.
        icon: link to the icon.
        has_own_icon: whether that is the project's own.
        touch_icon: link to the icon as home screens show it.
        manifest: link to what systems want to know that put the site among their programs.
        colour: of the bars that browsers and systems have around the page.
        generator: name and version of this program.
        is_for_teachers: whether it is the one with solutions and notes for teachers.
    """

    title: str
    description: str
    language: str
    spoken: str
    locale: str
    authors: tuple[str, ...]
    license: str
    repository: str
    home: str
    home_title: str
    tags: str
    search: str
    review: str
    opensearch: str
    feed: str
    style: str
    sheets: dict[str, str]
    own_styles: tuple[str, ...]
    script: str
    scripts: dict[str, str]
    redirect_script: str
    byline: tuple[str, ...]
    icon: str
    has_own_icon: bool
    touch_icon: str
    manifest: str
    colour: str
    generator: str
    is_for_teachers: bool = False


@dataclass(frozen=True, slots=True)
class ImageContext:
    """The image that stands for a page where somebody has shared its address.

    Args:
        href: its address, with scheme and host.
        width: in pixels; 0 if nobody knows.
        height: in pixels; 0 if nobody knows.
    """

    href: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class LinkContext:
    """A link with what a listing says of its target.

    Args:
        title: what it reads.
        href: where it leads.
        description: what the target is about, or empty.
        count: how many notes stand below the target; 0 for a note.
        updated: when the target was last revised, if known.
    """

    title: str
    href: str
    description: str = ""
    count: int = 0
    updated: dt.date | None = None


@dataclass(frozen=True, slots=True)
class BacklinkContext:
    """A note that links to the page.

    Args:
        title: of the note.
        href: link to it.
        sentence: around the link, or empty.
    """

    title: str
    href: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TermContext:
    """A term of the glossary.

    Args:
        id: of its heading in the glossary.
        href: link to it.
        spanish: its names in Spanish.
        english: its names in English.
        definition: the paragraph that explains it.
        brief: its first sentence.
        card: the id that its definition has on a page where it appears.
        pages: where it appears; empty everywhere but in the glossary.
    """

    id: str
    href: str
    spanish: tuple[str, ...]
    english: tuple[str, ...]
    definition: Markup
    brief: Markup
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
class GroupContext:
    """Neighbours in a long list.

    Args:
        name: what they have in common: a letter, a year, from which number to which.
        id: the anchor of their heading.
        href: link to them.
        is_current: whether the page is about this group alone.
        count: how many they are.
        first: the title of the first.
        last: the title of the last.
        entries: they themselves; empty where they stand on another page.
    """

    name: str
    id: str
    href: str
    is_current: bool
    count: int
    first: str
    last: str
    entries: tuple[LinkContext, ...]


@dataclass(frozen=True, slots=True)
class PageContext:
    """The variables of every HTML template.

    Args:
        site: what is the same on every page.
        title: of this page.
        heading: the H1 to show above the article; empty where the note brings its own.
        description: for search engines.
        canonical: the page's address with scheme and host, or empty.
        image: what stands for the page where its address is shared; None where there is nothing.
        article: the rendered note.
        headings: of the note.
        nav: the sidebar.
        breadcrumbs: the sections above the page, from the front page down.
        previous: the page before in reading order, if any.
        next: the page after, if any.
        entries: what a section, a tag or the list of tags lists.
        groups: the same in groups, where it is long.
        tags: of the note.
        date: of publication, if the note has one.
        updated: of the last revision, if known.
        edit: link to the note's source in its repository, or empty.
        minutes: how long it takes to read the note, where the settings ask for it; else 0.
        feedback: links to whoever wants to know whether it was useful, and what is wrong with it.
        hide: what the author does not want beside the text: ``navigation``, ``toc``.
        is_draft: whether the note is a draft, seen only in the preview.
        backlinks: notes that link to the page, in reading order; of very many, the first.
        more_backlinks: how many there are besides.
        terms: of the glossary that appear in the article, in order.
        letters: of the index from A to Z, on the page of the search.
        glossary: every term, with the pages where it appears; empty on all pages but the glossary itself.
        paths: the learning paths that the page is a step of, or that it shows: the front page all, a path's
            own page that one.
        decks: what the page asks, section by section; empty on all pages but that of the review.
        packages: links to the same for Anki, on that page.
        markdown: link to the note's Markdown, or empty.
        feed: link to the Atom feed of this section or tag alone, or empty.
        structured: what search engines read, by schema.org; empty where there is nothing to say.
    """

    site: SiteContext
    title: str
    heading: str = ""
    description: str = ""
    canonical: str = ""
    image: ImageContext | None = None
    article: Markup = field(default_factory=Markup)
    headings: tuple[Heading, ...] = ()
    nav: tuple[NavItem, ...] = ()
    breadcrumbs: tuple[LinkContext, ...] = ()
    previous: LinkContext | None = None
    next: LinkContext | None = None
    entries: tuple[LinkContext, ...] = ()
    groups: tuple[GroupContext, ...] = ()
    tags: tuple[LinkContext, ...] = ()
    date: dt.date | None = None
    updated: dt.date | None = None
    edit: str = ""
    minutes: int = 0
    feedback: tuple[LinkContext, ...] = ()
    hide: tuple[str, ...] = ()
    is_draft: bool = False
    backlinks: tuple[BacklinkContext, ...] = ()
    more_backlinks: int = 0
    terms: tuple[TermContext, ...] = ()
    letters: tuple[LetterContext, ...] = ()
    glossary: tuple[TermContext, ...] = ()
    paths: tuple[PathContext, ...] = ()
    decks: tuple[DeckContext, ...] = ()
    packages: tuple[LinkContext, ...] = ()
    markdown: str = ""
    feed: str = ""
    structured: dict[str, Any] = field(default_factory=dict)

    def variables(self) -> dict[str, Any]:
        """Return the fields by name, as Jinja takes them."""
        return {item.name: getattr(self, item.name) for item in fields(self)}
