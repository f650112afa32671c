"""What readers find: the script of the search box over small sites."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import SiteTest
from escarcha.pages import Edition, FragmentStore
from escarcha.search.engine import Engine

NOTES = {
    "config.md": '# Configuración\n\nCómo se configura `app.config["SECRET_KEY"]` y lo demás.',
    "plantillas.md": "# Plantillas\n\nCon `render_template`.\n\n## Herencia\n\nUna plantilla extiende otra.",
    "rutas.md": "# Rutas\n\n## Rutas dinámicas\n\nCon `@app.route`.\n\n## ¿Qué es una ruta?\n\nUn camino.",
    "espana.md": "# España\n\nCada año, los niños.",
    "ano.md": "# Anatomía\n\nEl ano y otras partes.",
    "otra.md": "# Otra\n\nAquí se habla de rutas, de configuración y de plantillas, sin más.",
    "pedidos.md": "# Peticiones\n\nCon `request.args` se lee la consulta.",
    "base.md": "# Persistencia\n\nSe guarda en una base de datos.",
    "sesiones.md": "# Sesiones\n\nUna sesión guarda cosas.",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return a search over a few notes."""
    site = SiteTest(tmp_path_factory.mktemp("ranking"))
    for name, text in NOTES.items():
        site.write(name, text)
    return Engine(Edition(site.read(), FragmentStore()).search.index)


def places(found: dict[str, Any]) -> list[str]:
    """Return the best section of each page found."""
    return [
        page["url"] + (f"#{page['sections'][0]['anchor']}" if page["sections"][0]["anchor"] else "")
        for page in found["pages"]
    ]


ANSWERS = (
    ("configuracion", "/config/"),
    ("CONFIGURACIÓN", "/config/"),
    ("configurando", "/config/"),
    ("espana", "/espana/"),
    ("año", "/espana/"),
    ("ano", "/ano/"),
    ("plantilla", "/plantillas/"),
    ("sesión", "/sesiones/"),
    ("template", "/plantillas/"),
    ("database", "/base/"),
    ("sessions", "/sesiones/"),
    ("plantilas", "/plantillas/"),
    ("confguracion", "/config/"),
    ("render_template", "/plantillas/"),
    ("render template", "/plantillas/"),
    ("@app.route", "/rutas/#rutas-dinamicas"),
    ("request.args", "/pedidos/"),
    ('app.config["SECRET_KEY"]', "/config/"),
    ("rutas dinamicas", "/rutas/#rutas-dinamicas"),
    ("¿qué es una ruta?", "/rutas/#que-es-una-ruta"),
    ("que es una ruta", "/rutas/#que-es-una-ruta"),
    ("herencia de plantillas", "/plantillas/#herencia"),
    ("configurac", "/config/"),
    ("sesio", "/sesiones/"),
)


def test_what_comes_first(engine: Engine) -> None:
    """Each kind of query leads to the section that answers it."""
    assert [(query, places(engine.find(query))[0]) for query, _ in ANSWERS] == list(ANSWERS)


def test_ene_is_a_letter(engine: Engine) -> None:
    """Who types the ñ gets what has it, and only then what has an n."""
    assert places(engine.find("año")) == ["/espana/", "/ano/"]


def test_did_you_mean(engine: Engine) -> None:
    """A word that is not in the notes is told apart from one that is."""
    assert engine.find("plantilas")["corrected"] == [["plantilas", "plantillas"]]
    assert engine.find("plantillas")["corrected"] == []


def test_all_words_count(engine: Engine) -> None:
    """A page with all that is asked for comes before those with a part of it."""
    assert places(engine.find("rutas configuración plantillas"))[0] == "/otra/"


def test_stop_words_alone(engine: Engine) -> None:
    """They are left out, unless there is nothing else; then they count where they stand in headings."""
    assert places(engine.find("qué es"))[0] == "/rutas/#que-es-una-ruta"


FAMILIES = (
    ("ejecución", "ejecutar"),
    ("dependencias", "dependiente"),
    ("extensión", "extender"),
    ("traductor", "traducir"),
    ("mostrar", "se muestra"),
    ("convierte", "convertir"),
    ("leer", "leyendo"),
    ("publiqué", "publicar"),
    ("protejo", "proteger"),
    ("apliquen", "aplicar"),
)


def test_words_of_one_family(site: SiteTest) -> None:
    """A noun finds its verb and a verb its noun, after what has the very word."""
    for number, (query, text) in enumerate(FAMILIES):
        site.write(f"a{number}.md", f"# Una\n\n{query}").write(f"b{number}.md", f"# Otra\n\n{text}")
    engine = Engine(Edition(site.read(), FragmentStore()).search.index)
    found = {query: engine.find(f"{query} ") for query, _ in FAMILIES}
    assert {query: places(answer)[:2] for query, answer in found.items()} == {
        query: [f"/a{number}/", f"/b{number}/"] for number, (query, _) in enumerate(FAMILIES)
    }
    assert [query for query, answer in found.items() if answer["corrected"]] == []


