"""From an exception to the template at fault, and to what is wrong with it in Spanish."""

from __future__ import annotations

import traceback
from pathlib import PurePath

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from escarcha.problems import because

SUFFIXES = frozenset([".html", ".xml", ".txt"])
"""What the names of templates end in."""

REMEDY = "Las variables de cada plantilla están en el manual."


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
    """Say what Jinja found; its own words follow, as they name the variable or the tag."""
    if isinstance(error, RecursionError):
        return "se extiende o se incluye a sí misma, o anida demasiado"
    if isinstance(error, TemplateNotFound):
        return f"no existe la plantilla «{error.name}»"
    if isinstance(error, UndefinedError):
        return f"usa algo que no existe ({error})"
    if isinstance(error, TemplateSyntaxError):
        return f"no es Jinja válido ({error.message})"
    if isinstance(error, UnicodeDecodeError):
        return "no es texto UTF-8"
    return because(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
