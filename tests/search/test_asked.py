"""What a query asks for: the very word, signs of code, what must be there, what must not, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import SiteTest
from escarcha.pages import Edition, FragmentStore
from escarcha.search.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGNS = {
    "?.": "a?.b",
    "??": "a ?? b",
    "{{": "{{ x }}",
    "{%": "{% if x %}",
    ":=": "(n := 1)",
    "=>": "x => y",
    "C#": "Se programa en C#.",
    "C++": "Se programa en C++.",
    ".NET": "Se programa en .NET.",
    "--strict": "freeze --strict",
    "@app.route": "@app.route('/')",
    "::": "std::vec",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return a search over notes that differ in little."""
    site = SiteTest(tmp_path_factory.mktemp("preguntas"))
    site.settings(
        'title = "T"\nsynonyms = [["ordenador", "computadora"], ["pyme", "empresa pequeña y mediana"]]'
    )
    for number in range(10):
        site.write(f"cadenas/{number}.md", f"# Nota {number}\n\nLa cadena de texto, y cada página del sitio.")
    site.write("cadera.md", "# Anatomía\n\nLa cadera duele.").write("f.md", "# Lógica\n\nEs false o no.")
    for number in range(4):
        site.write(f"flask/{number}.md", f"---\ntags: [Dos palabras]\n---\n# Flask {number}\n\nCon Flask.")
    for number, (name, text) in enumerate(SIGNS.items()):
        site.write(f"signos/s{number}.md", f"# Signo {number}\n\n`{text}`" if name != "::" else "# Otra")
        site.write(f"signos/t{number}.md", f"# Sin {number}\n\nApp, route, net, c, strict y letras.")
    site.write("idioma.md", "# Idioma\n\n日本語の文章を検索する。").write(
        "paginar.md", "# API\n\nLa paginación."
    )
    site.write("pc.md", "# Máquina\n\nUna computadora.").write(
        "hotel.md", "# H\n\nUna pequeña empresa mediana."
    )
    site.write("vacia.md", "# Temas\n\n## Sombras\n\n### Luz\n\nTexto.").write(
        "s.md", "# Las sombras\n\nTexto."
    )
    site.write("sigla.md", "# Sigla\n\nUna PYME.")
    site.write("codigo.md", '# Código\n\n```python title="mi_programa.py"\nx = 1\n```')
    site.write("alias.md", "---\naliases: [Apodo viejo]\n---\n# Nombre\n\nTexto.")
    site.write("otra-nota.md", "# Con otro título\n\nTexto.")
    return Engine(Edition(site.read(), FragmentStore()).search.index)


def urls(engine: Engine, query: str, filters: Iterable[str] = ()) -> list[str]:
    """Return the addresses of what is found."""
    return [page["url"] for page in engine.find(query, 40, filters)["pages"]]


@pytest.mark.parametrize("query", ["cadera", '"cadera"', "«cadera»"])
def test_a_word_that_exists_is_no_slip(engine: Engine, query: str) -> None:
    """What a commoner word is written almost like is found alone; the other is offered."""
    found = engine.find(query)
    assert [page["url"] for page in found["pages"]] == ["/cadera/"]
    assert found["corrected"] == []
    assert found["offers"] == [["cadera", "cadena"]]


def test_a_quoted_word_must_be_there(engine: Engine) -> None:
    """Neither kin nor slips stand for it, and no page without it is found."""
    assert all(url.startswith("/flask/") for url in urls(engine, 'false "flask"'))
    assert urls(engine, '"texto" cadera') != []
    assert "/cadera/" not in urls(engine, '"texto" cadera')
    assert engine.find('"cadenna"')["pages"] == []
    assert engine.find('"cadenna"')["offers"] == [["cadenna", "cadena"]]


@pytest.mark.parametrize("slip", ["falsk", "flaks", "fkask", "vlask", "flassk", "lfask", "fask"])
def test_the_words_of_the_site_come_first(engine: Engine, slip: str) -> None:
    """A slip is taken for what the site often says, whichever letter it is in."""
    assert engine.find(slip)["corrected"] == [[slip, "flask"]]
    assert urls(engine, slip)[0].startswith("/flask/")


@pytest.mark.parametrize("signs", [name for name in SIGNS if name != "::"])
def test_signs_as_typed(engine: Engine, signs: str) -> None:
    """Signs of code, and names with theirs, are found where they stand so."""
    assert urls(engine, signs)[0] == f"/signos/s{list(SIGNS).index(signs)}/"


@pytest.mark.parametrize("query", ["日本語", "本語", "検索", "文", "語の文"])
def test_within_a_run(engine: Engine, query: str) -> None:
    """What is written without spaces is found from within."""
    assert urls(engine, query) == ["/idioma/"]


def test_words_left_out(engine: Engine) -> None:
    """A word behind a hyphen is on no page that is found; alone it is a word like others."""
    assert set(urls(engine, "texto -cadena")).isdisjoint(f"/cadenas/{n}/" for n in range(10))
    assert len(urls(engine, "texto")) > len(urls(engine, "texto -cadena")) > 0
    assert "/cadera/" in urls(engine, "-cadera")


@pytest.mark.parametrize(
    ("filters", "beginning"), [(["/flask"], "/flask/"), (["#dos-palabras"], "/flask/"), (["/nada"], None)]
)
def test_filters(engine: Engine, filters: list[str], beginning: str | None) -> None:
    """A section or a tag keeps the search to its pages."""
    found = urls(engine, "flask false", filters)
    assert all(url.startswith(beginning or "-") for url in found)
    assert bool(found) == bool(beginning)


def test_counts(engine: Engine) -> None:
    """Pages with every word are counted apart from those with some."""
    found = engine.find("cadera duele cadena")
    assert (found["whole"], found["count"]) == (0, 12)
    assert engine.find("cadera duele")["whole"] == 1


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("paginacion", "/paginar/"),  # of the same root as «página», which ten notes have
        ("ordenador", "/pc/"),
        ("sombras", "/s/"),  # before a heading with nothing under it
        ("mi_programa.py", "/codigo/"),
        ("apodo viejo", "/alias/"),
        ("alias.md", "/alias/"),
        ("otra-nota.md", "/otra-nota/"),
    ],
)
def test_what_else_a_page_is_found_by(engine: Engine, query: str, first: str) -> None:
    """Derived nouns, an author's synonyms, names of files and other names."""
    assert urls(engine, query)[0] == first


def test_a_long_phrase_is_found_for_a_word_and_not_the_other_way(engine: Engine) -> None:
    """Of an author's synonyms, one of more than two words is no query of its own."""
    assert "/sigla/" not in urls(engine, "empresa pequeña y mediana")
    assert urls(engine, "pyme") == ["/sigla/", "/hotel/"]


def test_the_verb_of_a_task_is_no_proof(site: SiteTest) -> None:
    """A page about help is meant by who asks for it, though another alone has both words, in passing."""
    site.write("ayuda.md", "# Ayuda\n\nEscribe al foro y alguien te responde.")
    site.write("cocina.md", "# Cocina\n\nVas a pedir.\n\n## Mesa\n\nPide ayuda.")
    for number in range(40):
        site.write(f"n{number}.md", f"# Otra {number}\n\n{'Una ayuda.' if number < 4 else 'Nada.'}")
    engine = Engine(Edition(site.read(), FragmentStore()).search.index)
    assert engine.find("pedir ayuda")["pages"][0]["url"] == "/ayuda/"
