"""An index that has been updated, ever so often, is the one that is built from nothing."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.search import (
    Document,
    Passage,
    Whole,
    build_index,
    inverted,
    keep_index,
    kept,
    pack_extract,
    shards,
    writing,
)
from escarcha.search.document import Anchor
from escarcha.search.merging import merge
from escarcha.search.postings import Postings, assign_slots
from escarcha.search.synonyms import both_ways
from escarcha.search.writing import number, value
from escarcha.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escarcha.search import SearchIndex

WORDS = (
    *("gato", "gatos", "Gato", "perro", "perros", "árbol", "arbol", "ñu", "camión", "camion", "𝒳𝒴", "日本語"),
    *("muestra", "mostrar", "convierte", "convertir", "enlace", "link", "ejecutar", "ejecución", "run"),
    *("request.args", "render_template", "LoginManager", "std::string", "base", "datos", "database", "largo"),
)
words = st.lists(st.sampled_from(WORDS), max_size=6)
headings = st.sampled_from(["", "¿Qué es un gato?", "Base de datos", "Árbol y camión", "Mostrar", "Gatos"])


class Draft(NamedTuple):
    """What a page is made of."""

    title: str
    sections: list[tuple[str, list[str]]]
    trail: tuple[str, ...]
    tags: tuple[str, ...]
    boost: float

    def page(self, url: str) -> Whole:
        """Make the page."""
        passages = [
            Passage(at - 1, dict.fromkeys(said, 10), len(said)) for at, (_, said) in enumerate(self.sections)
        ]
        titles = [heading for heading, _ in self.sections[1:]]
        anchors = (Anchor("", ""), *(Anchor(f"s{at}", title) for at, title in enumerate(titles)))
        extract = pack_extract(passages, titles, is_opened=False)
        name = hashlib.sha256(extract).hexdigest()
        return Whole(Document(url, self.title, self.trail, anchors, name, self.tags, self.boost), extract)


drafts = st.builds(
    Draft,
    title=st.one_of(headings, st.sampled_from(WORDS)),
    sections=st.lists(st.tuples(headings, words), min_size=1, max_size=4),
    trail=st.sampled_from([(), ("Gatos",), ("Apuntes", "Árbol")]),
    tags=st.sampled_from([(), ("perro",), ("base de datos", "run")]),
    boost=st.sampled_from([1.0, 1.0, 0.8, 2.0]),
)
# Twelve addresses in a table of 16, so that most have neighbours and numbers move; None takes one out.
changes = st.dictionaries(
    st.sampled_from([f"/{letter}/" for letter in "abcdefghijkl"]), st.none() | drafts, min_size=1, max_size=3
)
glossaries = st.sampled_from([(), (), (("gato", "perro"),), (("base de datos", "árbol"), ("ñu", "run"))])


class Drawer(Shelf):
    """A shelf in memory."""

    def __init__(self) -> None:
        super().__init__(None)
        self.content: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key."""
        return self.content.get(key)

    def get_all(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return what is kept under some keys."""
        return {key: self.content[key] for key in keys if key in self.content}

    def put_all(self, contents: Mapping[str, bytes]) -> bool:
        """Keep some things under their keys."""
        self.content |= contents
        return True


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few pages reach every limit, and be updated whatever the share of those that changed."""
    for name, limit in (("inverted.TERMS", 60), ("inverted.CARDS", 90), ("inverted.WORDS", 40)):
        monkeypatch.setattr(f"escarcha.search.{name}", limit)
    for name, limit in (("index.EVERYWHERE", 12), ("index.MOST_LISTED", 6), ("index.LIST", 60)):
        monkeypatch.setattr(f"escarcha.search.{name}", limit)
    monkeypatch.setattr("escarcha.search.spelling.MOST", 9)
    # Thousands of others would take most of the time of a test.
    pairs = (("enlace", "link"), ("ejecutar", "run"), ("base de datos", "database"))
    monkeypatch.setattr(inverted, "meanings_of_programming", lambda: both_ways(pairs))
    monkeypatch.setattr(kept, "WORTH_AN_UPDATE", 0)


@pytest.mark.usefixtures("small")
@given(steps=st.lists(st.tuples(changes, glossaries), max_size=25))
def test_any_history(steps: list[tuple[dict[str, Draft | None], tuple[tuple[str, str], ...]]]) -> None:
    """Pages added, edited, renamed, retitled and removed leave the bytes of an index without a past."""
    shelf = Drawer()
    pages: dict[str, Draft | None] = {}
    for changed, synonyms in steps:
        pages |= changed
        there = [draft.page(url) for url, draft in pages.items() if draft]
        assert keep(there, shelf, synonyms) == build_index(there, synonyms)


def keep(pages: list[Whole], shelf: Shelf, synonyms: tuple[tuple[str, str], ...] = ()) -> SearchIndex:
    """Return the SearchIndex of some pages, whose Extracts are asked for by the page."""
    extracts = {page.document.url: page.extract for page in pages}
    asked = [page.document for page in pages]
    return keep_index(asked, lambda some: [extracts[each.url] for each in some], synonyms, shelf)


def site(*, edited: bool = False, many: int = 40) -> list[Whole]:
    """Return some pages, of which one may have been edited."""
    texts = [[*WORDS[at % 7 :: 3], f"única{'x' * at}"] for at in range(many)]
    texts[7] += ["zanahoria"] * edited
    return [Draft("Gato", [("", text)], (), (), 1).page(f"/n{at}/") for at, text in enumerate(texts)]


def test_an_edited_page_alone_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the pages that are as they were nothing is unpacked, and most files are taken as they are."""
    shelf = Drawer()
    monkeypatch.setattr(inverted, "TERMS", 60)
    keep(site(), shelf)
    read, postings = [], Whole.postings
    written, front_coded = [], writing.front_coded

    def noted_postings(page: Whole) -> dict[str, str]:
        read.append(page.document.url)
        return postings(page)

    def noted_writing(lines: Iterable[tuple[str, str]]) -> str:
        written.append(lines)
        return front_coded(lines)

    monkeypatch.setattr(Whole, "postings", noted_postings)
    monkeypatch.setattr(shards, "front_coded", noted_writing)
    index = keep(site(edited=True), shelf)
    assert read == ["/n7/", "/n7/"]  # as it was, and as it is
    assert 0 < len(written) < len(index.files) / 4


@pytest.mark.parametrize("name", ["indice", "invertido", "pagina"])
@pytest.mark.parametrize("harm", ["no", "empty", "short", "long", "bit", "last", "other"])
def test_what_is_damaged(name: str, harm: str) -> None:
    """Whatever a full disk, a failing one or a stranger leaves behind costs time and changes no byte."""
    shelf, other = Drawer(), Drawer()
    keep(site(), shelf)
    keep(site(many=30), other)
    if name == "pagina":
        name += f"-{assign_slots(page.document.url for page in site())[0]['/n7/']}"
    whole = shelf.content.pop(name)
    harmed = {
        "empty": b"",
        "short": whole[: len(whole) // 2],
        "long": whole + b"\0",
        "bit": whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1 :],
        "last": whole[:-1] + bytes([whole[-1] ^ 1]),
        "other": other.content.get(name, b"otra"),
    }
    if harm in harmed:
        shelf.content[name] = harmed[harm]
    for pages in (site(edited=True), site(), site(many=39)):
        assert keep(pages, shelf) == build_index(pages)


def test_a_build_that_was_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever files a killed process had yet to write, the next builds what it should."""
    for written in range(4):
        shelf = Drawer()
        keep(site(), shelf)
        left = iter([True] * written)
        put = shelf.put_all
        monkeypatch.setattr(
            shelf, "put_all", lambda files, put=put, left=left: next(left, False) and put(files)
        )
        keep(site(edited=True), shelf)
        monkeypatch.undo()
        for pages in (site(), site(edited=True)):
            assert keep(pages, shelf) == build_index(pages)


def test_where_most_pages_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An update of more than a quarter of the pages would cost more than a build, so there is none."""
    shelf, taken = Drawer(), []
    keep(site(), shelf)
    update = inverted.InvertedIndex.update

    def counted(self: inverted.InvertedIndex, gone: list[object], *rest: object) -> None:
        taken.append(len(gone))
        update(self, gone, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(inverted.InvertedIndex, "update", counted)
    for pages in (site(edited=True), site()[:5]):
        assert keep(pages, shelf) == build_index(pages)
    assert taken == [1, 0, 0, 0]


def line(sections: dict[int, int]) -> str:
    """Write a term that each of some pages has in two sections, whose numbers follow from the one given."""
    postings = Postings()
    for slot in sorted(sections):
        postings.add(slot, {"": number(sections[slot] * 2) + number(sections[slot] * 2 + 1)})
    return postings.terms[""].text.decode() if sections else ""


several = st.dictionaries(st.one_of(st.integers(0, 20), st.integers(0, 9000)), st.integers(0, 3000))


@given(before=several, after=several, same=several)
def test_merging(before: dict[int, int], after: dict[int, int], same: dict[int, int]) -> None:
    """What is merged into a line is what would have been written at once, however large the numbers."""
    before, after = before | same, after | same
    gone = [slot for slot in before if before[slot] != after.get(slot)]
    come = {slot: section for slot, section in after.items() if before.get(slot) != section}
    assert merge(line(before), gone, line(come)) == (line(after), len(after))


@given(st.integers(0, 10**9))
def test_numbers(one: int) -> None:
    """What is written as a number is read as the same."""
    assert value(number(one)) == one
