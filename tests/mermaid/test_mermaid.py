"""Diagrams of every kind become images that are the same everywhere, safe and legible; or they do not."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
from contextlib import closing
from pathlib import Path

import pytest

from escarcha.mermaid import DiagramError, DiagramStore
from escarcha.mermaid import settings as looks
from escarcha.mermaid.store import MAX_LENGTH, RICH_LENGTH
from escarcha.shelf import NAME, Shelf

DIAGRAMS = sorted(Path(__file__).with_name("diagrams").glob("*.mmd"))
TOKENS = Path(__file__).parents[2] / "site/escarcha/static/css/10-tokens.css"
FLOW = "graph LR\n  A[Año] -->|¿sí?| B(Fin)\n"

every_kind = pytest.mark.parametrize("file", DIAGRAMS, ids=lambda file: file.stem)


@pytest.fixture(scope="module")
def store() -> DiagramStore:
    """Return a store that keeps nothing."""
    return DiagramStore()


def parsed(image: str) -> list[ET.Element]:
    """Return every element of an image, without its namespace."""
    found = list(ET.fromstring(image).iter())  # noqa: S314 - made by the code under test
    for element in found:
        element.tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return found


def texts(image: str) -> str:
    """Return what can be read in an image, a blank between any two lines."""
    found = ("".join(text.itertext()) for text in parsed(image) if text.tag == "text")
    return " ".join(" ".join(text.split()) for text in found)


@every_kind
def test_a_diagram_of_each_kind_shows_what_its_author_wrote(file: Path, store: DiagramStore) -> None:
    """The labels that the first line of the file names can be read, with their accents and signs."""
    source = file.read_text("utf-8")
    expected = source.partition("\n")[0].removeprefix("%% ").split(" | ")
    shown = texts(store.get(source))
    assert [label for label in expected if label not in shown] == []


def test_kinds_of_the_manual_are_those_that_are_tried() -> None:
    """Each has its word in the table, and each word is that of one, with «beta» or without."""
    text = (Path(__file__).parents[2] / "content/manual/mas-markdown.md").read_text("utf-8")
    table = text.partition("Estas son las clases de diagrama:")[2].partition("\nLos colores")[0]
    tried = {re.findall(r"^(?!%%)(\w+)", file.read_text("utf-8"), re.MULTILINE)[0] for file in DIAGRAMS}
    assert {word.removesuffix("-beta").removesuffix("-v2") for word in re.findall("`([^`]+)`", table)} == {
        word.removesuffix("-beta") for word in tried
    }


@every_kind
def test_an_image_has_nothing_that_runs_links_or_is_not_used(file: Path, store: DiagramStore) -> None:
    """Neither HTML nor scripts nor addresses, and no id, class or definition that nothing refers to."""
    image = store.get(file.read_text("utf-8"))
    assert {element.tag for element in parsed(image)} <= {
        *("svg", "style", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polygon", "polyline"),
        *("text", "tspan", "marker", "symbol", "use", "clipPath", "linearGradient", "stop"),
    }
    assert not re.search(r"\bon\w+=|https?:(?!//www\.w3\.org/2000/svg)|url\((?!#)|data-", image)
    for name in re.findall(r' id="([^"]+)"', image):
        assert f"#{name}" in image
    sheet = image.partition("<style>")[2].partition("</style>")[0]
    for name in {name for names in re.findall(r' class="([^"]+)"', image) for name in names.split()}:
        assert f".{name}" in sheet


@every_kind
def test_a_style_sheet_has_rules_for_what_the_image_shows(file: Path, store: DiagramStore) -> None:
    """Of the rules that all diagrams of a kind share, none is left for classes that this one lacks."""
    before, _, rest = store.get(file.read_text("utf-8")).partition("<style>")
    sheet, _, after = rest.partition("</style>")
    classes = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', before + after))))
    for selectors in re.findall(r"([^{}]+)\{[^{}]*\}", sheet):
        for selector in selectors.split(","):
            assert set(re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r":not\([^)]*\)", "", selector))) <= classes


def test_images_are_the_same_in_another_process_on_another_day() -> None:
    """Neither the seed of hashes nor the clock, the time zone or the language of a machine shows in them."""
    program = (
        "import sys; from pathlib import Path; from escarcha.mermaid import DiagramStore\n"
        "store = DiagramStore()\n"
        "for name in sys.argv[1:]: print(ascii(store.get(Path(name).read_text('utf-8'))))"
    )
    made = []
    for seed, zone, language in (("1", "America/Bogota", "es_ES.UTF-8"), ("2", "Asia/Tokyo", "C")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": language}
        command = [sys.executable, "-c", program, *map(str, DIAGRAMS)]
        made.append(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert made[0].count(b"\n") == len(DIAGRAMS)
    assert made[0] == made[1]


def test_no_diagram_knows_what_day_it_is(store: DiagramStore) -> None:
    """A calendar has no line for today, and one that would begin today cannot be drawn."""
    image = store.get("gantt\n  dateFormat YYYY-MM-DD\n  a : 1960-01-01, 40000d\n")
    assert 'class="today"' not in image
    with pytest.raises(DiagramError, match="cuándo empieza una tarea"):
        store.get("gantt\n  dateFormat YYYY-MM-DD\n  uno : 3d\n")


def test_a_diagram_is_drawn_once(tmp_path: Path) -> None:
    """What has been drawn is taken from disk; another text, or another way to draw, is another image."""
    made = DiagramStore(tmp_path).get(FLOW)
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        ((key,),) = database.execute("SELECT key FROM kept").fetchall()
    Shelf(tmp_path).put(key, made.replace("Año", "Mes").encode())
    again = DiagramStore(tmp_path)
    assert again.get(FLOW) == made.replace("Año", "Mes")
    assert "Mes" not in again.get(f"{FLOW}  B --> C\n")
    again._salt += " another"
    assert again.get(FLOW) == made


def test_the_palette_is_that_of_the_pages() -> None:
    """Colours that the sheet of the pages has for light are those of the diagrams."""
    tokens = dict(re.findall(r"--(\w+): light-dark\((#\w+),", TOKENS.read_text("utf-8")))
    for name in ("ground", "pane", "tint", "edge", "quiet", "ink"):
        assert getattr(looks, name.upper()) == tokens[name]


@pytest.mark.parametrize(
    "source",
    [
        "---\nconfig:\n  theme: forest\n---\ngraph LR\n  A --> B\n",
        "%%{init: {'theme': 'forest'}}%%\ngraph LR\n  A --> B\n",
        '%%{init: {"themeVariables": {"primaryColor": "#123456"}}}%%\ngraph LR\n  A --> B\n',
    ],
)
def test_a_theme_that_a_diagram_names_is_its_own(source: str, store: DiagramStore) -> None:
    """An author's colours are not mixed with ours."""
    assert looks.TINT not in store.get(source)


