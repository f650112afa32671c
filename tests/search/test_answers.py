"""Queries with known answers over our own notes: the ranking may not get worse unnoticed."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest

from escarcha.cli.explanation import explain
from escarcha.config import Project
from escarcha.pages import Edition, read_site
from escarcha.search.engine import Engine
from escarcha.search.words import fold
from escarcha.web.assets import assets
from reference import load

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]
bench = load("search")
BLIND = REPOSITORY / "bench" / "search_blind.txt"


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Return our own notes."""
    reading, store = read_site(Project.at(REPOSITORY), on_disk=False)
    return Edition(reading.site, store)


@pytest.fixture(scope="module")
def engine(edition: Edition) -> Engine:
    """Return a search over them."""
    return Engine(edition.search.index)


@pytest.fixture(scope="module")
def ranks(edition: Edition, engine: Engine) -> dict[Path, list[tuple[str, str, int]]]:
    """Return of each file of queries the kind, the query, and which page answers; 0 if none of five does."""
    paths = {edition.site.href(url): entry.path.as_posix() for url, entry in edition.site.entries.items()}

    def rank(query: str, answers: tuple[str, ...]) -> int:
        found = [paths[page["url"]] for page in engine.find(query, 5)["pages"]]
        return int(bench.rank_of(found, answers))

    return {
        file: [
            (kind, query, rank(query, own)) for _, kind, query, own in bench.read_queries({bench.OWN}, file)
        ]
        for file in (bench.QUERIES, BLIND)
    }


def test_accents_make_no_difference(engine: Engine) -> None:
    """Whoever leaves out accents and capitals gets the very answers of whoever writes them."""
    asked = {query for _, _, query, _ in bench.read_queries({bench.OWN})}
    typed = {query: fold(query) for query in asked if fold(query) != query and query.islower()}
    assert len(typed) > 20
    for query, without in typed.items():
        with_accents, found = engine.find(query, 5), engine.find(without, 5)
        assert [page["url"] for page in found["pages"]] == [page["url"] for page in with_accents["pages"]], (
            query
        )


def test_known_answers(ranks: dict[Path, list[tuple[str, str, int]]]) -> None:
    """Four of five are first and nineteen of twenty among five; code names are always found."""
    for file, found in ranks.items():
        assert [query for kind, query, rank in found if kind == "código" and not rank] == [], file
        assert len(found) >= 100
        assert sum(rank == 1 for *_, rank in found) / len(found) > 0.8, file
        assert sum(rank > 0 for *_, rank in found) / len(found) > 0.95, file


def test_a_search_costs_what_the_manual_says(edition: Edition) -> None:
    """Of every tenth query of the blind lot, half cost no more than that, and none twice as much."""
    (said,) = re.findall(
        r"cuesta unos (\d+) kB", (REPOSITORY / "content/manual/buscar.md").read_text("utf-8")
    )
    sent = sum(len(brotli.compress(assets("es")[name].content)) for name in ("search.js", "search.css"))
    asked = [query for _, _, query, _ in bench.read_queries({bench.OWN}, BLIND)][::10]
    costs = sorted((sent + bench.answer(edition, query)[1]) / 1000 for query in asked)
    assert int(said) - 5 < costs[len(costs) // 2] <= int(said)
    assert costs[-1] < 2 * int(said)


TASKS = {
    "conectar mysql": "flask/base-de-datos",
    "subir una imagen": "flask/enviar-archivos",
    "como subo una foto": "flask/enviar-archivos",
    "paginación": "flask/paginacion",
    "cerrar sesion": "flask/usuarios",
    "crear un formulario": "flask/formularios",
    "desplegar en netlify": "manual/publicar",
    "variable de entorno": "flask/configuracion",
    "base de datos sqlite": "flask/base-de-datos",
    "mensajes flash": "flask/sesiones",
    "pruebas con pytest": "flask/pruebas",
    "como hago pruebas": "flask/pruebas",
    "error 404": "flask/errores",
    "enlace roto": "manual/problemas",
    "microframework": "flask/micro-framework",
}


def test_what_is_typed_to_get_something_done(edition: Edition, engine: Engine) -> None:
    """Each task leads first to the page that is about it."""
    urls = {task: engine.find(task, 1)["pages"][0]["url"] for task in TASKS}
    assert urls == {task: edition.site.href(f"/{place}/") for task, place in TASKS.items()}


def test_the_manual_shows_what_the_terminal_says(edition: Edition) -> None:
    """Line by line what explains a search of our own notes; its numbers change with every note."""
    manual = (REPOSITORY / "content" / "manual" / "buscar.md").read_text("utf-8")
    (shown,) = re.findall(r'search "([^"]+)" --limit 1\n(.*?)\n```', manual, re.DOTALL)
    said = "\n".join(explain(edition.search.index, shown[0], 1))
    assert re.sub("[0-9,]+", "#", said) == re.sub("[0-9,]+", "#", shown[1])
