"""Where notes and media are placed: addresses, sections, order, neighbours, collisions."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from conftest import header
from escarcha.notes import Section
from escarcha.problems import EscarchaError

if TYPE_CHECKING:
    from conftest import SiteTest
    from escarcha.notes import Site


def titles(site: Site) -> list[str]:
    """Return the titles of all pages but the front page, in reading order."""
    return [entry.title for entry in list(site.entries.values())[1:]]


def test_every_note_has_an_address_of_its_own(site: SiteTest) -> None:
    """Folders become sections, names become slugs, and the reading order is depth first."""
    for name in ("Índice.md", "index.md", "Guía de WSGI/README.md", "Guía de WSGI/¿Qué es?.md", "z.markdown"):
        site.write(name)
    site.write("Guía de WSGI/imágenes/Diagrama 1.PNG").write("datos.csv").write("Año nuevo/¿Qué es C++?.md")
    read = site.read()
    assert list(read.entries) == [
        "/", "/ano-nuevo/", "/ano-nuevo/que-es-cpp/", "/guia-de-wsgi/", "/guia-de-wsgi/que-es/",
        "/indice/", "/z/",
    ]  # fmt: skip
    assert list(read.media) == ["/guia-de-wsgi/imagenes/diagrama-1.png", "/datos.csv"]
    assert site.problems == []


@pytest.mark.parametrize(
    ("files", "shown", "others"),
    [
        (["a/index.md", "a/README.md"], "a/index.md", ["/a/readme/"]),
        (["a/readme.MD"], "a/readme.MD", []),
        (["a/Index.markdown"], "a/Index.markdown", []),
        (["a.md", "a/b.md"], "a.md", ["/a/b/"]),
        (["a.md", "a/x.png"], "a.md", []),
        (["a/b.md"], None, ["/a/b/"]),
    ],
)
def test_a_folder_shows_its_index_or_the_note_beside_it(
    site: SiteTest, files: list[str], shown: str | None, others: list[str]
) -> None:
    """``index.md`` comes before ``README.md``, and both before ``a.md`` beside ``a/``."""
    for name in files:
        site.write(name)
    read = site.read()
    note = read.entries["/a/"].note
    assert (str(note.path) if note else None) == shown
    assert list(read.entries) == ["/", "/a/", *others]


def test_an_index_stands_for_its_own_folder_alone(site: SiteTest) -> None:
    """Beside a folder that happens to be called ``index``, the index is still that of the folder above."""
    read = site.write("index.md", "# Portada").write("index/a.md").read()
    assert [(entry.url, entry.title) for entry in read.entries.values()] == [
        ("/", "Portada"), ("/index/", "Index"), ("/index/a/", "A"),
    ]  # fmt: skip


def test_titles_come_from_header_heading_or_name(site: SiteTest) -> None:
    """The header comes before the first heading, and that before the file name."""
    site.write("1.md", f"{header(title='Uno')}# Otro").write("2.md", "# Dos").write("03-tres.md")
    site.write("4/x.md").write("5-cinco/index.md")
    read = site.read()
    assert titles(read) == ["Uno", "Dos", "Tres", "4", "X", "Cinco"]
    assert read.root.title == "Apuntes"


@pytest.mark.parametrize(
    ("settings", "index", "title"),
    [
        ('title = "Ajustes"', "# Portada", "Ajustes"),
        ("", "# Portada", "Portada"),
        ("", header(title="Cabecera"), "Cabecera"),
        ("", "", "Apuntes"),
    ],
)
def test_the_site_is_called_what_its_settings_say(
    site: SiteTest, settings: str, index: str, title: str
) -> None:
    """Without a title in the settings the front page's counts; no site is called «Index»."""
    assert site.settings(settings).write("index.md", index).read().root.title == title


def test_order_is_nav_then_order_then_natural_names(site: SiteTest) -> None:
    """``nav`` comes first, then numbers in headers, then names as Spanish readers sort them."""
    site.settings('nav = ["seccion", "ultimo.md"]')
    site.write("seccion/index.md", "# Sección").write("ultimo.md").write("árbol.md").write("ñu.md")
    site.write("10.md", header(title="Diez")).write("9.md", header(title="Nueve")).write("nube.md")
    site.write("z.md", header(order=1)).write("y.md", header(order=-1)).write("a/b.md").write("a/c.md")
    expected = ["Sección", "Ultimo", "Y", "Z", "Nueve", "Diez", "A", "B", "C", "Árbol", "Nube", "Ñu"]
    assert titles(site.read()) == expected
    assert site.problems == []


