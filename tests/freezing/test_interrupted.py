"""A freeze that is killed: ``build/`` is entirely the old site or entirely the new one."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import ScriptTest, SiteTest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="cuenta procesos en /proc"),
]

NOTES = 100
KILLS = 8


def write_notes(site: SiteTest, word: str, count: int = NOTES) -> None:
    """Write notes in which one word tells the old site from the new."""
    code = '```python\ndef saluda(nombre):\n    return f"Hola, {nombre}"\n```\n\n'
    for number in range(count):
        site.write(f"s{number % 6}/nota-{number}.md", f"# Nota {number}\n\n{word}\n\n{code * 2}")
    for number in range(4):
        example = f"```python run\nimport time\ntime.sleep(0.2)\nprint('{word}')\n```\n"
        site.write(f"ejemplos/nota-{number}.md", f"# Ejemplo {number}\n\n{word}\n\n{example * 2}")


def processes_of(session: int) -> list[int]:
    """Return the processes that belong to a session and still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(folder.name))
    return found


@pytest.fixture
def two_sites(site: SiteTest, script: ScriptTest) -> tuple[SiteTest, dict[str, bytes], dict[str, bytes]]:
    """Return a site that has the old notes published and the new ones in ``content/``, and both trees."""
    write_notes(site, "viejo")
    assert script("--no-cache").returncode == 0
    old = site.tree()
    shutil.copytree(site.build, site.root / "vieja")
    write_notes(site, "nuevo")
    assert script("--no-cache").returncode == 0
    new = site.tree()
    # Files of the search are called after what is in them.
    assert {name for name in old if "_search/" not in name} == {
        name for name in new if "_search/" not in name
    }
    assert old != new
    shutil.rmtree(site.build)
    (site.root / "vieja").rename(site.build)
    return site, old, new


def temporary(script: ScriptTest) -> Path:
    """Return where temporary folders are made."""
    folder = script.root / "temporal"
    folder.mkdir(exist_ok=True)
    return folder


def examples_of(script: ScriptTest) -> list[int]:
    """Return the processes of examples, which stand in temporary folders, that still run."""
    folder, found = temporary(script), []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink().is_relative_to(folder):
                found.append(int(process.name))
    return found


@contextlib.contextmanager
def freezing(script: ScriptTest, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Start a freeze in a session of its own, and make sure that it does not outlive the test."""
    process = subprocess.Popen(
        [*script.command, "--no-cache", "--jobs", "2", *words],
        cwd=script.root,
        env={**os.environ, "TMPDIR": str(temporary(script))},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        for left in processes_of(process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(left, signal.SIGKILL)
        process.communicate()


def wait_for_workers_to_end(session: int, script: ScriptTest) -> list[int]:
    """Wait up to a second for the processes of a session, and of examples, to be gone; return the others."""
    end = time.monotonic() + 1
    while (left := processes_of(session) + examples_of(script)) and time.monotonic() < end:
        time.sleep(0.02)
    return left


def test_kill_at_any_moment(
    two_sites: tuple[SiteTest, dict[str, bytes], dict[str, bytes]], script: ScriptTest
) -> None:
    """After ``kill -9`` at any moment the site is whole, no process is left, and the next freeze works."""
    site, old, new = two_sites
    start = time.monotonic()
    with freezing(script, "--output", "prueba") as process:
        process.communicate(timeout=60)
    whole = time.monotonic() - start
    seed = random.randrange(10**6)  # noqa: S311 - no secret
    print(f"seed {seed}, a freeze takes {whole:.2f} s")  # noqa: T201 - to repeat a failure
    chance = random.Random(seed)  # noqa: S311 - no secret
    seen = {"old": 0, "new": 0}
    published = old
    # One kill in each eighth of the time and a bit more, so that every step is hit, whatever the seed.
    for number in range(KILLS):
        with freezing(script) as process:
            time.sleep(1.1 * whole * (number + chance.random()) / KILLS)
            process.kill()
            process.communicate()
            assert wait_for_workers_to_end(process.pid, script) == []
        if not site.build.exists():  # between the two renames of a system that cannot exchange folders
            assert (site.root / ".build.escarcha-old").exists()
            continue
        tree = site.tree()
        assert tree in (published, new), f"seed {seed}, kill {number}: half a site"
        seen["new" if tree == new else "old"] += 1
        published = tree
    print(seen)  # noqa: T201 - shows where the kills fell
    assert seen["old"]
    done = script("--no-cache", TMPDIR=str(temporary(script)))
    assert done.returncode == 0, done.stderr
    assert site.tree() == new
    assert list(temporary(script).iterdir()) == []
    assert sorted(path.name for path in site.root.iterdir() if "escarcha-" in path.name) == [
        ".build.escarcha-lock",
        ".prueba.escarcha-lock",
    ]


def wait_for(process: subprocess.Popen[str], site: SiteTest, stage: str) -> None:
    """Wait until a freeze has come to a stage: its workers run, or pages are being written."""
    while process.poll() is None:
        if stage == "workers" and len(processes_of(process.pid)) >= 3:
            return
        if stage == "writing" and (site.root / ".build.escarcha-new" / "s3").exists():
            return
        time.sleep(0.002)
    pytest.fail(f"the freeze ended before it came to «{stage}»")


@pytest.mark.parametrize("stage", ["workers", "writing"])
@pytest.mark.parametrize("group", [True, False], ids=["terminal", "alone"])
def test_control_c(site: SiteTest, script: ScriptTest, stage: str, *, group: bool) -> None:
    """Ctrl-C ends with 130 and one Spanish word; the site is as it was, and nothing is left behind."""
    write_notes(site, "viejo", 160)
    site.write("publicado.md", "# Viejo").freeze()
    before = site.tree()
    write_notes(site, "nuevo", 160)
    with freezing(script) as process:
        wait_for(process, site, stage)
        # A terminal sends it to the whole group; ``kill -INT`` to one process.
        (os.killpg if group else os.kill)(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert wait_for_workers_to_end(process.pid, script) == []
    assert err.splitlines()[-1] == "Interrumpido."
    assert out == ""
    assert process.returncode == 130
    assert site.tree() == before
    assert [path.name for path in site.root.iterdir() if "escarcha-" in path.name] == [".build.escarcha-lock"]


VIEW = """
@app.get("/mio/")
def mine():
    Path("dentro").touch()
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    return render_template_string(endless)
"""


def test_control_c_in_what_never_ends(site: SiteTest, script: ScriptTest) -> None:
    """A view and a template of the author's own that never end are given up like any freeze."""
    before = site.write("a.md", "# A").freeze().tree()
    own = script.root / "freeze.py"
    text = own.read_text("utf-8").replace("\nif __name__", f"{VIEW}\nif __name__")
    own.write_text(f"from pathlib import Path\nfrom flask import render_template_string\n{text}", "utf-8")
    with freezing(script) as process:
        while not (script.root / "dentro").exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err.splitlines()[-1]) == (130, "", "Interrumpido.")
    assert site.tree() == before
    assert [path.name for path in site.root.iterdir() if "escarcha-" in path.name] == [".build.escarcha-lock"]


