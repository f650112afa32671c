"""The SearchIndex: what is in it, that it keeps its shape, and that it is served."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from escarcha.bundled import PACKAGE
from escarcha.freezing import Options
from escarcha.pages import Edition, FragmentStore
from escarcha.preview.live import live_app
from escarcha.search import Document, Passage, Whole, build_index, pack_extract
from escarcha.search.document import Anchor
from escarcha.search.engine import Engine
from escarcha.search.postings import assign_slots
from escarcha.search.synonyms import both_ways, equivalents
from escarcha.search.words import fold, stem, tokens
from escarcha.search.writing import front_coded, number
from hostile import ANSWERED, HOSTILE_QUERIES

if TYPE_CHECKING:
    from conftest import SiteTest


def page(name: str, words: str = "") -> Whole:
    """Make a page with a title and some prose."""
    passage = Passage(-1, dict.fromkeys(words.split(), 10), len(words.split()))
    extract = pack_extract([passage], [], is_opened=False)
    return Whole(Document(f"/{name}/", name, (), (Anchor("", ""),), words or "-"), extract)


def published(site: SiteTest) -> set[str]:
    """Return every address that the published cards name."""
    tree = site.tree()
    _, *listed = json.loads(tree["_search.json"])["cards"]
    lines = [line for name in listed[1::2] for line in tree[f"_search/{name}.txt"].decode().splitlines()]
    return {json.loads(line.split("\t")[1])[0] for line in lines}


def test_what_can_be_found(site: SiteTest) -> None:
    """Notes and sections; no drafts, no note that says so, no 404."""
    site.write("a.md", "# A").write("s/b.md", "---\nsearch: false\n---\n# B").write("s/c.md", "# C")
    site.write("d.md", "---\ndraft: true\n---\n# D").freeze()
    assert site.problems == []
    assert published(site) == {"/", "/a/", "/s/", "/s/c/"}


@pytest.mark.parametrize(("value", "boost"), [("2", 2), ("0.5", 0.5), ("sí", 1), ("true", 1)])
def test_boosts(site: SiteTest, value: str, boost: float) -> None:
    """A header may move its page up or down."""
    site.write("a.md", f"---\nsearch: {value}\n---\n# Gato").write("b.md", "# Gatos").freeze()
    assert site.problems == []
    boosts = list(json.loads(site.tree()["_search.json"])["boosts"].values())
    assert boosts == ([] if boost == 1 else [boost])


@pytest.mark.parametrize("value", ["11", "-1", "mucho", "[1, 2]"])
def test_bad_boosts(site: SiteTest, value: str) -> None:
    """Anything else is ignored with a warning that names the line."""
    site.write("a.md", f"---\nsearch: {value}\n---\n# Gato").freeze()
    assert site.problems == [
        (
            "content/a.md:2: «search» debe ser «false» o un número de 0 a 10; se pasa por alto. "
            "Corrígela, o quita la línea. [cabecera-valor]"
        )
    ]
    assert "/a/" in published(site)


def test_a_note_without_words(site: SiteTest) -> None:
    """It is named, unless it need not be found."""
    site.write("a.md", "# 🎉").freeze()
    (found,) = site.problems
    assert found == (
        "content/a.md:1: la nota no tiene ninguna palabra por la que se pueda buscar. "
        "Dale un título con palabras, o «search: false» si está bien así. [sin-palabras]"
    )
    site.write("a.md", "---\nsearch: false\n---\n# 🎉").freeze()
    assert site.problems == []


def test_preview_serves_the_same(site: SiteTest) -> None:
    """The preview answers to the same addresses with the same bytes, and to no others."""
    site.write("a.md", "# Gato\n\nUn gato gris.").freeze()
    client = live_app(site.project).test_client()
    names = [name for name in site.tree() if name.startswith("_search")]
    assert len(names) == 5
    for name in names:
        assert client.get(f"/{name}").data == site.tree()[name]
    assert client.get("/_search/nada.txt").status_code == 404


def test_same_bytes(site: SiteTest) -> None:
    """Cold or from the cache, the index is the same to the byte."""
    site.write("a.md", "# Gato\n\nUn gato gris y un niño.").write(
        "b.md", "# Perro\n\n## ¿Qué come?\n\nCarne."
    )
    cold = site.freeze(Options(cache=False)).tree()
    site.freeze()
    assert site.freeze().tree() == cold


def test_a_base_path(site: SiteTest) -> None:
    """Results lead below the site's base path."""
    site.write("a.md", "# A").freeze(base_url="https://ejemplo.es/apuntes/")
    assert published(site) == {"/apuntes/", "/apuntes/a/"}


