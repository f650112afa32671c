"""The walk over ``content/``: what is published, what is left out, and what is said of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from escarcha.notes.source import Source, find_sources

if TYPE_CHECKING:
    from conftest import SiteTest


def paths(site: SiteTest, *exclude: str) -> list[str]:
    """Return what the walk finds, in its order; its problems go to the harness."""
    sources, problems = find_sources(site.project, exclude)
    site.found = tuple(problems)
    return [str(source.path) for source in sources]


def test_notes_are_told_from_media(site: SiteTest) -> None:
    """Markdown files are notes, in any case; every other file is a medium."""
    for name in ("a.md", "B.MD", "c.markdown", "d.mdx", "e.txt", "md", "f.md.bak"):
        site.write(name)
    sources, _ = find_sources(site.project)
    kinds: dict[bool, list[str]] = {True: [], False: []}
    for source in sources:
        kinds[source.is_note].append(source.path.name)
    assert kinds == {True: ["B.MD", "a.md", "c.markdown"], False: ["e.txt", "md"]}


def test_hidden_names_are_left_out(site: SiteTest) -> None:
    """Names that begin with a dot or an underscore, all below them, and what programs leave beside notes."""
    for name in (".git/config", ".oculto.md", "_borrador.md", "_notas/a.md", "a/.obsidian/x.json", "a/b.md"):
        site.write(name)
    for name in ("n.md~", "#n.md#", "n.md.orig", "n.bak", "n.swp", "n.tmp", "a/Thumbs.db", "mkdocs.yml"):
        site.write(name)
    assert paths(site) == ["a/b.md"]


def test_a_note_called_dot_is_no_hidden_file(site: SiteTest) -> None:
    """``..md`` is a note whose name is a full stop."""
    assert paths(site.write("..md")) == ["..md"]


def test_only_the_sites_own_settings_are_left_out(site: SiteTest) -> None:
    """``site.toml`` is not published; a file of that name deeper down is a medium."""
    assert paths(site.settings("").write("a/site.toml")) == ["a/site.toml"]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("borradores/*", ["a.md", "b/a.md", "b/c.txt"]),
        ("borradores/", ["a.md", "b/a.md", "b/c.txt"]),
        ("borradores", ["a.md", "b/a.md", "b/c.txt"]),
        ("a.md", ["b/c.txt", "borradores/d.md"]),
        ("b/*.md", ["a.md", "b/c.txt", "borradores/d.md"]),
        ("*.txt", ["a.md", "b/a.md", "borradores/d.md"]),
        ("*.md !a.md", ["a.md", "b/a.md", "b/c.txt"]),
        ("/a.md", ["b/a.md", "b/c.txt", "borradores/d.md"]),
        ("[ab].*", ["b/c.txt", "borradores/d.md"]),
        ("*", []),
        ("[", ["a.md", "b/a.md", "b/c.txt", "borradores/d.md"]),
    ],
)
def test_excluded_paths_are_left_out(site: SiteTest, pattern: str, left: list[str]) -> None:
    """A pattern is matched against the whole path and against the name, of files and of folders."""
    for name in ("a.md", "b/a.md", "b/c.txt", "borradores/d.md"):
        site.write(name)
    assert paths(site, *pattern.split()) == left


def test_the_order_is_the_same_everywhere(site: SiteTest) -> None:
    """Sources come sorted by path, whatever order the disk lists them in."""
    names = ["z.md", "a/z.md", "a/b/c.md", "a.md", "á.md", "Z.md", "a-b.md"]
    for name in names:
        site.write(name)
    assert paths(site) == ["Z.md", "a/b/c.md", "a/z.md", "a-b.md", "a.md", "z.md", "á.md"]


def test_links_inside_the_notes_are_followed(site: SiteTest) -> None:
    """A symbolic link to a file or folder under ``content/`` is what it points to."""
    site.write("a/b.md")
    (site.content / "c.md").symlink_to("a/b.md")
    (site.content / "d").symlink_to("a", target_is_directory=True)
    assert paths(site) == ["a/b.md", "c.md", "d/b.md"]
    assert site.problems == []


def test_links_out_of_the_notes_are_not_followed(site: SiteTest) -> None:
    """What lies outside of ``content/`` is never published, and the author hears of it."""
    (site.root / "secreto.md").write_text("x")
    (site.content / "a.md").symlink_to(site.root / "secreto.md")
    (site.content / "b").symlink_to(site.root, target_is_directory=True)
    assert paths(site) == []
    assert site.problems == [
        f"content/{name}: el enlace simbólico sale de la carpeta de notas, así que no se sigue. "
        "Copia el archivo o quítalo. [enlace-simbolico]"
        for name in ("a.md", "b")
    ]


def test_links_in_a_circle_end(site: SiteTest) -> None:
    """A link to a folder above itself, or to itself, is reported once and not walked."""
    site.write("a/b.md")
    (site.content / "a" / "arriba").symlink_to("..", target_is_directory=True)
    (site.content / "x").symlink_to("y")
    (site.content / "y").symlink_to("x")
    assert paths(site) == ["a/b.md"]
    assert site.codes == ["enlace-simbolico"] * 3


def test_two_links_that_point_at_each_others_folders_end(site: SiteTest) -> None:
    """A circle over two folders is walked once and no more."""
    site.write("a/x.md").write("b/y.md")
    (site.content / "a" / "b").symlink_to("../b", target_is_directory=True)
    (site.content / "b" / "a").symlink_to("../a", target_is_directory=True)
    assert {"a/x.md", "b/y.md"} <= set(paths(site))
    assert "enlace-simbolico" in site.codes


def test_a_link_to_nowhere_is_reported(site: SiteTest) -> None:
    """A dangling symbolic link is a warning, and the rest is published."""
    (site.write("a.md").content / "b.md").symlink_to("nada.md")
    assert paths(site) == ["a.md"]
    (found,) = site.problems
    assert found.startswith("content/b.md: el enlace simbólico no lleva a ninguna parte.")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_pipe_is_not_read(site: SiteTest) -> None:
    """Reading a FIFO would wait for ever; it is a warning instead."""
    os.mkfifo(site.content / "a.md")
    assert paths(site) == []
    assert site.problems == ["content/a.md: no es un archivo normal. Copia el archivo o quítalo. [ilegible]"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_an_error(site: SiteTest) -> None:
    """A site with a part missing is not published."""
    site.write("a.md").write("b/c.md")
    (site.content / "b").chmod(0)
    try:
        assert paths(site) == ["a.md"]
    finally:
        (site.content / "b").chmod(0o755)
    assert site.codes == ["ilegible"]


def test_a_missing_folder_holds_nothing(site: SiteTest) -> None:
    """Without ``content/`` there is nothing to walk; what is said of that is not this room's business."""
    site.content.rmdir()
    assert paths(site) == []
    assert site.codes == []


def test_a_source_that_changes_is_another_source(site: SiteTest) -> None:
    """The preview keeps a note for as long as its source is the same."""

    def source() -> Source:
        (found,), _ = find_sources(site.project)
        return found

    site.write("a.md", "uno")
    before = source()
    assert source() == before
    site.write("a.md", "otra")
    assert source() != before


def test_folders_deeper_than_python_calls_are_walked(site: SiteTest) -> None:
    """The depth of the folders is limited by the disk alone."""
    folder = "/".join(["d"] * 700)
    assert paths(site.write(f"{folder}/a.md")) == [f"{folder}/a.md"]


@pytest.mark.skipif(os.sep != "/", reason="names are bytes on POSIX alone")
def test_names_that_are_no_utf8_are_found(site: SiteTest) -> None:
    """A file name may hold any bytes; it is a source like the others."""
    (site.content / os.fsdecode(b"a\xff.md")).write_text("x")
    (found,) = paths(site)
    assert found == "a\udcff.md"
