"""The command ``book``: what it writes, says and ends with."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from escarcha import bundled
from escarcha.book import Form
from escarcha.cli.book import FORMS

if TYPE_CHECKING:
    from conftest import CommandTest, SiteTest


def test_what_can_be_made_is_made(
    command: CommandTest, site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is named; of a PDF that cannot be made it is said what is missing, and the rest is there."""
    assert tuple(Form) == FORMS
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    done = command("book", "content/a.md")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith("Libro de 1 página. ")
    assert done.stdout.splitlines()[1:] == [
        "  build-libro/a.html",
        "  build-libro/a.epub",
        "  build-libro/a.zip",
        'Sin PDF: hace falta pip install "escarcha[libro]".',
    ]
    with zipfile.ZipFile(site.root / "build-libro" / "a.zip") as archive:
        assert {"a/index.html", "a/_search.json.js"} <= {*archive.namelist()}
    site.freeze()
    assert not any("libro" in name for name in site.tree())


@pytest.fixture(autouse=True)
def _notes(site: SiteTest) -> None:
    site.write("index.md", "# Inicio\n").write("a.md", "# A\n\nBien.\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["b.md"], 2, "no hay ninguna nota ni sección en «b.md». ¿Querías «a.md»?"),
        (["zzzzzzzz"], 2, "Escribe su ruta desde la carpeta de notas."),
        (["--form", "doc"], 2, "«doc» no es ninguna de estas palabras"),
        (["--form", "html", "--output", "freeze.md/x"], 1, "[escritura-fallida]"),
    ],
)
def test_what_is_wrong_is_told(
    command: CommandTest, site: SiteTest, words: list[str], code: int, said: str
) -> None:
    """Nothing is written, and the message says what to do."""
    (site.root / "freeze.md").touch()
    done = command("book", *words)
    assert done.returncode == code
    assert said in done.stderr
    assert not (site.root / "build-libro").exists()


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("importlib.util.find_spec", 'Instálalos con: pip install "escarcha[libro]".'),
        ("importlib.import_module", "hace falta Pango"),
    ],
)
def test_a_pdf_needs_more(
    command: CommandTest, monkeypatch: pytest.MonkeyPatch, missing: str, said: str
) -> None:
    """Where a package or a library of the system is missing, the message says how to get it."""

    def fail(_: str) -> None:
        if missing.endswith("import_module"):
            raise OSError("cannot load library")

    monkeypatch.setattr(missing, fail)
    done = command("book", "--form", "pdf")
    assert done.returncode == 2
    assert said in done.stderr
    assert "[falta-paquete]" in done.stderr


def test_an_error_stops_it(command: CommandTest, site: SiteTest) -> None:
    """What could not be published makes no book, and what was there stays."""
    assert command("book", "--form", "html").returncode == 0
    site.write("a.md", "---\ntitle: [\n---\n# A\n")
    done = command("book", "--form", "html")
    assert done.returncode == 1
    assert "content/a.md:" in done.stderr
    assert [file.name for file in (site.root / "build-libro").iterdir()] == ["inicio.html"]


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("templates/book/cover.html", "{{ nada.x }}", "templates/book/cover.html:1:"),
        ("templates/book/cover.html", "{% if %}", "templates/book/cover.html:1:"),
    ],
)
def test_a_template_that_fails_is_told(
    command: CommandTest, site: SiteTest, path: str, text: str, said: str
) -> None:
    """With its line, and without a traceback."""
    (site.root / path).parent.mkdir(parents=True)
    (site.root / path).write_text(text, "utf-8")
    done = command("book", "--form", "html")
    assert done.returncode == 1
    assert said in done.stderr


def test_templates_of_a_book_get_what_the_manual_says(command: CommandTest, site: SiteTest) -> None:
    """Each variable that it names for each of them, and what hangs on a chapter and on a file."""
    text = (bundled.manual() / "libro.md").read_text("utf-8").partition("## Tu propia cubierta")[2]
    named = [re.findall(r"(?<=`)\w+(?=`)", line) for line in re.split(r"\n- `book/[^`]+`|\. De cada", text)]
    cover, of_chapter, of_book, chapter, of_package = named
    of_file = of_package[of_package.index("id") :]
    asked = {
        "cover.html": [*cover, *(f"chapters[0].{name}" for name in of_chapter)],
        "book.html": of_book,
        "chapter.xhtml": chapter,
        "nav.xhtml": ["chapters"],
        "package.xml": [*of_package[: -len(of_file)], *(f"files[0].{name}" for name in of_file)],
    }
    assert [*map(len, asked.values())] == [15, 2, 1, 1, 7]
    folder = site.root / "templates" / "book"
    folder.mkdir(parents=True)
    for name, variables in asked.items():
        said = "".join(f"{{{{ '' if {each} is defined else '{each}' }}}}" for each in variables)
        theme = (bundled.templates() / "book" / name).read_text("utf-8")
        (folder / name).write_text(f"{theme}<!-- mía{said}. -->", "utf-8")
    assert command("book", "--form", "html", "--form", "epub").returncode == 0
    with zipfile.ZipFile(site.root / "build-libro" / "inicio.epub") as archive:
        written = [archive.read(name).decode() for name in archive.namelist() if name.endswith(("ml", "opf"))]
    written.append((site.root / "build-libro" / "inicio.html").read_text("utf-8"))
    assert re.findall("<!-- mía(.+?)[.] -->", "".join(written)) == []
    assert "".join(written).count("<!-- mía. -->") >= len(asked)
