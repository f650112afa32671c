"""Diagrams as figures: an image, and below it the text that it is drawn from, for whoever cannot see it.

An image needs no script, keeps its styles and ids to itself under a strict Content-Security-Policy, and can
be enlarged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from escarcha.figures.variables import DiagramFigure

if TYPE_CHECKING:
    from escarcha.figures import Figures
    from escarcha.mermaid import DiagramStore

KINDS = {
    "architecture": "Diagrama de arquitectura",
    "block": "Diagrama de bloques",
    "C4Component": "Diagrama de componentes",
    "C4Container": "Diagrama de contenedores",
    "C4Context": "Diagrama de contexto",
    "C4Deployment": "Diagrama de despliegue",
    "C4Dynamic": "Diagrama dinámico",
    "classDiagram": "Diagrama de clases",
    "erDiagram": "Diagrama entidad-relación",
    "flowchart": "Diagrama de flujo",
    "gantt": "Diagrama de Gantt",
    "gitGraph": "Historial de git",
    "graph": "Diagrama de flujo",
    "ishikawa": "Diagrama de Ishikawa",
    "journey": "Recorrido de usuario",
    "kanban": "Tablero kanban",
    "mindmap": "Mapa mental",
    "packet": "Diagrama de paquetes",
    "pie": "Gráfico circular",
    "quadrantChart": "Gráfico de cuadrantes",
    "radar": "Gráfico de radar",
    "requirementDiagram": "Diagrama de requisitos",
    "sankey": "Diagrama de Sankey",
    "sequenceDiagram": "Diagrama de secuencia",
    "stateDiagram": "Diagrama de estados",
    "timeline": "Línea de tiempo",
    "treemap": "Mapa de árbol",
    "venn": "Diagrama de Venn",
    "xychart": "Gráfico de ejes",
    "zenuml": "Diagrama de secuencia",
}
"""What each kind of diagram is called, by the word that its text begins with."""

_KIND = re.compile(r"(?:\s*---[ \t]*\n.*?\n[ \t]*---[ \t]*\n)?(?:\s*%%[^\n]*\n)*\s*(\w+)", re.DOTALL)
_NAME = re.compile(
    r"^\s*(?:accTitle[ \t]*:|title:?[ \t]|pie[ \t]+(?:showData[ \t]+)?title[ \t])[ \t]*(.+)$", re.MULTILINE
)
_SAFE = "!'()*+,-./:;=?@_~"
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')


def diagram_figure(source: str, diagrams: DiagramStore, figures: Figures) -> str:
    """Return a figure: the diagram as an image, and its source below.

    Args:
        source: in Mermaid's language.
        diagrams: where its image comes from.
        figures: that draw what stands around it.

    Raises:
        DiagramError: if it cannot be drawn.
        EscarchaError: if the template of the figure fails.
    """
    svg = diagrams.get(source)
    size = _SIZE.search(svg)
    width, height = (int(size[1]), int(size[2])) if size else (0, 0)
    address = f"data:image/svg+xml,{quote(svg, safe=_SAFE)}"
    return figures.draw(DiagramFigure(address, _name(source), width, height, source))


def _name(source: str) -> str:
    """Say what a diagram is, and the title that its author gave it."""
    kind = _KIND.match(source)
    what = KINDS.get(kind[1].removesuffix("v2") if kind else "", "Diagrama")
    title = _NAME.search(source)
    return f"{what}: {title[1].strip()}" if title else what
