"""Mermaid diagrams, drawn as images when the site is built.

The work is mermaid.js', run by mermaidx in an embedded engine (https://pypi.org/project/mermaidx/). An image
needs no script, keeps its styles to itself under a strict Content-Security-Policy and can be enlarged; the
text it was drawn from stands below it for whoever cannot see it.
"""

from __future__ import annotations

import functools
import hashlib
import html
import importlib.metadata
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import lightningcss

from escarcha.rendering.figures import theme_figures
from escarcha.rendering.figures.variables import DiagramFigure

if TYPE_CHECKING:
    from escarcha.rendering.figures import Figures
    from escarcha.shelf import Shelf

MAX_LENGTH = 20_000
"""Characters of a diagram; mermaid.js lays out a larger one for minutes."""

KINDS = {
    "flowchart": "Diagrama de flujo",
    "graph": "Diagrama de flujo",
    "sequenceDiagram": "Diagrama de secuencia",
    "classDiagram": "Diagrama de clases",
    "stateDiagram": "Diagrama de estados",
    "erDiagram": "Diagrama entidad-relación",
    "gantt": "Diagrama de Gantt",
    "pie": "Gráfico circular",
    "mindmap": "Mapa mental",
    "timeline": "Línea de tiempo",
    "journey": "Recorrido de usuario",
    "gitGraph": "Historial de git",
    "quadrantChart": "Gráfico de cuadrantes",
}

_THEME = "neutral"
_CONFIG = {"htmlLabels": False, "flowchart": {"htmlLabels": False}, "class": {"htmlLabels": False}}
_KIND = re.compile(r"(?:\s*---\n.*?\n---\n)?(?:\s*%%[^\n]*\n)*\s*([A-Za-z]+)", re.DOTALL)
_NAME = re.compile(r"^\s*(?:accTitle[ \t]*:|title:?[ \t]|pie[ \t]+title[ \t])[ \t]*(.+)$", re.MULTILINE)
_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_POINTS = re.compile(r' data-points="[^"]*"')
_DEFINED = re.compile(
    r'<(?P<kind>symbol|marker|filter|linearGradient)\b[^>]*? id="(?P<id>[^"]+)".*?</(?P=kind)>', re.DOTALL
)
"""Shapes that mermaid.js defines for every diagram of a kind, whether this one shows them or not."""
_STYLE = re.compile(r"<style>(?P<rules>.*?)</style>", re.DOTALL)
_ERROR_NAMES = re.compile(r"(?:Mermaid rendering failed: )?(?:\w*Error: )?")
_BLAMED = re.compile(r"(?:[Pp]arse|[Ll]exical|Lexer|Syntax) error (?:on|in|at) line (\d+)")


class DiagramError(ValueError):
    """Text that is no diagram.

    Args:
        reason: what is wrong, in Spanish where mermaid.js says something known.
        line: of the diagram, from 1; 0 if it does not say.
    """

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


def draw_diagram(source: str, shelf: Shelf, figures: Figures | None = None) -> str:
    """Return a figure: the diagram as an image, and its source below.

    Args:
        source: in Mermaid's language.
        shelf: where images are kept that have been drawn before.
        figures: that draw what stands around the image; without them, the theme's.

    Raises:
        DiagramError: if it cannot be drawn.
        EscarchaError: if the template of the figure fails.
    """
    key = hashlib.sha256(f"{_drawer()} {_THEME} {_CONFIG}\0{source}".encode()).hexdigest()[:40]
    kept = shelf.get(key)
    svg = kept.decode() if kept else _draw(source)
    if not kept:
        shelf.put(key, svg.encode())
    box = _BOX.search(svg)
    width, height = (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
    image = quote(_without_unused(_POINTS.sub("", svg)), safe="!'()*+,-./:;=?@_~")
    kind = _KIND.match(source)
    what = KINDS.get(kind[1].removesuffix("v2") if kind else "", "Diagrama")
    named = _NAME.search(source)
    name = f"{what}: {named[1].strip()}" if named else what
    figure = DiagramFigure(f"data:image/svg+xml,{image}", name, width, height, source)
    return (figures or theme_figures()).draw(figure)


def _without_unused(svg: str) -> str:
    """Leave out definitions that nothing refers to and rules that fit nothing: up to half of an image."""

    def keep(found: re.Match[str]) -> str:
        is_used = any(f"{sign}#{found['id']}{end}" in svg for sign, end in (("url(", ")"), ('"', '"')))
        return found[0] if is_used else ""

    svg = _DEFINED.sub(keep, svg).replace("<defs></defs>", "")
    return _STYLE.sub(lambda found: f"<style>{_rules(found['rules'], _STYLE.sub('', svg))}</style>", svg)


def _rules(sheet: str, svg: str) -> str:
    """Return the rules of an image's sheet that something in it answers to, minified."""
    present = set(re.findall(r"[\w-]+", " ".join(re.findall(r'(?:class|id)="([^"]*)"', svg))))
    left = _minified(html.unescape(sheet), set(re.findall(r"[.#]([\w-]+)", sheet)) - present)
    moves = set(re.findall(r"@keyframes\s+([\w-]+)", left))
    wanted = set(re.findall(r"[\w-]+", " ".join(re.findall(r"animation[\w-]*:([^;}]*)", left))))
    return html.escape(_minified(left, moves - wanted), quote=False)


def _minified(sheet: str, unused: set[str]) -> str:
    return lightningcss.process_stylesheet(sheet, error_recovery=True, unused_symbols=unused)


@functools.cache
def _drawer() -> str:
    """Name all but its text that decides how a diagram looks."""
    return f"mermaidx={importlib.metadata.version('mermaidx')}"


def _draw(source: str) -> str:
    if len(source) > MAX_LENGTH:
        raise DiagramError(f"pasa de {MAX_LENGTH} caracteres")
    # Loaded when the first diagram comes: most sites have none, and it brings a whole JavaScript engine.
    import mermaidx  # noqa: PLC0415

    try:
        svg = mermaidx.render(source, theme=_THEME, config=_CONFIG).svg()
    except Exception as error:  # whatever mermaid.js throws arrives as one kind or another
        reason = _ERROR_NAMES.sub("", str(error), count=1)
        blamed = _BLAMED.search(reason)
        first = reason.strip().partition("\n")[0].rstrip(":.")
        if first.startswith("No diagram type"):
            first = "no empieza por el nombre de ninguna clase de diagrama"
        elif blamed:
            first = "hay un error de sintaxis"
        line = min(int(blamed[1]), source.rstrip().count("\n") + 1) if blamed else 0
        raise DiagramError(first, line) from error
    return str(svg)
