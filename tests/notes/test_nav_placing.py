"""The Nav: what the settings say of it, and what follows from the folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conftest import SiteTest
    from escarcha.notes import NavNode


def drawn(nodes: Sequence[NavNode]) -> list[object]:
    """Write a Nav down: an address for a line, a pair for one that has others below it."""
    return [
        (node.title or node.url, drawn(node.children)) if node.children else node.title or node.url
        for node in nodes
    ]


def nav(site: SiteTest, toml: str, *names: str) -> list[object]:
    """Write settings and notes, and return the Nav that they make."""
    for name in names:
        site.write(f"{name}.md", f"# {name}")
    return drawn(site.settings(toml).read().nav.nodes)


def test_without_a_word_it_is_the_folders(site: SiteTest) -> None:
    """Nothing is needed."""
    expected = ["/a/", ("/s/", ["/s/b/", ("/s/t/", ["/s/t/c/"])])]
    assert nav(site, "", "index", "a", "s/index", "s/b", "s/t/c") == expected


NOTES = ("index", "a", "s/index", "s/b", "s/c", "s/d", "t/e", "t/f")
S = ("/s/", ["/s/b/", "/s/c/", "/s/d/"])
T = ("/t/", ["/t/e/", "/t/f/"])


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        # Whole folders, and what is not named behind them.
        ('nav = ["t", "s/"]', [T, S, "/a/"]),
        # Another title; what is named elsewhere is not in its folder.
        ('nav = [{ "Otro" = "s/c.md" }, "s"]', ["Otro", ("/s/", ["/s/b/", "/s/d/"]), "/a/", T]),
        # A group with the note of a folder is that folder, and ends with the rest of it.
        ('nav = [{ "S" = ["s/d.md", "s/index.md"] }]', [("S", ["/s/d/", "/s/b/", "/s/c/"]), "/a/", T]),
        # So is one that holds all that is named of a folder.
        ('nav = [{ "Te" = ["t/f.md"] }, "s"]', [("Te", ["/t/f/", "/t/e/"]), S, "/a/"]),
        ('nav = [{ "Te" = ["t/"] }, "s"]', [("Te", ["/t/e/", "/t/f/"]), S, "/a/"]),
        # A group of several folders is a group; a folder of which nothing is left has no line.
        (
            'nav = [{ "Uno" = ["s/b.md", "t/f.md"] }, { "Dos" = ["t/e.md", "s/c.md"] }]',
            [("Uno", ["/s/b/", "/t/f/"]), ("Dos", ["/t/e/", "/s/c/"]), "/a/", ("/s/", ["/s/d/"])],
        ),
        # Groups in groups, addresses elsewhere, in tables.
        (
            '[nav]\n"Uno" = { "Dos" = ["a.md", { "Web" = "https://x.es" }], "Tres" = "t" }',
            [("Uno", [("Dos", ["/a/", "Web"]), ("Tres", ["/t/e/", "/t/f/"])]), S],
        ),
        ('nav = [{ "Correo" = "mailto:ana@x.es" }, "t", "s"]', ["Correo", T, S, "/a/"]),
        # What is left out: a note, a folder.
        ('nav = ["!s/c.md", "!t"]', ["/a/", ("/s/", ["/s/b/", "/s/d/"])]),
        # A folder that is named is there with its notes, but for what is left out of it.
        ('nav = ["!s/c.md", "s", "!."]', [("/s/", ["/s/b/", "/s/d/"])]),
        # What is not named, folders and notes alike.
        ('nav = ["a.md", { "S" = ["s/c.md"] }, "!."]', ["/a/", ("S", ["/s/c/"])]),
        # The front page is always the first line.
        ('nav = ["t", { "Inicio" = "index.md" }, "."]', [T, "/a/", S]),
    ],
)
def test_what_is_named_stands_where_it_is_named(site: SiteTest, toml: str, expected: list[object]) -> None:
    """Order, titles, groups and folders are what the settings say, and the rest follows by one rule."""
    assert nav(site, toml, *NOTES) == expected
    assert site.problems == []


def test_the_front_page_may_have_a_name(site: SiteTest) -> None:
    """The sidebar says it in place of its own."""
    site.settings('nav = [{ "Inicio" = "index.md" }, "a.md"]').write("index.md", "# X").write(
        "a.md", "# A"
    ).freeze()
    assert [node.text() for node in site.page("a/").css(".sidebar a")][:2] == ["Inicio", "A"]


def test_groups_of_headers_are_lines_with_others_below(site: SiteTest) -> None:
    """A header may say the same inside a folder, and its group goes on without what stands elsewhere."""
    site.write("s/a.md", header(group="Uno")).write("s/b.md").write("s/c.md", header(group="Dos"))
    assert nav(site, 'nav = ["s/a.md", "s"]') == ["/s/a/", ("/s/", [("Uno", ["/s/b/"]), ("Dos", ["/s/c/"])])]


def test_pages_are_read_in_the_order_of_the_nav(site: SiteTest) -> None:
    """A learning order apart from the folders: previous and next follow it, and not what is left out."""
    toml = 'nav = [{ "1" = ["t/e.md", "s/b.md"] }, { "2" = ["s/c.md", "t/f.md"] }, "!a.md", "!s/d.md"]'
    nav(site, toml, *NOTES)
    read = site.read()
    order = ["/", "/t/e/", "/s/b/", "/s/c/", "/t/f/", "/s/"]
    assert list(read.entries)[: len(order)] == order
    pairs = [read.neighbours(read.entries[url]) for url in order]
    assert [before and before.url for before, _ in pairs] == [None, *order[:-1]]
    assert [after and after.url for _, after in pairs] == [*order[1:], None]
    assert read.neighbours(read.entries["/a/"]) == (None, None)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("no.md", "aviso «nav» nombra «no.md», que no está entre las notas."),
        ("a.md", "aviso «nav» nombra «a.md», que ya está en otra línea."),
        ("!no.md", "aviso «nav» nombra «no.md», que no está entre las notas."),
        ("esbozo.md", "sugerencia «nav» nombra «esbozo.md», que no se publica todavía."),
        ("data:x", "error «nav» nombra la dirección «data:x», a la que no puede llevar."),
        ("ftp://x.es/", "error «nav» nombra la dirección «ftp://x.es/», a la que no puede llevar."),
        ("https:x", "error «nav» nombra la dirección «https:x», a la que no puede llevar."),
    ],
)
def test_a_line_that_cannot_be_had_is_told_with_its_line(site: SiteTest, line: str, told: str) -> None:
    """The line of the settings is named, of the second of two that are alike."""
    site.write("a.md", "# A").write("esbozo.md", header(draft="true"))
    site.settings(f'glossary = "a.md"\n\nnav = [\n  "a.md",\n  {{ "Otra vez" = "{line}" }},\n]').write(
        "b.md", "# B"
    )
    if line.startswith("!"):
        site.settings(f'\n\nnav = [\n  "a.md",\n  "{line}",\n]')
    site.freeze()
    found = [problem for problem in site.found if problem.path == "content/site.toml"]
    assert [(problem.line, f"{problem.severity.value} {problem.cause}") for problem in found] == [(5, told)]


def test_an_address_of_the_site_may_be_any_page_of_it(site: SiteTest) -> None:
    """The page of tags, or a view of the author's own; one that is not there is told."""
    site.write("a.md", header(tags="[uno]")).settings(
        'nav = [{ "Palabras" = "/etiquetas/" }, { "Nada" = "/nada/" }, { "Foto" = "foto.txt" }]'
    )
    site.write("foto.txt", "foto").freeze()
    hrefs = [node.attrs["href"] for node in site.page("a/").css(".sidebar a")]
    assert hrefs == ["/", "/etiquetas/", "/nada/", "/foto.txt", "/a/", "/etiquetas/"]
    found = [problem for problem in site.found if problem.code.value == "enlace-roto"]
    assert [(problem.place, problem.cause) for problem in found] == [
        ("content/site.toml:1", "«nav» nombra la dirección «/nada/», que no lleva a ninguna parte.")
    ]
