"""Which addresses notes and media get: slugs, old addresses, collisions, and names of any kind."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.config import Project, Settings
from escarcha.notes.addresses import Addresses
from escarcha.notes.header import Header
from escarcha.notes.layout import Material, build_site
from escarcha.notes.note import Note
from escarcha.notes.source import Source
from escarcha.problems import Code, EscarchaError

if TYPE_CHECKING:
    from conftest import SiteTest
    from escarcha.notes import Site
    from escarcha.problems import Problem


def header(**keys: object) -> str:
    """Write a header."""
    return "".join(["---\n", *(f"{key}: {value}\n" for key, value in keys.items()), "---\n"])


@pytest.mark.parametrize(
    ("alias", "url"),
    [
        ("/viejo/", "/viejo/"),
        ("viejo", "/viejo/"),
        ("/Viejo/Nombre", "/Viejo/Nombre/"),
        ("/2020/01/a.html", "/2020/01/a.html"),
        ("~ana/v1.2_x", "/~ana/v1.2_x/"),
    ],
)
def test_an_old_address_leads_to_the_note(site: SiteTest, alias: str, url: str) -> None:
    """Aliases are addresses from the root, with or without their slashes; case is kept."""
    redirects = site.write("a.md", header(aliases=f"['{alias}']")).read().redirects
    assert {old: entry.url for old, entry in redirects.items()} == {url: "/a/"}


def test_an_alias_that_is_the_notes_own_address_is_nothing(site: SiteTest) -> None:
    """A note renamed back to its old name needs no change of its header."""
    assert site.write("a.md", header(aliases="[/a/, a]")).read().redirects == {}


@pytest.mark.parametrize(
    "alias",
    ["/", "//x", "https://x.es/a", "/../x", "/x/../y/", "..", "/a b/", "/ñ/", "/x?y", "/x#y", "/.htaccess",
     "/c.", "/x/./y", "/a//b/", "\\x", "/%2e%2e/x", "/a\\b/"],
)  # fmt: skip
def test_an_alias_that_leaves_the_site_is_an_error(site: SiteTest, alias: str) -> None:
    """An alias is part of a path on disk: nothing but plain names passes."""
    assert site.write("a.md", header(title="x", aliases=f"['{alias}']")).refusals() == [
        f"content/a.md:3: «{alias}» no puede ser una dirección antigua de este sitio."
    ]


@pytest.mark.parametrize("alias", ["Otra cosa", "Año", "¿Qué es?", "uno, dos"])
def test_an_alias_that_is_another_name_stops_nothing(site: SiteTest, alias: str) -> None:
    """Obsidian's aliases are names; they are passed over, and the author is told."""
    assert site.write("a.md", header(title="x", aliases=f"['{alias}']")).read().redirects == {}
    told = f"content/a.md:3: «{alias}» no es una dirección antigua, sino otro nombre; se pasa por alto."
    assert site.problems == [f"{told} [cabecera-valor]"]


@pytest.mark.parametrize(
    ("alias", "url", "rival"),
    [
        ("/b/", "/b/", "content/b.md"),
        ("/B/", "/B/", "content/b.md"),
        ("/x.png/y/", "/x.png/y/", "content/x.png"),
        ("/b/index.html", "/b/index.html", "content/b.md"),
        ("/sitemap.xml", "/sitemap.xml/", "Escarcha"),
        ("/robots.txt", "/robots.txt/", "Escarcha"),
        ("/404.html", "/404.html", "Escarcha"),
        ("/_static/x.html", "/_static/x.html", "Escarcha"),
        ("/_static/", "/_static/", "Escarcha"),
    ],
)
def test_an_alias_cannot_take_what_is_there(site: SiteTest, alias: str, url: str, rival: str) -> None:
    """An alias yields to pages, media and the site's own files, whatever its case."""
    site.write("a.md", header(aliases=alias)).write("b.md").write("x.png")
    assert site.refusals() == [f"content/a.md:2: la dirección {url} es también la de «{rival}»."]


