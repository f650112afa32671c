"""Mermaid diagrams become images, or a remark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from escarcha.problems import Code
from escarcha.rendering.diagrams import MAX_LENGTH, DiagramError, draw_diagram
from escarcha.rendering.renderer import Renderer
from escarcha.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

NOWHERE = Shelf(None)
FLOW = "graph LR\n  A[Año] -->|¿sí?| B(Fin)\n"


def test_a_diagram_is_an_image_with_its_text_below() -> None:
    """The image has a name and measures, and holds what the text says."""
    figure = draw_diagram(FLOW, NOWHERE)
    image = re.search(
        r'<img src="data:image/svg\+xml,([^"]+)" alt="([^"]*)" width="\d+" height="\d+">', figure
    )
    assert image
    assert {"Año", "¿sí?", "Fin"} <= set(re.findall(r">([^<>]+)</", unquote(image[1])))
    assert image[2] == "Diagrama de flujo"
    assert "A[Año] --&gt;|¿sí?| B(Fin)" in figure


def test_a_diagram_is_the_same_every_time() -> None:
    """Two builds give the same bytes."""
    assert draw_diagram(FLOW, NOWHERE) == draw_diagram(FLOW, NOWHERE)


def test_a_diagram_is_drawn_once(tmp_path: Path) -> None:
    """What is on the shelf is taken from there, whatever else the note says."""
    made = draw_diagram(FLOW, Shelf(tmp_path))
    (kept,) = (file for file in tmp_path.rglob("*") if file.is_file())
    assert draw_diagram(FLOW, Shelf(tmp_path)) == made
    kept.write_text(kept.read_text("utf-8").replace("Año", "Mes"), "utf-8")
    assert "Mes" in draw_diagram(FLOW, Shelf(tmp_path))


@pytest.mark.parametrize("source", [FLOW, "sequenceDiagram\n  A->>B: uno\n  B--xA: dos\n"])
def test_a_diagram_defines_no_more_than_it_shows(source: str) -> None:
    """Arrows that are drawn are there; computers and clocks that are not are no load to anyone."""
    figure = unquote(draw_diagram(source, NOWHERE))
    defined = set(re.findall(r'<(?:symbol|marker)[^>]*? id="([^"]+)"', figure))
    assert defined
    assert defined <= set(re.findall(r"url\(#([^)]+)\)", figure))


@pytest.mark.parametrize("source", [FLOW, "sequenceDiagram\n  A->>B: uno\n", 'pie\n  "Gatos" : 2\n'])
def test_a_diagram_has_rules_for_what_it_shows(source: str) -> None:
    """Of the style sheet that all of a kind share, no rule is left for classes that this one lacks."""
    figure = unquote(draw_diagram(source, NOWHERE))
    before, _, rest = figure.partition("<style>")
    sheet, _, after = rest.partition("</style>")
    classes = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', before + after))))
    rules = re.findall(r"([^{}]+)\{[^{}]*\}", sheet)
    assert any("." in rule for rule in rules)
    for rule in rules:
        needed = (set(re.findall(r"\.([a-zA-Z][\w-]*)", selector)) for selector in rule.split(","))
        assert any(names <= classes for names in needed), rule


def test_a_diagram_can_be_named() -> None:
    """Its accessible title is read in its place."""
    assert 'alt="Gráfico circular: Mascotas"' in draw_diagram('pie title Mascotas\n  "Gatos" : 2\n', NOWHERE)


@pytest.mark.parametrize("source", ["", "nada", "graph LR\n  A[", "graph LR\n" + "A-->B\n" * MAX_LENGTH])
def test_what_is_no_diagram_is_an_error(source: str) -> None:
    """Whatever is wrong with it, it is said, and never drawn."""
    with pytest.raises(DiagramError):
        draw_diagram(source, NOWHERE)


def test_a_broken_diagram_is_published_as_text() -> None:
    """The author learns the line of the note; readers see the source."""
    fragment = Renderer().render("Uno\n\n```mermaid\ngraph LR\n  A[\n```\n")
    assert [(remark.code, remark.line) for remark in fragment.remarks] == [(Code.BROKEN_DIAGRAM, 5)]
    assert '<code class="language-mermaid">' in fragment.parts[0]


def test_a_diagram_runs_nothing() -> None:
    """Neither scripts nor links of the author come through: an image has none."""
    source = 'graph LR\n  A["<script>alert(1)</script>x"] --> B\n  click A "javascript:alert(1)"\n'
    figure = draw_diagram(source, NOWHERE)
    outside = re.sub(r'src="[^"]*"', "", figure)
    assert "<script" not in outside
    assert "<script" not in unquote(figure.partition("src=")[2].partition(" alt=")[0])