def test_what_questions_are_made_of(site: SiteTest) -> None:
    """«Hacer», «usar» and the like say little beside what a question is about, and all alone."""
    site.write("a.md", "# Cookies\n\nCómo son.").write("b.md", "# Usar\n\nQuiero usar cosas.")
    engine = Engine(Edition(site.read(), FragmentStore()).search.index)
    assert places(engine.find("¿cómo hago para usar cookies?"))[0] == "/a/"
    assert places(engine.find("cómo usar"))[0] == "/b/"


def test_names_of_the_code_are_whole(site: SiteTest) -> None:
    """What has a name as it stands is found alone; its parts count where nothing has."""
    site.write("a.md", "# A\n\n`login_manager`").write("b.md", "# Login\n\nUn manager.")
    engine = Engine(Edition(site.read(), FragmentStore()).search.index)
    assert places(engine.find("login_manager")) == ["/a/"]
    assert places(engine.find("login_view")) == ["/b/", "/a/"]


def test_a_heading_for_a_title(site: SiteTest) -> None:
    """A note that is called like its file goes by the heading that opens it, and by no other."""
    site.write("cap-02.md", "## Los gatos\n\nMaúllan.").write("cap-03.md", "Un prólogo.\n\n## Los perros")
    engine = Engine(Edition(site.read(), FragmentStore()).search.index)
    assert engine.find("gatos")["pages"][0]["title"] == "Los gatos"
    assert engine.find("perros")["pages"][0]["title"] == "Cap 03"


def test_a_boost(site: SiteTest) -> None:
    """A page whose header asks for it comes first."""
    site.write("a.md", "# Gato").write(
        "b.md", "---\nsearch: 3\n---\n# El gato y otras muchas cosas del mundo"
    )
    engine = Engine(Edition(site.read(), FragmentStore()).search.index)
    assert places(engine.find("gato"))[0] == "/b/"


def test_a_title_says_more_than_any_repetition(site: SiteTest) -> None:
    """A note that says a word ten thousand times comes after the note of that name."""
    site.write("a.md", "# Gato\n\nUn animal.").write("b.md", "# Otras cosas\n\n" + "gato " * 10_000)
    engine = Engine(Edition(site.read(), FragmentStore()).search.index)
    assert places(engine.find("gato")) == ["/a/", "/b/"]


def test_the_very_word_in_a_long_section(site: SiteTest) -> None:
    """It stands once in much text, and comes before pages that only say another word for it."""
    site.write("a.md", f"# Una\n\nLa tipografía. {'Mucho más texto, palabra tras palabra. ' * 300}")
    for name in "bcdefg":
        site.write(f"{name}.md", f"# Nota {name}\n\n{'font ' * 3}")
    for number in range(60):
        site.write(f"n{number}.md", f"# Otra {number}\n\nNada de eso.")
    engine = Engine(Edition(site.read(), FragmentStore()).search.index)
    found = places(engine.find("tipografia "))
    assert found[0] == "/a/"
    assert len(found) == 7


def test_the_glossary_steps_back(site: SiteTest) -> None:
    """It names everything, so of two pages that say the same it comes second, or as its header asks."""
    gato = "## Gato\n\nUn animal."
    site.settings('glossary = "glosario.md"').write("glosario.md", f"# Glosario\n\n{gato}")
    site.write("z.md", f"# Zoológico\n\n{gato}")
    found = Engine(Edition(site.read(), FragmentStore()).search.index).find("gato")
    assert places(found) == ["/z/#gato", "/glosario/#gato"]
    site.write("glosario.md", f"---\nsearch: 2\n---\n# Glosario\n\n{gato}")
    found = Engine(Edition(site.read(), FragmentStore()).search.index).find("gato")
    assert places(found) == ["/glosario/#gato", "/z/#gato"]


def test_a_page_of_very_many_headings_steps_back(site: SiteTest) -> None:
    """What each of them says in passing adds up to no more than what a page says that is about it."""
    passing = "".join(f"\n\n## Código {number}\n\nRevisa la ruta." for number in range(90))
    site.write("a.md", f"# Problemas{passing}").write(
        "z.md", "# Enrutado\n\n## Una ruta\n\nLa ruta lleva a una vista."
    )
    assert (
        places(Engine(Edition(site.read(), FragmentStore()).search.index).find("ruta"))[0] == "/z/#una-ruta"
    )


