"""The index from A to Z: letters, names of code apart from them, a page for each letter of a long one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.web.search_page import MOST_LINES

if TYPE_CHECKING:
    from conftest import SiteTest


def test_names_of_code_stand_apart(site: SiteTest) -> None:
    """What looks like code under a heading is no topic; a word with a hyphen is one."""
    headings = (
        "Enlaces",
        "`enlace-roto`",
        "Cliente-servidor",
        "`site.toml`",
        "`url_for()`",
        "micro framework",
    )
    site.write("a.md", "# Errores\n\n" + "".join(f"## {each}\n\nTexto.\n\n" for each in headings)).freeze()
    sections = site.page("buscar/").css(".alphabet section")
    found = {section.css("h3")[0].text(): [link.text() for link in section.css("a")] for section in sections}
    assert found["Código"] == ["enlace-roto", "site.toml", "url_for()"]
    assert list(found)[-1] == "Código"
    assert found["E"] == ["Enlaces", "Errores"]
    assert found["C"] == ["Cliente-servidor"]
    assert found["M"] == ["micro framework"]


def test_each_letter_of_a_long_index_has_a_title(site: SiteTest) -> None:
    """No two pages are called the same, nor described the same."""
    words = ("Árbol", "Barco", "Casa")
    parts = "".join(f"## {words[number % 3]} {number}\n\nTexto.\n\n" for number in range(MOST_LINES + 3))
    site.write("a.md", f"# Zeta\n\n{parts}").freeze()
    pages = [site.page(url) for url in ("buscar/", "buscar/a/", "buscar/b/", "buscar/z/")]
    titles = [page.css("title")[0].text() for page in pages]
    assert titles[1].startswith("Índice: A")
    assert len(set(titles)) == 4
    assert len({page.css("meta[name=description]")[0].attrs["content"] for page in pages}) == 4