def test_nav_finds_names_however_the_disk_spells_them(site: SiteTest) -> None:
    """A Mac writes «ñ» as two characters; the settings do not."""
    decomposed = unicodedata.normalize("NFD", "ñandú.md")
    site.settings('nav = ["ñandú.md"]').write(decomposed).write("a.md")
    assert titles(site.read()) == ["Ñandú", "A"]
    assert site.problems == []


def test_nav_that_names_nothing_is_a_warning(site: SiteTest) -> None:
    """A misspelt path in ``nav`` is named, with its line and the path that was meant."""
    site.settings('title = "x"\nnav = [\n  "primero/",\n  "primeros-paso.md",\n]')
    site.write("primero/a.md").write("primeros-pasos.md").read()
    (found,) = site.problems
    assert found.startswith("content/site.toml:4: «nav» nombra «primeros-paso.md», que no está")
    assert found.endswith("¿Querías «primeros-pasos.md»? [nav-desconocida]")


def test_neighbours_and_ancestors_follow_the_reading_order(site: SiteTest) -> None:
    """Previous and next cross the borders of sections; ancestors lead down from the front page."""
    read = site.write("a/b/c.md").write("a/d.md").write("e.md").read()
    order = ["/", "/a/", "/a/b/", "/a/b/c/", "/a/d/", "/e/"]
    assert list(read.entries) == order
    pairs = [read.neighbours(read.entries[url]) for url in order]
    assert [before.url if before else None for before, _ in pairs] == [None, *order[:-1]]
    assert [after.url if after else None for _, after in pairs] == [*order[1:], None]
    assert [above.url for above in read.ancestors(read.entries["/a/b/c/"])] == ["/", "/a/", "/a/b/"]
    assert read.ancestors(read.root) == ()


def test_tags_that_fold_alike_are_one(site: SiteTest) -> None:
    """«Flask» and «flask» are one tag, spelt as first read, and tags are sorted in Spanish."""
    site.write("a.md", header(tags="[ñu, Flask, FLASK, nube, zoo]")).write("b.md", header(tags="flask"))
    site.write("c.md", header(tags="NÚBE"))
    read = site.read()
    assert [(tag.name, len(tag.entries)) for tag in read.tags.values()] == [
        ("Flask", 2), ("nube", 2), ("ñu", 1), ("zoo", 1),
    ]  # fmt: skip
    assert [tag.name for tag in read.tags_of(read.entries["/b/"])] == ["Flask"]
    assert read.tags_of(read.root) == ()


def test_tags_in_the_text_count_if_the_settings_say_so(site: SiteTest) -> None:
    """Beside those of the header, in the order of both."""
    site.write("a.md", "---\ntags: Uno\n---\n# A\n\n#uno y #curso/2026.").write("b.md", "#Título")
    assert [tag.name for tag in site.read().tags.values()] == ["Uno"]
    site.settings("inline_tags = true")
    tags = site.read().tags.values()
    assert [(tag.name, len(tag.entries)) for tag in tags] == [("curso/2026", 1), ("Título", 1), ("Uno", 1)]
    assert "titulo-sin-espacio" not in site.freeze().codes


@pytest.mark.parametrize("name", ["?", "..", "../x", "a/b", "<b>", "日本", "con", "a" * 300])
def test_a_tag_of_any_name_stays_below_the_tags(site: SiteTest, name: str) -> None:
    """No tag can leave the folder of the tags."""
    (url,) = site.write("a.md", header(tags=f"['{name}']")).read().tags
    assert re.fullmatch(r"/etiquetas/[a-z0-9-]+/", url)


def test_drafts_have_a_place_in_the_preview_alone(site: SiteTest) -> None:
    """A draft is neither a page nor a neighbour nor under a tag, unless drafts are asked for."""
    site.write("a.md").write("b.md", header(draft="sí", tags="x")).write("c/d.md", header(draft="true"))
    read = site.read()
    assert list(read.entries) == ["/", "/a/"]
    assert (read.tags, {str(path) for path in read.drafts}) == ({}, {"b.md", "c/d.md"})
    assert list(site.read(drafts=True).entries) == ["/", "/a/", "/b/", "/c/", "/c/d/"]


