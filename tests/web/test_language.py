"""The interface in other languages: one catalogue for each, complete, and nothing left in Spanish."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from selectolax.lexbor import LexborHTMLParser

from escarcha import bundled
from escarcha.web.assets import assets
from escarcha.web.language import long_date, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import SiteTest

CATALOGUES = sorted(bundled.LOCALE.glob("*.po"))
METHODS = [("**.html", "jinja2"), ("**.js", "javascript"), ("**.py", "python")]
FOLDERS = [bundled.templates(), bundled.STATIC / "js", bundled.PACKAGE / "web"]


def said() -> Iterator[str | tuple[str, ...]]:
    """Yield the texts of templates, scripts and contexts; those with a plural as pairs."""
    for folder in FOLDERS:
        for _, _, text, _, _ in extract_from_dir(
            folder, METHODS, keywords={"_": None, "ngettext": (1, 2), "say": (1, 2)}
        ):
            yield text


def test_there_is_something_to_say() -> None:
    """The texts are found where they stand."""
    found = set(said())
    assert {"Saltar al contenido", "Copiar", "Etiquetas", ("%(num)s nota", "%(num)s notas")} <= found


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_a_catalogue_says_everything_and_nothing_else(file: Path) -> None:
    """Each text of the interface has its translation, with the same placeholders; none is left over."""
    with file.open("rb") as opened:
        catalogue = {message.id: message.string for message in read_po(opened) if message.id}
    assert set(catalogue) == set(said())
    for text, translation in catalogue.items():
        texts_in = [text] if isinstance(text, str) else list(text)
        translated = [translation] if isinstance(translation, str) else list(translation or ())
        assert all(translated)
        for one, other in zip(texts_in, translated, strict=True):
            assert sorted(re.findall(r"%\(\w+\)s", one)) == sorted(re.findall(r"%\(\w+\)s", other))


def test_an_english_site_speaks_english(site: SiteTest) -> None:
    """Pages, dates and scripts; the notes stay what they are."""
    site.settings('title = "Notes"\nlanguage = "en-GB"').write("a.md", "# A\n\n## B\n\n## C")
    site.write("b.md", "---\ndate: 2026-11-22\ntags: x\n---\n# B").freeze()
    page = site.page("b/")
    text = page.text()
    assert "Skip to content" in text
    assert "22 November 2026" in text
    assert not {"Navegación", "Anterior", "Publicado el", "Etiquetas"} & set(re.split(r"\s*\n\s*", text))
    (script,) = page.css("script[src]")
    source = site.tree()[(script.attrs["src"] or "").lstrip("/")].decode()
    assert '"Copied"' in source
    assert '"Copiado"' not in source


def test_a_language_without_a_catalogue_reads_the_spanish_texts(site: SiteTest) -> None:
    """Better than half of each."""
    site.settings('title = "T"\nlanguage = "eu"').write("a.md").freeze()
    assert "Saltar al contenido" in site.html("a/")
    assert site.page("a/").css("html")[0].attrs["lang"] == "eu"


def test_dates_are_written_out() -> None:
    """As readers of each language write them; an unknown language as in Spanish."""
    day = dt.date(2026, 9, 1)
    assert long_date(day) == "1 de septiembre de 2026"
    assert long_date(day, "en-US") == "September 1, 2026"
    assert long_date(day, "zz") == "1 de septiembre de 2026"


def test_numbers_agree_with_their_noun() -> None:
    """None and many take the plural."""
    say = texts("es").ngettext
    assert [say("%(num)s nota", "%(num)s notas", n) % {"num": n} for n in (0, 1, 2)] == [
        "0 notas",
        "1 nota",
        "2 notas",
    ]


def test_scripts_keep_their_names_apart_by_language() -> None:
    """A script that says something else has another address."""
    assert assets("es")["page.js"].url != assets("en")["page.js"].url
    assert assets("es")["site.css"] == assets("en")["site.css"]


def test_every_text_of_a_template_is_marked(site: SiteTest) -> None:
    """In a site whose texts are all replaced, no Spanish word of the theme is left."""
    site.settings('title = "T"\nlanguage = "en"').write("a.md", "# A").write(
        "b/c.md", "---\ntags: x\n---\n# C"
    ).freeze()
    for url in ("", "a/", "b/c/", "etiquetas/", "404.html"):
        tree = LexborHTMLParser(site.html(url))
        for node in tree.css("script, style, article"):
            node.decompose()
        words = tree.html or ""
        assert not re.search(
            r"[áéíóúñ¿¡]|\b(de|la|el|del|página|páginas|nota|notas)\b", re.sub(r"https?://\S+", "", words)
        )


def test_an_interface_in_another_language_says_so(site: SiteTest) -> None:
    """Notes in Catalan are Catalan, and the buttons around them Spanish; elsewhere one language is enough."""
    site.settings('title = "Apunts"\nlanguage = "ca"').write("a.md", "# A\n\n## B\n\n## C\n").freeze()
    page = site.page("a/")
    assert [page.css(tag)[0].attrs["lang"] for tag in ("html", "body")] == ["ca", "es"]
    for place in (
        "article",
        ".brand",
        ".sidebar nav ul ul, .sidebar nav ul + ul",
        ".contents ol",
        ".breadcrumbs ol",
    ):
        assert {node.attrs.get("lang") for node in page.css(place)} == {"ca"}, place
    assert page.css(".search-opener[lang]") == []
    site.settings('language = "es-MX"').freeze()
    assert [node.attrs["lang"] for node in site.page("a/").css("[lang]")] == ["es-MX"]
