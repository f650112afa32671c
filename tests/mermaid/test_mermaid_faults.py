"""Why a diagram cannot be drawn, in Spanish, and the line that is to blame."""

from __future__ import annotations

import pytest

from escarcha.mermaid import DiagramError, DiagramStore


@pytest.fixture(scope="module")
def store() -> DiagramStore:
    """Return a store that keeps nothing."""
    return DiagramStore()


FAULTS = [
    ("", 1, "no empieza por el nombre de ninguna clase de diagrama"),
    ("grafo LR\n  A --> B\n", 1, "no empieza por el nombre de ninguna clase de diagrama"),
    ("graph LR\n  A[\n", 2, "falta «]» al final de una etiqueta"),
    ("graph LR\n  A --> B\n  B -> C D\n  C --> D\n", 3, "hay un error de sintaxis en «B -> C D»"),
    ("graph LR\n  A[Hola (mundo)] --> B\n", 2, "una etiqueta lleva paréntesis"),
    ("graph LR\n  A --> end\n", 2, "«end» cierra un bloque"),
    ("%% nota\n\n%%{init: {}}%%\ngraph LR\n  A --> B\n  A --> [\n", 6, "falta «]»"),
    ("---\ntitle: a\n---\ngraph LR\n  A --> [\n", 5, "falta «]»"),
    ("---\ntitle: a\nconfig: [\n---\ngraph LR\n  A --> B\n", 3, "su cabecera no es YAML"),
    ("sequenceDiagram\n  A->>B: uno\n  B ? A\n  B->>A: dos\n", 3, "hay un error de sintaxis en «B ? A»"),
    ("sequenceDiagram\n  A->>B: uno\n  loop x\n  B->>A: dos\n", 3, "queda algo sin cerrar"),
    ("classDiagram\n  class A {\n    +x\n", 2, "queda algo sin cerrar"),
    ("classDiagram\n  A <|-- B\n  A <|-<< C\n", 3, "hay un error de sintaxis en «A <|-<< C»"),
    ("stateDiagram-v2\n  [*] --> A\n  A -> B\n", 3, "hay un error de sintaxis"),
    ("erDiagram\n  A ||--o{ B : x\n  A ||-- C\n", 3, "hay un error de sintaxis"),
    ("gantt\n  dateFormat YYYY-MM-DD\n  section A\n  tarea\n", 4, "hay un error de sintaxis en «tarea»"),
    ("gantt\n  dateFormat YYYY-MM-DD\n  x : a, 2024-13-45, 3d\n", 3, "«2024-13-45» no es una fecha"),
    ('pie\n  "a" : 1\n  "b" : -1\n', 3, "no admite valores negativos"),
    ("gitGraph\n  commit\n  checkout nada\n", 3, "una rama que no existe"),
    ("gitGraph\n  commit\n  branch corrección\n", 3, "«corrección» se escribe entre comillas"),
    ("mindmap\n  a\n  b\n", 3, "una sola raíz"),
    ('packet-beta\n  0-15: "a"\n  14-20: "b"\n', 3, "van seguidos"),
    ("sankey-beta\na,b,1\nb,a,1\n", 3, "un flujo vuelve a su origen"),
    ("xychart-beta\n  bar [a]\n", 2, "hay un error de sintaxis en «bar [a]»"),
]


@pytest.mark.parametrize(("source", "line", "reason"), FAULTS)
def test_a_fault_has_its_line_and_its_reason(
    source: str, line: int, reason: str, store: DiagramStore
) -> None:
    """The line is the diagram's, whatever stands above it, and the reason is Spanish."""
    with pytest.raises(DiagramError) as raised:
        store.get(source)
    assert raised.value.line == line
    assert reason in str(raised.value)


def test_the_line_of_a_long_diagram_is_found_soon(store: DiagramStore) -> None:
    """It is looked for by halves: a thousand lines take ten steps."""
    lines = ["sequenceDiagram", *(f"  A->>B: mensaje {number}" for number in range(1000))]
    lines[700] = "  A ->> "
    with pytest.raises(DiagramError) as raised:
        store.get("\n".join(lines))
    assert raised.value.line == 701


def test_a_reason_quotes_no_more_than_the_beginning_of_a_line(store: DiagramStore) -> None:
    """A line of a thousand characters does not fill the terminal."""
    with pytest.raises(DiagramError) as raised:
        store.get(f"sequenceDiagram\n  {'A' * 1000} ? B\n")
    assert len(str(raised.value)) < 100
