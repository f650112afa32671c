"""New notes and new projects."""

from __future__ import annotations

import datetime as dt
import functools
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import CommandTest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import SiteTest

    Init = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Primeros pasos", "primeros-pasos"),
        ("¿Qué es Flask?", "que-es-flask"),
        ("a/b\\c", "a-b-c"),
        ("../../fuera", "fuera"),
        ("🎉", "tada"),
        ("--strict", "strict"),
        ("x" * 300, None),
        ("con", "nota-con"),
        ("uno\ndos", "uno-dos"),
    ],
)
def test_new(site: SiteTest, command: CommandTest, title: str, name: str | None) -> None:
    """``new`` writes a note that holds its title, under a name made of it, inside ``content/``."""
    done = command("new", "--", title)
    assert done.returncode == 0, done.stderr
    (note,) = (path for path in site.root.rglob("*.md"))
    assert note.parent == site.content
    if name:
        assert note.name == f"{name}.md"
    assert note.read_text("utf-8").startswith(f"# {' '.join(title.split())}\n")
    assert note.name in done.stdout
    assert command("--strict").returncode == 0


def test_new_in_a_section(site: SiteTest, command: CommandTest) -> None:
    """``--section`` chooses the folder, and makes it."""
    assert command("new", "Uno", "--section", "guía/parte").returncode == 0
    assert (site.content / "guía" / "parte" / "uno.md").is_file()


def test_new_never_overwrites(site: SiteTest, command: CommandTest) -> None:
    """A note of that name stays as it is."""
    site.write("uno.md", "mía")
    done = command("new", "Uno")
    assert done.returncode == 1
    assert "[ya-existe]" in done.stderr
    assert (site.content / "uno.md").read_text("utf-8") == "mía"


@pytest.mark.parametrize("section", ["..", "../fuera", "/tmp/fuera", "a/../../fuera"])  # noqa: S108 - refused
def test_new_stays_inside(site: SiteTest, command: CommandTest, section: str) -> None:
    """A folder outside of ``content/`` is wrong usage, and nothing is written."""
    done = command("new", "Uno", "--section", section)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not list(site.root.rglob("uno.md"))
    assert not (site.content / section / "uno.md").exists()


TODAY = dt.datetime.now().astimezone().date().isoformat()


def template(site: SiteTest, name: str, text: str) -> None:
    """Write a template for new notes."""
    (site.root / "templates").mkdir(exist_ok=True)
    (site.root / "templates" / name).write_text(text, "utf-8")


def test_new_from_a_template(site: SiteTest, command: CommandTest) -> None:
    """``templates/new.md`` makes every new note, another the one that asks for it; they get three values."""
    text = "---\ndate: {{ date }}\n---\n# {{ title }} «{{ section }}»\n"
    template(site, "new.md", text)
    template(site, "diario.md", "{{ date.strftime('%d/%m') }}: {{ title }}\n")
    assert command("new", "Uno & dos", "--section", "a/b").returncode == 0
    note = (site.content / "a" / "b" / "uno-dos.md").read_text("utf-8")
    assert note == f"---\ndate: {TODAY}\n---\n# Uno & dos «a/b»\n"
    assert command("new", "Tres", "--template", "diario").returncode == 0
    assert (site.content / "tres.md").read_text("utf-8") == f"{TODAY[8:]}/{TODAY[5:7]}: Tres\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("# {{ title }}\n{{ titulo }}\n", "templates/new.md:2: la plantilla no sirve para una nota: "),
        ("\n{% if %}\n", "templates/new.md:2: la plantilla no sirve para una nota: "),
        ("{{ 1 / 0 }}", "templates/new.md:1: la plantilla no sirve para una nota: "),
    ],
)
def test_new_from_a_broken_template(site: SiteTest, command: CommandTest, text: str, says: str) -> None:
    """A template that fails is named by its line, and no note is written."""
    template(site, "new.md", text)
    done = command("new", "Uno")
    assert done.returncode == 1
    assert done.stderr.startswith(f"error {says}")
    assert "[plantilla-rota]" in done.stderr
    assert not list(site.content.iterdir())


