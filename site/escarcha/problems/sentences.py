"""What the sentences of problems are made of: reasons, suggestions, names that a terminal can show."""

from __future__ import annotations

import difflib
import errno
import unicodedata
from typing import TYPE_CHECKING

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


_MANY = 100
"""Of more names than this, «¿Querías …?» looks only at those that begin alike."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like ``word``, for «¿Querías …?», or None if none is near."""
    candidates = list(known)
    if len(candidates) > _MANY:
        # Comparing is slow; among many, only names that begin alike are worth it.
        start = word.rpartition("/")[2][:3].lower()
        candidates = [name for name in candidates if name.rpartition("/")[2][:3].lower() == start][:_MANY]
    matches = difflib.get_close_matches(word[:200], candidates, n=1, cutoff=0.75)
    return matches[0] if matches else None


def printable(text: str) -> str:
    """Replace what could disturb a terminal: control characters and halves of surrogate pairs.

    File names may hold either; neither may reach a terminal, a page or a JSON file.
    """
    if text.isprintable():  # as most are; it also says no to some that we keep
        return text
    return "".join("�" if unicodedata.category(char) in {"Cc", "Cs"} else char for char in text)
