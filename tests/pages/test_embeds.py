"""Notes in others: what of them is shown, where its links lead, and what is never shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from changing_site import png
from escarcha.rendering.renderer import Renderer
from escarcha.search.engine import Engine

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from conftest import SiteTest

OTHER = """# Otra nota

Lo primero. ^uno

- Un elemento. ^elemento
  - Y otro.

| A |
|---|
| 1 |

^tabla

> Una cita. ^cita

## Instalación de `flask`

Se instala[^1] y [se usa](#uso), como en [el resto](lejos/más.md).

### En Windows

![Una ventana negra](foto.png)

## Uso

Se usa[^2].

[^1]: Con pip.
[^2]: Con cuidado.
"""


@pytest.fixture
def other(site: SiteTest) -> SiteTest:
    """A site with a note to embed, in a folder of its own."""
    site.write("carpeta/otra.md", OTHER).write("carpeta/foto.png", png(3, 2)).write(
        "carpeta/lejos/más.md", "# Más"
    )
    return site


def embeds(site: SiteTest, url: str = "") -> list[str]:
    """Return the words of each text of another note on a page, without where it comes from."""
    return [" ".join(node.text().split()) for node in figures(site.page(url))]


def figures(page: LexborHTMLParser) -> list[LexborHTMLParser]:
    """Return the figures of other notes on a page."""
    return page.css("article .embed")  # type: ignore[return-value]  # nodes and trees have the same methods


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("![[otra#^uno]]", "Otra nota Lo primero."),
        ("![[otra#^elemento]]", "Otra nota Un elemento. Y otro."),
        ("![[otra#^tabla]]", "Otra nota A 1"),
        ("![[otra#^cita]]", "Otra nota Una cita."),
        ("![[otra#En Windows]]", "Otra nota › En Windows En Windows"),
        ("![[otra#Instalación de flask#En Windows]]", "Otra nota › En Windows En Windows"),
        ("![[otra#Uso]]", "Otra nota › Uso Uso Se usa2. Con cuidado. ↩"),
        ("![Su uso](carpeta/otra.md#Uso)", "Su uso Uso Se usa2. Con cuidado. ↩"),
        ("![[otra#^uno|Así empieza]]", "Así empieza Lo primero."),
        ("![[otra#^uno|300]]", "Otra nota Lo primero."),
    ],
)
def test_a_part_of_a_note_is_shown(other: SiteTest, asked: str, shown: str) -> None:
    """A section with all below it, or a block: a paragraph, an item, a table, a quote."""
    other.write("index.md", f"# Inicio\n\n{asked}\n").freeze()
    assert not other.problems
    assert embeds(other) == [shown]


def test_all_of_a_note_is_shown_without_its_title(other: SiteTest) -> None:
    """What it is called stands in the link to it."""
    other.write("index.md", "# Inicio\n\n![[otra]]\n").freeze()
    assert not other.problems
    figure = other.page("").css_first(".embed")
    assert figure is not None
    assert [link.attrs["href"] for link in figure.css(".embed-source a")] == ["/carpeta/otra/"]
    assert not figure.css("h1")
    assert embeds(other)[0].startswith("Otra nota Lo primero.")


def test_links_and_pictures_lead_where_they_lead_in_their_own_note(other: SiteTest) -> None:
    """Paths count from there; what is not shown here is on the page of that note."""
    other.write("index.md", "# Inicio\n\n![[otra#Instalación de flask]]\n").freeze()
    assert not other.problems
    (figure,) = figures(other.page(""))
    assert [link.attrs["href"] for link in figure.css("a:not([class])")] == [
        "/carpeta/otra/#instalacion-de-flask",
        "/carpeta/otra/#uso",
        "/carpeta/lejos/mas/",
    ]
    assert [image.attrs["src"] for image in figure.css("img")] == ["/carpeta/foto.png"]


@pytest.mark.parametrize(
    ("before", "levels"),
    [("", "234"), ("## Uno\n\n", "2345"), ("## Uno\n\n### Dos\n\n", "23456"), ("###### Seis\n\n", "6666")],
)
def test_headings_of_others_stand_below_that_of_the_page(other: SiteTest, before: str, levels: str) -> None:
    """They begin one level below the heading above them, and are none of the page's contents."""
    other.write("index.md", f"# Inicio\n\n{before}![[otra#Instalación de flask]]\n").freeze()
    tags = "".join(str(node.tag)[1] for node in other.page("").css("article :is(h2, h3, h4, h5, h6)"))
    assert tags == levels[: len(tags)]
    assert not other.page("").css('.contents a[href*="instala"]')


def test_ids_stay_unique_however_often_a_note_is_shown(other: SiteTest) -> None:
    """Footnotes and links within a text lead to their own copy of it; what nobody refers to has no id."""
    tabs = '=== "Uno"\n    1\n\n=== "Dos"\n    2\n'
    other.write("pestañas.md", f"# Pestañas\n\n{tabs}")
    other.write(
        "index.md", f"# Inicio\n\n{tabs}\n![[otra]]\n\nY ![[otra]] otra vez.\n\n![[pestañas]]\n"
    ).freeze()
    assert not other.problems
    page = other.page("")
    ids = [str(node.attrs["id"]) for node in page.css("[id]")]
    assert len(ids) == len({*ids})
    for figure in figures(page):
        own = {f"#{node.attrs['id']}" for node in figure.css("[id]")}
        assert {link.attrs["href"] for link in figure.css('a[href^="#"]')} == own
    assert len({node.attrs["name"] for node in page.css("details[name]")}) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Antes ![[x]] después", "<p>Antes</p> E <p>después</p>"),
        ("![[x]]![[x]]", "E E"),
        ("- ![[x]]\n- a ![[x]]", "<ul> <li>E</li> <li>a E</li> </ul>"),
        ("> ![[x]]", "<blockquote> E </blockquote>"),
        ("![[x]] ^fin", '<div id="^fin">E</div>'),
        ("> [!tip] Consejo\n> ![[x]]", "<p>Consejo</p> E"),
        ("**![[x]]**", '<p><strong><a href="/x/">x</a></strong></p>'),
    ],
)
def test_an_embed_may_stand_wherever_a_block_may(site: SiteTest, text: str, expected: str) -> None:
    """It cuts a paragraph in two; where there is only room for text, the link stays."""
    site.write("x.md", "# X\n\nTexto.").write("index.md", f"# Inicio\n\n{text}\n").freeze()
    html = re.sub(r'<div class="embed">.*?</div>', "E", site.article(""), flags=re.DOTALL)
    html = re.sub(r' class="callout-title"|</?div class="callout.*?>|<h1.*</h1>', "", html)
    assert " ".join(html.replace("</div>\n</article>", "").split()).removesuffix(" </div>") == expected
    assert site.codes == ["insercion-rota"] * ("strong" in expected)


