"""Click's own sentences in Spanish.

Click looks them up with gettext in whatever language the system speaks; Escarcha speaks Spanish.
"""

from __future__ import annotations

import sys

import click

_SENTENCES = {
    "Usage:": "Uso:",
    "Options": "Opciones",
    "Commands": "Órdenes",
    "Arguments": "Argumentos",
    "Show this message and exit.": "Muestra esta ayuda y termina.",
    "Show the version and exit.": "Muestra la versión y termina.",
    "Try '{command} {option}' for help.": "La ayuda está en «{command} {option}».",
    "Error: {message}": "Error: {message}",
    "Missing argument": "Falta el argumento",
    "Missing option": "Falta la opción",
    "Missing parameter": "Falta el parámetro",
    "No such option: {name}": "no existe la opción {name}",
    "No such option: {option}": "no existe la opción {option}",
    "No such option {name!r}.": "no existe la opción {name}.",
    "No such command {name!r}.": "no existe la orden «{name}».",
    "Invalid value: {message}": "valor no válido: {message}",
    "Invalid value for {param_hint}: {message}": "valor no válido para {param_hint}: {message}",
    "Option {name!r} requires an argument.": "a la opción {name} le falta su valor.",
    "Option {name!r} does not take a value.": "la opción {name} no lleva valor.",
    "Got unexpected extra argument ({args})": "sobra un argumento ({args})",
    "Got unexpected extra arguments ({args})": "sobran argumentos ({args})",
    "{value!r} is not a valid {number_type}.": "«{value}» no es un número.",
    "{value!r} is not one of {choices}.": "«{value}» no es una de estas palabras: {choices}.",
    "{value} is not in the range {range}.": "{value} no está en el intervalo {range}.",
    "Did you mean {possibility}?": "¿Querías {possibility}?",
    "Did you mean one of: {possibilities}?": "¿Querías una de estas: {possibilities}?",
    "(Possible options: {possibilities})": "(opciones parecidas: {possibilities})",
    "Aborted!": "Interrumpido.",
    "default: {default}": "por omisión: {default}",
    "required": "obligatorio",
    "(dynamic)": "(según el caso)",
}


def _translate(sentence: str) -> str:
    return _SENTENCES.get(sentence, sentence)


def _translate_counted(singular: str, plural: str, count: int) -> str:
    return _translate(singular if count == 1 else plural)


def speak_spanish() -> None:
    """Replace gettext in the modules of click, which import it by name."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == click.__name__:
            if hasattr(module, "_"):
                module._ = _translate  # noqa: SLF001 - the name gettext is imported under
            if hasattr(module, "ngettext"):
                module.ngettext = _translate_counted
