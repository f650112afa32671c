"""The name of the file at an address, and the key of what that is made of."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from escarcha.freezing.inputs import own_modules
from escarcha.pages.markdown_copies import COPY_NAME
from escarcha.stamps import installed_packages
from escarcha.web.anki import SUFFIX
from escarcha.web.images import image_key, is_image
from escarcha.web.keys import copy_key, page_key, theme_key
from escarcha.web.own import is_plain
from escarcha.web.rules import SEARCH_FILES_URL, blueprint

if TYPE_CHECKING:
    from flask import Flask

    from escarcha.config import Project
    from escarcha.freezing.manifest import Manifest
    from escarcha.pages import Edition


class Keys:
    """The keys of one freeze. Where an author has changed the app, nobody knows what a page is made of.

    Args:
        app: shows the Edition.
        edition: what is frozen.
        project: whose it is.
        manifest: for what the files of the last freeze were made of.
    """

    def __init__(self, app: Flask, edition: Edition, project: Project, manifest: Manifest) -> None:
        self._edition = edition
        self._manifest = manifest
        self._known: dict[str, bytes] = {}
        self._salt = b""
        if is_plain(app):
            self._salt = theme_key(project, edition, own_modules(project), installed_packages())
        self._last = edition.glossary.entry.url if edition.glossary else ""
        if self._last:
            self._recall_terms()

    def name(self, endpoint: str, values: dict[str, str]) -> str:
        """Return the name of the file at an address, from the output folder; empty if it has no key.

        Args:
            endpoint: of the address.
            values: of its rule.
        """
        path = values.get("path", "")
        if not self._salt or not path.isascii():
            return ""
        if endpoint == f"{blueprint.name}.search_file":
            return f"{SEARCH_FILES_URL[1:]}{values['name']}"
        if is_image(f"/{path}") or path.endswith((COPY_NAME, SUFFIX)):
            return path
        is_page = endpoint == f"{blueprint.name}.page" and (not path or path.endswith("/"))
        return f"{path}index.html" if is_page else ""

    def is_as_before(self, name: str) -> bool:
        """Tell whether the file of this name would be made of what it was made of the last time."""
        before = self._manifest.before(name)
        if not before or not before.key:
            return False
        inputs = self.inputs(name)
        if inputs and inputs == before.inputs:
            return True
        if self.key(name) != before.key:
            return False
        before.inputs = inputs
        return True

    def key(self, name: str) -> bytes:
        """Name all that a file is made of; empty if nobody knows."""
        if name and name not in self._known:  # asked for again once the page is made
            self._known[name] = self._work_out(name)
        return self._known.get(name, b"")

    def _work_out(self, name: str) -> bytes:
        if f"/{name}".startswith(SEARCH_FILES_URL):
            content = self._edition.search.content_key(name.rpartition("/")[2])
            return hashlib.blake2b(content, digest_size=20).digest()
        if is_image(f"/{name}"):
            return image_key(f"/{name}", self._edition)
        if name.endswith(SUFFIX):
            return self._salt + self._edition.review.digest
        if name.endswith(COPY_NAME):
            return copy_key(self._edition, _url(name), self._salt)
        return page_key(self._edition, _url(name), self._salt)

    def inputs(self, name: str) -> bytes:
        """Name the site's shape and a page's note, at little cost; where both are the same, so is the key.

        Empty for what is no entry, and for the glossary, which shows what other pages have in their texts.
        """
        entry = self._edition.site.entries.get(_url(name)) if name and _url(name) != self._last else None
        if entry is None:
            return b""
        known = (self._salt, self._edition.shape, self._edition.note_digest(entry))
        return hashlib.blake2b(b"".join(known), digest_size=20).digest()

    def _recall_terms(self) -> None:
        """Say which pages have which terms of the glossary, as far as they are as they were."""
        known = {}
        for url in self._edition.site.entries:
            name = f"{url[1:]}index.html"
            before = self._manifest.before(name)
            if url != self._last and before and before.page and self.is_as_before(name):
                known[url] = before.page.terms
        self._edition.recall_terms(known)


def _url(name: str) -> str:
    return f"/{name.removesuffix('index.html').removesuffix(COPY_NAME)}"
