"""Which notes link to a page, each with the sentence around the link, and what they call it."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from escarcha.bundled import digest_of
from escarcha.pages.placing import href_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from escarcha.notes import Entry, Site
    from escarcha.rendering.fragment import Gist
    from escarcha.shelf import Shelf

MOST = 20
"""Notes that a page names, so that one that all link to does not grow with the site."""

_KEY = "enlaces"


class Backlink(NamedTuple):
    """A note that links to a page.

    Args:
        entry: of the note.
        sentence: around its first link that stands in one; empty if none does.
    """

    entry: Entry
    sentence: str


class Leads(msgspec.Struct, array_like=True, frozen=True):
    """Where the links of a note lead.

    Args:
        key: of the Fragment that they are in.
        targets: the addresses of entries, each with the numbers of the links there; the sentence around the
            first is shown.
    """

    key: str
    targets: dict[str, list[int]]


class _Kept(msgspec.Struct, array_like=True):
    """What outlives a freeze: digest of the program, the shape of the site, and the Leads by address."""

    made_by: str
    shape: bytes
    leads: dict[str, Leads]


class Backlinks:
    """The links between the notes of a site, from where they lead to where they stand.

    Args:
        site: where links are looked up.
        gist_of: gives the Gist of an entry that has a note.
        key_of: gives its key.
        before: the Leads of a site in which every note stood where it stands, by address.
    """

    def __init__(
        self,
        site: Site,
        gist_of: Callable[[Entry], Gist],
        key_of: Callable[[Entry], str],
        before: Mapping[str, Leads],
    ) -> None:
        self._site = site
        self._gist_of = gist_of
        self._key_of = key_of
        self._before = before

    def to(self, entry: Entry) -> list[Backlink]:
        """Return the notes that link to an entry, in reading order."""
        return [
            Backlink(linking, self._gist_of(linking).links[numbers[0]].sentence)
            for linking, numbers in self._linking.get(entry.url, ())
        ]

    def names(self, entry: Entry) -> Iterator[tuple[Entry, str]]:
        """Yield what the links to an entry call it, each with the entry of the note that it stands in."""
        for linking, numbers in self._linking.get(entry.url, ()):
            links = self._gist_of(linking).links
            yield from ((linking, links[number].text) for number in numbers)

    @cached_property
    def leads(self) -> dict[str, Leads]:
        """Where the links of each note lead, by its address; looked up where its text is another."""
        leads = {}
        for entry in self._site.entries.values():
            if entry.note:
                known, key = self._before.get(entry.url), self._key_of(entry)
                leads[entry.url] = known if known and known.key == key else self._look_up(entry, key)
        return leads

    @cached_property
    def _linking(self) -> dict[str, list[tuple[Entry, list[int]]]]:
        """Of each page, by its address, the notes that link to it, each with the numbers of its links."""
        found: dict[str, list[tuple[Entry, list[int]]]] = defaultdict(list)
        for url, leads in self.leads.items():
            for target, numbers in leads.targets.items():
                found[target].append((self._site.entries[url], numbers))
        return found

    @cached_property
    def _by_href(self) -> dict[str, Entry]:
        """The entries by the links that lead to them, of old addresses too."""
        urls = {**self._site.redirects, **self._site.entries}
        return {self._site.href(url): entry for url, entry in urls.items()}

    def _look_up(self, entry: Entry, key: str) -> Leads:
        targets: dict[str, list[int]] = {}
        links = self._gist_of(entry).links
        for number, link in enumerate(links):
            target = self._by_href.get(href_of(link, entry, self._site).partition("#")[0])
            if target is None or target is entry or target is self._site.root:
                continue
            numbers = targets.setdefault(target.url, [])
            shows_more = numbers and link.sentence and not links[numbers[0]].sentence
            numbers.insert(0 if shows_more else len(numbers), number)
        return Leads(key, targets)


def recall_leads(shelf: Shelf, shape: bytes) -> dict[str, Leads]:
    """Return what is kept of a site of the same shape, made by the same program; nothing of any other."""
    with contextlib.suppress(msgspec.MsgspecError):
        kept = msgspec.msgpack.decode(shelf.get(_KEY) or b"", type=_Kept)
        if kept.made_by == digest_of(".") and kept.shape == shape:
            return kept.leads
    return {}


def keep_leads(shelf: Shelf, shape: bytes, leads: dict[str, Leads]) -> None:
    """Keep what is known of a site of some shape, in the place of what was kept before."""
    shelf.put(_KEY, msgspec.msgpack.encode(_Kept(digest_of("."), shape, leads)))
