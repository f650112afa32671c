"""Files that a note includes, read along with it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from escarcha.config import Project
from escarcha.notes.inclusions import MAX_SIZE, Inclusion, read_inclusions
from escarcha.notes.reach import HIDDEN, OUTSIDE, Reach

if TYPE_CHECKING:
    from pathlib import Path

NOTE = PurePosixPath("flask/nota.md")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with two files to include and one outside of it."""
    (tmp_path / "secreto.txt").write_text("no")
    root = tmp_path / "proyecto"
    (root / "content" / "flask").mkdir(parents=True)
    (root / "ejemplos" / ".oculta").mkdir(parents=True)
    (root / "ejemplos" / ".oculta" / "clave").write_text("no")
    (root / "content" / ".env").write_text("no")
    (root / ".env").write_text("no")
    (root / "content" / "visible.txt").symlink_to(root / "content" / ".env")
    (root / "content" / "enlace.txt").symlink_to(root / "fuera.txt")
    (root / "content" / "flask" / "app.py").write_text("uno\r\n")
    (root / "ejemplos" / "datos.txt").write_text("dos\n")
    (root / "datos.txt").write_text("no")
    (root / "fuera.txt").symlink_to(tmp_path / "secreto.txt")
    (root / "ejemplos" / "binario").write_bytes(b"\xff\xfe\x00\x01\xff")
    return Project.at(root)


def included(project: Project, name: str) -> Inclusion:
    """Return what a note gets for a name."""
    body = f'```python include="{name}"\n```'
    (inclusion,) = read_inclusions(body, NOTE, project, Reach(project, ["ejemplos"]))
    assert inclusion.name == name
    return inclusion


def test_a_name_counts_from_the_note_or_from_the_project(project: Project) -> None:
    """As links do, but for the slash, which is the project's root."""
    assert included(project, "app.py") == Inclusion("app.py", "uno\n")
    assert included(project, "/ejemplos/datos.txt").text == "dos\n"
    assert included(project, "../../ejemplos/datos.txt").text == "dos\n"


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("nada.py", "no existe"),
        ("../flask", "es una carpeta"),
        ("../../../secreto.txt", OUTSIDE),
        ("/../secreto.txt", OUTSIDE),
        ("/fuera.txt", OUTSIDE),
        ("../enlace.txt", OUTSIDE),
        ("/datos.txt", OUTSIDE),
        ("//etc/passwd", OUTSIDE),
        ("../../.env", OUTSIDE),
        ("/content/.env", HIDDEN),
        ("../.env", HIDDEN),
        ("../visible.txt", HIDDEN),
        ("/ejemplos/.oculta/clave", HIDDEN),
        ("/ejemplos/binario", "no es texto UTF-8"),
        ("a" * 5000, "el nombre es demasiado largo"),
    ],
)
def test_nothing_is_read_that_should_not_be(project: Project, name: str, missing: str) -> None:
    """Nothing out of reach, by dots or by a symbolic link, nothing hidden, and nothing that is no text."""
    found = included(project, name)
    assert (found.text, found.missing) == ("", missing)
    assert bool(found.remedy) == (missing in {OUTSIDE, HIDDEN})


def test_a_huge_file_is_not_read(project: Project) -> None:
    """Nobody reads a megabyte on a page."""
    (project.content / "enorme").write_text("a" * (MAX_SIZE + 1))
    assert included(project, "../enorme").missing == "ocupa más de 1 MB"


@pytest.mark.parametrize("body", ["include=a.py", "`include=a.py`", "```python\ninclude=a.py\n```", ""])
def test_only_fences_include(project: Project, body: str) -> None:
    """Text that speaks of it reads no file."""
    assert read_inclusions(body, NOTE, project, Reach(project)) == ()


def test_every_name_is_read_once(project: Project) -> None:
    """In the order of the note, whatever the quotes and the fence."""
    body = "```py include='app.py'\n```\n> ~~~ include=/datos.txt\n> ~~~\n- ```py include=app.py\n  ```\n"
    found = read_inclusions(body, NOTE, project, Reach(project))
    assert [each.name for each in found] == ["app.py", "/datos.txt"]
