"""Examples in notes, from fence to frozen page."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from escarcha.freezing import Options, freeze
from escarcha.preview.live import live_app

if TYPE_CHECKING:
    from conftest import SiteTest

NOTE = """# Hola

```python run title="app.py"
from flask import Flask

app = Flask(__name__)


@app.get("/")
def hola():
    return "<b>¡Hola!</b>"
```

```http
GET /

HTTP/1.1 200 OK
```

Y su salida:

```python run
print("uno", 2)
```
"""


def test_the_exchange_stands_in_the_page(site: SiteTest) -> None:
    """Request and response, what was printed, and what it ran with."""
    page = site.write("a.md", NOTE).freeze().article("a/")
    assert site.problems == []
    assert "Petición" in page
    assert "200</span>" in page
    assert "¡Hola!" in page
    assert "&lt;" in page
    assert "uno 2" in page
    assert "Ejecutado con Flask" in page
    assert "\ufdd1" not in page


def test_what_a_page_brings_along_is_published(site: SiteTest) -> None:
    """Below its address, in links with the site's path, in the preview too; without a run, nothing."""
    site.write("a.md", NOTE.replace("<b>", "<b style='color: red'>")).freeze(base_url="https://ejemplo.es/x")
    assert site.problems == []
    files = {name: content for name, content in site.tree().items() if name.startswith("a/_")}
    assert set(files) == {"a/_a-1.zip", "a/_vista-1.css"}
    assert files["a/_vista-1.css"] == b".e1{color: red}"
    page = site.article("a/")
    assert 'href="/x/a/_a-1.zip"' in page
    assert "/x/a/_vista-1.css" in page
    answer = live_app(site.project).test_client().get("/a/_a-1.zip")
    assert (answer.mimetype, answer.data) == ("application/zip", files["a/_a-1.zip"])
    assert live_app(site.project).test_client().get("/a/_a-2.zip").status_code == 404
    site.freeze(runs=False)
    assert [name for name in site.tree() if name.startswith("a/_")] == []


def test_cold_and_kept_are_the_same(site: SiteTest) -> None:
    """A second freeze runs nothing and gives the same bytes."""
    site.write("a.md", NOTE).freeze()
    cold = (site.build / "a" / "index.html").read_bytes()
    site.freeze()
    assert site.report
    assert site.report.changed == 0
    site.freeze(Options(cache=False))
    assert (site.build / "a" / "index.html").read_bytes() == cold


@pytest.mark.parametrize(
    ("setting", "choices"),
    [("run = false", {}), ("run = true", {"runs": False}), ("run = true", {"is_trusted": False})],
)
def test_examples_can_be_turned_off(site: SiteTest, setting: str, choices: dict[str, Any]) -> None:
    """By setting or by option; then the note shows what its author wrote."""
    page = site.settings(setting).write("a.md", NOTE).freeze(**choices).article("a/")
    assert "GET /" in page
    assert "Petición" not in page
    assert "Ejecutado" not in page
    assert "\ufdd1" not in page


def test_an_example_that_fails_is_not_published(site: SiteTest) -> None:
    """The line is that of the file, header included, and the last good site stays."""
    site.write("a.md", NOTE).freeze()
    before = (site.build / "a" / "index.html").read_bytes()
    site.write("a.md", f"---\ntitle: A\n---\n{NOTE.replace('print(', 'nada(')}").freeze()
    assert site.failed
    assert site.codes == ["ejemplo-falla"]
    assert site.problems[0].startswith("content/a.md:26: el ejemplo falla con NameError")
    assert (site.build / "a" / "index.html").read_bytes() == before


def test_all_failures_are_told_at_once(site: SiteTest) -> None:
    """One in each of two notes, and one more in the second."""
    site.write("a.md", "```python run\nnada\n```\n")
    site.write("b.md", "```python run\nnada\n```\n\n```python run\n1 / 0\n```\n").freeze()
    assert [problem.partition(": ")[0] for problem in site.problems] == [
        "content/a.md:2",
        "content/b.md:2",
        "content/b.md:6",
    ]


