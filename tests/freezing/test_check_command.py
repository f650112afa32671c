"""``check``: everything a freeze finds, and nothing written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import CommandTest, ScriptTest, SiteTest


def names(site: SiteTest) -> set[str]:
    """Return what stands in the project's folder."""
    return {path.name for path in site.root.iterdir()} - {".cache"}


def test_a_check_writes_nothing(site: SiteTest, command: CommandTest) -> None:
    """No folder, no lock, no site."""
    before = names(site.write("a.md", "[b](nada.md)"))
    assert command("check").returncode == 0
    assert names(site) == before


@pytest.mark.slow
def test_json_is_utf8_or_ascii(site: SiteTest, script: ScriptTest) -> None:
    """Whatever the terminal speaks, machines can read it."""
    site.write("ñ.md", "[b](nada.md)")
    for encoding in ("utf-8", "latin-1", "ascii"):
        done = subprocess.run(
            [*script.command, "check", "--format", "json"],
            cwd=script.root,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=True,
        )
        assert json.loads(done.stdout)["problems"][0]["path"] == "content/ñ.md"


@pytest.mark.slow
def test_sigterm_leaves_nothing_behind(site: SiteTest, script: ScriptTest) -> None:
    """What is half done is cleared away, as with Ctrl-C."""
    for number in range(400):
        site.write(f"{number}.md", f"# {number}\n\n```python\nx = {number}\n```\n")
    with subprocess.Popen([*script.command, "--no-cache", "--jobs", "1"], cwd=script.root) as running:
        while not (site.root / ".build.escarcha-new").exists() and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGTERM)
    assert running.returncode == 143
    assert not (site.root / ".build.escarcha-new").exists()