def test_one_more_note_changes_few_files() -> None:
    """A new page leaves as they were the terms that it does not mention and the cards of other pages."""
    words = [f"palabra{one}{other}" for one in "bcdfghjlm" for other in "nprstvzxk"]
    pages = [page(f"nota-{n}", " ".join(words[n % 7 :: 3]) + f" única{n}") for n in range(700)]
    before = build_index(pages).files
    after = build_index([*pages, page("nueva", "zanahoria")]).files
    assert len(after) > 30
    assert len(set(after) - set(before)) < 8


def test_what_is_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside two others, the commonest words of a large site are not even fetched; alone, they are found."""
    monkeypatch.setattr("escarcha.search.index.EVERYWHERE", 100)
    pages = [page(f"{n}x", f"gato perro{' pez' if n < 70 else ''} raro{n}x") for n in range(80)]
    index = build_index(pages)
    assert json.loads(index.overview)["everywhere"][-3:] == ["pez", "gat", "perr"]
    engine = Engine(index)
    words = [reason["word"] for reason in engine.find("perro gato pez ")["pages"][0]["reasons"]]
    assert words == ["gato", "pez"]
    assert engine.find("perro ")["count"] == 80
    found = engine.find("perro raro3x gato ")["pages"][0]
    assert found["url"] == "/3x/"
    assert [reason["word"] for reason in found["reasons"]] == ["raro3x", "gato"]


def test_what_only_adds_fetches_nothing_common(monkeypatch: pytest.MonkeyPatch) -> None:
    """For pairs of neighbours and signs of a question, no file of a word that is left out is fetched."""
    monkeypatch.setattr("escarcha.search.index.EVERYWHERE", 100)
    monkeypatch.setattr("escarcha.search.inverted.TERMS", 100)
    index = build_index([page(f"{n}x", f"gato perro raro{n}x pez{n}x") for n in range(80)])
    common = {f"_search/{name}" for name, text in index.files.items() if text[:5] in {b"#gat\t", b"#perr"}}
    assert len(common) == 2
    engine = Engine(index)
    assert engine.find("¿raro3x pez3x gato perro?")["pages"][0]["url"] == "/3x/"
    assert not common & set(engine.fetched)
    engine.find("gato perro")
    assert common <= set(engine.fetched)


def test_slots_hardly_move() -> None:
    """Each page has a number of its own, whatever their order, and a new one moves only its neighbours."""
    urls = [f"/nota-{number}/" for number in range(1000)]
    slots, size = assign_slots(urls)
    assert len(set(slots.values())) == 1000
    assert max(slots.values()) < size
    assert assign_slots(reversed(urls)) == (slots, size)
    more, _ = assign_slots([*urls, "/nueva/"])
    assert sum(more[url] != slots[url] for url in urls) < 20


def test_writing() -> None:
    """Numbers and sorted words are printable, and short where they are small or alike."""
    assert [number(value) for value in (0, 61, 62, 62 + 62 * 32)] == ["!", "^", "_!", "__!"]
    assert front_coded([("casa", "1"), ("casado", "2"), ("cosa", "3")]) == "#casa\t1\n'do\t2\n$osa\t3"


@pytest.mark.parametrize(("many", "listed"), [(0, 256), (1, 256), (40, 256), (900, 256), (900, 3)])
def test_the_script_reads_what_is_written(many: int, listed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is found by a word that it alone has, however many files, and lists of files, there are."""
    monkeypatch.setattr("escarcha.search.index.MOST_LISTED", listed)
    index = build_index([page(f"nota-{one}", f"común único{one}x") for one in range(many)])
    engine = Engine(index)
    assert engine.find("común")["count"] == many
    for one in range(0, many, 97):
        found = engine.find(f"unico{one}x ")
        assert [page["url"] for page in found["pages"]] == [f"/nota-{one}/"]


