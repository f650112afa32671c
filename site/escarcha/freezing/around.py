"""An app of the author's that the notes have joined: its pages are frozen around theirs.

It goes on as Frozen-Flask has it: what its Freezer gives, what its views link to, what its configuration
says. Its links, and those of the notes to it, are followed like all others.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from escarcha.freezing.freezer import asked_at, write_pages
from escarcha.freezing.own_views import OwnViews
from escarcha.freezing.reading import OUTSIDE, read_page
from escarcha.notes.addresses import Addresses
from escarcha.problems import Code, Problem, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from escarcha.config import Project
    from escarcha.freezing.checks import Frozen
    from escarcha.freezing.manifest import Manifest
    from escarcha.pages import Edition


class Around:
    """The author's app of one freeze.

    Args:
        app: the author's.
        edition: that has joined it.
        project: whose prefix tells where.
    """

    def __init__(self, app: Flask, edition: Edition, project: Project) -> None:
        self._app = app
        self._edition = edition
        self._project = project
        addresses = Addresses()
        addresses.claim(project.prefix, "Escarcha")  # as if it were a file, so that nothing can go below it
        base = asked_at(edition.site)
        app.config.update(
            FREEZER_BASE_URL=base and base.removesuffix(project.prefix),
            FREEZER_REMOVE_EXTRA_FILES=False,
            PROPAGATE_EXCEPTIONS=True,
            TESTING=False,
        )
        self._own = OwnViews(app, edition, addresses, project)
        self._files: set[str] = set()
        self._base = edition.site.settings.base_path.removesuffix(project.prefix)

    def claim(self) -> list[Problem]:
        """Ask for the addresses that are known; those below the prefix are problems."""
        return self._own.claim()

    def freeze(self, frozen: Frozen, folder: Path, manifest: Manifest) -> list[Problem]:
        """Put the app's pages into a folder, and return what is wrong with them.

        Args:
            frozen: the pages of the notes, which are there already, below the prefix.
            folder: absolute.
            manifest: of the freeze; it is told the names of the files.

        Raises:
            EscarchaError: on the first address that cannot be frozen.
            OSError: if the disk does not take it.
        """
        self._app.config["FREEZER_DESTINATION"] = str(folder)
        with self._own.listening():
            while urls := self._own.take():
                written = write_pages(self._app, self._edition.site, self._project, urls)
                self._files.update(path for _, path in written)
        manifest.around |= self._files
        return [*self._own.left_out(), *self._broken(frozen, folder)]

    def with_files(self, frozen: Frozen) -> Frozen:
        """Return the pages of the notes with the app's files beside them, so that links lead there."""
        above = f"{OUTSIDE}{self._base}"
        return dataclasses.replace(frozen, files=frozen.files | {f"{above}/{name}" for name in self._files})

    def _broken(self, frozen: Frozen, folder: Path) -> list[Problem]:
        """Follow the links of the app's pages, each once."""
        files = {f"/{name}" for name in self._files}
        files |= {f"{self._project.prefix}{name}" for name in frozen.files}
        found: dict[str, Problem] = {}
        for name in sorted(self._files):
            if not name.endswith(".html"):
                continue
            html = (folder / name).read_bytes()
            page = read_page(f"/{name.removesuffix('index.html')}", html, self._base, has_around=True)
            for path, _, tag in page.links:
                leads = {path, f"{path}index.html", f"{path}/index.html"} & files
                if not leads and path not in found:
                    shown = path.removeprefix(OUTSIDE)
                    code = Code.BROKEN_LINK if tag in {"a", "area"} else Code.BROKEN_MEDIA
                    cause = f"en {page.url}, una página de tu aplicación, «{shown}» no lleva a ninguna parte."
                    remedy = "Corrige el enlace, o da esa dirección con un generador."
                    found[path] = Problem(code, "freeze.py", None, cause, remedy, Severity.WARNING)
        return list(found.values())
