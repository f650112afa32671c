"""``pytest content/``: one test for each example, in projects of ours alone."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

QUIET = ("-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider")
TRUE = "# A\n\n```python run\nassert 1 + 1 == 2\n```\n"
FALSE = """---
title: B
---
```text file=datos.txt
hola
```

```python run
from flask import Flask

app = Flask(__name__)
```

```http
GET /

HTTP/1.1 200 OK
```

```python run
x = 1
x.nada
```
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> Path:
    """Return the folder of a project with three examples, of which one is true."""
    content = pytester.mkdir("content")
    (content / "site.toml").write_text('title = "Apuntes"\n')
    (content / "a.md").write_text(TRUE)
    (content / "b.md").write_text(FALSE)
    return content


def test_each_example_is_a_test_and_says_what_is_wrong(pytester: pytest.Pytester, project: Path) -> None:
    """File and line in its name and in the message, with the difference or the trace; none of ours."""
    result = pytester.runpytest(*QUIET, "-v", project)
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        [
            "content/a.md::línea-3 PASSED*",
            "content/b.md::línea-8 FAILED*",
            "content/b.md::línea-20 FAILED*",
            "*_ b.md:8 _*",
            "content/b.md:17: la respuesta no es la esperada. Corrige el ejemplo*[[]ejemplo-falla[]]",
            "    - HTTP/1.1 200 OK",
            "    + HTTP/1.1 404 NOT FOUND",
            "*_ b.md:20 _*",
            "content/b.md:22: el ejemplo falla con AttributeError*[[]ejemplo-falla[]]",
            "    Traceback (most recent call last):",
        ]
    )
    result.stdout.no_fnmatch_line("*testing/plugin.py*")


def test_one_example_can_be_asked_for(pytester: pytest.Pytester, project: Path) -> None:
    """By the name that reports give it."""
    pytester.runpytest(*QUIET, project / "a.md").assert_outcomes(passed=1)
    pytester.runpytest(*QUIET, f"{project}/b.md::línea-20").assert_outcomes(failed=1)


def test_a_test_runs_every_time(pytester: pytest.Pytester, project: Path) -> None:
    """What an earlier freeze knows is not asked."""
    (project / "a.md").write_text("```python run clock=now\nprint(1)\n```\n")
    for _ in range(2):
        pytester.runpytest(*QUIET, project / "a.md").assert_outcomes(passed=1)
    assert not (project.parent / ".cache" / "escarcha" / "ejemplos").exists()


def test_a_project_without_settings_is_known_by_its_script(pytester: pytest.Pytester, project: Path) -> None:
    """``freeze.py`` names us; that of somebody else does not."""
    (project / "site.toml").unlink()
    pytester.runpytest(*QUIET, project / "a.md").assert_outcomes()
    (project.parent / "freeze.py").write_text("from escarcha import create_app, main\n")
    pytester.runpytest(*QUIET, project / "a.md").assert_outcomes(passed=1)


@pytest.mark.parametrize("where", ["README.md", "docs/content/a.md", "_borrador.md", "content/_oculta.md"])
def test_other_files_are_left_alone(pytester: pytest.Pytester, project: Path, where: str) -> None:
    """A Markdown file outside of the notes, or one that is not published, has no tests."""
    file = project.parent / where
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TRUE)
    pytester.runpytest(*QUIET, file).assert_outcomes()


@pytest.mark.parametrize(
    "change",
    [
        lambda content: (content / "site.toml").write_text("run = false\n"),
        lambda content: (content / "a.md").write_text(f"---\ndraft: true\n---\n{TRUE}"),
        lambda content: (content / "site.toml").write_text('exclude = ["a.md"]\n'),
    ],
    ids=["run = false", "borrador", "excluida"],
)
def test_what_does_not_run_when_freezing_is_no_test(
    pytester: pytest.Pytester, project: Path, change: object
) -> None:
    """Settings and headers hold here too."""
    assert callable(change)
    change(project)
    pytester.runpytest(*QUIET, project / "a.md").assert_outcomes()


def test_it_can_be_turned_off(pytester: pytest.Pytester, project: Path) -> None:
    """In pytest's own way."""
    pytester.runpytest(*QUIET, "-p", "no:escarcha", project).assert_outcomes()


def test_bad_notes_and_settings_are_told_in_spanish(pytester: pytest.Pytester, project: Path) -> None:
    """As problems of the collection, with file and line; the other notes are tried all the same."""
    (project / "b.md").write_bytes(b"# B\n\xff\n")
    result = pytester.runpytest(*QUIET, project)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["content/b.md:2: *[[]no-es-utf8[]]"])
    pytester.runpytest(*QUIET, "--continue-on-collection-errors", project).assert_outcomes(passed=1, errors=1)
    (project / "site.toml").write_text("titulo = 1\n")
    pytester.runpytest(*QUIET, project / "a.md").stdout.fnmatch_lines(["*ajuste-desconocido*"])


def test_it_costs_other_projects_nothing(tmp_path: Path) -> None:
    """The entry point is there, and to load it imports no module of ours but itself."""
    (entry,) = importlib.metadata.entry_points(group="pytest11", name="escarcha")
    code = f"import sys, {entry.value}; print(*[n for n in sys.modules if n.startswith('escarcha')])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) == {
        "escarcha",
        "escarcha.testing",
        "escarcha.testing.plugin",
        "escarcha.version",
    }
