"""What PyYAML says of YAML that it cannot read, in Spanish, with what to do; a header's or a file's."""

from __future__ import annotations

_QUOTES = 'Pon el valor entre comillas: title: "Flask: primeros pasos".'
_BRACKET = "Cierra el corchete o la llave."

_WORDS = (
    ("mapping values are not allowed", "hay dos signos «:» en el mismo valor.", _QUOTES),
    (
        "found character '\\t'",
        "hay un tabulador donde YAML pide espacios.",
        "Cambia el tabulador por espacios.",
    ),
    ("cannot start any token", "el valor empieza por un signo que YAML se reserva.", _QUOTES),
    ("found unexpected end of stream", "se abren comillas y no se cierran.", "Cierra las comillas."),
    ("expected ',' or", "se abre una lista o un mapa y no se cierra.", _BRACKET),
    ("could not find expected ':'", "falta «:» tras la clave.", "Escribe «clave: valor»."),
    ("found undefined alias", "un valor que empieza por «*» es una referencia de YAML.", _QUOTES),
    ("expected alphabetic or numeric", "un valor que empieza por «*» o «&» es una referencia.", _QUOTES),
    ("but found '<stream end>'", "se abre una lista o un mapa y no se cierra.", _BRACKET),
    ("second occurrence", "dos valores usan la misma marca «&» de YAML.", _QUOTES),
)
"""The list covers what people do in headers and settings."""


def explain_yaml(problem: str, what: str) -> tuple[str, str]:
    """Return what is wrong, and what to do.

    Args:
        problem: what PyYAML says.
        what: is no YAML, such as «la cabecera».
    """
    for clue, cause, remedy in _WORDS:
        if clue in problem:
            return cause, remedy
    return f"{what} no es YAML válido.", f"Escribe una «clave: valor» por línea. YAML dice: {problem}."


def broken_line(error: object, text: str) -> int:
    """Return the line to mend, from 0, of an error that has PyYAML's marks.

    Of what is never closed PyYAML names the end; people look for where it was opened. Lines that stand askew
    are where it says, and not where their list begins.
    """
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    is_askew = mark and "block" in str(getattr(error, "context", ""))
    lines = [int(each.line) for each in ((mark,) if is_askew else (mark, begun)) if each]
    return min(*lines, text.rstrip().count("\n")) if lines else 0
