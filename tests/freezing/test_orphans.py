"""Examples that never end: nothing of them survives the freeze, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha.temporary import remove, temporary_folder
from hostile_project import lay_out

if TYPE_CHECKING:
    from conftest import ScriptTest, SiteTest

pytestmark = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks for processes in /proc")


def at_work(folder: Path) -> list[str]:
    """Return the processes that stand below a folder, and how they were started."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink().is_relative_to(folder):
                found.append(f"{process.name} {(process / 'cmdline').read_bytes().decode()}")
        except OSError:
            continue
    return found


def wait_until_gone(folder: Path) -> list[str]:
    """Wait up to three seconds for the processes below a folder to end; return those that have not."""
    end = time.monotonic() + 3
    while (left := at_work(folder)) and time.monotonic() < end:
        time.sleep(0.02)
    return left


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("jobs", ["1", "4"], ids=["warm", "cold"])
def test_nothing_survives(site: SiteTest, script: ScriptTest, end: signal.Signals, jobs: str) -> None:
    """No process, one that has left its session included; and no folder, if only after the next freeze."""
    lay_out("sin-fin", site.root)
    folder = site.root / "temporal"
    folder.mkdir()
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(
        [*script.command, "--jobs", jobs],
        cwd=site.root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        begun = time.monotonic()
        while len(list(folder.glob("*/*/ya"))) < min(int(jobs), 3) and time.monotonic() < begun + 30:
            time.sleep(0.02)
        assert at_work(folder)
        process.send_signal(end)
        process.communicate(timeout=10)
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143}.get(end, -end)
    assert wait_until_gone(folder) == []
    if end == signal.SIGKILL:
        assert list(folder.iterdir()) != []
        for file in site.content.glob("*.md"):
            file.unlink()
        site.write("index.md", "# A\n\n```python run\nprint(1)\n```\n")
        assert script(TMPDIR=str(folder)).returncode == 0
    assert list(folder.iterdir()) == []


def test_a_folder_is_removed_however_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deeper than a path may be long, and what nobody may read or write included."""
    folder = tmp_path / "hondo"
    folder.mkdir()
    (folder / "a").write_text("")
    monkeypatch.chdir(folder)
    for _ in range(3000):
        os.mkdir("d")  # noqa: PTH102 - counted from here
        os.chdir("d")
    monkeypatch.chdir(tmp_path)
    (folder / "cerrada").mkdir()
    (folder / "cerrada" / "b").write_text("")
    (folder / "cerrada").chmod(0)
    (tmp_path / "ajeno").mkdir()
    (tmp_path / "ajeno" / "queda").write_text("")
    (folder / "enlace").symlink_to(tmp_path / "ajeno")
    remove(folder)
    assert [path.name for path in tmp_path.rglob("*")] == ["ajeno", "queda"]


def test_what_is_no_leftover_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in use, and whatever was not made here, by any name: somebody has put their notes there."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name in ("otra", "escarcha-mias", "escarcha-vacia"):
        (tmp_path / name).mkdir()
    (tmp_path / "escarcha-mias" / "nota.md").write_text("x")
    (tmp_path / "escarcha-mias" / ".temporal").write_text("mío")
    theirs = {"otra", "escarcha-mias", "escarcha-vacia"}
    program = (
        "import os\nfrom escarcha.temporary import temporary_folder\n"
        "with temporary_folder('otro') as folder:\n    (folder / 'a').write_text('')\n    os._exit({end})\n"
    )

    def run(end: str) -> set[str]:
        command = [sys.executable, "-c", program.replace("os._exit({end})", end)]
        subprocess.run(command, check=False, env={**os.environ, "TMPDIR": str(tmp_path)})
        return {path.name for path in tmp_path.iterdir()}

    with temporary_folder("uso") as folder:
        in_use = {folder.parent.name}
        (killed,) = run("os._exit(1)") - theirs - in_use
        assert killed.startswith("escarcha-otro-")
        assert run("pass") == theirs | in_use
        assert folder.is_dir()
    assert {path.name for path in tmp_path.iterdir()} == theirs
    assert (tmp_path / "escarcha-mias" / "nota.md").exists()
