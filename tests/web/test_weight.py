"""What a page costs its readers, in bytes as hosts send them: compressed with brotli."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import brotli
import pytest

from escarcha.rendering import icon_sets

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import SiteTest

KB = 1000
PARAGRAPH = (
    "Una aplicación de Flask recibe la petición número {0}, decide qué vista la atiende y devuelve lo que "
    "esta responde; el resto, de la plantilla {0} a la sesión, está a una línea de distancia.\n\n"
)


WORDS = sorted(set(PARAGRAPH.replace(",", "").split()) | {f"palabra{number}" for number in range(40)})


def weight(content: bytes) -> int:
    """Return how many bytes travel."""
    return len(brotli.compress(content))


def visit(site: SiteTest, url: str) -> dict[str, int]:
    """Return what a first visit to a page sends, by kind: the page, its sheets and its scripts."""
    page, files = site.page(url), site.tree()
    sheets = [node.attrs["href"] or "" for node in page.css("link[rel=stylesheet]")]
    scripts = [node.attrs["src"] or "" for node in page.css("script[src]")]
    return {
        "HTML": weight(site.html(url).encode()),
        "CSS": sum(weight(files[name.lstrip("/")]) for name in sheets),
        "JS": sum(weight(files[name.lstrip("/")]) for name in scripts),
        "files": len(sheets) + len(scripts),
    }


def test_a_page_of_ordinary_length_is_light(site: SiteTest) -> None:
    """16 KB for the first page, 6 for the next; 8 of style, 5 of scripts, in two files."""
    code = "```python\nfrom flask import Flask\n\napp = Flask(__name__)\n```\n\n"
    for name in "abcdefgh":
        text = "".join(f"## Parte {n}\n\n{PARAGRAPH.format(n) * 2}{code}" for n in range(8))
        site.write(f"guía/{name}.md", f"# La nota {name}\n\n{text}")
    cost = visit(site.freeze(), "guia/c/")
    assert cost["files"] == 2
    assert cost["CSS"] <= 8 * KB
    assert cost["JS"] <= 5 * KB
    assert cost["CSS"] + cost["JS"] <= 11 * KB  # what is left is for words
    assert cost["HTML"] <= 6 * KB
    assert cost["HTML"] + cost["CSS"] + cost["JS"] <= 16 * KB


def test_the_front_page_is_lighter_still(site: SiteTest) -> None:
    """14 KB for a first visit to one with an example that runs, and doors."""
    app = (
        'from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get("/")\ndef inicio():\n    return {}\n'
    )
    example = f'```python run title="app.py"\n{app}```\n\n```http\nGET /\n```\n'
    site.write("index.md", f"# Apuntes\n\n{PARAGRAPH.format(1)}{example}")
    for section in "abcd":
        site.write(f"{section}/nota.md", f"# La nota\n\n{PARAGRAPH.format(2)}")
    cost = visit(site.freeze(), "")
    assert site.page("").css(".example")
    assert cost["HTML"] + cost["CSS"] + cost["JS"] <= 14 * KB


def test_the_largest_file_is_asked_for_first(site: SiteTest) -> None:
    """A page asks for its sheet before its script: both hold back the paint, and the sheet is larger."""
    site.write("nota.md", "# Una nota\n\n> [!NOTE]\n> Con un recuadro.\n")
    head = site.freeze().page("nota/").css("head link[rel=stylesheet], head script[src]")
    assert [node.tag for node in head] == ["link", "link", "script"]


def test_fifty_icons_and_notes_weigh_little(
    site: SiteTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Material's dialect, fifty notes on code and fifty icons make a page at most 1.3 times as heavy."""
    draw = random.Random(1)  # noqa: S311 - made-up texts
    for icon_number in range(10):
        file = tmp_path / f"material/icono-{icon_number}.svg"
        file.parent.mkdir(exist_ok=True)
        path = "".join(f"{draw.choice('mlhvc')}{draw.uniform(-9, 9):.2f}" for _ in range(75))
        file.write_text(f'<svg viewBox="0 0 24 24"><path d="{path}"/></svg>', "utf-8")
    monkeypatch.setattr(icon_sets, "_sets", lambda: tmp_path)
    site.settings('dialect = "material"')
    for name, has_them in (("llana", False), ("llena", True)):
        parts: list[str] = []
        for number in range(50):
            icon, call = (f" :material-icono-{number % 10}:", "  # (1)!") if has_them else ("", "")
            parts += [f"{' '.join(draw.sample(WORDS, 30))}{icon}.\n"]
            parts += [f"```python\nvalor_{number} = calcula({number}){call}\n```\n"]
            parts += [f"1. {' '.join(draw.sample(WORDS, 12))}\n"]
        site.write(f"{name}.md", "\n".join(["# Una nota\n", *parts]))
    site.freeze()
    plain, full = (sum(visit(site, url).values()) for url in ("llana/", "llena/"))
    assert len(site.page("llena/").css("svg.twemoji")) == 50
    assert full <= 1.3 * plain


