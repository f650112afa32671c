"""Where links lead, from what an author wrote."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.pages.links import resolve, resolve_wikilink, wikilink_paths
from escarcha.rendering.addresses import is_internal, legal
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from conftest import SiteTest
    from escarcha.notes import Site

FILES = (
    *("index.md", "a.md", "ñandú.md", "C++.md", "dos palabras.md", "vieja.md"),
    *("b/README.md", "b/c.md", "b/d/e.md", "sin/x.md", "foto.png", "b/Mi foto.png", "LICENSE"),
    *("b/otra.png", "sin/otra.png"),
)


@pytest.fixture
def read(site: SiteTest) -> Site:
    """Return a site with a bit of everything."""
    for name in FILES:
        site.write(name, "---\ntags: Flask\naliases: /antes/\n---\n" if name == "vieja.md" else "")
    return site.read()


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://ejemplo.es/a|b[1]?c={d}#e f", "http://ejemplo.es/a%7Cb%5B1%5D?c=%7Bd%7D#e%20f"),
        ("http://[::1]:5000/a", "http://[::1]:5000/a"),
        ("//ejemplo.es/a%20b%zz\\c", "//ejemplo.es/a%20b%25zz%5Cc"),
        ("mailto:ana@ejemplo.es?subject=¿Qué?&body='a'", "mailto:ana@ejemplo.es?subject=¿Qué?&body='a'"),
        ("/ñandú/?a=1,2;3+4~5*(6)!$7#@8", "/ñandú/?a=1,2;3+4~5*(6)!$7#@8"),
    ],
)
def test_what_no_address_may_hold_is_encoded(written: str, address: str) -> None:
    """As on GitHub; what stands for itself stays, so that an address can be read."""
    assert legal(written) == address
    assert legal(address) == address


def test_the_case_of_an_anchor_does_not_matter(site: SiteTest) -> None:
    """GitHub finds a heading whatever letters are capital; an id that the note itself names stays."""
    links = "[a](#Instalación) [b](#Instalaci%C3%B3n) [c](#Uno) [d](#No)"
    body = f"## Instalación\n\n<b id=Uno></b>\n\n{links}"
    read = site.write("a.md", body).write("b.md", "").read()
    b = read.entries["/b/"]
    assert resolve("a.md#Instalación", b, read) == "/a/#instalación"
    assert resolve("a.md#Instalaci%C3%B3n", b, read) == "/a/#instalaci%C3%B3n"
    assert resolve("a.md#Uno", b, read) == "/a/#Uno"
    targets = [link.target for link in Renderer().render(body).links]
    assert targets == ["#instalación", "#instalación", "#Uno", "#No"]


@pytest.mark.parametrize(
    ("source", "target", "href"),
    [
        # as files lie on disk
        ("/a/", "b/c.md", "/b/c/"),
        ("/a/", "./b/../a.md", "/a/"),
        ("/b/c/", "../a.md", "/a/"),
        ("/b/c/", "README.md", "/b/"),
        ("/b/", "c.md", "/b/c/"),
        ("/b/d/e/", "../../index.md", "/"),
        ("/b/d/e/", "../../foto.png", "/foto.png"),
        ("/b/c/", "Mi foto.png", "/b/mi-foto.png"),
        ("/a/", "LICENSE", "/LICENSE"),
        # a file by its name alone, wherever it lies; a note only where it lies
        ("/a/", "Mi%20foto.png", "/b/mi-foto.png"),
        ("/a/", "mi%20foto.png", "/mi%20foto.png"),  # case counts
        ("/a/", "e.md", "/e.md"),
        ("/a/", "otra.png", "/otra.png"),  # there are two
        # folders, with and without an index
        ("/a/", "b", "/b/"),
        ("/a/", "b/", "/b/"),
        ("/a/", "sin/", "/sin/"),
        ("/a/", "sin/README.md", "/sin/"),
        ("/a/", "b/index.md", "/b/"),
        ("/b/c/", "./", "/b/"),
        ("/b/c/", ".", "/b/"),
        ("/b/c/", "..", "/"),
        ("/a/", "/", "/"),
        ("/sin/", "x.md", "/x.md"),
        # as other tools write them
        ("/a/", "b/c", "/b/c/"),
        ("/a/", "b/c.html", "/b/c/"),
        ("/a/", "b/index.html", "/b/"),
        # from the root: as a file, and as an address
        ("/b/c/", "/a.md", "/a/"),
        ("/b/c/", "/b/d/e.md", "/b/d/e/"),
        ("/b/c/", "/b/d/e/", "/b/d/e/"),
        ("/b/c/", "/b/d/e", "/b/d/e/"),
        ("/b/c/", "/nandu/", "/nandu/"),
        ("/b/c/", "/etiquetas/flask/", "/etiquetas/flask/"),
        ("/b/c/", "/antes/", "/antes/"),
        ("/b/c/", "/b/mi-foto.png", "/b/mi-foto.png"),
        # anchors and queries
        ("/a/", "#x", "#x"),
        ("/a/", "#", "#"),
        ("/a/", "", ""),
        ("/a/", "?x=1#y", "/a/?x=1#y"),
        ("/a/", "b/c.md#qué-es", "/b/c/#qué-es"),
        ("/a/", "b/c.md?x=1", "/b/c/?x=1"),
        ("/a/", "b/#x", "/b/#x"),
        # signs
        ("/a/", "ñandú.md", "/nandu/"),
        ("/a/", "%C3%B1and%C3%BA.md", "/nandu/"),
        ("/a/", "dos%20palabras.md", "/dos-palabras/"),
        ("/a/", "dos palabras.md", "/dos-palabras/"),
        ("/a/", "C++.md", "/cpp/"),
        # what leads nowhere is an address from the root, for the checks to find
        ("/b/c/", "nada.md", "/b/nada.md"),
        ("/b/c/", "nada/", "/b/nada/"),
        ("/b/c/", "nada.md#x", "/b/nada.md#x"),
        ("/b/c/", "../../../etc/passwd", "/etc/passwd"),
        ("/b/c/", "../..", "/"),
        ("/a/", "/../x", "/x"),
        ("/a/", "../..", "/"),
        ("/a/", "../../../", "/"),
        ("/a/", "ñ o.md", "/%C3%B1%20o.md"),
        ("/a/", "%2e%2e/%2e%2e/x", "/x"),
        ("/a/", '"<b>.md', "/%22%3Cb%3E.md"),
    ],
)
def test_a_link_leads_to_its_address(read: Site, source: str, target: str, href: str) -> None:
    """Links are read as files lie on disk, and generously."""
    assert resolve(target, read.entries[source], read) == href


def test_accents_do_not_depend_on_how_they_are_written(read: Site) -> None:
    """A link typed on Linux leads to a file named on a Mac."""
    composed = unicodedata.normalize("NFC", "ñandú.md")
    decomposed = unicodedata.normalize("NFD", "ñandú.md")
    assert resolve(composed, read.root, read) == resolve(decomposed, read.root, read) == "/nandu/"


def test_links_stay_below_the_base_path(site: SiteTest) -> None:
    """A site that lives in a folder of its host links into that folder, found or not."""
    read = site.settings('base_url = "https://x.es/apuntes/"').write("a.md").write("b.md").read()
    entry = read.entries["/a/"]
    hrefs = [resolve(target, entry, read) for target in ("b.md", "/", "nada.md", "#x", "?y", "/b/")]
    assert hrefs == ["/apuntes/b/", "/apuntes/", "/apuntes/nada.md", "#x", "/apuntes/a/?y", "/apuntes/b/"]


@pytest.mark.parametrize("target", ["a.md", "#x", "", "/a/", "?x", "../a:b.md", "a/b:c", "./a:b", "\\\\x"])
def test_what_stays_inside_the_site(target: str) -> None:
    """Without a scheme and a host a reference is looked up."""
    assert is_internal(target)


@pytest.mark.parametrize(
    "target",
    [
        "https://x.es",
        "HTTP://x.es",
        "mailto:a@b.es",
        "//x.es/a",
        "data:image/png;base64,x",
        "tel:+34",
    ],
)
def test_what_leaves_the_site(target: str) -> None:
    """A scheme or a host leads out, and is left alone."""
    assert not is_internal(target)


@pytest.mark.parametrize(
    ("source", "target", "href"),
    [
        ("/b/d/e/", "a", "/a/"),
        ("/b/d/e/", "A", "/a/"),
        ("/b/d/e/", "ñandú", "/nandu/"),
        ("/b/d/e/", "c", "/b/c/"),
        ("/a/", "e#una-seccion", "/b/d/e/#una-seccion"),
        ("/a/", "d/e", "/b/d/e/"),
        ("/b/d/e/", "../c", "/b/c/"),
        ("/a/", "dos palabras", "/dos-palabras/"),
        ("/a/", "Mi foto.png", "/b/mi-foto.png"),
        ("/a/", "foto.png", "/foto.png"),
        ("/a/", "b", "/b/"),
        ("/a/", "#x", "#x"),
        ("/a/", "LICENSE", "/LICENSE"),
        ("/a/", "nada", "/nada"),
        ("/a/", "../../../etc/passwd", "/etc/passwd"),
    ],
)
def test_a_wikilink_leads_to_the_file_of_that_name(read: Site, source: str, target: str, href: str) -> None:
    """Wherever it lies, and whatever the case; what bears no such name is for the checks to find."""
    assert resolve_wikilink(target, read.entries[source], read) == href


def test_a_wikilink_prefers_its_own_folder(site: SiteTest) -> None:
    """Of several notes of one name, the one beside the link is meant, or else all are named."""
    read = site.write("uno/x.md").write("dos/x.md").write("dos/y.md").write("z.md").read()
    assert wikilink_paths("x", read.entries["/dos/y/"], read) == ["dos/x.md"]
    assert wikilink_paths("x", read.entries["/z/"], read) == ["dos/x.md", "uno/x.md"]
    assert wikilink_paths("uno/x", read.entries["/z/"], read) == ["uno/x.md"]


PARTS = (
    *("..", ".", "/", "//", "a.md", "b", "README.md", "#", "?", " ", "ñ"),
    *("%2e%2e", "%2f", "%", "%ff", "%00", "\\", "\n", "\0"),
)
targets = st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=8).map("".join)


@given(target=targets)
def test_any_target_is_resolved(read: Site, target: str) -> None:
    """Resolving never raises and never leaves the site: an anchor, or an address from the root."""
    for entry in read.entries.values():
        href = resolve(target, entry, read)
        assert href == "" or href[0] in "#/"
        if href.startswith("/"):
            assert not href.startswith("//")
            path = href.partition("#")[0].partition("?")[0]
            assert ".." not in path.split("/")
            assert path.isascii()


def test_a_wikilink_prefers_a_note_to_a_folder(site: SiteTest) -> None:
    """A folder, or a file, of that name is meant where no note is."""
    read = site.write("a/x.md").write("x/b.md").write("y.md").write("z/c.md").read()
    assert wikilink_paths("x", read.entries["/y/"], read) == ["a/x.md"]
    assert wikilink_paths("x", read.entries["/x/b/"], read) == ["a/x.md"]
    assert wikilink_paths("z", read.entries["/y/"], read) == ["z"]


def test_a_wikilink_means_the_nearest_note(site: SiteTest) -> None:
    """Of several notes of one name, the one with the fewest folders between is meant."""
    for folder in ("a", "a/b/c", "d"):
        site.write(f"{folder}/x.md")
    read = site.write("a/b/y.md").write("d/e/z.md").write("f/w.md").read()
    assert wikilink_paths("x", read.entries["/a/b/y/"], read) == ["a/b/c/x.md", "a/x.md"]
    assert wikilink_paths("x", read.entries["/d/e/z/"], read) == ["d/x.md"]
    assert wikilink_paths("x", read.entries["/f/w/"], read) == ["a/x.md", "d/x.md"]


def test_a_wikilink_may_use_another_name_of_a_note(site: SiteTest) -> None:
    """What ``aliases`` has is a name, whatever its case and its signs; a name two notes have is told of."""
    site.write("a.md", "---\naliases: ['¿Qué es IP?', Red]\n---\n# A\n\n## Uno")
    site.write("b.md", "---\naliases: [Red]\n---\n# B")
    site.write("c.md", "[[¿qué es ip?]] y [[¿Qué es IP?#uno|uno]]").freeze()
    assert site.problems == []
    hrefs = [link.attributes["href"] for link in site.page("c/").css("article a")]
    assert hrefs == ["/a/", "/a/#uno"]
    site.write("c.md", "[[Red]]").freeze()
    assert site.codes == ["enlace-ambiguo"]
    assert "«a.md» o «b.md»" in site.problems[0]
