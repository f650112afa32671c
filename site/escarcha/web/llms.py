"""``llms.txt``: what a site is about and where the Markdown of its notes is, for programs that read.

https://llmstxt.org
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from escarcha.notes import Section
from escarcha.notes.site import walk
from escarcha.pages.markdown_copies import COPY_NAME
from escarcha.web.site_wide import site_context

if TYPE_CHECKING:
    from escarcha.notes import Entry
    from escarcha.pages import Edition

LLMS_URL = "/llms.txt"


def llms_text(edition: Edition) -> str:
    """Return the file."""
    site = edition.site
    children = site.root.children
    alone = [site.root, *(child for child in children if not isinstance(child, Section))]
    sections = [
        ("", alone),
        *((child.title, [*walk(child)]) for child in children if isinstance(child, Section)),
    ]
    groups = [(title, found) for title, entries in sections if (found := _listed(edition, entries))]
    return render_template("llms.txt", site=site_context(site), groups=groups)


def _listed(edition: Edition, entries: list[Entry]) -> list[dict[str, str]]:
    """Return those of some entries that have a copy and can be found by searching."""
    site = edition.site
    return [
        {
            "title": entry.title,
            "href": site.absolute(f"{entry.url}{COPY_NAME}") or site.href(f"{entry.url}{COPY_NAME}"),
            "description": edition.description(entry),
        }
        for entry in entries
        if edition.has_copy(entry) and entry.note and entry.note.header.search and not entry.note.header.draft
    ]