def test_every_group_of_synonyms_can_be_found_and_stands_once() -> None:
    """A line of synonyms has two members or more, each of one or two telling words; lines are sorted."""
    groups = (PACKAGE / "search" / "synonyms.txt").read_text("utf-8").splitlines()
    plain = [fold(group).replace("ñ", "n") for group in groups]
    assert plain == sorted(set(plain))
    for group in groups:
        members = group.split(" = ")
        assert len(members) > 1, group
        stems = [tuple(stem(fold(word)) for word in tokens(member)) for member in members]
        known = set(itertools.chain.from_iterable(stems))
        same = equivalents(both_ways(itertools.combinations(members, 2)), known)
        assert len(same) >= len(set(stems)) > 1, group


def test_hostile_terms(site: SiteTest) -> None:
    """Terms that objects of JavaScript answer to, and titles with tabs, line breaks and emoji, are found."""
    for at, name in enumerate(ANSWERED):
        site.write(f"n{at}.md", f"# {name}\n\nPalabra{at}.\n\n## 🎉 {name} 👩‍🚀\n\nMás.")
    site.write("t.md", '---\ntitle: "Una\\ttabla\\ny\\u2028líneas"\n---\n\nSeparador\u2028y\u2029fin.')
    engine = Engine(Edition(site.read(), FragmentStore()).search.index)
    for at, name in enumerate(ANSWERED):
        pages = engine.find(name)["pages"]
        assert pages[0]["url"] == f"/n{at}/", name
    for word in ("tabla", "lineas", "separador", "fin"):
        assert [page["url"] for page in engine.find(word)["pages"]] == ["/t/"], word


def test_a_megabyte_of_one_word(site: SiteTest) -> None:
    """A word said ever so often takes no more room than another, and one without end is no word."""
    site.write("a.md", f"# Mucho\n\n{'gato ' * 200_000}\n\n{'x' * 1_000_000}").write("b.md", "# Gato")
    index = Edition(site.read(), FragmentStore()).search.index
    assert sum(map(len, index.files.values())) < 5_000
    assert {page["url"] for page in Engine(index).find("gato")["pages"]} == {"/a/", "/b/"}


@pytest.mark.parametrize("query", HOSTILE_QUERIES, ids=range(len(HOSTILE_QUERIES)))
def test_hostile_queries(query: str) -> None:
    """Whatever is asked, the script answers, and the next query finds what it should."""
    engine = Engine(build_index([page("gato", "gris")]))
    assert engine.find(query)["count"] in {0, 1}
    assert engine.find("gato")["count"] == 1


@pytest.mark.parametrize("many", [300, pytest.param(3000, marks=pytest.mark.slow)])
def test_one_more_note_at_any_size(many: int) -> None:
    """A new note changes the files of its terms, words and card, with lists of files or without."""
    syllables = [one + other for one in "bcdfgjlmnprst" for other in ("a", "e", "in", "or", "us")]
    words = [one + other + "ta" for one in syllables for other in syllables]
    pages = [page(f"nota {n}", " ".join(words[n % 97 :: 61])) for n in range(many)]
    before = build_index(pages).files
    slots, _ = assign_slots(each.document.url for each in pages)
    new = next(
        name
        for name in map("nueva-{}".format, range(20))
        if assign_slots([*slots, f"/{name}/"])[0].items() >= slots.items()  # the number it gets is free
    )
    after = build_index([*pages, page(new, "zanahoria kilo")]).files
    assert len(after) > 50
    # Its card; zanahoria, kilo and nueva as terms; nueva as a word; and the lists that name these files.
    assert len(set(after) - set(before)) <= 10


def test_browsers_are_offered_the_search(site: SiteTest) -> None:
    """Where the site knows its address, each page names a file that leads there; else there is none."""
    site.write("a.md", "# A & B").freeze()
    assert site.page("a/").css("link[rel=search]") == []
    site.freeze(base_url="https://ejemplo.es/apuntes/")
    (link,) = site.page("a/").css("link[rel=search]")
    assert link.attrs["href"] == "/apuntes/opensearch.xml"
    text = (site.build / "opensearch.xml").read_text("utf-8")
    described = ET.fromstring(text)  # noqa: S314 - our own output
    (where,) = [part.attrib["template"] for part in described if part.tag.endswith("}Url")]
    assert where == "https://ejemplo.es/apuntes/buscar/?q={searchTerms}"
