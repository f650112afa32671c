"""The first page of the manual, followed to the letter on an empty machine, as far as a host; no network."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tomllib
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import wheelhouse

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[1]
MANUAL = REPOSITORY / "content" / "manual"
NOTES = {
    "README.md": "# Mis notas\n\n- [Listas](python/listas.md)\n",
    "python/listas.md": "# Listas\nUna lista:\n- uno\n\n![Una foto](img/foto.svg)\n\n> [!NOTE]\n> Nota.\n",
    "python/img/foto.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "python/código.md": "# Código\n\n```python\nx = 1\n```\n\nMás en [listas](./listas.md#listas).\n",
}
"""Notes as they lie on GitHub."""


def commands_under(heading: str) -> list[str]:
    """Return the lines of the console blocks under a heading of the first page."""
    text = (MANUAL / "index.md").read_text("utf-8")
    section = re.split(rf"^##+ {re.escape(heading)}$", text, maxsplit=1, flags=re.MULTILINE)[1]
    section = re.split(r"^##+ ", section, maxsplit=1, flags=re.MULTILINE)[0]
    return "".join(re.findall(r"^```console\n(.*?)^```", section, re.MULTILINE | re.DOTALL)).splitlines()


class Machine:
    """An empty machine: a home with some notes, the clone of Escarcha, and an index of packages.

    Args:
        folder: where all of it lies.
    """

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.index = folder / "paquetes"
        self.index.mkdir()
        wheelhouse.fill(self.index, "escarcha", "hatchling")
        for name, text in NOTES.items():
            file = folder / "notas" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        self.run("git init -q notas")
        made = (
            ".git",
            ".venv",
            ".cache",
            ".*_cache",
            ".hypothesis",
            "__pycache__",
            "build",
            "build-libro",
            "dist",
        )
        unwanted = shutil.ignore_patterns(*made, "tests", "bench", "docs")
        shutil.copytree(REPOSITORY, folder / "escarcha", ignore=unwanted)

    def run(self, *lines: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run lines of a shell that stops at the first that fails, and knows of nothing but this machine."""
        return subprocess.run(
            ["/bin/bash", "-c", "\n".join(["set -e", f'cd "{self.home}"', *lines])],
            env=self.environment,
            capture_output=True,
            text=True,
            check=check,
        )

    @property
    def environment(self) -> dict[str, str]:
        """The variables of its shell."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.index),
            "PIP_QUIET": "1",
            "PIP_COMPILE": "0",  # the few modules that are run are compiled then
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_CONFIG_FILE": os.devnull,
        }

    def deploy(self, project: str) -> Path:
        """Do what a host does with a repository: clone it, install, build; return what it publishes.

        What it must do without is moved away.
        """
        self.run(
            f'cd "{project}"',
            "git init -q && git add --all",
            "git -c user.name=Ana -c user.email=ana@ejemplo.es commit -q -m Notas",
            'git clone -q . "$HOME/nube/sitio"',
            f'mv "$HOME/{project}" "$HOME/fuera" && mv "$HOME/.venv" "$HOME/fuera/entorno"',
            'mv "$HOME/escarcha" "$HOME/fuera/clon"',
        )
        site = self.home / "nube" / "sitio"
        settings = tomllib.loads((site / "netlify.toml").read_text("utf-8"))["build"]
        self.run(
            'python3 -m venv "$HOME/nube/entorno" && source "$HOME/nube/entorno/bin/activate"',
            'cd "$HOME/nube/sitio"',
            "pip install -r requirements.txt",
            settings["command"],
        )
        return site / str(settings["publish"])


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """Return a machine on which Escarcha has been installed as the first page tells."""
    machine = Machine(tmp_path)
    machine.run(*commands_under("Instalar"))
    yield machine
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_the_first_page_leads_to_a_published_site(machine: Machine) -> None:
    """Its commands work one after the other, the preview shows a note, and a host builds the same pages.

    There is nothing but the wheel by then, and it has the manual, and makes the next project.
    """
    for heading in ("Los primeros cinco minutos", "Donde ya están tus notas"):
        lines = [line for line in commands_under(heading) if not line.endswith(" preview")]
        assert lines[-1] == "python freeze.py --strict"
        done = machine.run("source .venv/bin/activate", *lines)
        assert "aviso" not in done.stderr
    for project in ("notas", "mis-apuntes"):
        pages = published(machine.home / project / "build")
        assert {"index.html", "python/listas/index.html", "python/codigo/index.html"} <= pages
    assert shown_in_preview(machine, "mis-apuntes") == 200
    assert published(machine.deploy("mis-apuntes")) == pages
    told = machine.run(
        'source "$HOME/nube/entorno/bin/activate" && cd "$HOME/nube/sitio"',
        "escarcha manual publicar && escarcha explica enlace-roto && escarcha help init",
        "python freeze.py new Otra && python freeze.py search listas",
        "escarcha init ../otro && test -s ../otro/vendor/escarcha-*.whl",
    ).stdout
    for text in ("# Publicar", "enlace-roto", "--dry-run", "Nota nueva: content/otra.md", "Listas"):
        assert text in told


def shown_in_preview(machine: Machine, project: str) -> int:
    """Start the preview, ask it for a note, end it; return the answer's status."""
    with subprocess.Popen(
        [machine.home / ".venv/bin/python", "freeze.py", "preview"],
        cwd=machine.home / project,
        env=machine.environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            with urllib.request.urlopen(f"{address}python/listas/", timeout=30) as answer:  # noqa: S310 - our own
                return int(answer.status)
        finally:
            process.send_signal(signal.SIGINT)


def published(folder: Path) -> set[str]:
    """Return the name of every file of a frozen site."""
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