def test_a_long_alias_is_judged_at_once(site: SiteTest) -> None:
    """The time to refuse an alias does not double with each of its letters."""
    alias = f"/{'a' * 5000}!/"
    assert site.write("a.md", header(aliases=alias)).refusals() == [
        f"content/a.md:2: «{alias}» no puede ser una dirección antigua de este sitio."
    ]


def test_a_slug_replaces_the_name(site: SiteTest) -> None:
    """``slug:`` gives a note or a folder its part of the address, and of the front page none."""
    site.write("index.md", header(slug="nada")).write("b.md", header(slug="otra"))
    site.write("a/index.md", header(slug="guia")).write("a/c.md")
    assert list(site.read().entries) == ["/", "/guia/", "/guia/c/", "/otra/"]


@pytest.mark.parametrize("slug", ["../x", "a/b", "a\\b", "..", ".", "?", "/", "", "¿?"])
def test_a_slug_that_is_no_part_of_an_address_is_an_error(site: SiteTest, slug: str) -> None:
    """A slug cannot leave its folder, nor be nothing."""
    assert site.write("a.md", header(title="x", slug=f"'{slug}'")).refusals() == [
        f"content/a.md:3: «slug: {slug}» no es una sola parte de una dirección."
    ]


@pytest.mark.parametrize(
    ("slug", "url"),
    [("Hola Mundo", "/hola-mundo/"), ("ñandú", "/nandu/"), ("con", "/nota-con/"), ("a?b", "/a-b/")],
)
def test_a_slug_that_has_to_change_is_a_warning(site: SiteTest, slug: str, url: str) -> None:
    """What is published instead is said, so that it can be written down."""
    assert url in site.write("a.md", header(title="x", slug=slug)).read().entries
    (found,) = site.problems
    assert found.startswith(f"content/a.md:3: «slug: {slug}» no sirve tal cual")
    assert f"«{url.strip('/')}»" in found


@pytest.mark.parametrize(
    ("files", "places"),
    [
        (["Ñandú.md", "nandu.md"], ["content/nandu.md", "content/Ñandú.md"]),
        (["a.md", "A.md"], ["content/A.md", "content/a.md"]),
        (["a.md", "a.markdown"], ["content/a.markdown", "content/a.md"]),
        (["a.md", "a/index.md"], ["content/a.md", "content/a/index.md"]),
        (["A/x.md", "a/y.md"], ["content/A", "content/a"]),
        (["LICENSE", "license/a.md"], ["content/LICENSE", "content/license"]),
        (["a.md", "a/index.html"], ["content/a.md", "content/a/index.html"]),
        (["a.md", "index.html"], ["content", "content/index.html"]),
        (["x.md", "Foto.png", "foto.PNG"], ["content/Foto.png", "content/foto.PNG"]),
        (["x.md", "mi foto.png", "mi-foto.png"], ["content/mi foto.png", "content/mi-foto.png"]),
        (["a.md", "sitemap.xml"], ["Escarcha", "content/sitemap.xml"]),
        (["a.md", "404.html"], ["Escarcha", "content/404.html"]),
    ],
)
def test_two_sources_of_one_address_are_an_error_that_names_both(
    site: SiteTest, files: list[str], places: list[str]
) -> None:
    """Addresses are compared as they are folded and without case, as some disks compare them."""
    for name in files:
        site.write(name)
    with pytest.raises(EscarchaError):
        site.read()
    (problem,) = site.found
    assert problem.code is Code.URL_COLLISION
    rival = re.search(r"«(.*)»", problem.cause)
    assert sorted([problem.path, rival[1] if rival else ""]) == places