@pytest.mark.parametrize("name", ["diaro", "../fuera", "x/y"])
def test_new_from_a_template_that_there_is_not(site: SiteTest, command: CommandTest, name: str) -> None:
    """It is a problem in Spanish, with the nearest name if one is near."""
    template(site, "diario.md", "x")
    done = command("new", "Uno", "--template", name)
    assert done.returncode == 1
    assert "[plantilla-rota]" in done.stderr
    assert ("¿Querías «diario»?" in done.stderr) is (name == "diaro")


@pytest.fixture
def init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Init:
    """Return ``escarcha init`` in a folder without notes."""
    return functools.partial(CommandTest(tmp_path, monkeypatch, capsys), "init")


@pytest.fixture
def project(tmp_path: Path, init: Init) -> Path:
    """Return a new project."""
    done = init("mis apuntes")
    assert done.returncode == 0, done.stderr
    return tmp_path / "mis apuntes"


def test_init_makes_a_project_that_freezes(project: Path) -> None:
    """A new project has this very layout, and ``python freeze.py --strict`` works in it at once."""
    names = {path.relative_to(project).as_posix() for path in project.rglob("*")}
    assert {"freeze.py", "content", "content/index.md", "templates", "netlify.toml", ".gitignore"} <= names
    assert (project / "requirements.txt").read_text("utf-8").startswith(("escarcha", "./vendor/escarcha-"))
    done = subprocess.run(
        [sys.executable, "freeze.py", "--strict"], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == "Notas: 1\nPáginas: 1\n"
    assert (project / "build" / "index.html").is_file()


def test_init_ignores_what_is_not_to_be_committed(project: Path) -> None:
    """The new project's ``.gitignore`` names the output and the cache, and not the notes."""
    lines = (project / ".gitignore").read_text("utf-8").split()
    assert {"/build/", "/.cache/"} <= set(lines)
    assert not {"/content/", "/templates/", "/site"} & set(lines)


def test_init_never_overwrites(project: Path, init: Init) -> None:
    """A second ``init`` in the same folder changes nothing."""
    (project / "content" / "index.md").write_text("mía", "utf-8")
    done = init(project.name)
    assert done.returncode == 1
    assert "[ya-existe]" in done.stderr
    assert (project / "content" / "index.md").read_text("utf-8") == "mía"


def test_init_over_a_file(tmp_path: Path, init: Init) -> None:
    """A file where the folder should be is a problem in Spanish."""
    (tmp_path / "archivo").touch()
    done = init("archivo")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


@pytest.mark.parametrize("name", ["content", "templates", "freeze.py"])
def test_init_writes_all_or_nothing(tmp_path: Path, init: Init, name: str) -> None:
    """A file where a folder must be, or a link that leads elsewhere, is named before anything is written."""
    (tmp_path / name).symlink_to("nada") if name == "freeze.py" else (tmp_path / name).touch()
    done = init(".")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"error {name}: el archivo ya existe. Elige una carpeta vacía. [ya-existe]\n"
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["mis apuntes", 'l\'hora; "ñ"', "-x", "-", "x" * 300])
def test_init_says_how_to_go_on(tmp_path: Path, init: Init, name: str) -> None:
    """What it says to type works in a shell whatever the folder is called; a name may also be too long."""
    done = init("--", name)
    assert "Traceback" not in done.stderr
    if done.returncode:
        assert "el nombre es demasiado largo. [escritura-fallida]" in done.stderr
    else:
        command = done.stdout.rpartition(" && ")[0].rpartition("Para verlo: ")[2]
        there = ["sh", "-c", f"{command} && test -f freeze.py"]
        assert subprocess.run(there, cwd=tmp_path, check=False).returncode == 0
