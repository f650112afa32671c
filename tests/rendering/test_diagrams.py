"""Mermaid diagrams become figures in a note, or a remark."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from escarcha.figures import theme_figures
from escarcha.mermaid import DiagramStore
from escarcha.problems import Code
from escarcha.rendering.diagrams import KINDS, diagram_figure
from escarcha.rendering.renderer import Renderer

FLOW = "graph LR\n  A[Año] -->|¿sí?| B(Fin)\n"


def test_a_diagram_is_an_image_with_its_text_below() -> None:
    """The image has a name and measures, and holds what the text says."""
    figure = diagram_figure(FLOW, DiagramStore(), theme_figures())
    image = re.search(
        r'<img class="drawing" src="data:image/svg\+xml,([^"]+)" alt="([^"]*)" width="\d+" height="\d+">',
        figure,
    )
    assert image
    assert {"Año", "¿sí?", "Fin"} <= set(re.findall(r">([^<>]+)</", unquote(image[1])))
    assert image[2] == "Diagrama de flujo"
    assert "A[Año] --&gt;|¿sí?| B(Fin)" in figure


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('pie title Mascotas\n  "Gatos" : 2\n', "Gráfico circular: Mascotas"),
        ('pie showData title Mascotas\n  "Gatos" : 2\n', "Gráfico circular: Mascotas"),
        ("gantt\n  title El año\n  dateFormat YYYY\n  x : 2025, 1y\n", "Diagrama de Gantt: El año"),
        ("---\ntitle: De A a B\n---\nflowchart LR\n  A --> B\n", "Diagrama de flujo: De A a B"),
        ("%% nota\nflowchart LR\n  accTitle: De A a B\n  A --> B\n", "Diagrama de flujo: De A a B"),
        ("stateDiagram-v2\n  [*] --> A\n", "Diagrama de estados"),
        ("xychart-beta\n  line [1, 2]\n", "Gráfico de ejes"),
    ],
)
def test_a_diagram_is_called_what_it_is_and_what_its_author_calls_it(source: str, name: str) -> None:
    """Who cannot see the image hears the kind of diagram and its title."""
    assert f'alt="{name}"' in diagram_figure(source, DiagramStore(), theme_figures())


def test_a_name_is_known_for_each_kind() -> None:
    """No kind stands there twice, or without a Spanish name."""
    assert all(name[0].isupper() for name in KINDS.values())
    assert not any(kind.endswith(("v2", "beta")) for kind in KINDS)


def test_two_diagrams_on_a_page_share_no_id() -> None:
    """What is inside an image is its own: the page has none of its ids, so none can be there twice."""
    (html,) = Renderer().render(f"```mermaid\n{FLOW}```\n\n```mermaid\n{FLOW}```\n").parts
    assert html.count("<img") == 2
    assert " id=" not in html


def test_a_broken_diagram_is_published_as_text() -> None:
    """The author learns the line of the note and what is wrong there; readers see the source."""
    fragment = Renderer().render("Uno\n\n```mermaid\ngraph LR\n  A[\n```\n")
    (remark,) = fragment.remarks
    assert (remark.code, remark.line) == (Code.BROKEN_DIAGRAM, 5)
    assert remark.cause == "el diagrama no se puede dibujar: falta «]» al final de una etiqueta."
    assert remark.remedy == "Corrígelo; mientras tanto se publica su texto."
    assert '<code class="language-mermaid">' in fragment.parts[0]


def test_a_diagram_that_is_too_large_is_published_as_text() -> None:
    """A tangle that mermaid.js lays out for minutes is refused at once; what stands beside it is drawn."""
    tangle = "".join(f"  n{i * 17 % 40} --> n{i * i * 29 % 37}\n" for i in range(240))
    fragment = Renderer().render(f"Uno\n\n```mermaid\ngraph TD\n{tangle}```\n\n```mermaid\n{FLOW}```\n")
    (remark,) = fragment.remarks
    assert (remark.code, remark.line) == (Code.BROKEN_DIAGRAM, 3)
    assert remark.cause == "el diagrama no se puede dibujar: tiene demasiados nodos y flechas."
    assert remark.remedy.startswith("Divídelo")
    assert fragment.parts[0].count("<img") == 1


@pytest.mark.parametrize("note", ["```mermaid", "```mermaid\n", "```mermaid\n```", "a\n\n- ```mermaid"])
def test_what_is_wrong_with_an_empty_diagram_is_told_at_its_fence(note: str) -> None:
    """There may be no line behind it."""
    lines = {remark.line for remark in Renderer().render(note).remarks if remark.code is Code.BROKEN_DIAGRAM}
    assert lines == {note.partition("`")[0].count("\n") + 1}
