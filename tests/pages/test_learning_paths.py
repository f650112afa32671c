"""Learning paths: which notes are steps, what is told of others, and what pages show of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conftest import SiteTest
    from escarcha.pages import Edition

PATH = "---\nlearning_path: true\n---\n# Aprender\n\n"
STEPS = [
    ("1. [Una](s/uno.md): lo primero.\n2. [[dos]]\n3. [Tres](/s/tres/#la-tres)", ["uno", "dos", "tres"]),
    (
        "1. **[Una](s/uno.md)** y [otra](s/dos.md)\n\n   Más.\n\n2. Después, [Tres](s/tres.md)",
        ["uno", "tres"],
    ),
    ("## A\n\n1. [Una](s/uno.md)\n\n## B\n\n1. [Dos](s/dos.md)", ["uno", "dos"]),
    ("1. [Una](s/uno.md)\n   1. [Dos](s/dos.md)\n\n- [Tres](s/tres.md)\n  1. [Dos](s/dos.md)", ["uno"]),
    ("> 1. [Una](s/uno.md)\n\n1. [Dos](s/dos.md)", ["dos"]),
    ("1. [Una](s/uno.md) con nota[^1]\n\n[^1]: [Dos](s/dos.md)", ["uno"]),
    ("1. La sección: [S](s/)", [""]),
]
TOLD = [
    (
        "1. [Una](s/uno.md)\n2. [Dos](s/dos.md)\n3. [Otra vez](s/uno.md#la-uno)",
        "8: «La uno» ya es el paso 1 del recorrido.",
    ),
    (
        "1. [Una](s/uno.md)\n2. Instala Python.",
        "7: el paso «Instala Python.» del recorrido no lleva a ninguna nota.",
    ),
    (
        "1. [Una](s/uno.md)\n2. [Flask](https://ejemplo.es)",
        "7: el paso «Flask» del recorrido no lleva a ninguna nota.",
    ),
    (
        "1. [Una](s/uno.md)\n2. [Foto](s/foto.png)",
        "7: el paso «Foto» del recorrido no lleva a ninguna nota.",
    ),
    ("1. [Una](s/uno.md)\n2. [Esta nota](p.md)", "7: un paso del recorrido lleva a la propia nota."),
    ("1. [Una](s/uno.md)\n2. [Esta nota](#aprender)", "7: un paso del recorrido lleva a la propia nota."),
    ("- [Una](s/uno.md)", "2: la nota es un recorrido y no tiene ninguna lista numerada de notas."),
]


@pytest.fixture
def notes(site: SiteTest) -> SiteTest:
    """Return a site with notes to read in turn."""
    site.settings('title = "T"\nbase_url = "https://ejemplo.es/a"')
    for name in ("uno", "dos", "tres"):
        site.write(f"s/{name}.md", f"# La {name}\n\n" + "palabra " * 600)
    return site.write("s/foto.png", b"")


def paths_of(site: SiteTest, texts: Iterable[str]) -> Edition:
    """Return an Edition in which each text is a path of its own, in a folder by its number."""
    for number, text in enumerate(texts):
        site.write(f"{number}/p.md", PATH + text.replace("(s/", "(../s/"))
    return site.edition()


def test_steps_are_the_items_of_numbered_lists(notes: SiteTest) -> None:
    """Each by its first link; of lists within others, in quotes and of footnotes none."""
    edition = paths_of(notes, (text for text, _ in STEPS))
    for number, (text, steps) in enumerate(STEPS):
        found = [step.url for step in edition.learning_paths.by_url[f"/{number}/p/"].steps]
        assert found == [f"/s/{name}/".replace("//", "/") for name in steps], text


def test_what_is_no_step_is_told(notes: SiteTest) -> None:
    """With its line and a remedy."""
    edition = paths_of(notes, (text for text, _ in TOLD))
    for number, (_, told) in enumerate(TOLD):
        (problem,) = edition.problems(edition.site.entries[f"/{number}/p/"])
        assert f"{problem.line}: {problem.cause}" == told
        assert problem.remedy
        assert problem.code.value == "paso-sin-nota"


def test_pages_show_the_way(notes: SiteTest) -> None:
    """The front page and the path's own its first step; each step its number, and those beside it."""
    notes.write(
        "camino.md", f"{PATH}1. [Una](s/uno.md): aquí.\n2. [Dos](s/dos.md)\n\nY:\n\n1. [Tres](s/tres.md)"
    )
    notes.write("index.md", "# T\n\n[c](camino.md)").freeze()
    assert notes.problems == []
    assert [
        (
            item.attrs["value"],
            item.attrs["data-read"],
            item.css("a")[0].text(),
            item.css(".minutes")[0].text(),
        )
        for item in notes.page("camino/").css("article ol > li")
    ] == [
        ("1", "/s/uno/", "Una", "3 minutos"),
        ("2", "/s/dos/", "Dos", "3 minutos"),
        ("3", "/s/tres/", "Tres", "3 minutos"),
    ]
    for url in ("", "camino/"):
        (first,) = notes.page(url).css("[aria-label^=Recorrido] > a:not([hidden])")
        assert (first.attrs["href"], first.text()) == ("/a/s/uno/", "Empieza por La uno")
    (nav,) = notes.page("s/dos/").css("[aria-label^=Recorrido]")
    assert " ".join(nav.text().split()) == (
        "Paso 2 de 3 de Aprender Paso anterior La uno Paso siguiente La tres Marcar como leída"
    )
    assert [link.attrs["href"] for link in nav.css("a")] == ["/a/camino/", "/a/s/uno/", "/a/s/tres/"]
    assert [link.attrs["href"] for link in notes.page("s/uno/").css("[aria-label^=Recorrido] > a")] == [
        "/a/s/dos/"
    ]


