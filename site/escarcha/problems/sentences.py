"""What the sentences of problems are made of: reasons, suggestions, names that a terminal can show."""

from __future__ import annotations

import difflib
import errno
import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING

from escarcha.problems.names import MANY, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_REASONS = {
    errno.EACCES: "no hay permiso",
    errno.EPERM: "no hay permiso",
    errno.EROFS: "el disco es de solo lectura",
    errno.ENOSPC: "el disco está lleno",
    errno.EDQUOT: "se ha agotado la cuota de disco",
    errno.ENOENT: "no existe",
    errno.ENOTDIR: "no es una carpeta",
    errno.EISDIR: "es una carpeta",
    errno.EEXIST: "ya existe",
    errno.ENAMETOOLONG: "el nombre es demasiado largo",
    errno.ELOOP: "los enlaces simbólicos dan vueltas en círculo",
    errno.EMFILE: "hay demasiados archivos abiertos",
    errno.ENFILE: "hay demasiados archivos abiertos",
    errno.EFBIG: "el archivo pasa del tamaño permitido",
    errno.ENOTEMPTY: "la carpeta no está vacía",
    errno.ETIMEDOUT: "el disco no responde",
    errno.EIO: "el disco falla",
    errno.EBUSY: "está en uso",
}


def because(error: OSError) -> str:
    """Say in Spanish why the system refused; the rare reasons stay in the system's words."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


_SAID = (
    (r"No module named '(.+)'", "falta el módulo «{0}»"),
    (r"cannot import name '(.+?)' from '(.+?)'.*", "«{1}» no tiene «{0}»"),
    (r"(?:integer |float )?(?:division or modulo|division|modulo) by zero", "divide entre cero"),
    (r"name '(.+?)' is not defined.*", "el nombre «{0}» no está definido"),
    (r"module '(.+?)' has no attribute '(.+?)'.*", "el módulo «{0}» no tiene «{1}»"),
    (r"'(.+?)' object has no attribute '(.+?)'.*", "lo que es de la clase «{0}» no tiene «{1}»"),
    (r"'(.+?)' object is not callable.*", "lo que es de la clase «{0}» no se puede llamar"),
    (r"'(.+?)' object is not iterable", "lo que es de la clase «{0}» no se puede recorrer"),
    (r"'(.+?)' object is not subscriptable", "lo que es de la clase «{0}» no tiene elementos"),
    (r"list index out of range", "la lista no tiene tantos elementos"),
    (r"invalid syntax.*", "esto no es Python válido"),
    (r"expected '(.+)' .*", "falta «{0}»"),
    (r"'(.)' was never closed.*", "«{0}» se abre y no se cierra"),
    (r"unterminated string literal.*", "unas comillas se abren y no se cierran"),
    (r"(?:unexpected indent|expected an indented block|unindent does not match).*", "la sangría está mal"),
)
"""What Python says of the commonest mistakes."""


def said(error: BaseException) -> str:
    """Return the name of an exception and what Python says with it, in Spanish where that is common.

    The name stays: it is what an author looks for in Python's own manual.
    """
    text = " ".join((error.msg if isinstance(error, SyntaxError) else str(error)).split())
    if isinstance(error, OSError) and error.strerror:
        text = because(error)
    elif isinstance(error, KeyError):
        text = f"no hay ninguna clave {text}"
    text = in_spanish(text)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def in_spanish(text: str) -> str:
    """Return what Python says of the commonest mistakes in Spanish, and anything else as it is."""
    for pattern, sentence in _SAID:
        if found := re.fullmatch(pattern, text):
            return sentence.format(*found.groups())
    return text


def remedy_for(error: BaseException) -> str:
    """Return what to do about an exception of the author's own Python, or nothing where the line says it."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"Instálalo con «pip install {error.name.partition('.')[0]}» y añádelo a requirements.txt."
    return "Corrige esa línea."


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.75) -> str | None:
    """Return the known word most like ``word``, for «¿Querías …?», or None if none is near.

    Args:
        word: that nobody knows.
        known: the words there are.
        cutoff: how near it must be: 1 is the same.
    """
    candidates = list(known)
    if len(candidates) > MANY:
        # Comparing is slow; among many, only names that begin alike are worth it.
        start = word.rpartition("/")[2][:3].lower()
        candidates = [name for name in candidates if name.rpartition("/")[2][:3].lower() == start][:MANY]
    matches = difflib.get_close_matches(word[:200], candidates, n=1, cutoff=cutoff)
    return matches[0] if matches else None


_FAR = 0.85
"""How near the name of a path in another folder must be."""


def nearest_path(path: str, known: Iterable[str]) -> str | None:
    """Return the known path most like one that leads nowhere, or None if none is near.

    The same name in another folder is near, and so is one that differs in case; of others only the names are
    compared, as a folder and an ending that two paths share make them no more alike.

    Args:
        path: that leads nowhere.
        known: those that lead somewhere.
    """
    folder, name = posixpath.split(path.strip("/"))
    names = names_of(tuple(known))
    if path in names.paths:
        names = names_of(tuple(each for each in names.paths if each != path))
    if name and (alike := names.by_name.get(name.casefold())):
        return min(alike, key=lambda each: (posixpath.dirname(each) != folder, each.count("/"), each))
    stem, suffix = posixpath.splitext(name)
    word, ending = stem.lower(), suffix.lower()
    stems = names.stems(ending)
    near = nearest(word, names.beside(folder, ending)) or nearest(
        word, names.alike(word, ending), cutoff=_FAR
    )
    if near is None:
        return min(names.without_ending.get(posixpath.join(folder, stem), ()), default=None)
    return min(stems[near], key=lambda each: (posixpath.dirname(each) != folder, each))


_TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def printable(text: str) -> str:
    """Replace what could disturb a terminal: controls, ends of lines, halves of surrogate pairs, turns.

    File names may hold any of them; none may reach a terminal, a page or a JSON file. What turns the
    direction of writing (https://www.unicode.org/reports/tr9/) can make one name look like another.
    """
    if text.isprintable():  # as most are; it also says no to some that we keep
        return text
    return "".join("�" if _disturbs(char) else char for char in text)


def _disturbs(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(char) in _TURNS
