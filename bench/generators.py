"""The same notes laid out for each generator that ``build.py`` measures, and how each is run.

A generator is asked for a documentation site as it makes one by default: a page for each note with the
theme's navigation and table of contents, and code in colours. What it makes besides is its own affair:

- Escarcha: the search index and the pages of the search; every link, anchor and id is checked.
- Hugo: a theme of our own with nothing but head, navigation of the section, table of contents and article;
  links between notes are resolved. No search index, no check of anchors; and no feed of each section, which
  it makes by default, as with it Hugo takes twice as long.
- Zensical and MkDocs Material: their theme and search index; links between notes are checked.
- Frozen-Flask: forty lines with Flask, Python-Markdown and codehilite, as a beginner's guide has them. The
  navigation is that of the section; no search index, no check of links, nothing is kept between two builds.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.cli.new_project import plan_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TITLE = "Apuntes"


@dataclass(frozen=True)
class Note:
    """A note as every generator gets it.

    Args:
        section: the name of its folder.
        name: of its file, without ``.md``.
        title: its only H1.
        body: Markdown below the title; links to other notes are written as on disk.
    """

    section: str
    name: str
    title: str
    body: str

    @property
    def place(self) -> str:
        """Where it lies, from the folder of the notes."""
        return f"{self.section}/{self.name}.md"


@dataclass(frozen=True)
class Generator:
    """A program that makes a site.

    Args:
        packages: what pip installs for it; none for Escarcha, which runs as it is here.
        lay_out: writes a project into an empty folder.
        command: to be run in the project; its first word is a program of the environment.
        notes: the folder of the notes in the project.
        output: the folder of the site.
        made: what is deleted before a cold build, the output included.
    """

    packages: tuple[str, ...]
    lay_out: Callable[[Path, list[Note]], None]
    command: tuple[str, ...]
    notes: str
    output: str
    made: tuple[str, ...]


def _plain(folder: Path, notes: list[Note]) -> None:
    """Write notes as GitHub shows them, with a front page that leads to the sections."""
    for note in notes:
        _write(folder / note.place, f"# {note.title}\n\n{note.body}")
    first = {note.section: note for note in reversed(notes)}
    links = "\n".join(f"- [{name}]({first[name].place})" for name in sorted(first))
    _write(folder / "index.md", f"# {TITLE}\n\n{links}\n")


def _escarcha(folder: Path, notes: list[Note]) -> None:
    plan_project(folder).carry_out()
    _plain(folder / "content", notes)


HUGO_SETTINGS = f"""title = "{TITLE}"
baseURL = "https://ejemplo.es/"
locale = "es"
disableKinds = ["rss"]
cacheDir = "{{cache}}"
[markup.highlight]
noClasses = false
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
"""

HUGO_BASE = """<!DOCTYPE html>
<html lang="es">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title>
<meta name="description" content="{{ .Summary | plainify | truncate 150 }}">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/site.css">
</head>
<body>
<nav>{{ with .CurrentSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>
<ul>{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
</nav>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"""

HUGO_NOTE = """{{ define "main" }}<h1>{{ .Title }}</h1>
<aside>{{ .TableOfContents }}</aside>
<article>{{ .Content }}</article>
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}" rel="prev">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}" rel="next">{{ .Title }}</a>{{ end }}
{{ end }}
"""

HUGO_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Summary }}</li>{{ end }}</ul>
{{ end }}
"""


def _hugo(folder: Path, notes: list[Note]) -> None:
    _write(folder / "hugo.toml", HUGO_SETTINGS.replace("{cache}", (folder / "cache").as_posix()))
    for name, text in (("baseof", HUGO_BASE), ("single", HUGO_NOTE), ("list", HUGO_LIST)):
        _write(folder / "layouts" / "_default" / f"{name}.html", text)
    _write(folder / "static" / "site.css", "body { max-width: 60rem; margin: auto }\n")
    for note in notes:
        _write(folder / "content" / note.place, f'+++\ntitle = "{note.title}"\n+++\n{note.body}')
    for section in {note.section for note in notes}:
        _write(folder / "content" / section / "_index.md", f'+++\ntitle = "{section}"\n+++\n')


MKDOCS_SETTINGS = f"""site_name: {TITLE}
site_url: https://ejemplo.es/
theme:
  name: material
  language: es
plugins:
  - search:
      lang: es
markdown_extensions:
  - pymdownx.highlight
  - pymdownx.superfences
"""


def _mkdocs(folder: Path, notes: list[Note]) -> None:
    _write(folder / "mkdocs.yml", MKDOCS_SETTINGS)
    _plain(folder / "docs", notes)


FLASK_PROGRAM = '''"""Freeze the notes of content/ into build/."""
import re
from pathlib import Path

import markdown
from flask import Flask, render_template
from flask_frozen import Freezer
from pygments.formatters import HtmlFormatter

app = Flask(__name__)
app.config["FREEZER_DESTINATION"] = "build"
CONTENT = Path(__file__).parent / "content"
SECTIONS = {}
for file in sorted(CONTENT.glob("*/*.md")):
    title = file.read_text("utf-8").partition("\\n")[0].removeprefix("# ")
    SECTIONS.setdefault(file.parent.name, []).append((file.stem, title))


@app.get("/")
def home():
    return render_template("base.html", title="Apuntes", sections=SECTIONS)


@app.get("/code.css")
def sheet():
    return HtmlFormatter().get_style_defs(".codehilite"), {"Content-Type": "text/css"}


@app.get("/<section>/<name>/")
def note(section, name):
    text = (CONTENT / section / f"{name}.md").read_text("utf-8")
    text = re.sub(r"\\]\\((.*?)\\.md\\)", r"](../\\1/)", text)
    md = markdown.Markdown(extensions=["fenced_code", "codehilite", "toc", "tables"])
    html = md.convert(text)
    title = text.partition("\\n")[0].removeprefix("# ")
    return render_template(
        "base.html", title=title, html=html, toc=md.toc, section=section, notes=SECTIONS[section]
    )


freezer = Freezer(app)


@freezer.register_generator
def note_urls():
    for section, notes in SECTIONS.items():
        for name, _ in notes:
            yield "note", {"section": section, "name": name}


if __name__ == "__main__":
    freezer.freeze()
'''

FLASK_TEMPLATE = """<!DOCTYPE html>
<html lang="es">
<head><meta charset="utf-8"><title>{{ title }}</title><link rel="stylesheet" href="/code.css"></head>
<body>
<nav><ul>
{% for name, title in notes %}<li><a href="../{{ name }}/">{{ title }}</a></li>
{% endfor %}
{% for name in sections %}<li>{{ name }}</li>
{% endfor %}
</ul></nav>
<aside>{{ toc | safe }}</aside>
<main>{{ html | safe }}</main>
</body>
</html>
"""


def _flask(folder: Path, notes: list[Note]) -> None:
    _plain(folder / "content", notes)
    _write(folder / "freeze.py", FLASK_PROGRAM)
    _write(folder / "templates" / "base.html", FLASK_TEMPLATE)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


GENERATORS = {
    "Escarcha": Generator(
        (), _escarcha, (sys.executable, "freeze.py", "--quiet"), "content", "build", ("build", ".cache")
    ),
    "Hugo": Generator(
        ("hugo",), _hugo, ("hugo", "--quiet"), "content", "public", ("public", "resources", "cache")
    ),
    "Zensical": Generator(("zensical",), _mkdocs, ("zensical", "build"), "docs", "site", ("site", ".cache")),
    "MkDocs Material": Generator(
        ("mkdocs-material",), _mkdocs, ("mkdocs", "build", "--quiet"), "docs", "site", ("site", ".cache")
    ),
    "Frozen-Flask": Generator(
        ("frozen-flask", "markdown", "pygments"),
        _flask,
        ("python", "freeze.py"),
        "content",
        "build",
        ("build", "__pycache__"),
    ),
}


def clear(project: Path, generator: Generator) -> None:
    """Delete what earlier builds have made, so that the next is a cold one."""
    for name in generator.made:
        shutil.rmtree(project / name, ignore_errors=True)
