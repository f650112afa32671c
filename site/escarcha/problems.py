"""What can be wrong, as data: a code, a place, a cause, a remedy.

Every room reports with these; only the command line and the preview show them.
Each code has a heading of its own in the manual (``content/manual/problemas.md``).
"""

from __future__ import annotations

import difflib
import enum
import errno
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(enum.Enum):
    """How much a problem matters; the value is the word readers see."""

    ERROR = "error"
    """Nothing is published."""

    WARNING = "aviso"
    """Published, and listed; with ``--strict`` it counts as an error."""

    HINT = "sugerencia"
    """Published; the author probably meant something else."""


class Code(enum.Enum):
    """Every kind of problem; the value is what stands in brackets after the message."""

    BROKEN_SETTINGS = "ajustes-rotos"
    """``site.toml`` is not TOML."""

    UNKNOWN_SETTING = "ajuste-desconocido"
    """``site.toml`` has a key that does not exist."""

    INVALID_SETTING = "ajuste-invalido"
    """A setting has a value it cannot have."""

    NO_NOTES = "sin-notas"
    """There is nothing to publish."""

    UNREADABLE = "ilegible"
    """A file cannot be read, or is no file at all."""

    SYMLINK_SKIPPED = "enlace-simbolico"
    """A symbolic link leaves ``content/``, goes nowhere or goes round in a circle."""

    NOT_UTF8 = "no-es-utf8"
    """A note is not UTF-8 text."""

    RECODED = "codificacion"
    """A note was in another Unicode encoding and has been converted while reading."""

    NUL_BYTE = "byte-nulo"
    """A note holds a NUL character."""

    TOO_LARGE = "nota-enorme"
    """A note is larger than the limit."""

    BROKEN_HEADER = "cabecera-rota"
    """A header is not a YAML mapping."""

    HEADER_KEY = "cabecera-clave"
    """A header key looks like a misspelt one, or stands there twice."""

    HEADER_VALUE = "cabecera-valor"
    """A header value is not of its key's kind and has been ignored."""

    INVALID_URL = "url-invalida"
    """A ``slug`` or an alias would leave the site."""

    URL_COLLISION = "url-repetida"
    """Two sources want the same address."""

    RENAMED = "nombre-cambiado"
    """A name could not become an address as it was."""

    UNKNOWN_IN_NAV = "nav-desconocida"
    """``nav`` names something that is not in ``content/``."""

    BAD_EXTENSION = "extension-rota"
    """A Markdown extension named in ``site.toml`` cannot be loaded."""

    UNRENDERABLE = "nota-no-renderizada"
    """A note could not be turned into HTML."""

    UNKNOWN_LANGUAGE = "lenguaje-desconocido"
    """No highlighter knows the language of a code block."""

    UNCOLOURED = "codigo-sin-colores"
    """A code block is too long for colours."""

    BROKEN_FORMULA = "formula-rota"
    """A formula is no LaTeX that can be read."""

    BROKEN_DIAGRAM = "diagrama-roto"
    """A Mermaid diagram cannot be drawn."""

    BROKEN_INCLUDE = "inclusion-rota"
    """A code block is to show a file that cannot be had, or lines that it does not have."""

    EXAMPLE_FAILED = "ejemplo-falla"
    """An example does not do what the note says."""

    DUPLICATE_TERM = "termino-repetido"
    """Two terms of the glossary bear the same name."""

    UNDEFINED_TERM = "termino-sin-definicion"
    """A heading of the glossary has no text below it."""

    EXAMPLE_OPTION = "ejemplo-opcion"
    """A block that is to run has an option that nobody knows, or that does not go with it."""

    GLUED_TEXT = "texto-pegado"
    """Text under a list is read as part of its last item."""

    HEADING_SPACE = "titulo-sin-espacio"
    """A line looks like a heading whose space is missing."""

    MISSING_SIGN = "falta-signo"
    """A heading ends with ``?`` or ``!`` and lacks the opening sign."""

    SKIPPED_LEVEL = "titulo-salta"
    """A heading is two levels or more below the one before it."""

    NAMELESS_IMAGE = "imagen-sin-texto"
    """An image does not say what it shows."""

    UNCLOSED_FENCE = "codigo-sin-cerrar"
    """A code block is never closed."""

    UNCLOSED_CALLOUT = "recuadro-sin-cerrar"
    """A callout is opened and never closed."""

    UNFINDABLE = "sin-palabras"
    """A note holds no word that anyone could search for."""

    SPACED_LINK = "enlace-con-espacio"
    """The address of a link holds a space, so that it is no link."""

    HTML_REMOVED = "html-retirado"
    """Raw HTML that could run or load something has been taken out of a note."""

    BROKEN_TEMPLATE = "plantilla-rota"
    """A template has a mistake in it."""

    BROKEN_PROJECT = "freeze-py-roto"
    """The project's ``freeze.py`` fails before anything is frozen."""

    FREEZE_FAILED = "congelacion-fallida"
    """A page answered with something that cannot be published."""

    BROKEN_LINK = "enlace-roto"
    """A link leads to no page or file of the site."""

    BROKEN_ANCHOR = "ancla-rota"
    """A link leads to a page that lacks the anchor."""

    AMBIGUOUS_LINK = "enlace-ambiguo"
    """A wikilink names several files."""

    BROKEN_MEDIA = "archivo-roto"
    """An image, style sheet or other asset is missing."""

    DUPLICATE_ID = "id-repetido"
    """Two elements of one page have the same id."""

    UNREACHABLE = "pagina-inalcanzable"
    """No chain of links leads from the front page to this one."""

    FOREIGN_OUTPUT = "salida-ajena"
    """The output folder holds something Escarcha did not write."""

    WRITE_FAILED = "escritura-fallida"
    """The disk is full, or a folder may not be written to."""

    ALREADY_FREEZING = "congelacion-en-marcha"
    """Another freeze is writing to the same folder."""

    NOT_FROZEN = "sin-congelar"
    """``preview --built`` finds no frozen site."""

    PORT_TAKEN = "puerto-ocupado"
    """The preview cannot listen where it was told to."""

    ALREADY_EXISTS = "ya-existe"
    """``new`` or ``init`` would overwrite a file."""


