"""What is wrong with a formula, in Spanish."""

from __future__ import annotations

import re

_SPANISH = [
    (re.compile(english), spanish)
    for english, spanish in (
        (
            r'Unknown command "(\\ce|\\pu)"',
            r"la orden «\1» es del paquete mhchem, de química, y aquí no la hay",
        ),
        (r'Unknown command "(.+)"', r"no se conoce la orden «\1»"),
        (r'Unknown environment "(.+)"', r"no se conoce el entorno «\1»"),
        (r'Unknown color "(.+)"', r"no se conoce el color «\1»"),
        (r'Expected closing token "(.+)", but', r"falta «\1» al final"),
        (r'Unmatched closing token: "(.+)"', r"«\1» no cierra nada"),
        (r"Expected argument but", "a una orden le falta lo que va detrás, entre llaves"),
        (r'Found "(\\label|\\tag)\S*", which may only', r"«\1» va en una fórmula aparte, entre «$$»"),
        (r'(?:Found|Unexpected) "(.+?)"', r"«\1» no puede ir ahí"),
        (
            r"Duplicate subscript or superscript",
            "hay dos índices o dos exponentes seguidos; agrúpalos con llaves",
        ),
        (r'Expected length with units, found "(.+)"', r"«\1» no es una medida con su unidad"),
        (r"Too many expansions", "una orden propia se llama a sí misma"),
        (r"Macro parameter found", "«#1» solo vale al definir una orden, y no con un valor por omisión"),
        (r"Not valid in math mode", "una orden es de texto; ponla dentro de «\\\\text{}»"),
    )
]
"""What the library says, for authors; what is not here is rare, and shown as it is."""

_PLACED = re.compile(r"(?P<at>\d+): (?P<message>.*)", re.DOTALL)


class MathError(ValueError):
    """LaTeX that is none; the message is Spanish where the library's is known.

    Args:
        message: a sentence.
        line: on which it is wrong, from 1.
    """

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def in_spanish(told: str, latex: str) -> tuple[str, int]:
    """Say what the library says, and on which line of the LaTeX.

    Args:
        told: by the library: a place in the LaTeX, and what is wrong there.
        latex: that it was given.
    """
    placed = _PLACED.match(told)
    message = placed["message"] if placed else told
    line = 1 + latex.count("\n", 0, int(placed["at"])) if placed else 1
    for english, spanish in _SPANISH:
        if found := english.match(message):
            return f"{found.expand(spanish)}.", line
    return message, line
