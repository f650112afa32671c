"""Queries with known answers over our own notes: the ranking may not get worse unnoticed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha.config import Project
from escarcha.pages import Edition, read_site
from escarcha.search.engine import Engine
from escarcha.search.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]
QUERIES = REPOSITORY / "bench" / "search_queries.txt"


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Return our own notes."""
    reading, store = read_site(Project.at(REPOSITORY), on_disk=False)
    return Edition(reading.site, store)


@pytest.fixture(scope="module")
def engine(edition: Edition) -> Engine:
    """Return a search over them."""
    return Engine(edition.search.index)


def queries() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the kind, the query and the answers among our own notes of those that have any."""
    for line in QUERIES.read_text("utf-8").splitlines():
        if line[0] != "#":
            kind, query, answers = (part.strip() for part in line.split("|"))
            if own := tuple(name for name in answers.split() if name[:2] not in {"F/", "R/", "D/"}):
                yield kind, query, own


def test_accents_make_no_difference(engine: Engine) -> None:
    """Whoever leaves out accents and capitals gets the very answers of whoever writes them."""
    asked = {query for _, query, _ in queries()}
    typed = {query: fold(query) for query in asked if fold(query) != query and query.islower()}
    assert len(typed) > 20
    for query, without in typed.items():
        with_accents, found = engine.find(query, 5), engine.find(without, 5)
        assert [page["url"] for page in found["pages"]] == [page["url"] for page in with_accents["pages"]], (
            query
        )


def test_known_answers(edition: Edition, engine: Engine) -> None:
    """Four of five are first and nineteen of twenty among five; code names are always found."""
    site = edition.site
    paths = {site.href(url): entry.path.as_posix() for url, entry in site.entries.items()}
    ranks = []
    for kind, query, own in queries():
        found = [paths[page["url"]] for page in engine.find(query, 5)["pages"]]
        rank = next((rank for rank, path in enumerate(found, 1) if path.startswith(own)), 0)
        assert rank or kind != "código", query
        ranks.append(rank)
    assert len(ranks) > 100
    assert sum(rank == 1 for rank in ranks) / len(ranks) > 0.8
    assert sum(rank > 0 for rank in ranks) / len(ranks) > 0.95


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
