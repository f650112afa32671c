"""The accessibility statement that Spanish public bodies must publish, from what was really checked.

Its parts are those of the model of the European Commission
(https://eur-lex.europa.eu/eli/dec_impl/2018/1523/oj), which Real Decreto 1112/2018 takes over. What only its
author knows stands in brackets. It never says «plenamente conforme», as no program can find that out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from escarcha.pages import Edition, read_site
from escarcha.problems import ACCESSIBILITY, Code, printable
from escarcha.version import __version__
from escarcha.web.language import long_date

if TYPE_CHECKING:
    import datetime as dt

    from escarcha.config import Project
    from escarcha.problems import Problem

CHECKED = {
    Code.NAMELESS_IMAGE: "que las imágenes tengan una descripción (criterio 1.1.1 de las WCAG)",
    Code.POOR_DESCRIPTION: "que esa descripción no sea «imagen» ni el nombre del archivo (1.1.1)",
    Code.HEADLESS_TABLE: "que las tablas tengan cabecera (1.3.1)",
    Code.BOLD_HEADING: "que los títulos sean títulos y no líneas en negrita (1.3.1)",
    Code.LONG_HEADING: "que los títulos no sean frases puestas por el tamaño de la letra (1.3.1)",
    Code.SKIPPED_LEVEL: "que ningún título se salte un nivel (1.3.1, 2.4.6)",
    Code.COLOUR_ALONE: "que el texto no señale nada solo por su color (1.4.1)",
    Code.LINK_TEXT: "que los enlaces digan adónde llevan (2.4.4)",
    Code.SAME_LINK_TEXT: "que dos enlaces iguales no lleven a sitios distintos (2.4.4)",
    Code.BARE_ADDRESS: "que no haya direcciones sueltas por texto de un enlace (2.4.4)",
    Code.FOREIGN_PASSAGE: "que los párrafos en otro idioma lo digan (3.1.2)",
}
"""What is checked of every note, with the criterion that it is part of."""

NOT_CHECKED = (
    "si las descripciones de las imágenes dicen lo mismo que la imagen",
    "si hay subtítulos, transcripción y audiodescripción en los vídeos y los sonidos",
    "los archivos que se descargan, como los PDF",
    "si el texto se entiende, y si el orden en que se lee es el suyo",
    "las páginas y las plantillas que no son del tema de serie",
    "el manejo con un lector de pantalla por personas que lo usan",
)


def write_statement(project: Project, today: dt.date) -> str:
    """Return the statement of a project's site, as a note in Markdown.

    Args:
        project: whose notes are checked.
        today: the day that it is prepared on.

    Raises:
        EscarchaError: if the notes are no site.
    """
    reading, store = read_site(project)
    site = reading.site
    edition = Edition(site, store)
    entries = [entry for entry in site.entries.values() if entry.note]
    found: dict[Code, list[Problem]] = defaultdict(list)
    for entry in entries:
        for problem in edition.problems(entry):
            if problem.code in ACCESSIBILITY:
                found[problem.code].append(problem)
    settings = site.settings
    owner = ", ".join(settings.authors) or "[entidad titular del sitio]"
    address = settings.base_url or "[dirección del sitio]"
    contact = settings.feedback or "[correo o formulario de contacto]"
    day = long_date(today)
    state = (
        "Este sitio es **parcialmente conforme** con el Real Decreto 1112/2018: en lo que se ha comprobado"
        + (" hay lo que se dice a continuación." if found else " no se ha encontrado nada que no lo cumpla.")
    )
    lines = [
        "# Declaración de accesibilidad",
        (
            f"{owner} se compromete a hacer accesible su sitio web, de conformidad con el Real Decreto"
            " 1112/2018, de 7 de septiembre, sobre accesibilidad de los sitios web y aplicaciones para"
            " dispositivos móviles del sector público."
        ),
        f"Esta declaración se aplica al sitio «{printable(site.root.title)}», {address}.",
        "## Situación de cumplimiento",
        f"{state} El resto no se ha evaluado.",
        "## Contenido no accesible",
        *(_faults(found) or ["Ninguno, en lo que se ha comprobado."]),
        "## Preparación de esta declaración",
        (
            f"Esta declaración se preparó el {day}. El método es una autoevaluación automática, hecha con"
            f" Escarcha {__version__} sobre el texto de las {len(entries)} notas del sitio."
        ),
        f"Última revisión: {day}.",
        "### Qué se ha comprobado",
        "\n".join(f"- {what[0].upper()}{what[1:]}." for what in CHECKED.values()),
        "### Qué no se ha comprobado",
        "\n".join(f"- {what[0].upper()}{what[1:]}." for what in NOT_CHECKED),
        "## Observaciones y datos de contacto",
        (
            "Se pueden comunicar dificultades de acceso, pedir información accesible y formular quejas"
            f" (artículo 10.2 del real decreto) en: {contact}."
        ),
        "## Procedimiento de aplicación",
        (
            "Si la respuesta no es satisfactoria, se puede iniciar una reclamación (artículo 13 del real"
            " decreto) ante [unidad responsable de accesibilidad]."
        ),
    ]
    return "\n\n".join(lines) + "\n"


def _faults(found: dict[Code, list[Problem]]) -> list[str]:
    lines = []
    for code, what in CHECKED.items():
        if problems := found.get(code):
            places = ", ".join(f"`{problem.place}`" for problem in problems)
            lines.append(f"- No se cumple {what}: {places}.")
    return ["\n".join(lines), "De cada nota se nombra la primera línea."] if lines else []
