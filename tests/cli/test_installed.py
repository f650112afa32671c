"""The installed command: ``python freeze.py`` by another name."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from escarcha.problems import Code

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import SiteTest


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run ``escarcha`` in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "escarcha", *words], cwd=folder, capture_output=True, text=True, check=False
    )


def test_uses_the_app_of_freeze_py(site: SiteTest) -> None:
    """Views that ``freeze.py`` adds are frozen by the installed command too."""
    site.write("a.md", "# A\n\n[x](/acerca/)")
    (site.root / "freeze.py").write_text(
        "from escarcha import create_app\napp = create_app(__file__)\n"
        "app.add_url_rule('/acerca/', 'x', lambda: 'Acerca')\n",
        "utf-8",
    )
    done = run(site.root, "--strict")
    assert done.returncode == 0, done.stderr
    assert site.html("acerca/") == "Acerca"


def test_without_freeze_py(site: SiteTest) -> None:
    """A folder with notes and nothing else can be frozen."""
    site.write("a.md", "# A")
    assert run(site.root).returncode == 0
    assert "a/index.html" in site.tree()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x = 1\n1 / 0\n", "freeze.py:2"),
        ("def x(:\n", "freeze.py:1"),
        ("\nimport no_existe\n", "freeze.py:2"),
    ],
)
def test_broken_freeze_py(site: SiteTest, text: str, place: str) -> None:
    """A ``freeze.py`` that cannot be loaded is a problem with its line."""
    site.write("a.md", "# A")
    (site.root / "freeze.py").write_text(text, "utf-8")
    done = run(site.root)
    assert done.returncode == 1
    assert f"{place}: " in done.stderr
    assert f"[{Code.BROKEN_PROJECT.value}]" in done.stderr
    assert "Traceback" not in done.stderr


def test_failing_view(site: SiteTest) -> None:
    """A view of ``freeze.py`` that raises is named by its line, as with ``python freeze.py``."""
    site.write("a.md", "# A")
    (site.root / "freeze.py").write_text(
        "from escarcha import create_app\napp = create_app(__file__)\n\n\n"
        "@app.get('/x/')\ndef x():\n    return 1 / 0\n",
        "utf-8",
    )
    done = run(site.root)
    assert done.returncode == 1
    assert "freeze.py:7: falla al pedir /x/ (ZeroDivisionError: divide entre cero)." in done.stderr
