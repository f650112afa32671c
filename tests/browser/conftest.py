"""A large site with each kind of page, which several tests of pages in a browser look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import SiteTest
from in_browser import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from once import Once

WORDS = (
    *("Árbol", "Barco", "Casa", "Dado", "Elefante", "Faro", "Gato", "Hilo", "Isla"),
    *("Ñandú", "Oso", "Pato", "Queso", "Río", "Sol", "Tren", "Uva", "Vaso"),
)


@pytest.fixture(scope="module")
def kinds_address(once: Once) -> Iterator[str]:
    """Serve a site with sections of sixty and a thousand notes, a table and a diagram, and return where."""
    yield from serve(SiteTest(once("kinds", _freeze_kinds)))


def _freeze_kinds(folder: Path) -> None:
    site = SiteTest(folder)
    site.settings('title = "Apuntes de Física y Química"\ndescription = "De todo."\nrun = false')
    code = '```python title="app.py"\nfrom flask import Flask\n\napp = Flask(__name__)\n```\n'
    site.write("index.md", f"# Apuntes\n\nApuntes de varias cosas.\n\n{code}")
    sentence = "Una frase que explica con bastantes palabras para qué sirve lo que hay a su lado."
    rows = "".join(f'| `ajuste_{number}` | `""` | {sentence} |\n' for number in range(8))
    site.write("tabla.md", f"# Tabla\n\n| Ajuste | Por omisión | Para qué sirve |\n|---|---|---|\n{rows}")
    arrows = "".join(f"  Navegador->>Servidor: GET /{number}\n" for number in range(5))
    site.write("diagrama.md", f"# Diagrama\n\n```mermaid\nsequenceDiagram\n{arrows}```\n\nTexto.\n")
    for section, count in (("mil", 1000), ("sesenta", 60)):
        for number in range(count):
            word = WORDS[number % len(WORDS)]
            site.write(f"{section}/{word}-{number}.md", f"# {word} {number}\n\nTexto.\n")
    site.freeze()
