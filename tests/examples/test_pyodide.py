"""Pyodide in a project: it comes once, and is held to its hash."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest

from escarcha.examples.browser import pyodide

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandTest


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that passes for the archive."""
    file = tmp_path / "otro.tgz"
    file.write_bytes(b"archivo")
    digest = base64.b64encode(hashlib.sha512(b"archivo").digest()).decode()
    monkeypatch.setattr(pyodide, "_HASH", digest)
    return file


def test_an_archive_that_is_here_is_taken(command: CommandTest, archive: Path) -> None:
    """It lies in the project's folder then, and asked for again nothing is fetched."""
    assert command("try", "install", "--from", str(archive)).returncode == 0
    said = command("try", "install")
    assert (said.returncode, said.stderr) == (0, "")
    assert pyodide.VERSION in said.stdout
    assert pyodide.read_archive(command.root / ".cache" / "escarcha") == b"archivo"


def test_another_archive_is_refused(command: CommandTest, archive: Path) -> None:
    """With its name and what to get; nothing of it stays."""
    archive.write_bytes(b"otra cosa")
    said = command("try", "install", "--from", str(archive))
    assert said.returncode == 1
    assert "no es Pyodide" in said.stderr
    assert pyodide.read_archive(command.root / ".cache" / "escarcha") is None


def test_without_a_network_it_is_said_how_else(
    command: CommandTest, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address, and the option for a file."""
    monkeypatch.setattr(pyodide, "_ADDRESS", "https://localhost:1/pyodide.tgz")
    said = command("try", "install")
    assert said.returncode == 1
    assert "https://localhost:1/pyodide.tgz" in said.stderr
    assert "--from" in said.stderr
    assert archive.exists()