TITLES = (
    ("test", "/a/"),  # an English plural
    ("escribir un test", "/a/"),
    ("parámetros de consulta", "/b/"),  # neighbours, each of which may be said otherwise
    ("subproceso", "/c/"),  # written with a hyphen in the notes
    ("formularos", "/d/"),  # a slip that has kin in the notes
    ("front matter", "/e/"),  # words that no note has, and that mean one together
    ("leer encabezados", "/e/"),  # the verb of a task, which other pages happen to have
)


def test_titles_in_other_words(site: SiteTest) -> None:
    """A title is found by what it says, whatever the language, the number, the hyphen or the slip."""
    site.write("a.md", "# Escribir tests\n\nLa macro.").write(
        "b.md", "# Parámetros *query*\n\nVan en la URL."
    )
    site.write("c.md", "# Sub-procesos\n\nVarios.").write("d.md", "# Formularios\n\nSe envían.")
    site.write("e.md", "# Encabezados\n\nLo que va al principio.")
    site.write("y.md", "# Fórmulas\n\nUna fórmula, y un proceso.")
    for number in range(4):
        site.write(
            f"z{number}.md",
            "# Otra\n\nParámetros, y un test. La consulta. Se escribe un proceso. Leer, y un encabezado.",
        )
    engine = Engine(Edition(site.read(), FragmentStore()).search.index)
    assert [(query, places(engine.find(query))[0]) for query, _ in TITLES] == list(TITLES)


def test_a_slip_in_any_letter(engine: Engine) -> None:
    """A mistyped word is found whichever of its letters is wrong."""
    typed = ("plnatillas", "pkantillas", "olantillas", "lpantillas", "hplantillas", "plantillaas")
    assert {slip: engine.find(slip)["pages"][0]["url"] for slip in typed} == dict.fromkeys(
        typed, "/plantillas/"
    )


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "?",
        "__proto__",
        "constructor",
        "<script>alert(1)</script>",
        "🎉🎉",
        "مرحبا",
        "x" * 10_000,
        "a " * 5_000,
        "\0",
        "]]>",
        "\ud800",
    ],
)
def test_hostile_queries(engine: Engine, query: str) -> None:
    """Nothing that can be typed breaks the search."""
    assert isinstance(engine.find(query.encode("utf-8", "replace").decode())["count"], int)


def test_only_what_a_query_needs_is_fetched(site: SiteTest) -> None:
    """Without a word that might be mistyped, the list of words stays where it is."""
    for name, text in NOTES.items():
        site.write(name, text)
    engine = Engine(Edition(site.read(), FragmentStore()).search.index)
    engine.find("plantillas ")
    assert len(engine.fetched) == 3


def test_the_search_command(
    site: SiteTest, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the terminal, the same search says why a page is found."""
    from escarcha.cli import main  # noqa: PLC0415 - the command line is another room's business

    for name, text in NOTES.items():
        site.write(name, text)
    monkeypatch.setattr("sys.argv", ["freeze.py", "search", "plantilas", "--limit", "1"])
    main(root=site.root)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "«plantilas» no está en las notas. ¿Quisiste decir «plantillas»?"
    assert "1. Plantillas" in lines
    assert "   /plantillas/" in lines
    assert any("que se escribe casi igual" in line for line in lines)


def test_what_links_call_a_page(site: SiteTest) -> None:
    """It is found by what other notes call it; not by those that cannot be found, nor by a long text."""
    site.write("x.md", "# Despacho\n\nUn texto. [Largo](y.md), de otro modo.")
    site.write("y.md", "# Aparte\n\nQuien quiera [unir varias aplicaciones](x.md#nada) [[x|en un proceso]].")
    site.write("oculta.md", f"---\nsearch: false\n---\nVer [jirafas](x.md) y [{'y ' * 60}cebras](x.md).")
    site.write("z.md", f"# Zeta\n\nVer [{'y ' * 60}cebras](x.md). Más [aquí](x.md).")
    found = Engine(Edition(site.read(), FragmentStore()).search.index).find
    assert [found(query)["pages"][0]["url"] for query in ("unir aplicaciones", "un proceso")] == ["/x/"] * 2
    assert not found("jirafas")["count"]
    assert "/x/" not in [page["url"] for page in found("aquí")["pages"]]
    assert [page["url"] for page in found("cebras")["pages"]] == ["/z/"]


def test_a_question_is_about_its_words(site: SiteTest) -> None:
    """Of a word that all pages have, the page that it is the title of comes before one of many questions."""
    site.write("flask.md", "# Flask\n\nUn marco para la web.")
    questions = "\n\n".join(f"## ¿Qué pasa en el caso {number}?\n\nNada." for number in range(9))
    site.write("preguntas.md", f"# Preguntas\n\nDe flask.\n\n{questions}")
    for number in range(9):
        site.write(f"{number}.md", f"# Nota {number}\n\nCon flask.")
    found = Engine(Edition(site.read(), FragmentStore()).search.index).find("qué es flask")
    assert found["pages"][0]["url"] == "/flask/"
