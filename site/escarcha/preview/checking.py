"""Everything that a check would find, while notes are being written: on the side, of what has changed.

1. What is wrong with sources and their places is known with the Edition.
2. Each note is asked what rendering it has shown, and each Example for its Outcome.
3. The project's templates are read.
4. Each page that is made of something else than before is made, and read for the checks of ``freezing/``.

What is found is told after each step; until a step is done again, what it found the last time stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.freezing.checks import Frozen, check, read_page
from escarcha.problems import Problem, in_order
from escarcha.web.assets import assets, preview_assets
from escarcha.web.diagnosis import check_choices, check_templates
from escarcha.web.keys import page_key, theme_key
from escarcha.web.own import own_rules
from escarcha.web.routes import page_urls
from escarcha.web.rules import OPENSEARCH_URL, OVERVIEW_URL
from escarcha.web.search_page import letter_urls
from escarcha.web.told import UNTOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from flask import Flask

    from escarcha.config import Project
    from escarcha.freezing.manifest import FrozenPage
    from escarcha.pages import Edition

_OF_THE_SITE = ("/404.html", "/sitemap.xml", "/feed.xml", "/robots.txt", OPENSEARCH_URL, OVERVIEW_URL)
"""What a freeze writes whether or not a preview has it."""


class Checker:
    """Checks one Edition after another.

    Args:
        app: that shows them.
        project: whose they are.
    """

    def __init__(self, app: Flask, project: Project) -> None:
        self._app = app
        self._project = project
        self._found: dict[str, list[Problem]] = {}
        self._pages: dict[str, tuple[bytes, FrozenPage]] = {}

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
            "notes": (edition.problems(entry) for entry in edition.site.entries.values()),
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
    def problems(self) -> list[Problem]:
        """What is known to be wrong."""
        return in_order(problem for found in [*self._found.values()] for problem in found)

    def _check_templates(self, edition: Edition) -> Iterator[list[Problem]]:
        yield check_templates(self._app, self._project)
        yield check_choices(self._app, edition.site)

    def _check_pages(self, edition: Edition) -> Iterator[list[Problem]]:
        salt = theme_key(self._project, edition, (), ())
        client = self._app.test_client()
        urls = [f"/{values.get('path', '')}" for _, values in page_urls(edition)]
        urls += [*letter_urls(edition), *(rule.rule for rule in own_rules(self._app))]
        pages = {}
        for url in urls:
            key = page_key(edition, url, salt)
            before = self._pages.get(url)
            if before and key and before[0] == key:
                pages[url] = before
            else:
                answer = client.get(url, environ_overrides={UNTOLD: True})
                if answer.mimetype == "text/html":
                    pages[url] = key, read_page(url, answer.data, "")
            yield []
        self._pages = pages
        read = {url: page for url, (_, page) in pages.items()}
        yield check(Frozen(edition, read, _files(edition, urls)))


def _files(edition: Edition, urls: list[str]) -> frozenset[str]:
    """Return the address of every file that a freeze would write, as far as a page may lead there."""
    site = edition.site
    files = {f"{url}index.html" if url.endswith("/") else url for url in urls}
    files |= {*site.media, *_OF_THE_SITE}
    files |= {asset.url for asset in assets(site.settings.language).values()}
    files |= {*preview_assets(site.settings.language)}
    for entry in site.entries.values():
        files |= {f"{entry.url}{file.name}" for file in edition.attachments(entry)}
    return frozenset(files)
