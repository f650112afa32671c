"""What ``tomllib`` says of settings that it cannot read, in Spanish, with a line that can be mended."""

from __future__ import annotations

import re

_QUOTES = 'Los textos van entre comillas (title = "Mis apuntes"), y sí y no se escriben true y false.'
_LIST = "Ciérrala con «]» y pon comas entre sus elementos."

_WORDS = (
    (
        r"Unterminated string|character '\\[nr]'|Expected \"'''\"",
        "unas comillas se abren y no se cierran.",
        "Ciérralas en la misma línea; lo que ocupa varias va entre tres comillas.",
    ),
    (r"Unclosed array|value \(at end", "una lista se abre y no se cierra, o le falta una coma.", _LIST),
    (
        r"inline table|Expected '}'",
        "una tabla entre llaves está mal escrita o no se cierra en su línea.",
        "Escríbela como { clave = valor, otra = valor }.",
    ),
    (
        r"Cannot overwrite|Cannot declare|Cannot mutate|Cannot redefine|Duplicate",
        "esta clave está dos veces.",
        "Deja una de las dos.",
    ),
    (
        r"Expected newline",
        "detrás del valor sobra algo.",
        'Escribe un ajuste por línea, y los textos enteros entre comillas: title = "Mis apuntes".',
    ),
    (
        r"Unescaped|escape|Escaped",
        "entre comillas dobles hay una barra «\\» que no se entiende.",
        "Escríbela dos veces, o usa comillas simples.",
    ),
    (r"Expected '\]'", "al nombre de una tabla le falta el corchete del final.", "Escríbelo como [tabla]."),
    (r"Expected '='", "tras la clave falta el signo «=».", 'Escribe «clave = valor»: title = "Mis apuntes".'),
    (
        r"Invalid statement|initial character",
        "esta línea no es un ajuste.",
        'Escribe «clave = valor»: title = "Mis apuntes". Los comentarios empiezan por «#».',
    ),
    (r"Illegal character|invalid character", "hay un carácter que TOML no admite.", "Bórralo."),
    (r"Invalid value|Invalid date|Invalid hex", "el valor no se entiende.", _QUOTES),
    (r"recursion", "hay listas o tablas a demasiada profundidad.", "Los ajustes no necesitan más de una."),
)

_OPENED = {
    "Unclosed array": r"=\s*\[[^\]]*$",
    "value (at end": r"=\s*\[[^\]]*$",
    "Unterminated string": r"\"{3}|'{3}|^[^\"']*[\"'][^\"']*$",
}
"""Of what is never closed ``tomllib`` names the end; people look for where it was opened."""


def explain_toml(error: str, text: str) -> tuple[int, str, str]:
    """Return the line to mend, what is wrong and what to do.

    Args:
        error: what ``tomllib`` says.
        text: of the file.
    """
    lines = text.split("\n")
    at = re.search(r"at line (\d+)", error)
    line = int(at[1]) if at else len(lines)
    if not at or "Unclosed array" in error:
        line = _line_of_the_cause(error, lines[:line])
    shown = lines[line - 1] if line <= len(lines) else ""
    if re.search("[“”‘’«»]", shown) and re.search("Invalid value|Expected", error):
        return line, "las comillas no son las de TOML.", 'Usa las rectas: title = "Mis apuntes".'
    if re.search("Expected '='", error) and (key := re.match(r"\s*([\w-]*[^\W\d_a-zA-Z][\w-]*)\s*=", shown)):
        return line, f"la clave «{key[1]}» lleva acentos.", "Los nombres de los ajustes están en inglés."
    for pattern, cause, remedy in _WORDS:
        if re.search(pattern, error):
            return line, cause, remedy
    return line, "esta línea no es TOML válido.", _QUOTES


def _line_of_the_cause(error: str, lines: list[str]) -> int:
    """Find the line to mend of an error that ``tomllib`` notices on a later one."""
    for clue, opened in _OPENED.items():
        if clue in error:
            found = [number for number, line in enumerate(lines, 1) if re.search(opened, line)]
            return found[-1] if found else _last(lines)
    if "Cannot" in error:
        keys: set[str] = set()
        for number, line in enumerate(lines, 1):
            key = re.match(r"\s*([\w.\"'-]+)\s*=", line)
            if key and key[1] in keys:
                return number
            keys.update([key[1]] if key else [])
    return _last(lines)


def _last(lines: list[str]) -> int:
    return next((number for number in range(len(lines), 0, -1) if lines[number - 1].strip()), 1)
