"""What Jinja says of templates that it cannot read or fill in, in Spanish."""

from __future__ import annotations

import re

_TOKENS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "begin of print statement": "{{",
    "end of template": "el final de la plantilla",
    "name": "un nombre",
    "string": "un texto entre comillas",
    "integer": "un número",
}
"""How Jinja calls the parts of a template: ``jinja2.lexer``."""

_WORDS = (
    (r"expected token (.+), got (.+)", "aquí se esperaba {0} y hay {1}"),
    (
        r"Unexpected end of template\. .*innermost block that needs to be closed is '(\w+)'\.",
        "falta cerrar «{0}»",
    ),
    (r"Encountered unknown tag '(\w+)'\. .*innermost block .* is '(\w+)'\.", "«{0}» no cierra «{1}»"),
    (r"Encountered unknown tag 'end(\w+)'\.", "«end{0}» cierra algo que no se ha abierto"),
    (r"Encountered unknown tag '(\w+)'\.", "la etiqueta «{0}» no existe"),
    (r"No filter named '(.+)'\.?(?: \w.*)?", "el filtro «{0}» no existe"),
    (r"No test named '(.+)'\.?(?: \w.*)?", "la prueba «{0}» no existe"),
    (r"unexpected end of template, expected (.+)\.", "la plantilla se acaba donde se esperaba {0}"),
    (r"""unexpected char (?:"'"|'"') at \d+""", "unas comillas se abren y no se cierran"),
    (r"""unexpected char ['"](.+)['"] at \d+""", "el signo «{0}» no vale aquí"),
    (r"Expected an expression, got (.+)", "aquí se esperaba una expresión y hay {0}"),
    (r"unexpected '(.+)', expected '(.+)'", "hay «{0}» donde se esperaba «{1}»"),
    (r"unexpected '(.+)'", "el signo «{0}» no vale aquí"),
    (r"Missing end of comment tag", "falta cerrar un comentario con «#}}»"),
    (r"Missing end of raw directive", "falta cerrar «raw» con «endraw»"),
    (r"tag name expected", "tras «{{%» falta el nombre de la etiqueta"),
    (r"block '(.+)' defined twice", "el bloque «{0}» está dos veces"),
    (r"can't assign to '(.+)'", "a «{0}» no se le puede dar valor"),
    (r"expected name or number", "tras el punto falta un nombre"),
    (r"'(.+)' is undefined", "«{0}» no existe"),
    (r"'(.+) object' has no attribute '(.+)'", "«{1}» no existe en lo que hay delante ({0})"),
    (r"'?(.+?)'? has no attribute '(.+)'", "«{1}» no existe en lo que hay delante ({0})"),
    (r"(.+) has no element (.+)", "no hay ningún elemento {1} en lo que hay delante ({0})"),
    (r"the required block '(.+)' has been defined more than once.*", "el bloque «{0}» está dos veces"),
    (r"Required block '(.+)' not found", "falta el bloque «{0}», que la plantilla exige"),
)


def spanish(message: str) -> str:
    """Return what Jinja says in Spanish; what is too rare for our list stays as it is."""
    message = " ".join(message.split())
    for pattern, sentence in _WORDS:
        if found := re.fullmatch(pattern, message):
            return sentence.format(*map(_token, found.groups()))
    return message


def _token(name: str) -> str:
    bare = name.strip("'")
    if bare.startswith("escarcha."):  # a class of ours, of which only the name tells anything
        return bare.rpartition(".")[2]
    called = _TOKENS.get(bare, bare)
    if called.startswith(("un ", "el ")) or bare == name:
        return called
    return f"«{called}»"