@pytest.mark.parametrize(
    ("target", "code"), [("no existe", "enlace-roto"), ("x#Nada", "ancla-rota"), ("x#^nada", "ancla-rota")]
)
def test_what_is_not_there_is_told_and_linked_to(site: SiteTest, target: str, code: str) -> None:
    """A note, a heading or a block that is missing."""
    site.write("x.md", "# X").write("index.md", f"# Inicio\n\n![[{target}]]\n").freeze()
    assert site.codes == [code]
    assert not figures(site.page(""))


def test_notes_that_go_round_are_cut_and_told(site: SiteTest) -> None:
    """Each page of the round says on which line it begins; another that shows them has nothing to mend."""
    site.write("a.md", "# A\n\n![[b]]").write("b.md", "# B\n\n![[a]]").write(
        "index.md", "# I\n\n![[a]]\n\n![[index]]"
    )
    site.freeze()
    told = [(each.split(":")[0], each.split(":")[1]) for each in site.problems]
    assert told == [("content/a.md", "3"), ("content/b.md", "3"), ("content/index.md", "5")]
    assert {*site.codes} == {"insercion-rota"}
    assert embeds(site, "a/") == ["B a"]


def test_a_note_may_show_a_part_of_itself(site: SiteTest) -> None:
    """Nothing goes round as long as the part does not ask for itself."""
    site.write("index.md", "# Inicio\n\n![[#Dos]]\n\n## Dos\n\nTexto.").freeze()
    assert not site.problems
    assert embeds(site) == ["Inicio › Dos Dos Texto."]
    site.write("a.md", "# A\n\n![[index]]").freeze()
    assert not site.problems
    sources = [link.attrs["href"] for link in site.page("a/").css(".embed-source a")]
    assert sources == ["/", "/#dos"]


def test_depth_and_size_are_bounded(site: SiteTest) -> None:
    """Five notes may stand in one another, and a page of others has an end however they multiply."""
    for number in range(8):
        site.write(f"n{number}.md", f"# N{number}\n\n![[n{number + 1}]]\n")
    site.write("n8.md", "# N8\n\nEl fin.")
    site.freeze()
    assert [problem.partition(":")[0] for problem in site.problems] == [f"content/n{n}.md" for n in range(3)]
    assert "El fin." in site.article("n3/")
    assert "El fin." not in site.article("n2/")
    site.write("muchas.md", "# Muchas\n\n" + "![[n8]]\n\n" * 1002)
    site.write("larga.md", f"# Larga\n\n{'Una palabra más. ' * 30_000}")
    site.write("largas.md", "# Largas\n\n" + "![[larga]]\n\n" * 4)
    site.freeze()
    assert len(figures(site.page("muchas/"))) == 1000
    assert len(figures(site.page("largas/"))) == 2
    told = [problem for problem in site.problems if "pasa de 1 MB" in problem]
    assert [problem.partition(" ")[0] for problem in told] == [
        *(f"content/largas.md:{line}:" for line in (7, 9)),
        *(f"content/muchas.md:{line}:" for line in (2003, 2005)),
    ]


