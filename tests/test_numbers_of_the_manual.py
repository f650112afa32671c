"""What the manual says in numbers is what the program goes by."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from escarcha import bundled
from escarcha.beyond import answers, asking, copying
from escarcha.examples import judge
from escarcha.examples.child import client, gates, in_flask, recorder, session, values
from escarcha.examples.example import Example
from escarcha.highlighting import colours
from escarcha.pages import backlinks, documents
from escarcha.preview import server
from escarcha.rendering.exhibits import run_options
from escarcha.shelf import KEEP_DAYS
from escarcha.web import feed, groups, nav

MANUAL = Path(__file__).resolve().parents[1] / "content" / "manual"
SCRIPT = "".join(
    file.read_text("utf-8") for file in (bundled.STATIC / "js" / "search").iterdir() if file.suffix == ".js"
)
IN_WORDS = {1: "un", 2: "dos", 5: "cinco", 7: "siete", 8: "ocho", 20: "veinte", 30: "treinta", 40: "cuarenta"}
IN_WORDS[200] = "doscientas"


def of_the_script(name: str) -> int:
    """Return a constant of the script of the search."""
    (found,) = re.findall(rf"^const {name} = (\d+);", SCRIPT, re.MULTILINE)
    return int(found)


SAID = [
    ("limites-de-ejemplos", "{} segundos, o los de", round(Example(()).timeout)),
    ("limites-de-ejemplos", "`timeout=`, hasta {} |", run_options.LONGEST),
    ("limites-de-ejemplos", "tienen {} segundo más", session.PATIENCE),
    ("limites-de-ejemplos", "{} MB, con Python incluido", judge.MEMORY),
    ("limites-de-ejemplos", "{} MB; se publica el principio", judge.LARGEST_FILE // 1_000_000),
    ("limites-de-ejemplos", "{} en total", gates.MOST_FILES),
    ("limites-de-ejemplos", "Se cuentan hasta {} MB", client.LARGEST_BODY // 1_000_000),
    ("opciones-de-ejemplos", "si no dices nada, {} |", round(Example(()).timeout)),
    ("ver-por-dentro", "| {} en cada petición; de las demás", recorder.MOST_LINES),
    ("ver-por-dentro", "| {} caracteres, ", values.LONGEST),
    ("ver-por-dentro", " caracteres, {} elementos", values.MOST),
    ("ver-por-dentro", " y {} niveles; «…»", values.DEEPEST),
    ("ver-por-dentro", "| Valores de un paso | {} |", recorder.MOST_CHANGES),
    ("ver-por-dentro", "| Reglas | {} |", in_flask.MOST_RULES),
    ("probar", "no acaba en {} segundos, o en los", round(Example(()).timeout)),
    ("recetas", "lo que ocupe menos de {} MB", copying.LARGEST // 1_000_000),
    ("buscar", "Salen las {} primeras páginas", of_the_script("MOST_PAGES")),
    ("buscar", "Las últimas {} búsquedas", of_the_script("MOST_RECENT")),
    ("buscar", "las {} páginas más probables", of_the_script("MOST_LOOKED_THROUGH")),
    ("buscar", "el glosario cuenta 0,{},", round(documents.GLOSSARY * 10)),
    ("buscar", "más de {} apartados", documents.PLENTY),
    ("organizar", "más de {} páginas, enseña", nav.WINDOW),
    ("organizar", "Una lista de más de {} páginas", groups.GROUPED),
    ("organizar", "A partir de {} páginas", groups.WHOLE),
    ("organizar", "se nombran {},", backlinks.MOST),
    ("escribir-notas", "trae las {} notas con `date`", feed.PART),
    ("codigo", "más de {} caracteres", colours.MAX_COLOURED),
    ("codigo", "una línea de más de {}.", colours.MAX_LINE),
    ("comprobar", "se recuerda {} días", answers.DAYS),
    ("comprobar", "como mucho {} preguntas a la vez", asking.OF_A_HOST),
    ("congelar", "nadie usa en {} días", KEEP_DAYS),
    ("vista-previa", "el primero libre del {} al", server.FIRST_PORT),
    ("vista-previa", "al {} |", server.LAST_PORT),
]


@pytest.mark.parametrize(("page", "sentence", "number"), SAID)
def test_a_number_is_the_one_that_counts(page: str, sentence: str, number: int) -> None:
    """In digits, with a space in the thousands, or in words."""
    text = (MANUAL / f"{page}.md").read_text("utf-8")
    forms = [str(number), f"{number:,}".replace(",", " "), IN_WORDS.get(number, str(number))]
    assert any(sentence.format(form) in text for form in forms)