def test_workers_are_used(site: SiteTest, script: ScriptTest) -> None:
    """With two jobs and enough notes, two workers render; with one job there are none."""
    write_notes(site, "viejo")
    with freezing(script) as process:
        wait_for(process, site, "workers")
        process.communicate()
    assert process.returncode == 0
    command = [sys.executable, "freeze.py", "--no-cache", "--jobs", "1"]
    with subprocess.Popen(command, cwd=script.root, start_new_session=True, stdout=subprocess.PIPE) as alone:
        most = 0
        while alone.poll() is None:
            most = max(most, len(processes_of(alone.pid)))
            time.sleep(0.01)
    # git is asked for dates, so there may be one process beside the freeze for a moment.
    assert most <= 2


SELF_INTERRUPTING = """
import signal, sys

def interrupt(event, args):
    if event == "import" and args[0] == {module!r}:
        signal.raise_signal(signal.SIGINT)

sys.addaudithook(interrupt)
"""
"""A ``sitecustomize``, which Python loads first of all: Ctrl-C comes when a certain module is loaded."""


@pytest.mark.parametrize("module", ["flask", "flask_frozen"])
@pytest.mark.parametrize(
    "command",
    [["freeze.py"], ["-m", "escarcha"], ["-m", "flask", "--app", "freeze", "routes"]],
    ids=["freeze.py", "escarcha", "flask"],
)
def test_control_c_while_loading(site: SiteTest, script: ScriptTest, command: list[str], module: str) -> None:
    """While modules are loaded Ctrl-C ends a command without a traceback; ``flask`` has its own answer."""
    site.write("a.md", "# A").write("hook/sitecustomize.py", SELF_INTERRUPTING.format(module=module))
    done = subprocess.run(
        [sys.executable, *command],
        cwd=script.root,
        env={**os.environ, "PYTHONPATH": str(site.content / "hook")},
        capture_output=True,
        text=True,
        check=False,
    )
    if module == "flask" and command == ["freeze.py"]:  # before there is a command
        assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")
        assert not site.build.exists()
    elif "flask" not in command:
        assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "Interrumpido.")
        assert not site.build.exists()
    elif module == "flask":  # Python's own answer
        assert "KeyboardInterrupt" in done.stderr
    else:  # which only the command needs
        assert done.returncode == 0
