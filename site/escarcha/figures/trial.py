"""A project's own figures, tried before anything is drawn, so that all that fail are reported together.

What is tried is every state that a template is likely to tell apart. What fails only in a state that is not
among them is reported when a note comes to it.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec.structs import astuple

from escarcha.figures import trace as t
from escarcha.figures import variables as v
from escarcha.figures.sources import read_sources
from escarcha.figures.templates import HOLES, figures_of
from escarcha.problems import EscarchaError, Problem, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.config import Project
    from escarcha.figures.templates import Figures

_TEXT = Markup("<p>x</p>")
_CHANGES = (t.TraceChange("a", "", "1"), t.TraceChange("a", "1", ""))
_RULES = (
    t.TraceRule("/", "GET", "x", "x", is_chosen=True),
    t.TraceRule("/", "GET", "x", "x", is_chosen=False),
)
_MOMENT = t.TraceMoment(Markup(), "app.py, línea 1", "#x", _TEXT, _CHANGES, _RULES)
_ROUND = t.TraceRound("GET /", (t.TracePhase(_TEXT, 1, (_MOMENT,)),))
_PLAIN = t.TraceRound("", (t.TracePhase(_TEXT, 1, (t.TraceMoment(_TEXT, "", "", Markup()),)),))
_LISTING = t.TraceListing("app.py", "python", (t.TraceLine(1, "x", _TEXT), t.TraceLine(2, "", _TEXT)))

SAMPLES: tuple[v.Figure, ...] = (
    v.CodeFigure(HOLES[0]),
    v.CodeFigure(HOLES[0], "python", "Python", "app.py", lines=100, is_example=True),
    *(v.CalloutFigure(*HOLES, kind, is_open) for kind in ("note", "tip") for is_open in (None, False, True)),
    v.TabsFigure((v.Tab(_TEXT, _TEXT), v.Tab(_TEXT, _TEXT)), "pestanas-1"),
    v.TabsFigure((v.Tab(_TEXT, _TEXT),), "pestanas-1"),
    v.ImageFigure(Markup('<img src="x.png" alt="">'), "x"),
    v.EmbedFigure(_TEXT, "Instalar", "/instalar/"),
    v.EmbedFigure(Markup(), "Instalar", "/instalar/"),
    v.DiagramFigure("data:image/svg+xml,x", "Diagrama", 1, 1, "graph LR"),
    v.DiagramFigure("data:image/svg+xml,x", "Diagrama", 0, 0, "graph LR"),
    v.ExampleFigure(_TEXT, _TEXT),
    v.ExampleFigure(Markup(), _TEXT),
    v.OutputFigure(_TEXT, "text", "Resultado", "output"),
    v.OutputFigure(_TEXT, "pytb", "Excepción", "raised", note="Aquí se corta."),
    v.OutputFigure(_TEXT, "http", "Petición", "request", curl="curl", httpie="http"),
    v.OutputFigure(_TEXT, "http", "Respuesta", "response", status="2"),
    v.RowsFigure(("x",), (("1",),), 0),
    v.RowsFigure((), (), 3),
    v.ExchangeFigure("GET /", _TEXT),
    v.PictureFigure("GET /", "/x.png", 1, 1),
    v.PictureFigure("GET /", "/x.png", 0, 0),
    v.FrameFigure("GET /", "<!doctype html>", 100),
    v.ExerciseFigure(_TEXT, "saludo", _TEXT),
    v.CompanionFigure(_TEXT, "tests"),
    v.CompanionFigure(_TEXT, "solution", "blog.py"),
    v.CompanionFigure(Markup(), "solution", "", "2026-12-01", "1 de diciembre de 2026"),
    v.CompanionFigure(Markup(), "solution"),
    v.DownloadFigure("/x.zip", "x"),
    v.DownloadFigure("/x.zip", "x", "/_probar-1.json"),
    v.DownloadFigure("/x.zip", "x", obstacle="usa hilos"),
    t.TraceFigure((), (), 0, ""),
    t.TraceFigure((_PLAIN,), (), 1, "x"),
    t.TraceFigure((_ROUND, _ROUND), (_LISTING,), 2, ""),
    v.StampFigure("Flask", "3.1.0", "3.13", "/x.zip", "x"),
    v.StampFigure("", "", "3.13", "", ""),
    v.StampFigure("", "", "3.13", "", "", "/_probar-1.json"),
    v.StampFigure("", "", "3.13", "", "", obstacle="usa hilos"),
)


def open_figures(project: Project) -> Figures:
    """Return the figures of a project.

    Raises:
        EscarchaError: with every template of its own that cannot be used.
    """
    figures = figures_of(read_sources(project))
    if problems := list(_problems(figures)):
        raise EscarchaError(*in_order(problems))
    return figures


def _problems(figures: Figures) -> Iterator[Problem]:
    own = {source.name for source in figures.sources if source.is_own}
    attempts = [
        *(functools.partial(figures.compile, name) for name in own),
        *(functools.partial(_try, figures, sample) for sample in SAMPLES if sample.template in own),
    ]
    for attempt in attempts:
        try:
            attempt()
        except EscarchaError as error:
            yield from error.problems


def _try(figures: Figures, sample: v.Figure) -> None:
    """Draw a sample, or the shell of one that has holes."""
    if HOLES[0] in astuple(sample):
        figures.shell(sample)
    else:
        figures.draw(sample)