def test_a_site_without_paths_has_nothing_of_them(notes: SiteTest) -> None:
    """Neither file nor byte on a page; and no more of a review, unless it asks for one."""
    notes.freeze()
    names = [name for name in notes.tree() if name.startswith("_static/")]
    assert not [name for name in names if any(part in name for part in ("steps", "review", "fsrs"))]
    assert "path" not in notes.html("s/uno/").replace("<path ", "")
    assert not (notes.build / "repaso").exists()


def test_steps_that_are_not_there_are_told_as_links_are(notes: SiteTest) -> None:
    """A draft, a hidden note and none at all: each on its line; the others are the path."""
    notes.write("s/b.md", "---\ndraft: true\n---\n# B").write("s/h.md", "---\nhidden: true\n---\n# H")
    notes.write("index.md", "# T\n\n[c](camino.md)")
    notes.write(
        "camino.md", f"{PATH}1. [A](s/b.md)\n2. [B](s/h.md)\n3. [C](s/unos.md)\n4. [Una](s/uno.md)"
    ).freeze()
    told = [(problem.line, problem.cause, problem.code.value) for problem in notes.found]
    assert told == [
        (6, "el enlace «s/b.md» lleva a un borrador.", "enlace-roto"),
        (7, "el enlace «s/h.md» lleva a un borrador.", "enlace-roto"),
        (8, "el enlace «s/unos.md» no lleva a ninguna nota.", "enlace-roto"),
    ]
    assert notes.found[2].remedy == "¿Querías «s/uno.md»?"
    assert len(notes.page("s/uno/").css("[aria-label^=Recorrido]")) == 1


def test_a_step_that_has_moved_is_known(notes: SiteTest) -> None:
    """By its old addresses, which its marks name too."""
    notes.write("s/cuatro.md", "---\naliases: [/vieja/]\n---\n# Cuatro")
    notes.write("camino.md", f"{PATH}1. [V](/vieja/)").freeze()
    (item,) = notes.page("camino/").css("article ol > li")
    assert item.attrs["data-read"] == "/s/cuatro/ /vieja/"
