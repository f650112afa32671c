"""The manual at hand: in the terminal, in a browser, and an address with every problem."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha import bundled
from escarcha.cli.manual import name_of
from escarcha.freezing import Options
from escarcha.notes.slugs import slugify
from escarcha.problems import MANUAL_URL, Code

if TYPE_CHECKING:
    from conftest import CommandTest, SiteTest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["publicar", "Publicar", "publicar.md", "muestrario", "index"])
def test_a_page_is_shown(command: CommandTest, name: str) -> None:
    """By the name of its file: its text without the header, and where it is on the web."""
    done = command("manual", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# ")
    assert re.search(rf"\n{re.escape(MANUAL_URL)}(publicar/|muestrario/|)\n$", done.stdout)


def test_a_page_that_there_is_not(command: CommandTest) -> None:
    """A slip gets a suggestion, anything else the list of pages."""
    assert "¿Querías «publicar»?" in command("manual", "publica").stderr
    done = command("manual", "xyz")
    assert done.returncode == 2
    assert "ajustes, aprender, aspecto, buscar" in done.stderr


def test_every_code_is_explained(command: CommandTest) -> None:
    """Each code has its section of the manual, with or without brackets, and not the next one's."""
    for code in Code:
        done = command("explica", f"[{code.value}]")
        assert done.returncode == 0
        head, *text, address = done.stdout.strip().split("\n\n")
        assert (head, address) == (code.value, code.address)
        assert re.match(r"\*\*(Error|Aviso|Sugerencia)\.\*\*", text[0]), code
        assert not [part for part in text if part.startswith("## ")]


def test_a_code_that_there_is_not(command: CommandTest) -> None:
    """Those that begin alike are suggested, or the nearest."""
    assert "«enlace-roto» o" in command("explica", "enlace").stderr
    assert "¿Querías «sin-notas»?" in command("explica", "sin-nota").stderr
    assert command("explica", "xyz").returncode == 2


def test_help_of_an_order(command: CommandTest) -> None:
    """``help`` is ``--help``, and ``help new`` is ``new --help``."""
    assert command("help").stdout == command("--help").stdout
    assert command("help", "new").stdout == command("new", "--help").stdout
    assert command("help", "nada").returncode == 2


def test_addresses_are_those_of_the_site_and_its_settings() -> None:
    """What help, metadata and problems name is where our own site puts the manual, heading by heading."""
    settings = tomllib.loads((REPOSITORY / "content" / "site.toml").read_text("utf-8"))
    assert f"{settings['base_url']}/manual/" == MANUAL_URL
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["urls"]["Documentation"] == MANUAL_URL
    assert MANUAL_URL in (bundled.PACKAGE / "skeleton" / "README.md").read_text("utf-8")
    assert all(code.address == f"{MANUAL_URL}problemas/#{slugify(code.value)}" for code in Code)


def test_the_manual_needs_nothing_but_itself(site: SiteTest) -> None:
    """Alone, as it comes with the package, it is a site without a warning, at the addresses of the web."""
    for file in bundled.manual().rglob("*"):
        if file.is_file():
            site.write(f"manual/{file.relative_to(bundled.manual()).as_posix()}", file.read_bytes())
    site.settings("run = false").freeze(Options(strict=True, cache=False))
    assert (site.failed, site.problems) == (False, [])
    pages = [name_of(file) for file in bundled.manual().rglob("*.md")]
    assert [name for name in pages if not (site.build / "manual" / slug(name) / "index.html").is_file()] == []


def slug(name: str) -> str:
    """Return where a page of the manual is published."""
    return "" if name == "index" else name


def test_the_manual_in_a_browser(tmp_path: Path) -> None:
    """``manual`` serves it until Ctrl-C and opens a browser; what the browser gets is the first page."""
    browser = tmp_path / "navegador"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/pedido"\n', "utf-8")
    browser.chmod(0o755)
    command = [sys.executable, "-m", "escarcha", "manual"]
    environment = {"PATH": "/usr/bin:/bin", "BROWSER": str(browser), "LANG": "C.UTF-8"}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+/manual/", process.stdout.readline())
            with urllib.request.urlopen(f"{address}", timeout=60) as answer:  # noqa: S310 - our own server
                assert "Manual de Escarcha</h1>" in answer.read().decode()
        finally:
            process.kill()
    assert (tmp_path / "pedido").read_text("utf-8") == f"{address}\n"
