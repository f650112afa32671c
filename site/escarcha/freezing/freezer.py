"""Frozen-Flask, tamed: the URLs come from the Site, and every warning of its family is an error.

Frozen-Flask 1.0 finds URLs by watching ``url_for``, writes in place and deletes what it did not write.
None of that is used: the list of URLs is explicit, and the folder it writes to is ours and empty.
"""

from __future__ import annotations

import functools
import warnings
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from flask_frozen import Freezer, FrozenFlaskWarning

from escarcha.freezing.checks import describe_file
from escarcha.freezing.client import plain_requests
from escarcha.freezing.keys import Keys
from escarcha.interrupts import TERMINATED
from escarcha.problems import EscarchaError
from escarcha.web.diagnosis import diagnose
from escarcha.web.images import cards_among
from escarcha.web.routes import beside_urls, other_urls, page_urls
from escarcha.workers import chunks, shared_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from flask import Flask

    from escarcha.config import Project
    from escarcha.freezing.manifest import FrozenFile, Manifest
    from escarcha.freezing.own_views import Address, OwnViews
    from escarcha.notes import Site
    from escarcha.pages import Edition


WORTH_A_PROCESS = 40
"""With fewer missing pages than this for each, starting processes costs more than it saves."""


class _SiteFreezer(Freezer):  # type: ignore[misc]  # flask_frozen ships no types
    """A Freezer that writes below its root and nowhere else."""

    def urlpath_to_filepath(self, path: str) -> str:
        """Map an address to a file, and refuse what would leave the folder."""
        file: str = super().urlpath_to_filepath(path)
        # By its name alone, as the folder is ours, new, and without links.
        if ".." in PurePath(file).parts or PurePath(file).is_absolute():
            raise ValueError(f"{path} leaves the output folder")
        return file

    def _check_endpoints(self, _seen_endpoints: set[str]) -> None:
        """Do nothing: the Site knows what there is, and not every kind of page occurs in every site."""


def asked_at(site: Site) -> str | None:
    """Return the address below which the app that shows a site is asked; None for the root of any host."""
    settings = site.settings
    has_host = settings.origin or not settings.base_url
    return (settings.base_url or None) if has_host else f"http://localhost{settings.base_url}"


@dataclass(frozen=True, slots=True)
class Freeze:
    """One freeze of an app into an empty folder.

    Args:
        app: shows the Edition.
        edition: says what there is to freeze.
        project: from whose folder problems name files.
        folder: absolute.
        manifest: knows what was frozen last time, and learns what is frozen now.
        own: the views of the app's author.
    """

    app: Flask
    edition: Edition
    project: Project
    folder: Path
    manifest: Manifest
    own: OwnViews

    def run(self, jobs: int = 1) -> Iterator[int]:
        """Put every address of the site into the folder; yields, for each page, how many there are.

        What would come out as it was last time is taken along, and nothing is asked of the app for it.

        Args:
            jobs: processes at most.

        Raises:
            EscarchaError: on the first address that cannot be frozen, with the note or template at fault.
            OSError: if the disk does not take it.
        """
        self.app.config.update(
            FREEZER_DESTINATION=str(self.folder),
            FREEZER_BASE_URL=asked_at(self.edition.site),
            FREEZER_REMOVE_EXTRA_FILES=False,
            FREEZER_REDIRECT_POLICY="error",
            TESTING=False,
        )
        keys = Keys(self.app, self.edition, self.project, self.manifest)
        pages = list(page_urls(self.edition))
        missing = self._take_along(keys, pages)
        for _ in range(len(pages) - len(missing)):
            yield len(pages)
        missing += self._take_along(keys, list(beside_urls(self.edition)))
        workers = min(jobs, len(missing) // WORTH_A_PROCESS)
        freeze = functools.partial(self._freeze, keys)
        with shared_out(freeze, chunks(missing, workers), workers) as results:
            # The index and the rest, while others make the pages.
            self.manifest.files |= freeze(self._take_along(keys, list(other_urls(self.edition))))
            with self.own.listening():
                while urls := self.own.take():
                    self.manifest.files |= freeze(urls)
            for result in results:
                self.manifest.files |= result
                yield from (len(pages) for file in result.values() if file.page)

    def _take_along(self, keys: Keys, urls: list[Address]) -> list[Address]:
        """Take along what would come out as it was; return the rest."""
        missing = []
        for endpoint, values in urls:
            name = keys.name(endpoint, values)
            if not (name and keys.is_as_before(name) and self.manifest.take_along(name, self.folder)):
                missing.append((endpoint, values))
        return missing

    def _freeze(self, keys: Keys, urls: Sequence[Address]) -> dict[str, FrozenFile]:
        """Have Frozen-Flask write some addresses; return what is to be known of their files, by name."""
        files = {}
        with self.edition.cards.together(cards_among(str(values.get("path")) for _, values in urls)):
            for (endpoint, values), path in write_pages(self.app, self.edition.site, self.project, urls):
                file = describe_file(path, self.folder, self.edition)
                name = keys.name(endpoint, values)
                file.key, file.inputs = keys.key(name), keys.inputs(name)
                files[path] = file
        return files


def write_pages(
    app: Flask, site: Site, project: Project, urls: Sequence[Address]
) -> Iterator[tuple[Address, str]]:
    """Have Frozen-Flask write some addresses of an app; yield them with the names of their files.

    Args:
        app: that is asked.
        site: that it shows.
        project: from whose folder problems name files.
        urls: of pages and files.

    Raises:
        EscarchaError: on the first address that cannot be frozen, with the note or template at fault.
        OSError: if the disk does not take it.
    """
    freezer = _SiteFreezer(app, with_static_files=False, with_no_argument_rules=False, log_url_for=False)
    freezer.register_generator(lambda: iter(urls))
    frozen = freezer.freeze_yield()
    with plain_requests(app, app.config["FREEZER_BASE_URL"]), warnings.catch_warnings():
        warnings.simplefilter("error", FrozenFlaskWarning)
        for endpoint, values in urls:
            try:
                page = next(frozen, None)
            except (OSError, EscarchaError):
                raise
            except (Exception, SystemExit) as error:
                if isinstance(error, SystemExit) and error.code == TERMINATED:
                    raise
                # SystemExit, too: a view that ends the program would end the freeze as if all were well.
                with app.test_request_context():
                    url = app.url_for(endpoint, **values)
                raise EscarchaError(diagnose(error, url, site, project)) from error
            if page:
                yield (endpoint, values), page.path.as_posix()
