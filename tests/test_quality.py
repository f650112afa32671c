"""What CI holds the repository to, in one place: format, lint, types, imports, duplicates, our own site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.quality

REPOSITORY = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a tool of the virtual environment in the repository."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    return subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "command",
    [
        "ruff format --check .",
        "ruff check .",
        "mypy",
        "lint-imports",
        "pylint --disable=all --enable=duplicate-code --min-similarity-lines=8 site/escarcha",
    ],
)
def test_tool(command: str) -> None:
    """The tool has nothing to say."""
    done = run(command.split())
    assert done.returncode == 0, done.stdout + done.stderr


def test_own_site(tmp_path: Path) -> None:
    """Our own notes freeze without an error, a warning or a hint."""
    output = tmp_path / "build"
    done = run(
        [sys.executable, "freeze.py", "--strict", "--no-cache", "--format", "json", "--output", str(output)]
    )
    found = json.loads(done.stdout)
    assert found["problems"] == []
    assert found["published"] is True
    assert done.returncode == 0
    assert (output / "index.html").is_file()
