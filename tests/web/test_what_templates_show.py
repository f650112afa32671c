"""What each template of the theme shows, by the tables of the manual: page by page and figure by figure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from changing_site import png
from escarcha import bundled
from escarcha.preview.live import live_app

if TYPE_CHECKING:
    from conftest import SiteTest

TEXT = (Path(__file__).parents[2] / "content" / "manual" / "plantillas.md").read_text("utf-8")
ROWS = re.findall(r"^\| `([\w./-]+)` \| (.*) \|$", TEXT, re.MULTILINE)
TEMPLATES = bundled.templates()


def source(name: str) -> str:
    """Return the text of a template."""
    return (TEMPLATES / name).read_text("utf-8")


def test_templates_extend_what_the_manual_says() -> None:
    """Those that extend another, and no more."""
    said = dict(re.findall(r"^\| `([\w.]+)` \| .*; extiende `([\w.]+)` \|$", TEXT, re.MULTILINE))
    found = {name: re.match(r'{% extends "(.*?)"', source(name)) for name, _ in ROWS if name.endswith("html")}
    assert said == {name: match[1] for name, match in found.items() if match}
    others = {file.name for file in TEMPLATES.glob("*.*")} - {file.name for file in TEMPLATES.glob("*.html")}
    assert {f"`{name}`" for name in others} == {*re.findall("`[^`]+`", re.findall("También son.*", TEXT)[0])}


def test_blocks_are_where_the_manual_says() -> None:
    """Each in the template that has it first, and empty where it is said to hold nothing."""
    named = re.findall(r"^\| `(\w+)` \| `(\w+\.html)` \| (.*) \|$", TEXT, re.MULTILINE)
    assert len(named) == 14
    assert [row for row in named if f"{{% block {row[0]} %}}" not in source(row[1])] == []
    assert [row for row in named if row[1] == "note.html" and f"block {row[0]} " in source("base.html")] == []
    empty = [block for block, file, said in named if said.startswith("Nada")]
    assert [re.search(rf"block {block} %}}{{% endblock", source("base.html")) is None for block in empty] == [
        False
    ] * 2


NOTE = """---
tags: [web]
date: 2026-01-02
---
# Todo

Una ruta, y ![[otra]]

> [!tip] Consejo
> Sí.

=== "Uno"
    1

![Una foto](foto.png "Su pie")

```mermaid
graph LR
  A --> B
```

```python run title="app.py"
from flask import Flask, redirect

app = Flask(__name__)
print("escrito")


@app.get("/")
def portada():
    return redirect("/hola")


@app.get("/hola")
def hola():
    return "<h1>¡Hola!</h1>"


@app.get("/foto")
def foto():
    return app.response_class(bytes.fromhex("PNG"), mimetype="image/png")
```

```http follow trace
GET /
###
GET /foto
```

Y una consulta:

```sql run
SELECT 'celda' AS columna;
```

## Una parte

Texto.

## Un ejercicio

```python exercise
doble = None
```

```python tests
from app import doble


def test_doble():
    assert doble == 2
```

