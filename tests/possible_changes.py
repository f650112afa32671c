"""What may change in the project of ``changing_site``, and into what."""

from __future__ import annotations

from hypothesis import strategies as st

from changing_site import NOTES, SETTINGS, Text

WORDS = ("hay", "son", "ñam")  # the same size on disk, but for the last
CHANGES = {
    "title": ("Rutas", "Vista", "Filas", "Ñandú", "¿Vista?"),
    "word": WORDS,
    "link": (
        "flask/rutas.md#lo-que-hay",
        "flask/vistas.md",
        "jinja/macros.md#lo-que-son",
        "nada.md",
        "flask/",
    ),
    "tags": ("flask", "jinja", "flask, Árbol", ""),
    "day": ("2026-01-02", "2025-12-31", "2026-13-01", ""),
    "alias": ("/vieja/", "/otras/", "Otro nombre", "/flask/rutas/", ""),
    "embed": (
        "",
        "![[rutas]]",
        "![[vistas#^aqui]]",
        "![[filtros#Lo que hay]]",
        "![[Macro]] y ![[nada]]",
        "1. [[vistas]]\n2. [[rutas]]",
    ),
    "more": (
        "",
        "draft: true\n",
        "order: 1\n",
        "slug: otra\n",
        "template: ficha\n",
        "search: false\n",
        "learning_path: true\n",
        "x: [\n",
    ),
}
TEXTS = st.builds(Text, **{name: st.sampled_from(values) for name, values in CHANGES.items()})
CHANGE = st.one_of(*(st.tuples(st.just(name), st.sampled_from(values)) for name, values in CHANGES.items()))
# «flask/rútas.md» has the address of «flask/rutas.md»; «jinja/README.md» is the section, as «index.md» is.
PLACES = (
    *NOTES,
    "flask/rútas.md",
    "jinja/README.md",
    "jinja/index.md",
    "jinja/rutas.md",
    "otra/nota.md",
    "nada.md",
)
SITES = (
    SETTINGS,
    SETTINGS.replace("Apuntes", "Escrito"),
    SETTINGS.replace("https://ejemplo.es/a", "https://ejemplo.es/b"),
    f'{SETTINGS}language = "en"\n',
    f'{SETTINGS}nav = ["jinja", "flask"]\n',
    f'{SETTINGS}nav = ["jinja", {{ "Rutas" = ["flask/vistas.md", "flask/rutas.md"] }}, "!jinja/macros.md"]\n',
    f'{SETTINGS}nav = [{{ "Todo" = [{{ "V" = "flask/vistas.md" }}, {{ "Web" = "https://ejemplo.es" }}] }}]\n',
    f'{SETTINGS}repository = "https://ejemplo.es/r"\n',
    f'{SETTINGS}title_from = "file"\n',
    f'{SETTINGS}exclude = ["macros.md"]\n',
    f'{SETTINGS}style = "propio.css"\n',
    f"{SETTINGS}backlinks = false\n",
    f'{SETTINGS}review = ["questions", "glossary"]\n',
    'title = "Sin glosario ni dirección"\n',
    "title = 3\n",
)
TEMPLATES = {
    "partials/footer.html": ("<p>Pie de {{ site.title }}.</p>", "<p>Pie</p>", "{{ no_existe }}"),
    "partials/lema.html": ("<p>Uno</p>", "<p>{{ lema | default('nada') }}</p>"),
    "note.html": (
        '{% extends "escarcha/note.html" %}{% block pager %}{% include "partials/lema.html" %}{% endblock %}',
    ),
    "ficha.html": ('{% extends "note.html" %}', '{% extends "section.html" %}'),
    "figures/image.html": ("<figure>{{ image }}</figure>", "<div>{{ image }}<b>{{ caption }}</b></div>"),
    "figures/code.html": ("<div>{{ nada }}</div>",),
}
READING_VIEW = """
@app.get("/mio/")
def mio():
    from pathlib import Path

    return Path(__file__).with_name("lema.txt").read_text("utf-8")
"""
SIGNING = """
@app.after_request
def sign(answer):
    if answer.mimetype == "text/html":
        answer.data += b"<!-- firmado -->"
    return answer
"""
APPS = (
    "",
    'app.jinja_env.globals["lema"] = "Uno"\n',
    'app.jinja_env.globals["lema"] = "Dos"\n',
    READING_VIEW,
    READING_VIEW.replace("/mio/", "/flask/rutas/"),  # an address that a note has
    SIGNING,
)
BODIES = ("uno = 1\n", "dos = 2\n", "# Uno\nuno = 1\n", "")
MEDIA = (
    "foto.png",
    "flask/foto.png",
    "flask/nombres.py",
    "propio.css",
    "robots.txt",
    "_headers",
    "mio/index.html",
)
