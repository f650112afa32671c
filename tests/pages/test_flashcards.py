"""Flashcards: which questions of a note are asked, what answers them, and by what they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from conftest import SiteTest
    from escarcha.pages.flashcards import Flashcard

ASKING = 'title = "T"\nreview = ["questions", "glossary"]\n'
GLOSSARY = f'{ASKING}glossary = "glosario.md"\n'


NOTES: list[tuple[str, list[tuple[str, str]]]] = [
    ("## ¿Qué es?\n\nUna cosa.\n\nOtra.", [("¿Qué es?", "Una cosa.")]),
    ("## ¿Qué es?\n\nEsto:\n\n- Uno\n- Dos\n\nMás.", [("¿Qué es?", "Esto: Uno Dos")]),
    ("## ¿Qué es?\n\nEsto:\n\n## Otra\n\nNo.", [("¿Qué es?", "Esto:")]),
    ("## ¿Qué es?\n\n- Uno\n- Dos\n\nMás.", [("¿Qué es?", "Uno Dos")]),
    ("## ¿Qué es *esto*[^1]?\n\nNada.\n\n[^1]: Al pie.", [("¿Qué es esto?", "Nada.")]),
    ("## 1. ¿Qué es [x](https://ejemplo.es)?\n\nNada.", [("1. ¿Qué es x?", "Nada.")]),
    ("## ¿Qué es?\n\n### Un apartado\n\nNo.", []),
    ("## «¿Qué es?» 🙂\n\nUna cosa.", [("«¿Qué es?» 🙂", "Una cosa.")]),
    ("## ¿Qué es? Una cosa\n\nNo.", []),
    ("## ¿Qué es?", []),
    ("## Qué es\n\nUna cosa.", []),
    ("> ## ¿Citada?\n>\n> No.", []),
    ("> [!question] ¿Qué es?\n> Una cosa.\n>\n> Y otra.", [("¿Qué es?", "Una cosa. Y otra.")]),
    ("> [!question]- ¿Qué es?\n> Una cosa.", [("¿Qué es?", "Una cosa.")]),
    ("> [!FAQ]\n> ¿Qué es?\n>\n> Una cosa.", [("¿Qué es?", "Una cosa.")]),
    ("> [!question] ¿Qué es?\n>\n> > [!success]- Respuesta\n> > Una cosa.", [("¿Qué es?", "Una cosa.")]),
    ('??? question "¿Qué es?"\n\n    Una cosa.', [("¿Qué es?", "Una cosa.")]),
    (":::question ¿Qué es?\nUna cosa.\n:::", [("¿Qué es?", "Una cosa.")]),
    ("> [!question] ¿Qué es?", []),
    ("> [!question]\n> ¿Qué es?", []),
    ("> [!note] ¿Qué es?\n> Una cosa.", []),
    (
        "<details>\n<summary>¿Qué es <code>x</code>?</summary>\n\nUna *cosa*.\n\n</details>",
        [("¿Qué es x?", "Una cosa.")],
    ),
    ("<details>\n<summary>¿Qué es?</summary>\nUna <b>cosa</b>.\n</details>", [("¿Qué es?", "Una cosa.")]),
    ("<details><summary>¿Qué es?</summary>Una cosa.</details>", [("¿Qué es?", "Una cosa.")]),
    ("<details><summary>¿Qué es?</summary>A &lt; B<br></details>", [("¿Qué es?", "A < B")]),
    ("<details>\n<summary>¿Qué es?</summary>\n\n</details>", []),
    ("<details>\n<summary>Más</summary>\n\nUna cosa.\n\n</details>", []),
    (
        "## ¿Una?\n\nUno.\n\n> [!question] ¿Dos?\n> Dos.\n\n### ¿Tres?\n\nTres.",
        [("¿Una?", "Uno."), ("¿Dos?", "Dos."), ("¿Tres?", "Tres.")],
    ),
]
"""What stands in a note, and what is asked of it."""


def cards_of(site: SiteTest) -> list[Flashcard]:
    """Return the flashcards of a site, whatever their section."""
    return [card for cards in site.edition().review.decks.values() for card in cards]


def text(html: str) -> str:
    """Return the words of some HTML."""
    return " ".join(LexborHTMLParser(str.replace(html, "</p>", "</p> "), is_fragment=True).text().split())


def test_what_is_a_question(site: SiteTest) -> None:
    """A heading or a box that asks and is answered, in every spelling; nothing else of a note."""
    site.settings(ASKING)
    for number, (note, _) in enumerate(NOTES):
        site.write(f"n{number}.md", f"# Una nota\n\nAntes.\n\n{note}\n")
    found: dict[str, list[tuple[str, str]]] = {}
    for card in cards_of(site):
        found.setdefault(card.entry.url, []).append((text(card.question), text(card.answer)))
    wrong = [(note, found.get(f"/n{number}/", []), asked) for number, (note, asked) in enumerate(NOTES)]
    assert [each for each in wrong if each[1] != each[2]] == []


def test_a_title_may_ask(site: SiteTest) -> None:
    """Whether the note brings it or its header; the note's opening answers."""
    site.settings(ASKING).write("a.md", "# ¿Qué es?\n\nUna cosa.")
    site.write("b.md", "---\ntitle: ¿Y esto?\n---\nOtra.\n\n## Más\n\nNo.")
    assert [(card.id, text(card.question), text(card.answer)) for card in cards_of(site)] == [
        ("/a/#que-es", "¿Qué es?", "Una cosa."),
        ("/b/", "¿Y esto?", "Otra."),
    ]


