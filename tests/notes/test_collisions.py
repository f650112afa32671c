"""Two sources of one address are an error, and no name of a file can make them so unseen."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import header
from escarcha.config import Project, Settings
from escarcha.notes.addresses import Addresses
from escarcha.notes.header import Header
from escarcha.notes.layout import build_site
from escarcha.notes.material import Material
from escarcha.notes.note import Note
from escarcha.notes.source import Source
from escarcha.problems import Code, EscarchaError, Severity

if TYPE_CHECKING:
    from conftest import SiteTest
    from escarcha.notes import Site
    from escarcha.problems import Problem


@pytest.mark.parametrize(
    ("files", "places"),
    [
        (["Ñandú.md", "nandu.md"], ["content/nandu.md", "content/Ñandú.md"]),
        (["a.md", "A.md"], ["content/A.md", "content/a.md"]),
        (["a.md", "a.markdown"], ["content/a.markdown", "content/a.md"]),
        (["a.md", "a/index.md"], ["content/a.md", "content/a/index.md"]),
        (["A/x.md", "a/x.md"], ["content/A/x.md", "content/a/x.md"]),
        (["Flask.md", "flask.md", "flask/a.md"], ["content/Flask.md", "content/flask.md"]),
        (["LICENSE", "license/a.md"], ["content/LICENSE", "content/license"]),
        (["a.md", "a/index.html"], ["content/a.md", "content/a/index.html"]),
        (["a.md", "index.html"], ["content", "content/index.html"]),
        (["x.md", "Foto.png", "foto.PNG"], ["content/Foto.png", "content/foto.PNG"]),
        (["x.md", "mi foto.png", "mi-foto.png"], ["content/mi foto.png", "content/mi-foto.png"]),
        (["a.md", "sitemap.xml"], ["Escarcha", "content/sitemap.xml"]),
        (["a.md", "404.md", "404.html"], ["content/404.html", "content/404.md"]),
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
    (problem,) = (found for found in site.found if found.severity is Severity.ERROR)
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