class ProblemRecord(TypedDict):
    """One problem as ``--format json`` prints it."""

    code: str
    severity: str
    path: str
    line: int | None
    cause: str
    remedy: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, and how to mend it.

    Args:
        code: its kind.
        path: the file to open, written from the project's folder; empty if no file is to blame.
        line: the line in that file, from 1; None when the file as a whole is meant.
        cause: a Spanish sentence, without the place, starting in lower case.
        remedy: a Spanish sentence in the imperative; may be empty where the cause says it all.
        severity: whether it stops the publication.
        detail: lines to show below the message: a difference, a traceback.
    """

    code: Code
    path: str
    line: int | None
    cause: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    detail: str = ""

    @property
    def place(self) -> str:
        """``content/a.md:12``, without control characters."""
        return printable(f"{self.path}:{self.line}" if self.line else self.path)

    def __str__(self) -> str:
        """The one line people read: place, cause, remedy, code."""
        place = f"{self.place}: " if self.path else ""
        sentence = f"{printable(self.cause)} {printable(self.remedy)}".rstrip()
        return f"{place}{sentence} [{self.code.value}]"

    def record(self) -> ProblemRecord:
        """The problem for machines."""
        return {
            "code": self.code.value,
            "severity": self.severity.value,
            "path": printable(self.path),
            "line": self.line,
            "cause": printable(self.cause),
            "remedy": printable(self.remedy),
            "detail": "\n".join(map(printable, self.detail.split("\n"))),
        }


class EscarchaError(Exception):
    """What stops the work: one or more problems, of which at least one is an error.

    Args:
        problems: every problem found so far, warnings included.
        exit_code: what the command ends with: 1 for content, 2 for wrong usage.
    """

    def __init__(self, *problems: Problem, exit_code: int = 1) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
        self.exit_code = exit_code


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by file, line and code, so that every run lists them alike."""
    return sorted(
        set(problems), key=lambda found: (found.path, found.line or 0, found.code.value, found.cause)
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops the publication."""
    return any(found.severity is Severity.ERROR for found in problems)


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


def unreadable(error: OSError, place: str) -> Problem:
    """Say why a file or folder that was found cannot be read.

    Args:
        error: the system's refusal.
        place: written from the project's folder.
    """
    if isinstance(error, FileNotFoundError):
        cause, remedy = "estaba al empezar y ha desaparecido.", "Repite la orden."
    else:
        cause, remedy = f"no se puede leer: {because(error)}.", "Revisa sus permisos."
    return Problem(Code.UNREADABLE, place, None, cause, remedy)


MANY = 100
"""Of more names than this, «¿Querías …?» looks only at those that begin alike."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like ``word``, for «¿Querías …?», or None if none is near."""
    candidates = list(known)
    if len(candidates) > MANY:
        # Comparing is slow; among many, only names that begin alike are worth it.
        start = word.rpartition("/")[2][:3].lower()
        candidates = [name for name in candidates if name.rpartition("/")[2][:3].lower() == start][:MANY]
    matches = difflib.get_close_matches(word[:200], candidates, n=1, cutoff=0.75)
    return matches[0] if matches else None


def printable(text: str) -> str:
    """Replace what could disturb a terminal: control characters and halves of surrogate pairs.

    File names may hold either; neither may reach a terminal, a page or a JSON file.
    """
    return "".join("�" if unicodedata.category(char) in {"Cc", "Cs"} else char for char in text)