def test_terms_of_the_glossary_are_asked(site: SiteTest) -> None:
    """By their names in both languages; where they are explained and nowhere else."""
    site.settings(GLOSSARY).write("a.md", "# A\n\nUna ruta.")
    site.write(
        "glosario.md",
        "# Glosario\n\n## Ruta o camino (*route*)\n\nPor donde se va.\n\n## *Hook*\n\nUn gancho.",
    )
    assert [(card.id, text(card.question), text(card.answer)) for card in cards_of(site)] == [
        ("/glosario/#ruta-o-camino-route", "Ruta, camino (route)", "Por donde se va."),
        ("/glosario/#hook", "Hook", "Un gancho."),
    ]
    assert site.settings(GLOSSARY.replace('"questions", "glossary"', '"questions"')) is site
    assert cards_of(site) == []


def test_a_card_keeps_its_name(site: SiteTest) -> None:
    """When its answer changes; and when its note moves, what it was called before goes with it."""
    site.settings(ASKING).write("a.md", "# A\n\n> [!question] ¿Qué es?\n> Una cosa.")
    (before,) = cards_of(site)
    site.write("a.md", "# Otro título\n\nMás.\n\n> [!question]- ¿Qué es?\n> Otra cosa.")
    (edited,) = cards_of(site)
    (site.content / "a.md").unlink()
    site.write("b/c.md", "---\naliases: [/a/, Un nombre]\n---\n# A\n\n> [!question] ¿Qué es?\n> Una cosa.")
    (moved,) = cards_of(site)
    assert before.id == edited.id == "/a/#que-es"
    assert moved.id == "/b/c/#que-es"
    assert moved.former == (before.id,)


def test_questions_of_the_same_words_have_names_of_their_own(site: SiteTest) -> None:
    """As headings of the same words have."""
    site.settings(ASKING).write("a.md", "## ¿Y?\n\nUno.\n\n> [!faq] ¿Y?\n> Dos.\n\n## ¿Y?\n\nTres.")
    assert len({card.id for card in cards_of(site)}) == 3


def test_an_answer_stands_by_itself(site: SiteTest) -> None:
    """Its ids, its links within the note and the cards of its terms are not those of the page that asks."""
    site.settings(GLOSSARY).write("glosario.md", "# Glosario\n\n## Ruta\n\nEl camino.")
    site.write(
        "a.md",
        "# A\n\n## Otra\n\n> [!faq] ¿Y?\n> Una ruta; [otra](#otra).\n>\n> ### Dentro\n>\n> [a](#dentro)",
    )
    card = cards_of(site)[0]
    tree = LexborHTMLParser(card.answer, is_fragment=True)
    links = [str(link.attrs["href"]) for link in tree.css("a")]
    assert links == ["/glosario/#ruta", "/a/#otra", "#pagina:/a/:y:dentro"]
    assert [node.attrs["id"] for node in tree.css("[id]")] == ["pagina:/a/:y:dentro"]
    assert tree.css("[aria-describedby], .term, h3") == []
    assert card.href == "/a/#otra"


def test_what_is_embedded_is_asked_once(site: SiteTest) -> None:
    """Where it was written."""
    site.settings(ASKING).write("a.md", "# A\n\n> [!faq] ¿Y?\n> Uno.").write(
        "b.md", "# B\n\n![[a]]\n\n## ¿No?\n\nSí."
    )
    assert [card.id for card in cards_of(site)] == ["/a/#y", "/b/#no"]


def test_drafts_are_not_asked(site: SiteTest) -> None:
    """Nor is the page that stands for missing ones."""
    site.settings(ASKING).write("a.md", "---\ndraft: true\n---\n# ¿A?\n\nUno.").write(
        "404.md", "# ¿Perdido?\n\nSí."
    )
    site.write("b.md", "# B")
    assert cards_of(site) == []


def test_cards_stand_by_section(site: SiteTest) -> None:
    """Those of a folder with its own note's, below the folders above; those of the glossary apart."""
    for path in ("a.md", "s/index.md", "s/b.md", "s/t/c.md"):
        site.write(path, f"# ¿{path[:-3].rpartition('/')[2]}?\n\nSí.")
    site.settings(GLOSSARY).write("glosario.md", "# Glosario\n\n## Ruta\n\nEl camino.")
    decks = site.edition().review.decks
    assert {
        tuple(each.url for each in above): [card.id for card in cards] for above, cards in decks.items()
    } == {
        ("/",): ["/a/#a"],
        ("/", "/glosario/"): ["/glosario/#ruta"],
        ("/", "/s/"): ["/s/#index", "/s/b/#b"],
        ("/", "/s/", "/s/t/"): ["/s/t/c/#c"],
    }


def test_the_digest_names_what_is_asked(site: SiteTest) -> None:
    """It is another when a question, an answer or a term changes, and not when another note's text does."""
    site.settings(ASKING).write("a.md", "# ¿A?\n\nUno.").write("b.md", "# B\n\nIgual.\n\nUno.")
    before = site.edition().review.digest
    site.write("b.md", "# B\n\nIgual.\n\nDos.")
    assert site.edition().review.digest == before
    site.write("a.md", "# ¿A?\n\nDos.")
    assert site.edition().review.digest != before