def test_what_an_author_says_of_a_node_is_its_own(store: DiagramStore) -> None:
    """Its colour, by itself or as one of a class; of HTML in its label the text, and of icons nothing."""
    rules = "style A fill:#abcdef\n  classDef c fill:#fedcba\n  class B c"
    image = store.get(f'graph LR\n  A["fa:fa-book <b>Uno</b>"] --> B\n  {rules}\n')
    assert {"#abcdef", "#fedcba"} <= {*re.findall("#[0-9a-f]{6}", image)}
    assert "Uno" in texts(image)
    assert not re.search("<b>|&lt;b|<image", image)


def test_a_word_in_a_label_is_no_theme(store: DiagramStore) -> None:
    """Only settings are read as settings."""
    assert looks.TINT in store.get("graph LR\n  A[theme: dark] --> B\n")


def test_letters_are_smaller_than_the_engine_takes_them_for(store: DiagramStore) -> None:
    """In the fonts of readers a line is longer than the engine believes."""
    image = store.get("graph LR\n  A[Una línea] --> B\n")
    assert set(re.findall(r"font-size[:=]\"?([\d.]+)", image)) == {"14"}
    assert "font-family:Arial" in image


def test_a_long_diagram_has_plain_labels(store: DiagramStore) -> None:
    """What would take the square of its labels is drawn another way, and soon."""
    members = "".join(f"    +metodo_{number}()\n" for number in range(10))
    source = "classDiagram\n" + "".join(f"  class Clase{i} {{\n{members}  }}\n" for i in range(40))
    assert len(source) > RICH_LENGTH
    assert texts(store.get(source)).count("metodo_9") == 40