@pytest.mark.parametrize(
    ("note", "shown", "hidden"),
    [
        ("```python run show=none\nprint('x')\n```\n\nfin", ["fin"], ["print", "Resultado"]),
        ("```python run show=output\nprint('x')\n```\n", ["Resultado", "x"], ["print"]),
        (
            "```text file=datos.txt\nhola\n```\n\n```python run\nprint(open('datos.txt').read())\n```\n",
            ["Resultado"],
            [],
        ),
        ("```python run session=a\nx = 41\n```\n\n```python run session=a\nprint(x + 1)\n```\n", ["42"], []),
        ("```python run error=KeyError\n{}['x']\n```\n", ["Excepción", "KeyError"], []),
        ("```pycon run\n>>> 1 + 1\n2\n```\n", ["1"], ["Resultado"]),
        ("```http\nGET /\n```\n", ["GET /"], ["Petición"]),
        ("```python\nnada\n```\n", ["nada"], ["Resultado"]),
        ("```console run\n$ python -m this\n```\n", ["Namespaces"], []),
        ("> - ```python run\n>   print('en una cita')\n>   ```\n", ["en una cita"], []),
        ("```python run\nx = 1  # [!code hide]\nprint(x)\n```\n", ["Resultado"], ["hide"]),
    ],
)
def test_options_of_fences(site: SiteTest, note: str, shown: list[str], hidden: list[str]) -> None:
    """What runs, with what, and what of it readers see."""
    page = site.write("a.md", note).freeze().article("a/")
    assert site.problems == []
    assert [word for word in shown if word not in page] == []
    assert [word for word in hidden if word in page] == []


def test_templates_and_tables_are_shown(site: SiteTest) -> None:
    """Source, context and result; and what a query gives as a table."""
    note = (
        "```yaml context\nnombre: <Ana>\n```\n\n```jinja run\n<p>{{ nombre }}</p>\n```\n\n"
        "```sql run\nselect 'x<y' as a, null as b;\n```\n"
    )
    page = site.write("a.md", note).freeze().page("a/")
    assert site.problems == []
    shown = "".join(node.text() for node in page.css("article figure"))
    assert "nombre: <Ana>" in shown
    assert "<p>&lt;Ana&gt;</p>" in shown
    table = page.css_first("article table")
    assert table
    assert table.text(separator=" ").split() == ["a", "b", "x<y", "NULL"]


def test_an_included_file_runs(site: SiteTest) -> None:
    """Whole, though a part of it is shown; a mistake in it is told with its line there."""
    site.write("ejemplos/app.py", "# region uno\nx = 1\n# endregion\nprint(x + 1)\n")
    note = "Hola\n\n```python run include=ejemplos/app.py region=uno\n```\n"
    page = site.write("a.md", note).freeze().article("a/")
    assert site.problems == []
    assert "print" not in page
    assert ">2\n<" in page
    site.write("ejemplos/app.py", "# region uno\nx = 1\n# endregion\nnada\n").freeze()
    assert site.problems[0].startswith("content/a.md:3: en la línea 4 de «ejemplos/app.py», el ejemplo falla")


def test_the_difference_is_shown_with_the_problem(site: SiteTest) -> None:
    """Whoever reads the message sees what was expected and what came."""
    site.write("a.md", NOTE.replace("HTTP/1.1 200 OK", "HTTP/1.1 404 NOT FOUND")).freeze()
    assert site.found[0].detail == "- HTTP/1.1 404 NOT FOUND\n+ HTTP/1.1 200 OK"


def test_a_freeze_starts_what_has_changed(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence more starts no process; an example that is another starts one, and «check» starts all."""
    started: list[object] = []
    start = subprocess.Popen

    def count(command: list[str], **more: Any) -> object:
        if command[0] == sys.executable:
            started.append(command)
        return start(command, **more)

    monkeypatch.setattr("escarcha.examples.processes.subprocess.Popen", count)
    site.write("a.md", NOTE).freeze(Options(jobs=2))
    assert len(started) == 2
    site.write("a.md", f"Hola.\n\n{NOTE}").freeze(Options(jobs=2))
    assert (len(started), site.problems) == (2, [])
    site.write("a.md", NOTE.replace('"uno"', '"dos"')).freeze(Options(jobs=2))
    assert len(started) == 3
    site.freeze(Options(jobs=2, publish=False, rerun=True))
    assert len(started) == 5


def test_whoever_stops_waits_for_no_example(site: SiteTest) -> None:
    """The servers end, and what they do with them."""
    for number in range(4):
        code = f"import time\nprint({number})\ntime.sleep(60)\n"
        site.write(f"n{number}.md", f"```python run timeout=100\n{code}```\n")
    site.write("a.md", "```python run\nprint(1)\n```\n")
    steps = freeze(site.project, live_app(site.project), Options(jobs=2))
    assert next(step for step in steps if step.stage == "Ejemplos").total == 5
    steps.close()  # as Ctrl-C does; the test would take minutes if it waited
    assert not (site.root / "build").exists()


@pytest.mark.slow
def test_jobs_do_not_show(site: SiteTest) -> None:
    """One at a time or several at once, the pages are the same."""
    for number in range(6):
        site.write(f"n{number}.md", f"```python run\nprint({number})\n```\n")
    site.freeze(Options(cache=False, jobs=1))
    one = {file: file.read_bytes() for file in site.build.rglob("*.html")}
    site.freeze(dataclasses.replace(Options(cache=False), jobs=4))
    assert {file: file.read_bytes() for file in site.build.rglob("*.html")} == one
