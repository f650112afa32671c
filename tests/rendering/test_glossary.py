"""The glossary: how its terms are read, where they are linked, and what can be wrong with them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from escarcha.rendering.glossary.vocabulary import Found, Name, Vocabulary

if TYPE_CHECKING:
    from conftest import SiteTest

GLOSSARY = """# Glosario

Palabras.

## R

### Ruta (*route*)

La dirección que atiende una [vista](otra.md), como `/hola`.

### Solicitud o petición (*request*)

Lo que pide el cliente.

## *Middleware*

Lo que envuelve a una aplicación.

## Motor de plantillas (*template engine*)

Lo que rellena plantillas.
"""


@pytest.fixture
def glossed(site: SiteTest) -> SiteTest:
    """Return a project with a glossary and one other note."""
    site.settings('glossary = "glosario.md"').write("glosario.md", GLOSSARY)
    return site.write("index.md", "[a](otra.md) [g](glosario.md)").write("otra.md", "# Otra\n\nUna nota.")


def linked(html: str) -> list[tuple[str, str]]:
    """List the terms that are linked in some HTML: where to, and what the link reads."""
    nodes = LexborHTMLParser(html).css("article a.term")
    return [((node.attrs["href"] or "").partition("#")[2], node.text()) for node in nodes]


def test_each_term_is_linked_where_it_first_appears(glossed: SiteTest) -> None:
    """In the singular or plural, with or without its accent mark, and not again under another name."""
    body = (
        "Las peticiones llegan a su RUTA. Otra petición, un *request*, otra ruta y dos motores de plantillas."
    )
    glossed.write("otra.md", body).freeze()
    assert glossed.problems == []
    assert linked(glossed.html("otra/")) == [
        ("solicitud-o-peticion-request", "peticiones"),
        ("ruta-route", "RUTA"),
        ("motor-de-plantillas-template-engine", "motores de plantillas"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "`ruta`",
        "```text\nruta\n```",
        "    ruta",
        "## ruta",
        "[la ruta](#x)\n\n## x",
        "<kbd>ruta</kbd>",
        "$ruta$",
        "![ruta](https://ejemplo.es/a.png)",
        "rutas.txt, /ruta, @ruta, ruta@ejemplo.es, arruta, ruta-1",
        '<span title="a > ruta">x</span>',
    ],
)
def test_no_term_is_linked_where_it_is_no_word(glossed: SiteTest, body: str) -> None:
    """Code, headings, links, formulas, attributes, addresses and names of files stay as they are."""
    glossed.write("otra.md", body).freeze()
    assert linked(glossed.html("otra/")) == []


def test_a_note_may_go_without_links(glossed: SiteTest) -> None:
    """Its header says so; English words still say that they are, and the glossary does not list it."""
    glossed.write("otra.md", "---\nglossary: no\n---\n# Otra\n\nUna ruta es una *route*.").freeze()
    assert glossed.problems == []
    assert linked(glossed.html("otra/")) == []
    assert '<span lang="en">route</span>' in glossed.article("otra/")
    assert not glossed.page("glosario/").css(".appearances dd")


def test_english_words_say_so(glossed: SiteTest) -> None:
    """Every one, in headings and links too, but not in code; a screen reader then pronounces it."""
    body = "# Un request\n\n*Middlewares*, [requests](#un-request), `request`."
    article = glossed.write("otra.md", body).freeze().article("otra/")
    assert re.findall(r'lang="en">(\w+)<', article) == ["request", "Middlewares", "requests"]


def test_a_page_brings_the_explanations_of_its_terms(glossed: SiteTest) -> None:
    """A card, which describes the link to who hears the page: names and definition."""
    page = glossed.write("otra.md", "Una ruta.").freeze().page("otra/")
    (link,) = page.css("a.term")
    (card,) = page.css(f'[id="{link.attrs["aria-describedby"]}"]')
    wanted = "Ruta (route): La dirección que atiende una vista, como /hola."
    assert " ".join(card.text().split()) == wanted
    assert card.parent is not None
    assert "hidden" in card.parent.attrs


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Lo primero. Lo segundo, *largo*.", "Lo primero."),
        ("Como `a. B`, p. ej. esto. Y *más*.", "Como a. B, p. ej. esto."),
        ("*Todo esto. Y esto.* Y lo demás.", "Todo esto. Y esto. Y lo demás."),
        ("¿Qué? «Esto». Más.", "¿Qué?"),
        ("Una sola frase & nada más", "Una sola frase & nada más"),
    ],
)
def test_a_card_says_the_first_sentence(glossed: SiteTest, written: str, shown: str) -> None:
    """What comes after it stands in the glossary, where the card leads; a sentence in italics is not cut."""
    glossed.write("glosario.md", f"# Glosario\n\n## Ruta\n\n{written}")
    (card,) = glossed.write("otra.md", "Una ruta.").freeze().page("otra/").css('[id="pagina:termino:ruta"]')
    assert card.text().strip() == f"Ruta: {shown}"


def test_the_glossary_leads_back(glossed: SiteTest) -> None:
    """To the pages where each term appears; and itself links none of its terms."""
    page = (
        glossed.write("otra.md", "Una ruta.").write("más.md", "Rutas, requests.").freeze().page("glosario/")
    )
    listed = [(node.tag, node.text()) for node in page.css(".appearances dl a")]
    assert [text for _, text in listed] == ["Ruta", "Más", "Otra", "Solicitud", "Más"]
    assert page.css("a.term") == []


def test_a_term_of_every_page_lists_the_first(glossed: SiteTest) -> None:
    """A dozen in reading order, and how many more there are; a few more than a dozen are all listed."""
    for number in range(15):
        glossed.write(f"n{number}.md", "Una ruta.")
    listed = glossed.freeze().page("glosario/").css(".appearances dd")
    assert len(listed) == 15
    page = glossed.write("n15.md", "Otra ruta.").freeze().page("glosario/")
    assert [node.text() for node in page.css(".appearances dd")][-2:] == ["N11", "y 4 páginas más"]


def test_search_engines_are_told_the_terms(glossed: SiteTest) -> None:
    """As JSON-LD, which nothing in a note can break out of."""
    glossed.write("glosario.md", GLOSSARY + "\n## Fin\n\nUn `</script>` & más.\n").freeze()
    (script,) = glossed.page("glosario/").css('script[type="application/ld+json"]')
    (found,) = json.loads(script.text())["@graph"]
    assert found["@type"] == "DefinedTermSet"
    terms = {term["name"]: term for term in found["hasDefinedTerm"]}
    assert list(terms) == ["Ruta", "Solicitud", "Middleware", "Motor de plantillas", "Fin"]
    assert terms["Solicitud"]["alternateName"] == ["petición", "request"]
    assert terms["Fin"]["description"] == "Un </script> & más."


def test_names_of_one_thing_make_pairs(glossed: SiteTest) -> None:
    """Spanish with Spanish and with English, each pair once, for whoever searches for either."""
    glossed.freeze()
    glossary = glossed.edition().glossary
    assert glossary is not None
    assert glossary.pairs == (
        ("Ruta", "route"),
        ("Solicitud", "petición"),
        ("Solicitud", "request"),
        ("petición", "request"),
        ("Motor de plantillas", "template engine"),
    )


def test_a_name_that_two_terms_bear_is_told(glossed: SiteTest) -> None:
    """With the lines of both, and the first keeps it."""
    glossed.write(
        "glosario.md", "---\ntitle: G\n---\n# G\n\n## Ruta\n\nUna.\n\n## Camino o ruta\n\nOtra.\n"
    ).freeze()
    assert glossed.problems == [
        (
            "content/glosario.md:10: «ruta» ya es un nombre de «Ruta», en la línea 6. "
            "Vale el primero: quita uno de los dos, o explícalos juntos. [termino-repetido]"
        )
    ]


def test_a_term_without_its_definition_is_told(glossed: SiteTest) -> None:
    """A heading that only gathers others, or a list, lacks nothing."""
    glossed.write(
        "glosario.md", "# G\n\n## A\n\n### Vista\n\n### App\n\nEs.\n\n## B\n\n- x\n\n## *Fin*"
    ).freeze()
    assert glossed.codes == ["termino-sin-definicion"] * 2
    assert glossed.problems[0].startswith("content/glosario.md:5: al término «Vista» le falta la definición.")
    assert glossed.problems[1].startswith("content/glosario.md:15: ")


def test_a_glossary_that_is_no_note_is_told(site: SiteTest) -> None:
    """With the note that may be meant; a draft is simply not there yet."""
    site.write("glosario.md", "x").settings('title = "A"\nglossary = "glosari.md"').freeze()
    assert site.problems == [
        (
            "content/site.toml:2: «glossary» nombra «glosari.md», que no es ninguna nota. "
            "¿Querías «glosario.md»? [ajuste-invalido]"
        )
    ]
    site.write("a.md", "x").write("glosario.md", "---\ndraft: true\n---\n").settings(
        'glossary = "glosario.md"'
    )
    assert site.freeze().problems == []


def test_a_dead_link_in_a_definition_is_told_once(glossed: SiteTest) -> None:
    """At its line in the glossary: cards have no links of their own."""
    glossed.write("glosario.md", "# G\n\n## Ruta\n\nVéase [x](nada.md).\n").write(
        "otra.md", "Una ruta."
    ).freeze()
    assert glossed.codes == ["enlace-roto"]
    assert glossed.problems[0].startswith("content/glosario.md:5: ")


@pytest.mark.parametrize(
    "heading",
    [
        "## ()",
        "## ***",
        "## `a` (*b*, *c*)",
        "## o",
        "## (*x*",
        "## *a* *b* o , u",
        "## <i>a<i>b</i></i>",
        "## **",
    ],
)
def test_odd_headings_stop_nothing(glossed: SiteTest, heading: str) -> None:
    """Whatever a heading reads, the site is published."""
    glossed.write("glosario.md", f"{heading}\n\nAlgo que decir.\n").write("otra.md", "a b c o x").freeze()
    assert not glossed.failed


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("sesión", "Sesión y sesiones", ["Sesión", "sesiones"]),
        ("imagen", "imágenes", ["imágenes"]),
        ("luz", "luces", ["luces"]),
        ("query", "queries", ["queries"]),
        ("class", "classes", ["classes"]),
        ("variable global", "variables globales", ["variables globales"]),
        ("variable global", "variables\nglobales y una variable", ["variables\nglobales"]),
        ("ORM", "un ORM, orm y ORMs", ["ORM", "ORMs"]),
        ("micro-framework", "micro-frameworks, micro framework", ["micro-frameworks"]),
        ("framework", "micro-framework, framework-s", []),
        ("app", "app.py, app. App", ["app", "App"]),
        ("año", "año, ano", ["año"]),
        ("vista", "<pre><pre>vista</pre>vista</pre> vista", ["vista"]),
        ("vista", "<!-- vista > vista -->vista", ["vista"]),
        ("vista", "<script>'<b>vista'</script><p title='\"'>vista", ["vista"]),
    ],
)
def test_words_are_found_in_all_their_forms(name: str, text: str, found: list[str]) -> None:
    """Plurals of both languages, whatever accent they lose or gain; never half a word."""
    seen = []

    def see(hit: Found) -> str:
        seen.append(hit.text)
        return hit.text

    Vocabulary([Name(name, 0, is_english=False)]).mark(text, see)
    assert seen == found


def test_the_longest_name_counts() -> None:
    """«motor de plantillas» is one term, even where «motor» and «plantilla» are too."""
    names = [
        Name(text, number, is_english=False)
        for number, text in enumerate(["motor", "plantilla", "motor de plantilla"])
    ]
    marked = Vocabulary(names).mark("El motor de plantillas, un motor.", lambda hit: f"[{hit.name.term}]")
    assert marked == "El [2], un [0]."
