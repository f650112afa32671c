"""Why a diagram cannot be drawn: in Spanish, and with the line to mend."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MEND = "Corrígelo; mientras tanto se publica su texto."
DIVIDE = "Divídelo en varios; mientras tanto se publica su texto."

_SHORT = 50


class DiagramError(ValueError):
    """A diagram that cannot be drawn.

    Args:
        reason: why, in Spanish.
        line: of the diagram, from 1; 0 if it is all of it.
        remedy: what its author can do.
    """

    def __init__(self, reason: str, line: int = 0, remedy: str = MEND) -> None:
        super().__init__(reason)
        self.line, self.remedy = line, remedy


_LIMITS = {
    "max_layout_work_units": "tiene demasiados nodos y flechas",
    "max_model_items": "tiene demasiados nodos y flechas",
    "max_model_nesting_depth": "anida demasiados niveles",
    "svg_backend_tree_depth": "anida demasiados niveles",
}
"""What the engine calls its limits; the others are of size."""

_LIMIT = re.compile(r"resource limit `(\w+)`")
_HEADER_LINE = re.compile(r"front-matter.* line (\d+)")
_KNOWN = [
    (re.compile(english), spanish)
    for english, spanish in (
        (r"No Mermaid diagram type", "no empieza por el nombre de ninguna clase de diagrama"),
        (r"Unterminated node label \(missing `(.+)`\)", r"falta «\1» al final de una etiqueta"),
        (
            r"contains structural characters",
            "una etiqueta lleva paréntesis, corchetes o llaves: escríbela entre comillas",
        ),
        (r"unexpected end;", "«end» cierra un bloque y no puede ser el nombre de un nodo: escríbelo «End»"),
        (
            r"unexpected end of input|EOF|[Uu]nterminated",
            "queda algo sin cerrar: una etiqueta, unas llaves o un bloque que acaba en «end»",
        ),
        (r"directive JSON", "una directiva «%%{…}%%» no es JSON"),
        (r"Invalid date: ?(.+)", r"«\1» no es una fecha"),
        (
            r"unresolved startTime",
            "no se sabe cuándo empieza una tarea: ponle fecha, o «after» y el nombre de otra",
        ),
        (r"invalid gitGraph reference: (.+)", r"el nombre «\1» se escribe entre comillas"),
        (r"branch which is not yet created|branch .*does not exist", "nombra una rama que no existe"),
        (r"merge a branch to itself", "una rama no se puede mezclar consigo misma"),
        (r"only one root", "un mapa mental tiene una sola raíz"),
        (r"Negative values", "un gráfico circular no admite valores negativos"),
        (r"is not contiguous", "los bits de un paquete van seguidos, sin huecos ni repeticiones"),
        (r"circular link", "un flujo vuelve a su origen"),
    )
]
"""What the engine says that is worth saying in Spanish; of the rest the line is enough."""


def too_much(fault: str) -> DiagramError | None:
    """Return what is wrong with a diagram that is over one of the engine's limits, if that is its fault."""
    limit = _LIMIT.search(fault)
    if not limit:
        return None
    return DiagramError(_LIMITS.get(limit[1], "es demasiado grande"), remedy=DIVIDE)


def explain(fault: str, source: str, fault_of: Callable[[str], str]) -> DiagramError:
    """Return what is wrong with a diagram.

    The engine seldom says where. The line to blame is the one with which the same fault begins, which for
    what is never closed is the line that opens it.

    Args:
        fault: what the engine says of it.
        source: the diagram.
        fault_of: tells what the engine says of another one.
    """
    lines = source.rstrip().split("\n")
    begins = range(1, len(lines))
    if header := _HEADER_LINE.search(fault):  # counted from below the line of hyphens
        return DiagramError("su cabecera no es YAML", int(header[1]) + 1)
    line = 1 + bisect_left(begins, 1, key=lambda end: int(fault_of("\n".join(lines[:end])) == fault))
    for known, spanish in _KNOWN:
        if found := known.search(fault):
            return DiagramError(found.expand(spanish), line)
    return DiagramError(f"hay un error de sintaxis en «{_short(lines[line - 1])}»", line)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
