"""An Edition: one state of the site, whose pages can be asked for.

Its notes have been rendered before; its pages are placed when they are asked for, each once.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from escarcha.notes.inclusions import Manuscript
from escarcha.pages.backlinks import Backlinks, keep_leads, recall_leads
from escarcha.pages.documents import Searchable
from escarcha.pages.embedded import Embedded
from escarcha.pages.embedding import Embedding
from escarcha.pages.judgement import folder_of, judge
from escarcha.pages.learning_paths import LearningPaths
from escarcha.pages.markdown_copies import has_copy, markdown_copy
from escarcha.pages.page import Page, encode_entry, place_fragment, place_links
from escarcha.pages.placing import encode_place, hrefs_of
from escarcha.pages.remarks import failure_remark, remarks_on, unanswered, untried, weigh
from escarcha.pages.review import Review
from escarcha.rendering.glossary import read_glossary
from escarcha.stamps import stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escarcha.examples import Example, Outcome, OutcomeStore
    from escarcha.markup.ignores import Ignore
    from escarcha.notes import Entry, Note, Site
    from escarcha.pages.backlinks import Backlink, Leads
    from escarcha.pages.page import PlacedLink
    from escarcha.pages.store import FragmentStore
    from escarcha.problems import Problem
    from escarcha.rendering.exhibits import Attachment
    from escarcha.rendering.fragment import Fragment, Gist
    from escarcha.rendering.glossary import Glossary, Term


class Edition:
    """A Site and the Fragments of its notes.

    Args:
        site: complete.
        store: where Fragments come from.
        outcomes: where the Outcomes of Examples come from; None if none of them is to run.
    """

    def __init__(self, site: Site, store: FragmentStore, outcomes: OutcomeStore | None = None) -> None:
        self.site = site
        self._store = store
        self.cards = store.cards
        """Where social cards come from."""
        self._outcomes = outcomes
        self._pages: dict[str, Page] = {}
        self._gists: dict[str, Gist] = {}
        self._known_terms: dict[str, tuple[str, ...]] = {}
        self._embedded = Embedded(site, self._gist)
        self._leads: dict[str, Leads] | None = None

    @property
    def notes(self) -> list[Note]:
        """Every note with a place in the site, in reading order."""
        return [entry.note for entry in self.site.entries.values() if entry.note]

    def forget_others(self) -> None:
        """Drop what belongs to none of the notes, from memory, and from disk if it is old."""
        self._store.forget_others(note.manuscript for note in self.notes)
        if self._outcomes:
            self._outcomes.forget_others(self._examples())

    def run_all(self, jobs: int) -> Iterator[int]:
        """Run every Example that has not run yet; yields how many they are, once for each, as progress."""
        if self._outcomes:
            yield from self._outcomes.fill(self._examples(), jobs)

    def _examples(self) -> list[Example]:
        return [each for note in self.notes for each in self._store.gist(note.manuscript).examples]

    def page(self, entry: Entry) -> Page:
        """Return the page of an entry, placing it and running its Examples if need be."""
        page = self._pages.get(entry.url)
        if page is None:
            fragment = self._store.get(entry.note.manuscript) if entry.note else None
            page = self._pages[entry.url] = place_fragment(
                fragment,
                entry,
                self.site,
                figures=self._store.figures,
                outcomes=self._outcomes_of(fragment),
                glossary=self.glossary,
                embedding=self._embedding(entry) if self._embedded.has_any(entry) else None,
            )
        return page

    def _embedding(self, entry: Entry) -> Embedding:
        """Return what puts the texts of other notes into an entry's page."""
        figures, outcomes_of = self._store.figures, self._outcomes_of
        return Embedding(entry, self.site, figures, self._fragment, outcomes_of, self.glossary)

    def _key(self, entry: Entry) -> str:
        """Return the key of the Fragment of an entry that has a note."""
        return self._store.key(entry.note.manuscript) if entry.note else ""

    def _fragment(self, entry: Entry) -> Fragment:
        """Return the Fragment of an entry that has a note."""
        return self._store.get(entry.note.manuscript if entry.note else Manuscript(""))

    def _gist(self, entry: Entry) -> Gist:
        """Return the Gist of an entry that has a note."""
        gist = self._gists.get(entry.url)
        if gist is None:
            manuscript = entry.note.manuscript if entry.note else Manuscript("")
            gist = self._gists[entry.url] = self._store.gist(manuscript)
        return gist

    def backlinks(self, entry: Entry) -> list[Backlink]:
        """Return the notes that link to an entry, in reading order; none where the settings want none."""
        return self._backlinks.to(entry) if self.site.settings.backlinks else []

    @cached_property
    def _backlinks(self) -> Backlinks:
        shelf, before = self._store.indexes, self._leads
        if before is None:
            before = recall_leads(shelf, self.shape)
        made = Backlinks(self.site, self._gist, self._key, before)
        if self._leads is None and made.leads != before:
            keep_leads(shelf, self.shape, made.leads)
        return made

    def links(self, entry: Entry) -> tuple[PlacedLink, ...]:
        """Return the links of an entry's page, which need not be placed for them."""
        if not entry.note:
            return ()
        gist = self._gist(entry)
        return place_links(gist, entry, hrefs_of(gist, entry, self.site))

    def note_digest(self, entry: Entry) -> bytes:
        """Name what the page of an entry is made of besides what ``shape`` names."""
        digest = hashlib.blake2b(digest_size=20)
        if self.glossary:
            digest.update(self._glossary_digest)
        for each in self._shown(entry):
            digest.update(self._key(each).encode())
            digest.update(msgspec.msgpack.encode(self._outcomes_of(self._gist(each))))
        linking = [(each.entry.url, each.sentence) for each in self.backlinks(entry)]
        digest.update(msgspec.msgpack.encode(linking) + self.learning_paths.encode(entry))
        return digest.digest()

    def _shown(self, entry: Entry) -> list[Entry]:
        """Return the entries whose texts the page of one shows, or the length of: of its path, the steps."""
        own = (entry, *self.learning_paths.steps(entry))
        return [shown for each in own for shown in (each, *self._embedded.below(each)) if shown.note]

    def page_digest(self, entry: Entry) -> bytes:
        """Name all that the page of an entry is made of, short of making it; see ``place_fragment``."""
        digest = hashlib.blake2b(self.note_digest(entry), digest_size=20)
        for each in self._shown(entry):
            digest.update(encode_place(self._gist(each), each, self.site))
        return digest.digest()

    def copy_digest(self, entry: Entry) -> bytes:
        """Name all that the Markdown beside the page of an entry is made of."""
        place = encode_place(self._gist(entry), entry, self.site)
        return hashlib.blake2b(self._key(entry).encode() + place, digest_size=20).digest()

    @cached_property
    def shape(self) -> bytes:
        """Name all that a page may show of others: whatever the Site says, but the texts of its notes."""
        media = [(each.url, str(each.path), stamp_of(each.file)) for each in self.site.media.values()]
        entries = [(encode_entry(entry), self.description(entry)) for entry in self.site.entries.values()]
        drafts, nav = sorted(map(str, self.site.drafts)), self.site.nav.nodes
        return hashlib.blake2b(msgspec.msgpack.encode((entries, media, drafts, nav)), digest_size=20).digest()

    @cached_property
    def _glossary_digest(self) -> bytes:
        terms = self.glossary.terms if self.glossary else ()
        return hashlib.blake2b(repr(terms).encode("utf-8", "surrogateescape")).digest()

    def recall_terms(self, known: dict[str, tuple[str, ...]]) -> None:
        """Say which terms of the glossary some pages have, by address, so that these need not be placed.

        Args:
            known: the ids of the terms, in the order of the page.
        """
        self._known_terms |= known

    def terms(self, entry: Entry) -> tuple[Term, ...]:
        """Return the terms of the glossary that appear in the page of an entry, in order."""
        known = self._known_terms.get(entry.url)
        if known is None or self.glossary is None:
            return self.page(entry).terms
        by_id = {term.id: term for term in self.glossary.terms}
        return tuple(by_id[each] for each in known)

    def attachments(self, entry: Entry) -> tuple[Attachment, ...]:
        """Return the files that are published below an entry's address."""
        has_any = entry.note and self._gist(entry).examples
        return self.page(entry).attachments if has_any else ()

    @cached_property
    def glossary(self) -> Glossary | None:
        """The terms of the site, if it has a glossary."""
        entry = self.site.glossary
        if not entry or not entry.note:
            return None
        fragment = self._store.get(entry.note.manuscript)
        page = place_fragment(fragment, entry, self.site, figures=self._store.figures)
        return read_glossary(entry, page.html, page.headings, self.site.href(entry.url))

    def recall(self, before: Edition) -> None:
        """Take from an Edition before what is the same here: the terms of the glossary, and where links lead.

        Args:
            before: with the Fragments of this one.
        """
        if self.site.paths is not before.site.paths:
            return
        if "_backlinks" in vars(before):
            self._leads = before._backlinks.leads
        if self.site.glossary is before.site.glossary and "glossary" in vars(before):
            vars(self)["glossary"] = before.glossary

    @cached_property
    def learning_paths(self) -> LearningPaths:
        """What is to be read in turn."""
        return LearningPaths(self.site, self._fragment)

    @cached_property
    def review(self) -> Review:
        """What readers can be asked."""
        return Review(self, self._gist)

    def has_copy(self, entry: Entry) -> bool:
        """Tell whether the Markdown of an entry's note is published."""
        return bool(entry.note) and has_copy(self._gist(entry), entry, self.site)

    def copy(self, entry: Entry) -> str:
        """Return the Markdown of an entry's note, as it is published."""
        return markdown_copy(self._fragment(entry), entry, self.site)

    def description(self, entry: Entry) -> str:
        """Return what an entry is about: its header's words, else its first paragraph's."""
        if entry.description or not entry.note:
            return entry.description or ""
        return self._gist(entry).summary

    def runs(self, entry: Entry) -> list[tuple[Example, Outcome]]:
        """Return the Examples of an entry's note with their Outcomes, running them if need be."""
        gist = self._gist(entry) if entry.note else None
        return list(zip(gist.examples if gist else (), self._outcomes_of(gist), strict=False))

    @cached_property
    def search(self) -> Searchable:
        """What can be found of it."""
        return Searchable(self.site, self._store, lambda: self.glossary, lambda: self._backlinks)

    def _outcomes_of(self, gist: Gist | None) -> list[Outcome]:
        if gist is None or self._outcomes is None:
            return []
        return [self._outcomes.get(example) for example in gist.examples]

    def problems(self, entry: Entry) -> list[Problem]:
        """Return what rendering an entry's note has shown to be wrong, whatever of it is to be told."""
        if not entry.note:
            return []
        gist = self._gist(entry)
        failures = [failure for outcome in self._outcomes_of(gist) for failure in outcome.failures]
        remarks = [
            *gist.remarks,
            *(self.page(entry).remarks if self._embedded.may_be_cut(entry) else ()),
            *self.learning_paths.remarks(entry),
            *(self.glossary.remarks if self.glossary and entry is self.glossary.entry else ()),
            *map(failure_remark, failures),
            *untried(self.runs(entry), tries=self.site.settings.tries),
            *remarks_on(entry.note, gist, entry, self.site, self.search),
            *unanswered(entry, self._query_lines),
        ]
        weighed = weigh(remarks, self.site.settings)
        return [entry.note.problem(remark, entry.note.body_line - 1) for remark in weighed]

    @cached_property
    def _query_lines(self) -> list[tuple[Entry, int]]:
        """The pages with queries that nobody answers and the line of the first, in reading order."""
        every = ((entry, self._gist(entry).query_line) for entry in self.site.entries.values() if entry.note)
        return [(entry, line) for entry, line in every if line]

    def judge(self, problems: Iterable[Problem], *, are_all: bool = False) -> list[Problem]:
        """Return what is to be told of some problems, as the author has decided.

        Args:
            problems: as they were found.
            are_all: whether nothing else can be found, so that it is known what is ignored in vain.
        """
        checks, folder = self.site.settings.checks, folder_of(self.notes)
        return judge(problems, self._asking, checks, folder=folder, are_all=are_all)

    @cached_property
    def _asking(self) -> list[tuple[Note, tuple[Ignore, ...]]]:
        """The notes that ask not to be told of something, with the comments that do."""
        every = ((note, self._store.gist(note.manuscript).ignores) for note in self.notes)
        return [(note, ignores) for note, ignores in every if ignores or note.header.ignore]
