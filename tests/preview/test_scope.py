"""Which files a preview follows: those that pages are made of, and never what it writes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escarcha.config import Project
from escarcha.preview.current import Current
from escarcha.preview.scope import Scope

if TYPE_CHECKING:
    from pathlib import Path

FOLLOWED = ["nota.md", "tema/otra.md", "foto.png", "site.toml", "mkdocs.yml", "templates/note.html"]
WRITTEN = ["build/nota/index.html", ".cache/escarcha/guardado.sqlite3", "vendor/escarcha.whl", "freeze.py"]


@pytest.fixture
def scope(tmp_path: Path) -> Scope:
    """Return the scope of a folder of notes that has become a project where it lies."""
    for name in (*FOLLOWED, *WRITTEN):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('content = "."\n' if name == "site.toml" else "")
    project = Project.at(tmp_path)
    return Scope(project, Current(project, lambda: None))


def test_a_project_that_is_all_notes_does_not_follow_what_is_written_into_it(
    scope: Scope, tmp_path: Path
) -> None:
    """A preview that saw its own cache change would make every page anew for ever."""
    root = tmp_path.resolve()
    assert [name for name in FOLLOWED if not scope.is_shown(root / name)] == []
    assert [name for name in WRITTEN if scope.is_shown(root / name)] == []
    deep, flat = scope.folders()
    assert {root / "tema", root / "templates"} <= deep
    assert not deep & {root / "build", root / ".cache", root / "vendor"}
    assert root in flat


def test_what_another_tools_settings_go_on_from_is_followed(tmp_path: Path) -> None:
    """Wherever it lies; what they do not name is not."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base/otro.yml")
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "otro.yml").write_text("site_name: x")
    project = Project.at(tmp_path)
    scope = Scope(project, Current(project, lambda: None))
    assert scope.is_shown(project.root / "base" / "otro.yml")
    assert not scope.is_shown(project.root / "base" / "nada.yml")
    assert project.root / "base" in scope.folders()[1]
