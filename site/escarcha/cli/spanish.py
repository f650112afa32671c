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
    "Positional arguments": "Argumentos",
    "Show this message and exit.": "Muestra esta ayuda y termina.",
    "Try '{command} {option}' for help.": "La ayuda está en «{command} {option}».",
    "Error: {message}": "Error: {message}",
    "Missing command.": "falta la orden.",
    "Missing argument": "falta el argumento",
    "Missing option": "falta la opción",
    "Missing parameter": "falta el parámetro",
    "No such option {name!r}.": "no existe la opción {name}.",
    "No such command {name!r}.": "no existe la orden «{name}».",
    "Did you mean {possibility}?": "¿Querías {possibility}?",
    "(Did you mean one of: {possibilities}?)": "¿Querías una de estas: {possibilities}?",
    "Invalid value: {message}": "valor no válido: {message}",
    "Invalid value for {param_hint}: {message}": "valor no válido para {param_hint}: {message}",
    "Option {name!r} does not take a value.": "la opción {name} no lleva valor.",
    "Option {name!r} requires an argument.": "a la opción {name} le falta su valor.",
    "Option {name!r} requires {nargs} arguments.": "a la opción {name} le faltan valores: son {nargs}.",
    "Got unexpected extra argument ({args})": "sobra un argumento ({args})",
    "Got unexpected extra arguments ({args})": "sobran argumentos ({args})",
    "{value!r} is not a valid {number_type}.": "«{value}» no es un número entero.",
    "{value!r} is not {choice}.": "«{value}» no es {choice}.",
    "{value!r} is not one of {choices}.": "«{value}» no es ninguna de estas palabras: {choices}.",
    "{value} is not in the range {range}.": "{value} no está en el intervalo {range}.",
}


def _translate(sentence: str) -> str:
    return _SENTENCES.get(sentence, sentence)


def _translate_counted(singular: str, plural: str, count: int) -> str:
    return _translate(singular if count == 1 else plural)


def speak_spanish() -> None:
    """Replace gettext in the modules of click, which import it by name."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == click.__name__:
            names = vars(module)
            if "_" in names:
                names["_"] = _translate
            if "ngettext" in names:
                names["ngettext"] = _translate_counted