HOSTILE = {
    "script": 'graph LR\n  A["<script>alert(1)</script><img src=x onerror=alert(1)>x"] --> B\n',
    "click": 'graph LR\n  A --> B\n  click A "javascript:alert(1)" "x" _blank\n  click B call f()\n',
    "link": 'graph LR\n  A["<a href=\'javascript:alert(1)\'>x</a>"]\n  click A href "https://x.example"\n',
    "style": "graph LR\n  A --> B\n  style A fill:url(https://x.example/a.png),stroke:red\n",
    "class": "graph LR\n  A --> B\n  classDef c fill:#f00,background:url(https://x.example/c)\n  class A c\n",
    "image": 'graph LR\n  A@{ img: "https://x.example/a.png", label: "foto" } --> B\n',
    "actor": 'sequenceDiagram\n  participant A\n  links A: {"x": "https://x.example"}\n  A->>A: <img>\n',
    "uml": 'classDiagram\n  class A\n  click A href "javascript:alert(1)"\n  link A "https://x.example"\n',
    "task": 'gantt\n  dateFormat YYYY\n  a :a1, 2024, 1y\n  click a1 href "javascript:alert(1)"\n',
    "sprite": 'C4Context\n  Person(a, "x", $sprite="https://x.example/x.png", $link="javascript:alert(1)")\n',
    "sheet": '%%{init: {"securityLevel": "loose", "themeCSS": "@import url(https://x.example/a.css); .node '
    '{fill: url(https://x.example/b)} </style><script>alert(1)</script>"}}%%\ngraph LR\n  A --> B\n',
    "font": '%%{init: {"fontFamily": "x;} *{fill:url(https://x.example)} y{a:b"}}%%\ngraph LR\n  A --> B\n',
    "frame": '%%{init: {"securityLevel": "sandbox", "htmlLabels": true}}%%\ngraph LR\n  A --> B\n',
    "entities": 'graph LR\n  A["]]&gt;#lt;script#gt;#60;b#62;"] --> B\n',
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_what_an_author_smuggles_in_does_not_come_out(source: str, store: DiagramStore) -> None:
    """Scripts, links, callbacks, frames and sheets from elsewhere: of all of them an image has nothing."""
    image = store.get(source)
    assert {element.tag for element in parsed(image)}.isdisjoint(
        {"script", "a", "image", "foreignObject", "iframe"}
    )
    inside = re.sub(r">[^<]*<(?!/style)", "><", image)
    assert not re.search(r"\bon\w+=|x\.example|javascript:|@import|url\((?!#)|href=\"(?!#)", inside)


TOO_MUCH = {
    "nodes": "graph TD\n" + "".join(f"a{i // 2}-->a{i + 1}\n" for i in range(1500)),
    "products": "graph TD\n"
    + "&".join(f"a{i}" for i in range(60))
    + "-->"
    + "&".join(f"b{i}" for i in range(60)),
    "depth": "graph TD\n" + "".join(f"subgraph s{i}\n" for i in range(900)) + "a\n" + "end\n" * 900,
    "states": "stateDiagram-v2\n" + "".join(f"state s{i} {{\n" for i in range(900)) + "a\n" + "}\n" * 900,
    "blocks": "block-beta\n" + "".join(f"block:b{i}\n" for i in range(700)) + "a\n" + "end\n" * 700,
    "length": "graph LR\n" + "A-->B\n" * (MAX_LENGTH // 6),
    "header": f"---\ntitle: {'[' * 9000}\n---\ngraph LR\nA-->B\n",
    "aliases": "---\na0: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"a{i + 1}: &a{i + 1} [{','.join([f'*a{i}' if i else '*a'] * 9)}]\n" for i in range(12))
    + "---\ngraph LR\nA-->B\n",
    "directive": "%%{init: " + '{"a":' * 3000 + "1" + "}" * 3000 + "}%%\ngraph LR\nA-->B\n",
    "bits": 'packet-beta\n0-999999999: "x"\n',
    "holidays": "gantt\ndateFormat YYYY-MM-DD\nexcludes weekends, monday, tuesday, wednesday, thursday, "
    "friday\nt : 2024-01-01, 3d\n",
}


@pytest.mark.parametrize("source", TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_would_take_for_ever_is_refused(source: str, store: DiagramStore) -> None:
    """However large or deep a diagram is, its author hears of it in Spanish, and the next one is drawn."""
    with pytest.raises(DiagramError, match=r"demasiad|caracteres|error de sintaxis|cabecera|directiva"):
        store.get(source)
    assert "Año" in store.get(FLOW)


@pytest.mark.parametrize(
    "source",
    [
        "gantt\n  dateFormat YYYY-MM-DD\n  tickInterval 1millisecond\n  t : 1900-01-01, 90000d\n",
        "radar-beta\n  axis a, b, c\n  curve c{1, 2, 3}\n  ticks 999999999\n",
        "block-beta\n  columns 999999999\n  a b c\n",
        '%%{init: {"flowchart": {"nodeSpacing": 1e308, "padding": 1e300}}}%%\ngraph LR\n  A --> B\n',
    ],
)
def test_enormous_numbers_cost_nothing(source: str, store: DiagramStore) -> None:
    """A number of an author's is no number of steps, nor one of bytes."""
    assert len(store.get(source)) < 50_000
