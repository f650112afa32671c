"""A book of a site: its pages, how they read on paper, and whether readers of EPUB take it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import SiteTest
from escarcha.book import Form, UnknownPageError, bind
from escarcha.book.chapters import chapters_of, find_start
from escarcha.book.pdf import said_as, write_pdf
from escarcha.freezing import Options
from escarcha.preview.live import live_app

if TYPE_CHECKING:
    from pathlib import Path

NOTE = """\
# La *primera* nota

[otra](otra.md#igual), [abajo](#igual), [fuera](https://ejemplo.com/), [datos](../datos.csv),
[ayuda](../ayuda.md)

## Igual

> [!WARNING]
> Cuidado.

=== "Linux"

    Con apt.

=== "Windows"

    Con winget.

<details><summary>Más</summary>Lo plegado.</details>

![Un punto](../punto.png) ![De otros](https://ejemplo.com/a.png)

$\\frac{a}{b}$

```mermaid
graph LR
  A --> B
```

| Uno | Dos |
|---|---|
| a & b | c |

- [x] hecho

<font color="red">viejo<br></font> %%lo oculto%%

Al pie[^1].

[^1]: La nota.
"""


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> tuple[SiteTest, dict[str, bytes]]:
    """Make a book of a section in HTML and EPUB; return the site, and the files by what they end in."""
    site = SiteTest(tmp_path_factory.mktemp("libro"))
    site.settings(
        'base_url = "https://ejemplo.es/x"\nauthors = ["Ana"]\nlicense = "CC BY 4.0"\ntitle = "Apuntes"'
    )
    site.write("index.md", "# Apuntes\n").write("ayuda.md", "# Ayuda\n").write("datos.csv", "a,b\n")
    site.write("punto.png", b"\x89PNG\r\n\x1a\n" + bytes(30))
    site.write("curso/index.md", "# Curso & más\n\nDe qué va.\n").write(
        "curso/borrador.md", "---\ndraft: true\n---\n# Oculta\n"
    )
    site.write("curso/nota.md", NOTE).write("curso/otra.md", "# Otra\n\n## Igual\n\n[atrás](nota.md)\n")
    site.write("curso/parte/hoja.md", "# Hoja\n\n## Igual\n")
    site.write("curso/parte/index.md", "# Parte\n\n## 1\n")
    return site, bind_to(site, site.root / "uno", "content/curso", Form.HTML, Form.EPUB)


def bind_to(site: SiteTest, folder: Path, where: str, *forms: Form) -> dict[str, bytes]:
    """Make a book; return its files by what they end in."""
    site.project = type(site.project).at(site.root, output=folder)
    work = bind(site.project, live_app(site.project), where, forms, Options(cache=False))
    while True:
        try:
            next(work)
        except StopIteration as end:
            return {file.suffix[1:]: file.read_bytes() for file in end.value.files}


def test_on_paper(bound: tuple[SiteTest, dict[str, bytes]]) -> None:
    """All that a page shows is in the book, folded or not; links lead within it, or say where they lead."""
    page = LexborHTMLParser(bound[1]["html"])
    headings = [(node.tag, node.text()) for node in page.css("main :is(h1, h2, h3, h4)")]
    assert headings == [
        ("h2", "1 La primera nota"),
        ("h3", "Igual"),
        ("h2", "2 Otra"),
        ("h3", "Igual"),
        ("h2", "3 Parte"),
        ("h3", "1"),
        ("h3", "3.1 Hoja"),
        ("h4", "Igual"),
    ]
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    links = {
        node.text(): (node.attributes["href"] or "", node.attributes.get("data-ref"))
        for node in page.css("main a")
    }
    assert links["otra"] == ("#s2--igual", "2")
    assert links["abajo"] == ("#s1--igual", None)
    assert links["atrás"] == ("#s1", "1")
    assert links["fuera"] == ("https://ejemplo.com/", None)
    assert links["datos"] == ("https://ejemplo.es/x/datos.csv", None)
    assert links["ayuda"] == ("https://ejemplo.es/x/ayuda/", None)
    assert all(href[1:] in ids for href, _ in links.values() if href.startswith("#"))
    sheet = page.css("style")[0].text()
    assert re.search(r"\.code[^{}]* \{ break-inside: avoid", sheet)
    assert re.search(r"pre \{[^}]* white-space: pre-wrap", sheet)
    (main,), (cover,) = page.css("main"), page.css(".cover")
    text = main.text()
    for said in (
        "Cuidado.",
        "Con apt.",
        "Con winget.",
        "Lo plegado.",
        "☑ hecho",
        "viejo",
        "La nota.",
        "De otros",
        "De qué va.",
    ):
        assert said in text
    assert "oculto" not in text.lower()
    assert "Oculta" not in text
    assert page.css_first("math mfrac") is not None
    assert page.css("details, input, script, font, [tabindex]") == []
    assert [(image.attributes["src"] or "")[:15] for image in page.css("img")] == [
        "data:image/png;",
        "data:image/svg+",
    ]
    for said in ("Curso & más", "Ana", "CC BY 4.0", "https://ejemplo.es/x/curso/"):
        assert said in cover.text()


def test_an_epub_is_whole(bound: tuple[SiteTest, dict[str, bytes]]) -> None:
    """Each file is well-formed and listed, the first says what it is, and links lead to elements."""
    archive = zipfile.ZipFile(io.BytesIO(bound[1]["epub"]))
    names = archive.namelist()
    assert (names[0], archive.read("mimetype")) == ("mimetype", b"application/epub+zip")
    package = ET.fromstring(archive.read("EPUB/package.opf"))  # noqa: S314 - our own
    items = {item.attrib["href"]: item.attrib.get("properties", "") for item in package.findall(".//{*}item")}
    assert {f"EPUB/{href}" for href in items} == {*names} - {
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
    }
    assert items["s1.xhtml"] == "mathml"
    pages = [name for name in names if name.endswith(".xhtml")]
    trees = {name[5:]: ET.fromstring(archive.read(name)) for name in pages}  # noqa: S314 - our own
    ids = {
        f"{name}#{node.get('id')}" for name, tree in trees.items() for node in tree.iter() if node.get("id")
    }
    leads = {link.attrib["href"] for tree in trees.values() for link in tree.findall(".//{*}a")}
    inside = {lead for lead in leads if not lead.startswith("http")}
    assert inside
    assert inside - ids - trees.keys() == set()
    assert [depth.text for depth in trees["nav.xhtml"].findall(".//{*}ol//{*}ol//{*}a")] == [None]


def test_the_same_notes_give_the_same_book(bound: tuple[SiteTest, dict[str, bytes]]) -> None:
    """Made elsewhere and again, both forms have the same bytes, and nothing else is left there."""
    site, files = bound
    assert bind_to(site, site.root / "dos" / "tres", "/curso/", Form.HTML, Form.EPUB) == files
    left = sorted(file.name for file in (site.root / "dos" / "tres").iterdir())
    assert left == ["curso-mas.epub", "curso-mas.html"]


@pytest.mark.parametrize(
    ("where", "chapters"),
    [
        ("", ["", "1", "2", "2.1", "3"]),
        (".", ["", "1", "2", "2.1", "3"]),
        ("b", ["", "1"]),
        ("content/b/", ["", "1"]),
        ("b/una.md", [""]),
        ("/b/una/", [""]),
        ("./Ñandú.md", [""]),
    ],
)
def test_what_a_book_is_of(site: SiteTest, where: str, chapters: list[str]) -> None:
    """Of the site, of a section or of a note, by its path or its address; numbers follow the folders."""
    for path in ("index.md", "a.md", "b/index.md", "b/una.md", "Ñandú.md", "404.md"):
        site.write(path, f"# {path}\n")
    read = site.read()
    assert [chapter.number for chapter in chapters_of(read, find_start(read, where))] == chapters


def test_what_is_not_there_is_told(site: SiteTest) -> None:
    """With what was meant, if that can be known."""
    read = site.write("index.md", "# Inicio").write("flask/index.md", "# Flask").read()
    with pytest.raises(UnknownPageError) as told:
        find_start(read, "content/flsk")
    assert told.value.near == "flask"


def test_a_pdf_is_tagged() -> None:
    """It has language, bookmarks, headers of tables and texts for pictures, and no date."""
    html = (
        '<html lang="es"><title>T</title><h1>Uno</h1><p><math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>'
        '<img alt="" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22'
        ' height=%229%22/%3E"/><svg width="9" height="9"><path d="M0 0h9v9z"/></svg></p>'
        '<table><tr><th scope="col">x</th></tr><tr><td>1</td></tr></table>'
    )
    written = write_pdf(html)
    assert written == write_pdf(html)
    packed = re.findall(rb"FlateDecode.*?stream\n(.*?)\nendstream", written, re.DOTALL)
    said = written + b"".join(map(zlib.decompress, packed))
    for mark in (
        b"/Lang (es)",
        b"/Outlines",
        b"/StructTreeRoot",
        b"/S /TH",
        b"/Alt (a/2)",
        b"/Alt ( )",
        b"/Marked true",
    ):
        assert mark in said
    assert said.count(b"/S /Figure") == said.count(b"/Alt (") == 3
    assert not re.search(rb"/(?:CreationDate|ModDate)", said)


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>a</li><li><p>b</p></li><li>c<pre>d</pre>e<ul><li><p>f</p></li></ul></li></ul>",
        "<dl><dt>t</dt><dd>d<p>e</p></dd></dl><dl><div><dt>t</dt><dd>d</dd></div></dl>",
    ],
)
def test_lists_of_a_pdf_hold_items_and_these_a_body(html: str) -> None:
    """And nothing else, as PDF/UA asks, whatever blocks stand in them; nothing that stands there is lost."""
    written = write_pdf(f'<html lang="es"><title>T</title><h1>Uno</h1>{html}')
    objects: dict[bytes, bytes] = {}
    for packed in re.findall(rb"/ObjStm.*?stream\n(.*?)\nendstream", written, re.DOTALL):
        head, *said = zlib.decompress(packed).split(b"\n", 1)
        objects |= dict(zip(head.split()[::2], said[0].split(b"\n"), strict=True))
    kinds = {
        at: found[1] for at, each in objects.items() if (found := re.search(rb"/StructElem/S /(\w+)", each))
    }
    kids = {
        at: re.findall(rb"(\d+) 0 R", objects[at].partition(b"/K [")[2].partition(b"]")[0]) for at in kinds
    }
    for at, kind in kinds.items():
        within = [kinds[kid] for kid in kids[at] if kid in kinds]
        if kind == b"L":
            assert set(within) <= {b"LI", b"L"}
        if kind == b"LI":
            assert [each for each in within if each != b"Lbl"] == [b"LBody"]
        assert all(b"/P %s 0 R" % at in objects[kid] for kid in kids[at] if kid in kinds)
    assert [*kinds.values()].count(b"LI") == len(re.findall("<li|<dt|<dd", html))


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("<mi>x</mi><mo>=</mo><mn>2</mn>", "x = 2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a + b)/2"),
        ("<msup><mi>x</mi><mn>10</mn></msup>", "x^(10)"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi>", "∑_i^n i"),
        ("<msqrt><mi>x</mi></msqrt><mroot><mi>y</mi><mn>3</mn></mroot>", "√(x) 3√y"),
        ("<mspace/>", ""),
    ],
)
def test_a_formula_can_be_heard(formula: str, said: str) -> None:
    """Its text says what is above, below and under a root."""
    assert said_as(ET.fromstring(f"<math>{formula}</math>")) == said  # noqa: S314 - our own
