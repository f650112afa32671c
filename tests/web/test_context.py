"""What templates receive."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest

from escarcha.notes import Entry, Media, Note, Section, Site, Tag
from escarcha.pages import Edition, FragmentStore, Page, PlacedLink
from escarcha.rendering import Heading
from escarcha.web.context import BacklinkContext, LinkContext, PageContext, SiteContext
from escarcha.web.listing import DESCRIBED
from escarcha.web.nav import NavItem
from escarcha.web.note_page import entry_context

if TYPE_CHECKING:
    from conftest import SiteTest

CONTEXTS = [SiteContext, LinkContext, BacklinkContext, PageContext, NavItem, Heading]
RECORDS = [*CONTEXTS, Entry, Section, Media, Tag, Site, Note, Page, PlacedLink]


def own_fields(kind: type[Any]) -> list[str]:
    """Return the names of the fields that a record does not have from another."""
    above = [base for base in kind.__mro__[1:] if dataclasses.is_dataclass(base)]
    inherited = {item.name for base in above for item in dataclasses.fields(base)}
    return [item.name for item in dataclasses.fields(kind) if item.name not in inherited]


def test_every_field_is_described() -> None:
    """Each field stands in its class's docstring, in order, and nothing else does."""
    described = {
        kind.__name__: re.findall(r"^ {4,8}(\w+): ", kind.__doc__ or "", re.MULTILINE) for kind in RECORDS
    }
    assert described == {kind.__name__: own_fields(kind) for kind in RECORDS}


def context(site: SiteTest, url: str) -> PageContext:
    """Return the context of a page."""
    read = site.read()
    return entry_context(Edition(read, FragmentStore()), read.entries[url])


def test_the_variables_are_the_fields(site: SiteTest) -> None:
    """Templates get every field by its name, and no other variable."""
    page = context(site.write("a.md"), "/a/")
    assert page.variables() == {item.name: getattr(page, item.name) for item in dataclasses.fields(page)}


def test_a_note_without_an_h1_gets_one(site: SiteTest) -> None:
    """A page has one H1: the note's own, or the title above it."""
    site.write("a.md", "# Suyo").write("b.md", "---\ntitle: Título\n---\ntexto").write("c.md", "<h1>x</h1>")
    assert [context(site, f"/{name}/").heading for name in "abc"] == ["", "Título", ""]


def test_a_page_has_one_title_however_many_its_note_has(site: SiteTest) -> None:
    """They go down a level below the title that is shown, or below the first of them if that is the title."""
    body = "# Uno\n\n## A\n\n> # Cita\n\n# Dos\n\n## B\n\n###### C"
    site.write("a.md", body).write("b.md", f"---\ntitle: Uno\n---\n{body}").freeze()
    found = []
    for name in "ab":
        headings = site.page(f"{name}/").css("main :is(h1, h2, h3, h4, h5, h6)")
        found.append([f"{node.tag} {node.text()}" for node in headings])
    assert found == [
        ["h1 A", "h2 Uno", "h3 A", "h2 Cita", "h2 Dos", "h3 B", "h6 C"],
        ["h1 Uno", "h2 A", "h1 Cita", "h2 Dos", "h3 B", "h6 C"],
    ]


def test_dates_come_from_the_header(site: SiteTest) -> None:
    """Outside of git, a note was last revised when its header says, else when it was published."""
    site.write("a.md", "---\ndate: 2026-01-02\n---\n").write("b.md", "---\nupdated: 2026-03-04\n---\n").write(
        "c.md"
    )
    pages = [context(site, f"/{name}/") for name in "abc"]
    assert [(page.date, page.updated) for page in pages] == [
        (dt.date(2026, 1, 2), dt.date(2026, 1, 2)),
        (None, dt.date(2026, 3, 4)),
        (None, None),
    ]


def test_the_description_is_the_headers_or_the_first_paragraph(site: SiteTest) -> None:
    """The front page without either has that of the site, a section the titles of its first pages."""
    site.settings('description = "Del sitio"').write("a.md", "---\ndescription: Suya\n---\nOtra.")
    site.write("b.md", "Primer *párrafo*.").write("c.md").write("s/d.md").write("s/e.md")
    found = [context(site, url).description for url in ("/a/", "/b/", "/c/", "/", "/s/")]
    assert found == ["Suya", "Primer párrafo.", "", "Del sitio", "D, E"]


def test_the_source_of_a_note_can_be_edited(site: SiteTest) -> None:
    """The link to the repository is made of its address, the path between and the note's own."""
    site.settings('repository = "https://g.es/r/"').write("año nuevo.md")
    assert context(site, "/ano-nuevo/").edit == "https://g.es/r/edit/main/content/a%C3%B1o%20nuevo.md"
    assert context(site, "/").edit == ""


def test_a_listing_says_what_its_pages_are_about(site: SiteTest) -> None:
    """By their headers or their first paragraphs; a long list by their headers alone."""
    site.write("s/a.md", "---\ndescription: Suya\n---\nOtra.").write("s/b.md", "# B\n\nPrimer *párrafo*.")
    site.write("s/c.md")
    assert [link.description for link in context(site, "/s/").entries] == ["Suya", "Primer párrafo.", ""]
    for number in range(DESCRIBED):
        site.write(f"s/{number}.md", "Texto.")
    assert {link.description for link in context(site, "/s/").entries} == {"Suya", ""}


def test_a_note_says_when_and_how_long_where_it_is_wanted(site: SiteTest) -> None:
    """Dates and minutes stand above the title, and only those that the settings ask for."""
    site.write("a.md", f"---\ndate: 2026-01-31\n---\n# A\n\n{'palabra ' * 500}").freeze()
    assert site.page("a/").css(".byline") == []
    site.settings('byline = ["reading_time", "date"]').freeze()
    (line,) = site.page("a/").css(".byline")
    assert " ".join(line.text().split()) == "Publicado el 31 de enero de 2026 3 minutos de lectura"


@pytest.mark.parametrize(
    ("where", "begins"),
    [
        ("ana@ejemplo.es", "mailto:ana@ejemplo.es?subject=Error%20en%20%C2%ABUn%20t%C3%ADtulo%C2%BB&body="),
        ("https://ejemplo.es/nuevo?l=es", "https://ejemplo.es/nuevo?l=es&title=Error%20en%20%C2%ABUn%20"),
    ],
)
def test_a_reader_can_tell_what_is_wrong(site: SiteTest, where: str, begins: str) -> None:
    """By mail or by a form, as the settings say; a section without a note has nothing to be told of."""
    site.settings(f'feedback = "{where}"').write("s/a.md", "# Un título\n").freeze()
    assert site.problems == []
    links = site.page("s/a/").css(".page-details a:not(.copies)")
    assert [link.text() for link in links] == ["¿Te ha servido?", "Avisar de un error"]
    assert (links[1].attrs["href"] or "").startswith(begins)
    assert "Avisar" not in site.html("s/")
