"""From an exception to the template at fault, and to what is wrong with it in Spanish."""

from __future__ import annotations

import traceback
from pathlib import PurePath

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from escarcha.figures.jinja_words import spanish
from escarcha.problems import because, said

SUFFIXES = frozenset([".html", ".xml", ".txt"])
"""What the names of templates end in."""

_VARIABLES = "Las variables de cada plantilla están en el manual: «escarcha manual variables»."


def find_fault(error: BaseException) -> tuple[str, int] | None:
    """Return the file and the line of the template in which an exception was raised; None if in none.

    Args:
        error: raised by Jinja or under it; the file is called as it was when the template was compiled.
    """
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    # Jinja rewrites tracebacks so that compiled templates show as their own files.
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.lineno and PurePath(frame.filename).suffix in SUFFIXES:
            return frame.filename, frame.lineno
    return None


def explain(error: BaseException) -> str:
    """Say in Spanish what is wrong with a template."""
    if isinstance(error, RecursionError):
        return "se extiende o se incluye a sí misma, o anida demasiado"
    if isinstance(error, TemplateNotFound):
        return f"no existe la plantilla «{error.name}»"
    if isinstance(error, UndefinedError):
        return spanish(str(error))
    if isinstance(error, TemplateSyntaxError):
        return f"no es Jinja válido: {spanish(str(error.message))}"
    if isinstance(error, UnicodeDecodeError):
        return "no es texto UTF-8"
    return because(error) if isinstance(error, OSError) else said(error)


def remedy_of(error: BaseException) -> str:
    """Say what to do about what is wrong with a template."""
    if isinstance(error, UndefinedError):
        return _VARIABLES
    if isinstance(error, TemplateNotFound):
        return "Corrige el nombre: se cuenta desde «templates/»."
    if isinstance(error, UnicodeDecodeError):
        return "Guárdala como UTF-8."
    if isinstance(error, RecursionError):
        return "Para extender la del tema, escribe «escarcha/» delante de su nombre."
    return "Corrige esa línea."
