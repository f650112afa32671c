"""An Edition: one state of the site, whose pages can be asked for.

Its notes have been rendered before; its pages are placed when they are asked for, each once.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from escarcha.notes.layout import INDEX_NAMES
from escarcha.notes.note import stem
from escarcha.pages.documents import document_of
from escarcha.pages.links import wikilink_paths
from escarcha.pages.page import Page, encode_entry, encode_place, place_fragment
from escarcha.problems import ACCESSIBILITY, Code, Remark, Severity
from escarcha.rendering.glossary import read_glossary
from escarcha.search import alphabetical, keep_index
from escarcha.stamps import stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.examples import Example, Failure, Outcome, OutcomeStore
    from escarcha.notes import Entry, Note, Site
    from escarcha.pages.page import PlacedLink
    from escarcha.pages.store import FragmentStore
    from escarcha.problems import Problem
    from escarcha.rendering.exhibits import Attachment
    from escarcha.rendering.fragment import Fragment
    from escarcha.rendering.glossary import Glossary, Term
    from escarcha.search import Document, Letter, SearchIndex


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
        self._outcomes = outcomes
        self._pages: dict[str, Page] = {}
        self._documents: dict[str, Document] = {}
        self._known_terms: dict[str, tuple[str, ...]] = {}

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
        return [each for note in self.notes for each in self._store.get(note.manuscript).examples]

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
            )
        return page

    def links(self, entry: Entry) -> tuple[PlacedLink, ...]:
        """Return the links of an entry's page; a page that is placed for them alone is not kept."""
        is_kept = entry.url in self._pages
        links = self.page(entry).links
        if not is_kept:
            del self._pages[entry.url]
        return links

    def note_digest(self, entry: Entry) -> bytes:
        """Name what the page of an entry is made of besides what ``shape`` names."""
        digest = hashlib.blake2b(digest_size=20)
        if self.glossary:
            digest.update(self._glossary_digest)
        if entry.note:
            fragment = self._store.get(entry.note.manuscript)
            digest.update(self._store.key(entry.note.manuscript).encode())
            digest.update(msgspec.msgpack.encode(self._outcomes_of(fragment)))
        return digest.digest()

    def page_digest(self, entry: Entry) -> bytes:
        """Name all that the page of an entry is made of, short of making it; see ``place_fragment``."""
        digest = hashlib.blake2b(self.note_digest(entry), digest_size=20)
        if entry.note:
            digest.update(encode_place(self._store.get(entry.note.manuscript), entry, self.site))
        return digest.digest()

    @cached_property
    def shape(self) -> bytes:
        """Name all that a page may show of others: whatever the Site says, but the texts of its notes."""
        media = [(each.url, str(each.path), stamp_of(each.file)) for each in self.site.media.values()]
        entries = [(encode_entry(entry), self.description(entry)) for entry in self.site.entries.values()]
        drafts = sorted(map(str, self.site.drafts))
        return hashlib.blake2b(msgspec.msgpack.encode((entries, media, drafts)), digest_size=20).digest()

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
        has_any = entry.note and self._store.get(entry.note.manuscript).exhibits
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

    def recall_glossary(self, before: Edition) -> None:
        """Take the terms of the glossary from an Edition before, if they are the same here.

        Args:
            before: with the Fragments of this one.
        """
        is_same = self.site.glossary is before.site.glossary and self.site.paths is before.site.paths
        if is_same and "glossary" in vars(before):
            vars(self)["glossary"] = before.glossary

    @cached_property
    def appearances(self) -> dict[Term, tuple[Entry, ...]]:
        """The pages that each term of the glossary appears in, in reading order; renders what is missing."""
        found: dict[Term, list[Entry]] = defaultdict(list)
        for entry in self.site.entries.values() if self.glossary else ():
            for term in self.terms(entry):
                found[term].append(entry)
        return {term: tuple(entries) for term, entries in found.items()}

    def description(self, entry: Entry) -> str:
        """Return what an entry is about: its header's words, else its first paragraph's."""
        if entry.description or not entry.note:
            return entry.description or ""
        return self._store.get(entry.note.manuscript).summary

    def runs(self, entry: Entry) -> list[tuple[Example, Outcome]]:
        """Return the Examples of an entry's note with their Outcomes, running them if need be."""
        fragment = self._store.get(entry.note.manuscript) if entry.note else None
        return list(zip(fragment.examples if fragment else (), self._outcomes_of(fragment), strict=False))

    @cached_property
    def documents(self) -> list[Document]:
        """What the search can find: no drafts, and no note whose header says ``search: false``."""
        return [
            self._document(entry)
            for entry in self.site.entries.values()
            if not entry.note or (entry.note.header.search and not entry.note.header.draft)
        ]

    def _document(self, entry: Entry) -> Document:
        document = self._documents.get(entry.url)
        if document is None:
            fragment = self._store.get(entry.note.manuscript) if entry.note else None
            document = self._documents[entry.url] = document_of(fragment, entry, self.site)
        return document

    @cached_property
    def alphabet(self) -> tuple[Letter, ...]:
        """Every title and heading that can be found, from A to Z."""
        return alphabetical(self.documents)

    @cached_property
    def search_index(self) -> SearchIndex:
        """What the search box reads; every note must have been rendered, or it is now."""
        pairs = self.glossary.pairs if self.glossary else ()
        return keep_index(self.documents, pairs, self._store.indexes)

    def _outcomes_of(self, fragment: Fragment | None) -> list[Outcome]:
        if fragment is None or self._outcomes is None:
            return []
        return [self._outcomes.get(example) for example in fragment.examples]

    def problems(self, entry: Entry) -> list[Problem]:
        """Return what rendering an entry's note has shown to be wrong."""
        if not entry.note:
            return []
        fragment = self._store.get(entry.note.manuscript)
        failures = [failure for outcome in self._outcomes_of(fragment) for failure in outcome.failures]
        remarks = [
            *fragment.remarks,
            *self._ambiguous(fragment, entry),
            *(self.glossary.remarks if self.glossary and entry is self.glossary.entry else ()),
            *map(failure_remark, failures),
            *self._unfindable(entry),
            *_emptiness(entry.note),
            *self._queries(entry),
        ]
        if self.site.settings.inline_tags:  # for whom «#Título» is a tag
            remarks = [each for each in remarks if each.code is not Code.HEADING_SPACE]
        if (weight := Severity[self.site.settings.accessibility.upper()]) is not Severity.HINT:
            remarks = [
                replace(each, severity=weight) if each.code in ACCESSIBILITY else each for each in remarks
            ]
        return [entry.note.problem(remark, entry.note.body_line - 1) for remark in remarks]

    @cached_property
    def _with_queries(self) -> list[Entry]:
        """The pages with queries that nobody answers, in reading order."""
        entries = self.site.entries.values()
        return [each for each in entries if each.note and self._store.get(each.note.manuscript).query_line]

    def _queries(self, entry: Entry) -> Iterator[Remark]:
        """Tell of the queries of all notes, on the first page that has one."""
        if entry.note and self._with_queries[:1] == [entry]:
            many = len(self._with_queries) - 1
            others = {0: "", 1: " (y en otra nota)"}.get(many, f" (y en otras {many} notas)")
            cause = f"las consultas de Dataview{others} no se responden aquí; se publican plegadas."
            remedy = "Copia en la nota lo que responde Obsidian, si ha de leerse."
            line = self._store.get(entry.note.manuscript).query_line
            yield Remark(Code.QUERY, line, cause, remedy, Severity.HINT)

    def _unfindable(self, entry: Entry) -> Iterator[Remark]:
        """Tell of a note that nobody will find by searching, as there is no word in it."""
        if entry.note and not entry.note.header.search:
            return
        if not self._document(entry).has_words():
            cause = "la nota no tiene ninguna palabra por la que se pueda buscar."
            remedy = "Dale un título con palabras, o «search: false» si está bien así."
            yield Remark(Code.UNFINDABLE, 1, cause, remedy, Severity.HINT)

    def _ambiguous(self, fragment: Fragment, entry: Entry) -> Iterator[Remark]:
        """Tell of the wikilinks that may mean more than one file."""
        for link in fragment.links:
            paths = wikilink_paths(link.target, entry, self.site) if link.is_wikilink else []
            if len(paths) > 1:
                cause = (
                    f"el enlace «[[{link.target}]]» puede ser {' o '.join(f'«{path}»' for path in paths)}."
                )
                remedy = f"Escribe la carpeta; de momento lleva a «{paths[0]}»."
                yield Remark(Code.AMBIGUOUS_LINK, link.line, cause, remedy)


def failure_remark(failure: Failure) -> Remark:
    """Say why an Example is not true."""
    return Remark(
        Code.EXAMPLE_FAILED, failure.line, failure.cause, failure.remedy, Severity.ERROR, failure.detail
    )


def _emptiness(note: Note) -> Iterator[Remark]:
    """Tell of a note with nothing in it; that of a folder stands for what the folder holds."""
    if not (note.body.strip() or note.header_lines or stem(note.path).lower() in INDEX_NAMES):
        remedy = "Escríbela, o pon «draft: true» en la cabecera mientras tanto."
        yield Remark(Code.EMPTY_NOTE, 1, "la nota está vacía.", remedy, Severity.HINT)