def test_what_is_hidden_stays_hidden(site: SiteTest) -> None:
    """A draft, a note that is kept out and a comment are nowhere, whoever asks for them."""
    site.write("a.md", "---\ndraft: true\n---\n# A\n\nSecreto uno. ^uno")
    site.write("b.md", "---\npublished: false\n---\n# B\n\nSecreto dos. ^dos")
    site.write(
        "c.md", "# C\n\nA la vista %%secreto tres%%. <!-- secreto cuatro -->\n\n%%\nsecreto cinco\n%%\n"
    )
    asked = "".join(f"![[{each}]]\n\n" for each in ("a", "a#^uno", "b", "b#^dos", "c"))
    site.write("index.md", f"# Inicio\n\n{asked}").freeze()
    assert embeds(site) == ["C A la vista ."]
    assert not [name for name, content in site.tree().items() if b"ecreto" in content]


def test_examples_run_in_their_own_note_alone(site: SiteTest) -> None:
    """What they did is shown wherever the note is; a section has its own part of it."""
    block = "```python run\nprint(6 * {0})\n```\n"
    site.write("x.md", f"# X\n\n## Uno\n\n{block.format(7)}\n## Dos\n\n{block.format(8)}")
    site.write("index.md", f"# Inicio\n\n{block.format(9)}\n![[x#Dos]]\n\n{block.format(10)}").freeze()
    assert not site.problems
    outcomes = [node.text().strip() for node in site.page("").css("figure.output code")]
    assert outcomes == ["54", "48", "60"]
    site.write("x.md", "# X\n\n```python run\nimport secrets\n\nprint(secrets.token_hex())\n```\n")
    site.write("index.md", "# Inicio\n\n![[x]]\n").freeze()
    here, there = (site.page(url).css_first("figure.output code") for url in ("", "x/"))
    assert here is not None
    assert there is not None
    assert here.text() == there.text()


def test_the_search_finds_a_text_where_it_was_written(other: SiteTest) -> None:
    """What a page shows of others is not indexed again, and is not what the page is about."""
    other.write("index.md", "# Inicio\n\n![[otra#^uno]]\n\nSin más.\n").freeze()
    found = Engine(other.edition().search.index).find("primer")
    assert [page["url"] for page in found["pages"]] == ["/carpeta/otra/"]
    (described,) = other.page("").css('meta[name="description"]')
    assert described.attrs["content"] == "Sin más."


def test_a_broken_link_is_told_in_its_own_note(site: SiteTest) -> None:
    """Not once more for every page that shows it, nor as a mistake of a template."""
    site.write("x.md", "# X\n\n[a](nada.md) y [b](#nada) y ![c](nada.png)")
    site.write("index.md", "# Inicio\n\n![[x]]\n").freeze()
    assert {problem.partition(":")[0] for problem in site.problems} == {"content/x.md"}
    assert sorted(site.codes) == ["ancla-rota", "archivo-roto", "enlace-roto"]


def test_terms_of_the_glossary_are_explained_in_what_is_shown(site: SiteTest) -> None:
    """The card of a term that only another note names is on the page as well."""
    site.settings('glossary = "glosario.md"').write("glosario.md", "# Glosario\n\n## Ruta\n\nEl camino.")
    site.write("x.md", "# X\n\nHay una ruta. ^uno").write("index.md", "# Inicio\n\n![[x#^uno]]\n").freeze()
    assert not site.problems
    assert [link.text() for link in site.page("").css(".embed a.term")] == ["ruta"]
    assert site.page("").css("[id='pagina:termino:ruta']")


def test_only_pages_that_show_others_have_a_sheet_for_it(site: SiteTest) -> None:
    """Whoever embeds nothing pays nothing."""
    site.settings("backlinks = false").write("x.md", "# X").write("y.md", "# Y\n\n![[x]]").freeze()
    assert "/pieces." not in site.html("x/")
    assert "/pieces." in site.html("y/")


def test_a_text_that_asks_for_nothing_keeps_no_mark() -> None:
    """A link to a PDF, to a canvas or to another site is a link, as ever."""
    fragment = Renderer().render("![[a.pdf#page=3]] ![[b.canvas]] [x](c.md) ![[https://ejemplo.es/d.md|d]]")
    assert not any(link.is_embed for link in fragment.links)
    assert "".join(fragment.parts) == (
        '<p><a href="">a.pdf</a> <a href="">b.canvas</a> <a href="">x</a>'
        ' <a href="https://ejemplo.es/d.md">d</a></p>'
    )
