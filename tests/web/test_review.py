"""The page that asks readers: what is on it, and what is told of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from escarcha.preview.live import live_app

if TYPE_CHECKING:
    from conftest import SiteTest

SETTINGS = 'title = "T"\nbase_url = "https://ejemplo.es/a"\nreview = ["questions", "glossary"]\n'
ANSWER = "Una *cosa*, [otra](b.md)."
NOTE = (
    f"---\naliases: [/vieja/]\n---\n# A\n\n## ¿Qué es `x`?\n\n{ANSWER}\n\n> [!faq]- ¿Y?\n> Sí: [b](b.md).\n"
)


@pytest.fixture
def asking(site: SiteTest) -> SiteTest:
    """Return a site that asks two questions."""
    return site.settings(SETTINGS).write("s/a.md", NOTE).write("s/b.md", "# B\n\nIgual.\n\nUno.")


def test_questions_stand_folded_by_section(asking: SiteTest) -> None:
    """Each with its answer, a link to its note and the names that it has and had."""
    asking.freeze()
    assert asking.problems == []
    (deck,) = asking.page("repaso/").css(".deck")
    assert deck.css("h2")[0].text() == "S"
    cards = deck.css("details.flashcard:not([open])")
    assert [(card.attrs["data-card"], card.attrs["data-former"]) for card in cards] == [
        ("/s/a/#que-es-x", "/vieja/#que-es-x"),
        ("/s/a/#y", "/vieja/#y"),
    ]
    assert [card.css("summary")[0].text() for card in cards] == ["¿Qué es x?", "¿Y?"]
    assert [card.css(".answer")[0].text().strip() for card in cards] == ["Una cosa, otra.", "Sí: b."]
    assert [card.css(".flashcard-source a")[0].attrs["href"] for card in cards] == ["/a/s/a/#que-es-x"] * 2
    assert "https://ejemplo.es/a/repaso/" in asking.html("sitemap.xml")
    assert asking.page("s/b/").css('.colophon a[href="/a/repaso/"]')


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("## ¿Qué?\n\n```python run trace\nx = 1\n```", {"seldom.css", "trace.css", "trace.js"}),
        ("## ¿Cuánto es $x^2$?\n\nPoco.", {"pieces.css"}),
        ("> [!question]- ¿Qué?\n> > [!note]\n> > Esto.", {"notices.css"}),
    ],
)
def test_what_is_asked_looks_as_in_its_note(site: SiteTest, written: str, wanted: set[str]) -> None:
    """The page that asks loads the sheets and scripts that are of use to questions and answers, no others."""
    site.settings(SETTINGS).write("a.md", f"# A\n\n{written}").freeze()
    loaded = re.findall(r"/_static/(\w+)\.\w+(\.css|\.js)", site.html("repaso/index.html"))
    usual = {"site.css", "listings.css", "review.css", "review.js", "page.js"}
    assert set(map("".join, loaded)) - usual == wanted


def test_a_link_that_leads_nowhere_is_told_where_it_was_written(asking: SiteTest) -> None:
    """Once, although the page that asks shows it too."""
    asking.write("s/a.md", "# ¿A?\n\nUna [cosa](nada.md), [otra](b.md#nada), [lo demás](#nada).").freeze()
    assert asking.codes == ["ancla-rota", "ancla-rota", "enlace-roto"]
    assert {problem.path for problem in asking.found} == {"content/s/a.md"}


def test_a_note_may_not_have_its_address(asking: SiteTest) -> None:
    """It is told as any two of one address; where nothing is asked for, the address is free."""
    asking.write("repaso.md", "# Repaso")
    assert asking.refusals() == ["content/repaso.md:1: la dirección /repaso/ es también la de «el repaso»."]
    asking.settings('title = "T"').read()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("true", "«review» debe ser una lista con «questions», «glossary» o «anki»."),
        ('["cards"]', "«review» debe ser una lista con «questions», «glossary» o «anki»."),
        ('["anki"]', "«review» dice «anki» y no de qué: añade «questions» o «glossary»."),
    ],
)
def test_a_setting_that_cannot_be_is_told(site: SiteTest, value: str, told: str) -> None:
    """With its line."""
    assert site.settings(f'title = "T"\nreview = {value}').refusals() == [f"content/site.toml:2: {told}"]


def test_there_may_be_nothing_to_ask(site: SiteTest) -> None:
    """The page says so, in a preview as well."""
    site.settings(SETTINGS).write("a.md", "# A")
    answer = live_app(site.project).test_client().get("/repaso/")
    assert answer.status_code == 200
    assert "Todavía no hay preguntas en las notas." in answer.text
