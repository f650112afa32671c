"""The name of the file at an address, and the key of what that is made of."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from escarcha.freezing.inputs import installed_packages, own_modules
from escarcha.web.keys import page_key, theme_key
from escarcha.web.own import is_plain
from escarcha.web.rules import blueprint

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
        manifest: for the terms that pages of the same keys had.
    """

    def __init__(self, app: Flask, edition: Edition, project: Project, manifest: Manifest) -> None:
        self._edition = edition
        self._keys: dict[str, bytes] = {}
        self._salt = b""
        if is_plain(app):
            self._salt = theme_key(project, edition, own_modules(project), installed_packages())
            self._keys = self._entry_keys(manifest)

    def of(self, endpoint: str, values: dict[str, str]) -> tuple[str, bytes]:
        """Return the name of a file, from the output folder, and its key; both empty if it has none.

        Args:
            endpoint: of the address.
            values: of its rule.
        """
        path = values.get("path", "")
        if not self._salt or not path.isascii():
            return "", b""
        if endpoint == f"{blueprint.name}.page" and (not path or path.endswith("/")):
            key = self._keys.get(f"/{path}") or self._page_key(f"/{path}")
            return f"{path}index.html", key
        if endpoint == f"{blueprint.name}.search_file":  # its name names its content
            name = values["name"]
            content = self._edition.search_index.files[name]
            return f"_search/{name}", hashlib.blake2b(content, digest_size=20).digest()
        return "", b""

    def _entry_keys(self, manifest: Manifest) -> dict[str, bytes]:
        """Return the key of each entry; the glossary comes last, as it says which pages have its terms."""
        glossary = self._edition.glossary
        last = glossary.entry.url if glossary else ""
        keys = {url: self._page_key(url) for url in self._edition.site.entries if url != last}
        if glossary:
            pages = {url: manifest.known_page(f"{url[1:]}index.html", key) for url, key in keys.items()}
            self._edition.recall_terms({url: page.terms for url, page in pages.items() if page})
            keys[last] = self._page_key(last)
        return keys

    def _page_key(self, url: str) -> bytes:
        return page_key(self._edition, url, self._salt)