def requests(site: SiteTest, url: str) -> set[str]:
    """Return what a browser that comes for the first time asks for on a page, without the reader's doing.

    Chromium reads the description of the search on the front page alone
    (https://source.chromium.org/search?q=OpenSearchDescriptionDocument).
    """
    page, addresses = site.page(url), {"page", "speculation rules"}
    wanted = "link[rel=stylesheet], link[rel=icon], script[src], img[src]"
    for node in page.css(f"{wanted}, link[rel=search]" if url == "" else wanted):
        addresses.add(node.attrs.get("href") or node.attrs.get("src") or "")
    return addresses


def test_no_note_asks_for_more_than_six_files(site: SiteTest) -> None:
    """Everything counted: the icon, the rules for fetching ahead, the description of the search.

    Pages that lead to others ask for one more, their own sheet.
    """
    site.settings('title = "T"\nbase_url = "https://ejemplo.es"')
    site.write("g/a.md", "---\ntags: x\n---\n# A\n\n> [!NOTE]\n> Un recuadro.").write(
        "g/b.md", "# B"
    ).freeze()
    for url in ("", "g/", "g/a/", "g/b/", "etiquetas/", "etiquetas/x/", "buscar/", "404.html"):
        assert len(requests(site, url)) <= (6 if url.startswith("g/") and url != "g/" else 7), url
    assert "listings" not in site.html("g/a/")
    assert "notices" not in site.html("g/b/")
    assert len(requests(site, "g/a/") - requests(site, "g/b/")) == 1


def test_what_is_loaded_later_is_not_in_the_page(site: SiteTest) -> None:
    """A module has its sheet beside it, and the page's script only their names."""
    tree = site.write("a.md").freeze().tree()
    script = next(content for name, content in tree.items() if name.startswith("_static/page.")).decode()
    for name in ("extras", "search"):
        (module,) = (file for file in tree if file.startswith(f"_static/{name}.") and file.endswith(".js"))
        (sheet,) = (file for file in tree if file.startswith(f"_static/{name}.") and file.endswith(".css"))
        assert f"./{module.removeprefix('_static/')}" in script
        assert f"./{sheet.removeprefix('_static/')}" in tree[module].decode()


@pytest.mark.slow
def test_a_large_site_costs_a_page_no_more(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every kind of page weighs among five hundred notes what it does among thirty, but for what it lists."""
    few, many = (_site(tmp_path_factory.mktemp("site"), notes) for notes in (6, 100))
    notes, sections = ("", "s0/n0/", "s0/hondo/n5/", "404.html"), ("breve/", "breve/n0/")
    for url in (*notes, *sections, "etiquetas/", "etiquetas/pocas/", "glosario/"):
        small, large = (weight(site.html(url).encode()) for site in (few, many))
        assert large - small <= KB, url


def _site(root: Path, notes: int) -> SiteTest:
    """Return five sections of so many notes each, a sixth of them deeper; a short one, tags and terms."""
    from conftest import SiteTest  # noqa: PLC0415 - the plugin is loaded by then

    site = SiteTest(root).settings('title = "T"\nglossary = "glosario.md"')
    site.write("glosario.md", "## Petición\n\nLo que se pide.\n\n## Vista\n\nLo que responde.")
    for number in range(6):
        site.write(f"breve/n{number}.md", f"---\ntags: [pocas]\n---\n# Breve {number}")
    for section in range(5):
        for number in range(notes):
            folder = f"s{section}/hondo" if number % 6 == 5 else f"s{section}"
            tagged = "---\ntags: [muchas]\n---\n" if number % 2 else ""
            site.write(
                f"{folder}/n{number}.md",
                f"{tagged}# Nota {number} de {section}\n\n{PARAGRAPH.format(number)}",
            )
    return site.freeze()
