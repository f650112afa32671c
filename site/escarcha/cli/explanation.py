"""Why the search finds what it finds, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from escarcha.problems import printable
from escarcha.search.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.search import SearchIndex

_QUOTED = re.compile(r"(?<!\S)[«\"“]\w+\W+\w.*[»\"”]")

_KINDS = {
    "": "",
    "ñ": ", sin distinguir ñ de n",
    "=": ", que significa lo mismo",
    "≈": ", que juntos significan lo mismo",
    "-": ", de la misma familia",
    "…": ", que empieza igual",
    "~": ", que se escribe casi igual",
}


def explain(index: SearchIndex, query: str, limit: int) -> Iterator[str]:
    """Search a site as readers will, and yield lines that say what is found and why.

    Args:
        index: of the site.
        query: as a reader types it.
        limit: pages to show at most.
    """
    found = Engine(index).find(query, limit)
    count = found["count"]
    if _QUOTED.search(query):
        yield "Las comillas se comprueban en el navegador, página a página: aquí cuentan las palabras."
    for typed, meant in found["corrected"]:
        yield f"«{printable(typed)}» no está en las notas. ¿Quisiste decir «{meant}»?"
    for typed, meant in found["offers"]:
        yield f"¿Quisiste decir «{meant}», en vez de «{printable(typed)}»?"
    yield f"{count} página{'' if count == 1 else 's'} para «{printable(query)}»."
    for number, page in enumerate(found["pages"], 1):
        yield from _page(number, page)


def _page(number: int, page: dict[str, Any]) -> Iterator[str]:
    section = page["sections"][0]
    address = page["url"] + (f"#{section['anchor']}" if section["anchor"] else "")
    heading = f" › {section['text']}" if section["anchor"] else ""
    yield ""
    yield printable(f"{number}. {page['title']}{heading}")
    yield printable(f"   {address}")
    yield f"   {_points(page['score'])}; tiene el {page['coverage']:.0%} de lo que se busca".replace(
        "%", " %"
    )
    for reason in sorted(page["reasons"], key=lambda each: -each["points"]):
        term = " ".join(reason["terms"])
        pages = f"{reason['pages']} página{'' if reason['pages'] == 1 else 's'}"
        why = f"por «{reason['word']}»: el término «{term}»{_KINDS[reason['kind']]}, está en {pages}"
        yield printable(f"   {_points(reason['points']):>12}  {why}")
    for factor, why in (
        (page["titled"], "por lo que dice el título"),
        (page["boost"], "por «search:» en la cabecera, por ser el glosario o por tener muchos apartados"),
    ):
        if factor != 1:
            yield f"   ×{factor:.2f} {why}".replace(".", ",")


def _points(value: float) -> str:
    return f"{value:.1f} puntos".replace(".", ",")
