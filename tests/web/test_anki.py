"""Packages for Anki: what is in them, and that the same cards give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import json
import sqlite3
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from escarcha import extras
from escarcha.web.anki import package_at, packages

if TYPE_CHECKING:
    from conftest import SiteTest

SETTINGS = 'title = "T"\nbase_url = "https://ejemplo.es/a"\nreview = ["questions", "anki"]\n'
NOTE = (
    "---\nupdated: 2026-05-04\naliases: [/vieja/]\n---\n# ¿A?\n\n[b](../b.md) \\[sound:x] ![Una](foto.png)\n"
)


@pytest.fixture
def asking(site: SiteTest) -> SiteTest:
    """Return a site with a question in two sections."""
    site.settings(SETTINGS).write("s/t/a.md", NOTE.replace("../", "../../")).write("s/t/foto.png", b"")
    return site.write("b.md", "# ¿B?\n\nSí.").write("s/index.md", "# Uno::dos")


def package(site: SiteTest, url: str = "/repaso/anki.apkg") -> bytes:
    """Return a package of a site."""
    content = package_at(url, site.edition())
    assert content is not None
    return content


def rows(content: bytes, question: str) -> list[Any]:
    """Return what the database in a package says."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(archive.read("collection.anki2"))
    found = connection.execute(question).fetchall()
    connection.close()
    return found


def test_a_package_has_a_deck_for_each_section(asking: SiteTest) -> None:
    """Below the site's, called as the section is; cards with full addresses and nothing that Anki reads."""
    content = package(asking)
    decks = json.loads(rows(content, "SELECT decks FROM col")[0][0]).values()
    assert {deck["name"] for deck in decks} - {"Default"} == {"T", "T::Uno:dos::T"}
    (one, other) = (row[0].split("\x1f") for row in rows(content, "SELECT flds FROM notes ORDER BY sfld"))
    image = '<img alt="Una" src="https://ejemplo.es/a/s/t/foto.png">'
    assert one == [
        "¿A?",
        f'<p><a href="https://ejemplo.es/a/b/">b</a> &#91;sound:x] {image}</p>',
        '<a href="https://ejemplo.es/a/s/t/a/#a">¿A?</a>',
    ]
    assert other == ["¿B?", "<p>Sí.</p>", '<a href="https://ejemplo.es/a/b/#b">¿B?</a>']


def test_the_same_cards_give_the_same_bytes(asking: SiteTest) -> None:
    """Whatever the day; another answer changes neither the names nor the numbers of a card."""
    known = "SELECT guid, notes.id, cards.id, did FROM notes JOIN cards ON nid = notes.id ORDER BY guid"
    before = package(asking)
    assert package(asking) == before
    with zipfile.ZipFile(io.BytesIO(before)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    day = dt.datetime(2026, 5, 4, tzinfo=dt.UTC).timestamp()
    assert rows(before, "SELECT DISTINCT mod FROM notes") == [(day,)]
    edited = package(asking.write("b.md", "# ¿B?\n\nNo.\n\n> [!faq] ¿C?\n> Sí."))
    assert edited != before
    assert {*rows(before, known)} < {*rows(edited, known)}
    text = (asking.content / "s/t/a.md").read_bytes().replace(b"[/vieja/]", b"[/vieja/, /s/t/a/]")
    (asking.content / "s/t/a.md").unlink()
    moved = package(asking.write("s/t/c.md", text))
    assert {row[:3] for row in rows(moved, known)} == {row[:3] for row in rows(edited, known)}


def test_each_section_has_a_package_of_its_own(asking: SiteTest) -> None:
    """Where there are several; the page that asks leads to all, which are published."""
    asking.freeze()
    links = [(link.text(), link.attrs["href"]) for link in asking.page("repaso/").css(".review-packages a")]
    assert links == [
        ("T", "/a/repaso/anki.apkg"),
        ("T", "/a/repaso/anki/portada.apkg"),
        ("Uno::dos", "/a/repaso/anki/s.apkg"),
    ]
    published = asking.tree()
    for _, href in links:
        name = str(href).removeprefix("/a/")
        assert published[name] == package(asking, f"/{name}")
    assert len(rows(published["repaso/anki/s.apkg"], "SELECT * FROM cards")) == 1
    asking.settings(SETTINGS.replace(', "anki"', ""))
    assert packages(asking.edition()) == {}


def test_a_missing_package_is_told(asking: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything runs, with the command that installs it."""
    monkeypatch.setitem(extras._NEEDED, extras.ANKI, ("no_esta",))
    asking.freeze()
    assert asking.failed
    (problem,) = asking.found
    assert problem.cause == '«review = ["anki"]» necesita paquetes que no están instalados: no_esta.'
    assert problem.remedy == 'Instálalos con: pip install "escarcha[anki]".'
