"""Everything that a check would find, while notes are being written: on the side, of what has changed.

1. What is wrong with sources and their places is known with the Edition.
2. Each note is asked what rendering it has shown, and each Example for its Outcome.
3. The project's templates are read.
4. Each page that is made of something else than before is made, and read for the checks of ``freezing/``.

What is found is told after each step; until a step is done again, what it found the last time stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from escarcha.freezing.checks import Frozen, check
from escarcha.freezing.own_checks import run_checks
from escarcha.freezing.reading import OUTSIDE, read_page
from escarcha.notes.site import MISSING_URL, SEARCH_URL
from escarcha.pages.markdown_copies import COPY_NAME
from escarcha.problems import Problem, in_order
from escarcha.web.anki import packages
from escarcha.web.assets import preview_assets
from escarcha.web.diagnosis import check_choices, check_templates
from escarcha.web.keys import page_key, theme_key
from escarcha.web.llms import LLMS_URL
from escarcha.web.overriding import check_overrides
from escarcha.web.own import own_urls
from escarcha.web.routes import page_urls
from escarcha.web.rules import MANIFEST_URL, OPENSEARCH_URL, OVERVIEW_URL, TOUCH_ICON_URL
from escarcha.web.search_page import letter_urls
from escarcha.web.site_assets import site_assets
from escarcha.web.told import UNTOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from flask import Flask

    from escarcha.config import Project
    from escarcha.freezing.manifest import FrozenPage
    from escarcha.notes import Note
    from escarcha.pages import Edition

_OF_THE_SITE = (
    *(MISSING_URL, "/sitemap.xml", "/feed.xml", "/robots.txt", OPENSEARCH_URL, OVERVIEW_URL),
    *(MANIFEST_URL, TOUCH_ICON_URL, LLMS_URL),
)
"""What a freeze writes whether or not a preview has it."""


class _Read(NamedTuple):
    """A page that was read.

    Args:
        note: of it.
        digest: of its note's text, and of what it shows of others'.
        key: of all that it was made of.
        page: what the checks want of it.
    """

    note: Note | None
    digest: bytes
    key: bytes
    page: FrozenPage


class Checker:
    """Checks one Edition after another.

    Args:
        app: that shows them.
        project: whose they are.
        around: the app that the notes have joined, to which they may link.
    """

    def __init__(self, app: Flask, project: Project, around: Flask | None = None) -> None:
        self._app = app
        self._around = around
        self._project = project
        self._found: dict[str, list[Problem]] = {}
        self._pages: dict[str, _Read] = {}
        self._urls: list[str] = []
        self._paths: dict[str, str] | None = None
        self._theme = b""

    def run(
        self, edition: Edition, known: tuple[Problem, ...], is_over: Callable[[], bool]
    ) -> Iterator[None]:
        """Check an Edition; yields whenever ``problems`` may have changed.

        Args:
            edition: what the app shows.
            known: what is wrong with its sources.
            is_over: tells whether another Edition is shown meanwhile, so that it is no use to go on.
        """
        steps: dict[str, Iterable[list[Problem]]] = {
            "sources": [[*known]],
            "notes": (
                [*edition.problems(entry), *run_checks(edition, entry, self._project)]
                for entry in edition.site.entries.values()
            ),
            "templates": self._check_templates(edition),
            "pages": self._check_pages(edition),
        }
        for name, step in steps.items():
            found: list[Problem] = []
            for some in step:
                found += some
                if is_over():
                    return
            self._found[name] = found
            yield

    @property
    def is_done(self) -> bool:
        """Tell whether every step has been done."""
        return "pages" in self._found

    @property
    def problems(self) -> list[Problem]:
        """What is known to be wrong."""
        return in_order(problem for found in [*self._found.values()] for problem in found)

    def _check_templates(self, edition: Edition) -> Iterator[list[Problem]]:
        yield check_templates(self._app, self._project)
        yield check_choices(self._app, edition.site)
        yield check_overrides(self._app, self._project, edition.site)

    def _check_pages(self, edition: Edition) -> Iterator[list[Problem]]:
        site = edition.site
        theme = theme_key(self._project, edition, (), ())
        # As long as every note stands where it stood, no page but its own has other links or ids.
        is_same = self._paths is site.paths and self._theme == theme
        if not is_same:
            self._urls = [f"/{values.get('path', '')}" for _, values in page_urls(edition)]
            self._urls += [*letter_urls(edition), *own_urls(self._app)]
            self._urls += [MISSING_URL] if site.missing else []
            self._pages = {url: self._pages[url] for url in self._urls if url in self._pages}
        for url in self._urls:
            if not (is_same and self._is_as_before(url, edition)):
                self._read(url, edition, theme)
            yield []
        self._paths, self._theme = site.paths, theme
        pages = {url: read.page for url, read in self._pages.items()}
        beside = [f"{OUTSIDE}{each}" for each in own_urls(self._around)] if self._around else []
        yield check(Frozen(edition, pages, _files(edition, [*self._urls, *beside]), size=0), self._project)

    def _is_as_before(self, url: str, edition: Edition) -> bool:
        before, entry = self._pages.get(url), edition.site.entries.get(url)
        if entry is None or before is None:
            return before is not None
        return before.note is entry.note and before.digest == edition.note_digest(entry)

    def _read(self, url: str, edition: Edition, theme: bytes) -> None:
        """Have a page made and read it, unless it is made of the same as before."""
        entry = edition.site.entries.get(url)
        key, before = page_key(edition, url, theme), self._pages.get(url)
        note, digest = (entry.note, edition.note_digest(entry)) if entry else (None, b"")
        if key and before and before.key == key:
            self._pages[url] = before._replace(note=note, digest=digest)
            return
        answer = self._app.test_client().get(url, environ_overrides={UNTOLD: True}, buffered=True)
        if answer.mimetype != "text/html":
            self._pages.pop(url, None)
            return
        settings, has_around = edition.site.settings, self._around is not None
        page = read_page(url, answer.data, settings.base_path, settings, has_around=has_around)
        if url.startswith(SEARCH_URL):  # it lists the headings of all notes, and is read once for many saves
            links = tuple((path, "", tag) for path, _, tag in page.links)
            page = msgspec.structs.replace(page, links=links)
        self._pages[url] = _Read(note, digest, key, page)


def _files(edition: Edition, urls: list[str]) -> frozenset[str]:
    """Return the address of every file that a freeze would write, as far as a page may lead there."""
    site = edition.site
    files = {f"{url}index.html" if url.endswith("/") else url for url in urls}
    files |= {*site.media, *_OF_THE_SITE}
    files |= {*packages(edition)}
    files |= {asset.url for asset in site_assets(site)}
    files |= {*preview_assets(site.settings.language, tries=site.settings.tries)}
    for entry in site.entries.values():
        files |= {f"{entry.url}{file.name}" for file in edition.attachments(entry)}
        files |= {f"{entry.url}{COPY_NAME}"} if edition.has_copy(entry) else set()
    return frozenset(files)
