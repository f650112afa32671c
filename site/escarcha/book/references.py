"""Where the links of a page lead in a book, and what its pictures are there."""

from __future__ import annotations

import mimetypes
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from escarcha.freezing.reading import inside_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from selectolax.lexbor import LexborNode

    from escarcha.book.chapters import Chapter
    from escarcha.pages import Edition

_SCHEMES = frozenset(["ftp", "geo", "http", "https", "mailto", "sms", "tel", "xmpp"])


class Lead(NamedTuple):
    """Where a link leads.

    Args:
        href: as the book has it.
        number: of the chapter that it leads to; empty within a chapter, and out of the book.
    """

    href: str
    number: str = ""


class Picture(NamedTuple):
    """A picture of a page.

    Args:
        name: of its file, from the root of the site.
        kind: its media type.
        content: its bytes.
    """

    name: str
    kind: str
    content: bytes


class References:
    """What links and pictures are in one form of a book.

    Args:
        edition: that the book is made of.
        chapters: of the book.
        ids: of the elements of each chapter, by the address of its page.
        place: writes a link to an element of a chapter, by its id in the book.
        show: writes the address of a picture; None where it cannot be shown.
    """

    def __init__(
        self,
        edition: Edition,
        chapters: Sequence[Chapter],
        ids: Mapping[str, frozenset[str]],
        *,
        place: Callable[[Chapter, str], str],
        show: Callable[[Picture], str | None],
    ) -> None:
        self._edition, self._site = edition, edition.site
        self._chapters = {chapter.entry.url: chapter for chapter in chapters}
        self._ids = ids
        self._place, self._show = place, show

    def link(self, href: str, chapter: Chapter) -> Lead | None:
        """Return where a link leads, or None if it leads nowhere from a book.

        Args:
            href: as the page has it.
            chapter: that it stands in.
        """
        site = self._site
        inside = inside_of(href, site.settings.base_path)
        if inside is None:
            whole = f"https:{href}" if href.startswith("//") else href
            return Lead(whole) if whole.partition(":")[0].lower() in _SCHEMES else None
        path, anchor = inside
        url = path or chapter.entry.url
        entry = site.redirects.get(url)
        target = self._chapters.get(entry.url if entry else url)
        if target is None:
            has_host = site.settings.origin and href.startswith("/")
            return Lead(f"{site.settings.origin}{href}") if has_host else None
        known = self._ids.get(target.entry.url, frozenset())
        place = self._place(target, target.anchor(anchor) if anchor in known else target.id)
        return Lead(place, "" if target is chapter else target.number)

    def picture(self, src: str, chapter: Chapter) -> str | None:
        """Return the address of a picture in the book, or None if it has none.

        Args:
            src: as the page has it.
            chapter: that it stands in.
        """
        if src.startswith("data:"):
            return src
        inside = inside_of(src, self._site.settings.base_path)
        media = self._site.media_at(src) if inside else None
        name = inside[0] if inside else ""
        if media:
            content = media.file.read_bytes()
        else:
            files = {
                f"{chapter.entry.url}{file.name}": file for file in self._edition.attachments(chapter.entry)
            }
            if name not in files:
                return None
            content = files[name].content
        return self._show(Picture(name[1:], mimetypes.guess_type(name)[0] or "", content))

    def player(self, node: LexborNode, chapter: Chapter) -> str:
        """Write what stands for a video, a recording or the page of another site: a link to it."""
        source = node if node.attributes.get("src") else node.css_first("source[src]")
        src = (source.attributes.get("src") if source is not None else node.attributes.get("data")) or ""
        lead = self.link(src, chapter)
        said = escape(
            node.attributes.get("title") or node.attributes.get("aria-label") or src.rpartition("/")[2]
        )
        return f'<a href="{escape(lead.href)}">{said}</a>' if lead else f"<span>{said}</span>"
