"""What a page is made of, as a key: whoever has the page of that key need not make it again.

A page shows what its template receives, and no more: so the key is a digest of the template's name and its
context. In place of a note's text stands what that is made of, as making it is what is to be spared. What a
new field of a context holds is part of the key by itself.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from escarcha import bundled
from escarcha.notes.layout import REVIEW_URL
from escarcha.web.routes import shown_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from escarcha.config import Project
    from escarcha.pages import Edition


def _text(value: object) -> str:
    """Encode Markup, which is a text; what a key cannot hold whole must not be in a context."""
    if isinstance(value, str):
        return str.__str__(value)
    raise NotImplementedError(f"a key cannot hold a {type(value).__name__}")


_encoder = msgspec.msgpack.Encoder(enc_hook=_text)


def page_key(edition: Edition, url: str, salt: bytes) -> bytes:
    """Name all that the page at an address is made of; empty if there is none there.

    Args:
        edition: whose page it is.
        url: of the page.
        salt: of ``theme_key``: what all pages are made with.
    """
    shown = shown_at(url, edition)
    if shown is None:
        return b""
    entry = edition.site.entries.get(url)
    digest = hashlib.blake2b(salt, digest_size=20)
    digest.update(_encoder.encode(shown))
    digest.update(edition.page_digest(entry) if entry else b"")
    digest.update(edition.review.digest if url == REVIEW_URL else b"")
    return digest.digest()


def copy_key(edition: Edition, url: str, salt: bytes) -> bytes:
    """Name all that the Markdown beside a page is made of; empty if there is no page at the address."""
    entry = edition.site.entries.get(url)
    return hashlib.blake2b(salt + edition.copy_digest(entry), digest_size=20).digest() if entry else b""


def theme_key(project: Project, edition: Edition, python: Iterable[str], versions: Iterable[str]) -> bytes:
    """Name all that every page is made with: program, packages, theme, settings, the project's Python.

    Args:
        project: whose templates are used.
        edition: for the settings.
        python: the project's own modules.
        versions: of the packages that are installed.
    """
    found = hashlib.blake2b(digest_size=20)
    found.update(bundled.digest_of(".").encode())
    # What is told of a page changes nothing in it.
    settings = msgspec.structs.replace(edition.site.settings, checks={})
    found.update(_encoder.encode((tuple(versions), settings)))
    ours = (bundled.templates(), bundled.LOCALE, bundled.STATIC)
    files = [file for folder in (project.templates, *ours) for file in _below(folder)]
    for file in map(str, (*files, project.root / "freeze.py", *python)):
        found.update(file.encode("utf-8", "surrogateescape") + b"\0" + _content(file))
    return found.digest()


def _below(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _content(file: str) -> bytes:
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 - a name
            return hashlib.file_digest(opened, "sha256").digest()
    except OSError:
        return b""