def test_a_note_where_the_tags_go_is_an_error_only_with_tags(site: SiteTest) -> None:
    """``etiquetas.md`` may stand where no note has a tag; where one has, the note is named."""
    site.write("etiquetas.md")
    assert "/etiquetas/" in site.read().entries
    found = site.write("a.md", header(tags="x")).refusals()
    assert found == [
        "content/etiquetas.md:1: la dirección /etiquetas/ es también la de «la lista de etiquetas»."
    ]


def test_names_that_collide_once_cut_do_not_collide(site: SiteTest) -> None:
    """Long names that begin alike, and names without a letter, keep apart by what is left of them."""
    for name in ("a" * 200 + "b", "a" * 200 + "c", "?", "¿", "!"):
        site.write(f"{name}.md")
    read = site.read()
    assert len(read.entries) == 6
    assert site.codes == ["nombre-cambiado"] * 5


def test_the_authors_robots_txt_takes_the_place_of_ours(site: SiteTest) -> None:
    """``robots.txt`` is the one of the site's own files an author may bring."""
    assert list(site.write("a.md").write("robots.txt").read().media) == ["/robots.txt"]


HOSTILE = (
    *("a", "A", "á", "a\u0301", "b", "index", "README", "a b", "a-b", "a_b", "C#", "C++", "日本", "x" * 90),
    *("..", ".", "?", "con", "nul.x", "%2e%2e", "a\\..\\b", "\n", "\udcff"),
    *("404", "etiquetas", "robots", "_static", "sitemap"),
)


SUFFIXES = (".md", ".md", ".markdown", ".png", ".html", ".xml", ".txt", "")

names = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=8)
files = st.builds("{}{}".format, names, st.sampled_from(SUFFIXES))
folders = names.filter(lambda name: name not in {".", ".."})
trees = st.lists(
    st.builds(lambda above, name: PurePosixPath(*above, name), st.lists(folders, max_size=2), files)
    .filter(lambda path: path.name not in {"", ".", ".."}),
    max_size=8,
    unique=True,
)  # fmt: skip


def lay_out(paths: list[PurePosixPath], tags: list[str]) -> tuple[Site, list[Problem]]:
    """Place files of these paths, of which no disk has ever heard; every note carries the tags."""
    project = Project.at(Path("/proyecto"))
    sources = [Source(path, project.content / path, 0, (0, 0, 0, 0)) for path in sorted(paths)]
    notes = tuple(
        Note(source.path, f"content/{source.path}", Header(tags=tuple(tags)), {}, "", 1, ())
        for source in sources if source.is_note
    )  # fmt: skip
    media = tuple(source for source in sources if not source.is_note)
    return build_site(Material(project, Settings(), notes, media, {}, frozenset(), {}), Addresses())


@given(trees, st.lists(names, max_size=2))
def test_no_names_can_break_the_site(paths: list[PurePosixPath], tags: list[str]) -> None:
    """Whatever files are called, they collide, or each has a file of its own below the root."""
    above = {folder for path in paths for folder in path.parents}
    paths = [path for path in paths if path not in above]
    site, problems = lay_out(paths, tags)
    notes = [entry.note.path for entry in site.entries.values() if entry.note]
    if any(problem.code is Code.URL_COLLISION for problem in problems):
        return
    assert sorted(notes) == sorted(path for path in paths if path.name.lower().endswith((".md", ".markdown")))
    urls = [*site.entries, *site.media, *site.tags, *(["/etiquetas/"] if site.tags else [])]
    written = [f"{url}index.html" if url.endswith("/") else url for url in urls]
    assert len({file.lower() for file in written}) == len(written)
    parents = {str(parent).lower() for file in written for parent in PurePosixPath(file).parents}
    assert not parents & {file.lower() for file in written}
    for file in written:
        assert re.fullmatch(r"(/[A-Za-z0-9_~+-][A-Za-z0-9._~+-]*)+", file)
        assert not any(part.endswith(".") for part in file.split("/"))
        assert not file.startswith("/_static/")
    assert all(site.url_of(path) for path in paths)
