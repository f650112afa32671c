"""A note's Markdown for programs that read.

It is as its author wrote it, but for what is hidden, and for links, which lead to full addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from markupsafe import escape

from escarcha.markup import Kind
from escarcha.pages.placing import href_of
from escarcha.rendering.addresses import is_internal
from escarcha.rendering.fragment import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from escarcha.markup import Stretch
    from escarcha.notes import Entry, Site
    from escarcha.rendering.fragment import Fragment, Gist

COPY_NAME = "index.md"
"""The name of the file, below the address of the page."""


def has_copy(gist: Gist, entry: Entry, site: Site) -> bool:
    """Tell whether the Markdown of an entry's note is published beside its page.

    Args:
        gist: of the note; where an extension changes that before it is read, it may hide anything.
        entry: its place.
        site: whose settings may want none.
    """
    is_wanted = site.settings.markdown_copies and entry is not site.missing
    return bool(is_wanted and entry.note and gist.can_be_copied)


def markdown_copy(fragment: Fragment, entry: Entry, site: Site) -> str:
    """Return the Markdown of a note that ``has_copy``, with full addresses where the site knows its own.

    Args:
        fragment: of the note.
        entry: its place.
        site: where links are looked up.
    """
    body = entry.note.manuscript.body if entry.note else ""
    text = rewritten(
        body, fragment.stretches, lambda stretch, written: _replaced(stretch, written, entry, site)
    )
    brings_title = fragment.is_opened or any(each.level == 1 for each in fragment.headings)
    title = "" if brings_title else f"# {entry.title}\n\n"
    return f"{title}{text}\n"


def rewritten(body: str, stretches: Sequence[Stretch], replace: Callable[[Stretch, str], str]) -> str:
    """Return a text without what is hidden in it, and without the lines of which nothing else is left.

    Args:
        body: the text.
        stretches: of it, in order.
        replace: gives what stands in the place of a stretch that is shown and what is written there.
    """
    lines: list[str | None] = list(body.split("\n"))
    for stretch in reversed(stretches):
        line = lines[stretch.line - 1] or ""
        is_hidden, written = stretch.kind is Kind.HIDDEN, line[stretch.start : stretch.stop]
        new = "" if is_hidden else replace(stretch, written)
        line = line[: stretch.start] + new + line[stretch.stop :]
        lines[stretch.line - 1] = None if is_hidden and not line.strip(" \t>") else line
    return "\n".join(line for line in lines if line is not None).strip("\n")


def _replaced(stretch: Stretch, written: str, entry: Entry, site: Site) -> str:
    """Return what stands in the place of an address, or of a whole wikilink."""
    is_wikilink = stretch.kind is Kind.WIKITEXT
    if not is_internal(stretch.address):
        return written
    link = Link(stretch.address, stretch.line, is_wikilink=is_wikilink)
    address = urljoin(site.absolute(entry.url) or site.href(entry.url), href_of(link, entry, site))
    address = address.replace("(", "%28").replace(")", "%29")
    if is_wikilink:
        mark, text = ("!", stretch.text[1:]) if stretch.text.startswith("!") else ("", stretch.text)
        return f"{mark}[{text}]({address})"
    return str(escape(address)) if stretch.kind is Kind.HTML else address
