"""Notes that were read before are not read again, and never taken for what they are not."""

from __future__ import annotations

import os
import time
from dataclasses import fields
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from escarcha.config import Project
from escarcha.notes import kept as module
from escarcha.notes import note as note_module
from escarcha.notes.kept import KeptNotes
from escarcha.notes.reading import gather_notes
from escarcha.notes.text import decode
from escarcha.shelf import NAME

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.notes import Note

LONG_AGO = time.time() - 3600


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project of three notes that were written an hour ago."""
    write(tmp_path, "a.md", "---\ntitle: Uno\ntags: [x, y]\ndate: 2026-01-31\nsearch: 2\n---\n# Ñu 🎉\n")
    write(tmp_path, "b/nota.md", "Dos\n")
    write(tmp_path, "c.md", "---\ntitel: Tres\n---\n")
    return Project.at(tmp_path)


def write(root: Path, path: str, text: str) -> Path:
    """Write a note, as if an hour ago."""
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    os.utime(file, (LONG_AGO, LONG_AGO))
    return file


def read(project: Project, now: float = 5.0) -> tuple[list[dict[str, object]], int]:
    """Read the notes as a run that begins in some seconds; return them, and how many were known."""
    kept = KeptNotes(project, on_disk=True)
    gathering = gather_notes(project, known=kept.recall)
    kept.keep(gathering.notes, time.time_ns() + int(now * 1e9))
    return [said(note) for note in gathering.notes.values()], len(kept._known)


def said(note: Note) -> dict[str, object]:
    """Return all that a note says."""
    return {field.name: getattr(note, field.name) for field in fields(note)}


def test_a_note_comes_back_as_it_was(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """All fields are the same; only what has problems of its own is read again."""
    first, none = read(project)
    assert none == 0
    decoded = Mock(wraps=decode)
    monkeypatch.setattr(note_module, "decode", decoded)
    again, known = read(project)
    assert again == first
    assert known == 2
    assert decoded.call_count == 1


def test_what_changed_is_read_again(project: Project) -> None:
    """Another text of the same length and time is seen: the time of the file's status is another."""
    read(project)
    write(project.root, "b/nota.md", "Tre\n")
    found, known = read(project)
    assert [note["body"] for note in found][1] == "Tre\n"
    assert known == 1


def test_what_was_just_written_is_not_trusted(project: Project) -> None:
    """A file that was changed when reading began may have been changed once more since, at the same time."""
    read(project, now=-5)
    assert read(project)[1] == 0


@pytest.mark.parametrize("change", ["program", "folder", "limit", "damage"])
def test_whatever_it_depends_on(project: Project, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Another program, another place, a smaller limit or a damaged database: nothing old is taken."""
    read(project)
    if change == "program":
        monkeypatch.setattr(module, "digest_of", lambda _: "other")
    elif change == "folder":
        (project.root / "content").rename(project.root / "notas")
        project = Project.at(project.root, content=project.root / "notas")
        assert read(project)[0][0]["place"] == "notas/a.md"
        return
    elif change == "limit":
        (project.root / "content/site.toml").write_text("max_note_size = 20\n")
        assert [note["place"] for note in read(project)[0]] == ["content/b/nota.md", "content/c.md"]
        return
    else:
        file = project.cache / "notas" / NAME
        file.write_bytes(file.read_bytes()[:100])
    assert read(project)[1] == 0
