"""``freeze.py``: the script of the user's card, and the app it exposes."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import ScriptTest, SiteTest

REPOSITORY = Path(__file__).resolve().parents[1]


def test_app_is_exposed(site: SiteTest, script: ScriptTest) -> None:
    """Importing ``freeze.py`` gives an app and runs nothing."""
    site.write("a.md", "# Hola")
    names = runpy.run_path(str(script.root / "freeze.py"), run_name="freeze")
    answer = names["app"].test_client().get("/a/")
    assert answer.status_code == 200
    assert not site.build.exists()


def test_where_nothing_is_installed(script: ScriptTest) -> None:
    """It says what is missing and how to install it."""
    command = [sys.executable, "-S", "freeze.py"]  # without site-packages
    done = subprocess.run(command, cwd=script.root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr == "Falta «escarcha». Instálalo: pip install -r requirements.txt\n"


def test_flask_finds_the_app(site: SiteTest, script: ScriptTest) -> None:
    """``flask --app freeze`` works as a Flask user expects."""
    site.write("a.md", "# Hola")
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "freeze", "routes"],
        cwd=script.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "escarcha.page" in done.stdout


def test_layout_of_the_card() -> None:
    """The repository keeps the layout of the card, and ``site/`` is a source root without ``__init__.py``."""
    for name in ("site/escarcha", "content", "templates", "tests"):
        assert (REPOSITORY / name).is_dir()
    for name in ("freeze.py", "netlify.toml", "pyproject.toml"):
        assert (REPOSITORY / name).is_file()
    assert not (REPOSITORY / "site" / "__init__.py").exists()


def test_standard_site_is_untouched() -> None:
    """Our folder ``site/`` does not stand in the way of the standard library's module of that name."""
    command = [sys.executable, "-c", "import site; print(site.__file__)"]
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True
    )
    assert not Path(done.stdout.strip()).is_relative_to(REPOSITORY / "site")


def test_gitignore() -> None:
    """Output and caches are ignored; the source root, which a copied ``.gitignore`` would hide, is not."""
    lines = [line.strip() for line in (REPOSITORY / ".gitignore").read_text("utf-8").splitlines()]
    assert "/build/" in lines
    assert "/.cache/" in lines
    assert not {"site", "/site", "site/", "/site/", "site/*"} & set(lines)