```python solution
doble = 2
```
""".replace("PNG", png(3, 2).hex())

SHOWN = {
    "partials/nav.html": ("todo/", "Otra nota Todo Etiquetas"),
    "partials/sharing.html": ("todo/", "og:title theme-color"),
    "partials/breadcrumbs.html": ("parte/uno/", "Inicio Parte"),
    "partials/contents.html": ("todo/", "En esta página Un ejercicio"),
    "partials/terms.html": ("todo/", "ruta El camino."),
    "partials/byline.html": ("todo/", "2 de enero de 2026"),
    "partials/details.html": ("todo/", "web Editar esta página"),
    "partials/backlinks.html": ("otra/", "Enlazan aquí Todo"),
    "partials/steps.html": ("otra/", "Paso 1 de 1 Camino"),
    "partials/entries.html": ("parte/", "Uno De qué trata."),
    "partials/groups.html": ("larga/", "B15 N40"),
    "partials/tags.html": ("etiquetas/", "web 1 nota"),
    "partials/pager.html": ("otra/", "Anterior Siguiente"),
    "partials/footer.html": ("todo/", "Escarcha"),
    "partials/hero.html": ("", "crystal Inicio De qué trata todo."),
    "partials/doors.html": ("", "Parte Otra nota"),
    "partials/crystal.html": ("", "svg"),
    "figures/code.html": ("todo/", "app = Flask"),
    "figures/callout.html": ("todo/", "Consejo Sí."),
    "figures/tabs.html": ("todo/", "Uno 1"),
    "figures/image.html": ("todo/", "foto.png Su pie"),
    "figures/embed.html": ("todo/", "Otra nota Lo demás."),
    "figures/diagram.html": ("todo/", "graph LR"),
    "figures/example.html": ("todo/", "app = Flask 302"),
    "figures/output.html": ("todo/", "escrito"),
    "figures/rows.html": ("todo/", "columna celda"),
    "figures/exchange.html": ("todo/", "GET / 302 200"),
    "figures/frame.html": ("todo/", "iframe"),
    "figures/picture.html": ("todo/", "png"),
    "figures/exercise.html": ("todo/", "doble None test_doble"),
    "figures/companion.html": ("todo/", "test_doble"),
    "figures/download.html": ("todo/", "zip"),
    "figures/trace.html": ("todo/", "Ver por dentro portada"),
    "figures/stamp.html": ("todo/", "Ejecutado con Flask"),
}
"""What stands in order in what a template draws on a page."""


MACRO = re.compile(r"({% macro [^%]*%})(.*?)({%-? endmacro *%})", re.DOTALL)


def marked(name: str) -> str:
    """Return a template that draws what the theme's of its name does, between marks of that name."""
    begin, end = f'<div data-of="{name}">', "</div>"
    if not re.sub("{#.*?#}", "", MACRO.sub("", source(name))).strip():  # it is imported, and draws nothing
        return MACRO.sub(rf"\1{begin}\2{end}\3", source(name))
    return f'{begin}{{% include "escarcha/{name}" %}}{end}'


def test_a_template_shows_what_the_manual_says(site: SiteTest) -> None:
    """In one site with all there is, what each of them draws has the very words."""
    assert [name for name, _ in ROWS if "/" in name] == [*SHOWN]
    site.settings(
        'title = "Inicio"\ndescription = "De qué trata todo."\nglossary = "glosario.md"\n'
        'repository = "https://ejemplo.es/r"\nbyline = ["date"]'
    )
    site.write("todo.md", NOTE).write("otra.md", "# Otra nota\n\nLo demás.").write("foto.png", png(3, 2))
    site.write("glosario.md", "# Glosario\n\n## Ruta\n\nEl camino.")
    site.write("camino.md", "---\nlearning_path: true\n---\n# Camino\n\n1. [Otra](otra.md)\n")
    site.write("parte/uno.md", "# Uno\n\nDe qué trata.")
    for number in range(41):
        site.write(f"larga/{number}.md", f"# {'ABN'[number // 15]}{number}")
    for name in SHOWN:
        file = site.root / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(marked(name), "utf-8")
    (home,) = re.findall(r'title="templates/home.html"\n(.*?)```', TEXT, re.DOTALL)
    (site.root / "templates" / "home.html").write_text(home, "utf-8")
    client = live_app(site.project).test_client()
    pages = {url: LexborHTMLParser(client.get(f"/{url}").text) for url, _ in SHOWN.values()}
    assert "<p>6 páginas para empezar:</p>" in (pages[""].html or "")
    wrong = {}
    for name, (url, words) in SHOWN.items():
        drawn = "".join(node.html or "" for node in pages[url].css(f"[data-of='{name}']"))
        if not re.search(".*?".join(map(re.escape, words.split(" "))), drawn, re.DOTALL):
            wrong[name] = drawn
    assert wrong == {}
