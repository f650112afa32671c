"""Frozen-Flask, tamed: the URLs come from the Site, and every warning of its family is an error.

Frozen-Flask 1.0 finds URLs by watching ``url_for``, writes in place and deletes what it did not write.
None of that is used: the list of URLs is explicit, and the folder it writes to is ours and empty.
"""

from __future__ import annotations

import inspect
import warnings
from typing import TYPE_CHECKING

from flask_frozen import Freezer, FrozenFlaskWarning

from escarcha.freezing.keys import Keys
from escarcha.interrupts import TERMINATED
from escarcha.problems import EscarchaError
from escarcha.web.diagnosis import diagnose
from escarcha.web.own import own_rules
from escarcha.web.routes import site_urls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from escarcha.config import Project
    from escarcha.freezing.manifest import Manifest
    from escarcha.notes.addresses import Addresses
    from escarcha.pages import Edition
    from escarcha.problems import Problem


class _SiteFreezer(Freezer):  # type: ignore[misc]  # flask_frozen ships no types
    """A Freezer that writes below its root and nowhere else."""

    def urlpath_to_filepath(self, path: str) -> str:
        """Map an address to a file, and refuse what would leave the folder."""
        file: str = super().urlpath_to_filepath(path)
        if not (self.root / file).resolve().is_relative_to(self.root.resolve()):
            raise ValueError(f"{path} leaves the output folder")
        return file

    def _check_endpoints(self, _seen_endpoints: set[str]) -> None:
        """Do nothing: the Site knows what there is, and not every kind of page occurs in every site."""


def frozen_urls(app: Flask, edition: Edition) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield endpoint and values of everything to freeze: the Site's, and the author's own.

    Of the views that ``freeze.py`` adds to the app, those whose rule takes no argument are frozen.
    """
    yield from site_urls(edition)
    yield from ((rule.endpoint, {}) for rule in own_rules(app))


def claim_own_rules(app: Flask, addresses: Addresses) -> list[Problem]:
    """Ask for the addresses of an author's views; those that the notes or the site have are problems."""
    known = len(addresses.problems)
    for rule in own_rules(app):
        view = inspect.unwrap(app.view_functions[rule.endpoint])
        code = getattr(view, "__code__", None)  # a callable object has none
        addresses.claim(rule.rule, "freeze.py", code.co_firstlineno if code else None)
    return addresses.problems[known:]


def freeze_app(
    app: Flask, edition: Edition, project: Project, folder: Path, manifest: Manifest
) -> Iterator[str]:
    """Put every address of the site into an empty folder; yields each when it is there.

    What would come out as it was last time is taken along, and nothing is asked of the app for it.

    Args:
        app: shows the Edition.
        edition: says what there is to freeze.
        project: from whose folder problems name files.
        folder: absolute.
        manifest: knows what was frozen last time, and learns what is frozen now.

    Raises:
        EscarchaError: on the first address that cannot be frozen, with the note or template at fault.
        OSError: if the disk does not take it.
    """
    app.config.update(
        FREEZER_DESTINATION=str(folder),
        FREEZER_BASE_URL=edition.site.settings.base_url or None,
        FREEZER_REMOVE_EXTRA_FILES=False,
        FREEZER_REDIRECT_POLICY="error",
        TESTING=False,
    )
    keys = Keys(app, edition, project, manifest)
    urls = []
    for endpoint, values in frozen_urls(app, edition):
        name, key = keys.of(endpoint, values)
        if name and manifest.take_along(name, key, folder):
            yield name
        else:
            urls.append((endpoint, values))
            if name:
                manifest.add(name, key)
    freezer = _SiteFreezer(app, with_static_files=False, with_no_argument_rules=False, log_url_for=False)
    freezer.register_generator(lambda: iter(urls))
    frozen = freezer.freeze_yield()
    for endpoint, values in urls:
        try:
            # For each page, and not once around the loop: between two pages the caller's own code runs.
            with warnings.catch_warnings():
                warnings.simplefilter("error", FrozenFlaskWarning)
                page = next(frozen, None)
        except (OSError, EscarchaError):
            raise
        except (Exception, SystemExit) as error:
            if isinstance(error, SystemExit) and error.code == TERMINATED:
                raise
            # SystemExit, too: a view that calls sys.exit() would end the freeze as if all had gone well.
            with app.test_request_context():
                url = app.url_for(endpoint, **values)  # type: ignore[arg-type]  # values are no options
            raise EscarchaError(diagnose(error, url, edition.site, project)) from error
        if page is None:
            return
        yield page.url