@pytest.mark.parametrize("files", [[], ["a.png"], ["_a.md"], [".a/b.md"]])
def test_nothing_to_publish_is_an_error(site: SiteTest, files: list[str]) -> None:
    """A site without notes would replace the last good one by nothing."""
    for name in files:
        site.write(name)
    assert site.refusals()[-1] == "content: no hay ninguna nota que publicar."


def test_nothing_but_drafts_is_an_error(site: SiteTest) -> None:
    """Drafts alone are no site."""
    assert site.write("a.md", header(draft="sí")).refusals() == ["content: no hay ninguna nota que publicar."]


def test_the_problems_of_all_notes_are_told_at_once(site: SiteTest) -> None:
    """One broken note does not hide another, nor what is wrong with the places of the rest."""
    site.write("a.md", b"\xff").write("b.md", "---\nx: [\n---").write("c.md", "\0").write("d.md").write(
        "D.md"
    )
    with pytest.raises(EscarchaError):
        site.read()
    assert sorted(site.codes) == ["byte-nulo", "cabecera-rota", "no-es-utf8", "url-repetida"]


def test_a_note_beyond_the_limit_is_refused_unread(site: SiteTest) -> None:
    """The limit is a setting, and the error says how large the note is."""
    site.settings("max_note_size = 1000").write("a.md", b"\xff" * 1234)
    assert site.refusals() == ["content/a.md:1: la nota ocupa 1.234 bytes y el límite es 1.000."]


def test_a_recoded_note_is_a_warning(site: SiteTest) -> None:
    """A note in UTF-16 is read, and its author told."""
    assert site.write("a.md", "# Ñandú".encode("utf-16")).read().entries["/a/"].title == "Ñandú"
    assert site.codes == ["codificacion"]


def test_the_body_keeps_its_lines(site: SiteTest) -> None:
    """The body is the file's text after the header, and knows on which line it begins."""
    note = site.write("a.md", "---\ntitle: x\n---\n\n# Hola\n").read().entries["/a/"].note
    assert note is not None
    assert (note.body, note.body_line) == ("\n# Hola\n", 4)


@pytest.mark.parametrize(
    ("note", "folder"),
    [
        ("Flask.md", "flask"),
        ("flask.md", "Flask"),
        ("026 - Missing POCs 🟡.md", "026-missing-pocs"),
        ("Programación.md", "programacion"),
        ("otro.md", "flask"),
    ],
)
def test_a_note_and_a_folder_that_meet_are_one_section(site: SiteTest, note: str, folder: str) -> None:
    """A note whose address is that of the folder beside it is the page of that section."""
    text = "---\nslug: flask\n---\n# La nota" if note == "otro.md" else "# La nota"
    site.write("index.md").write(note, text).write(f"{folder}/rutas.md", "# Rutas")
    read = site.read()
    (section,) = read.root.children
    assert isinstance(section, Section)
    assert (section.title, section.path.name) == ("La nota", note)
    assert [child.title for child in section.children] == ["Rutas"]
    assert read.url_of(note) == read.url_of(folder) == section.url
    assert site.problems == []


def test_folders_that_fold_alike_are_one_section(site: SiteTest) -> None:
    """Notes, media and folders of both are below it, and links find them where they lie on disk."""
    for note in ("Red/a.md", "red/b.md", "Red/x/c.md", "red/X/d.md", "RED/sub/e.md"):
        site.write(note)
    site.write("red/index.md", "# Las redes").write("Red/f.png", b"x")
    read = site.read()
    (section,) = read.root.children
    assert isinstance(section, Section)
    assert section.title == "Las redes"
    assert [entry.url for entry in read.entries.values()] == [
        "/", "/red/", "/red/a/", "/red/b/", "/red/sub/", "/red/sub/e/", "/red/x/", "/red/x/c/", "/red/x/d/",
    ]  # fmt: skip
    for path in ("Red", "red", "RED"):
        assert read.url_of(path) == "/red/"
    assert read.url_of("red/X") == "/red/x/"
    assert read.url_of("Red/f.png") == "/red/f.png"
    assert site.problems == []
