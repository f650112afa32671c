"""The wheel: all of the package and nothing else; and what may be released."""

from __future__ import annotations

import importlib.metadata
import os
import re
import runpy
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from escarcha import bundled
from wheelhouse import needed_by

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "site" / "escarcha"


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as a release does, from the source distribution, without the network; return it."""
    folder = tmp_path_factory.mktemp("rueda")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def published(folder: Path) -> set[str]:
    """Return the files of a folder that belong into the wheel."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in files}


def test_contents(wheel: Path) -> None:
    """The wheel holds every file of package, templates and manual, and nothing of the project around them."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {f"escarcha/{name}" for name in published(PACKAGE)}
    wanted |= {f"escarcha/templates/{name}" for name in published(REPOSITORY / "templates")}
    wanted |= {f"escarcha/manual/{name}" for name in published(REPOSITORY / "content" / "manual")}
    assert names == wanted == set(bundled.package_files())
    assert {"escarcha/__init__.py", "escarcha/py.typed", "escarcha/templates/base.html"} <= names
    assert any(name.startswith("escarcha/static/css/") for name in names)
    assert any(name.startswith("escarcha/skeleton/content/") for name in names)


def test_metadata(wheel: Path) -> None:
    """The wheel brings the ``escarcha`` command, its licence and the packages it needs."""
    with zipfile.ZipFile(wheel) as archive:
        texts = {
            name.rpartition("/")[2]: archive.read(name).decode()
            for name in archive.namelist()
            if ".dist-info/" in name
        }
    assert "escarcha = escarcha.__main__:main" in texts["entry_points.txt"]
    for package in ("frozen-flask", "flask", "jinja2", "markdown", "pygments"):
        assert f"Requires-Dist: {package}" in texts["METADATA"]
    assert "LICENSE" in texts
    assert "Project-URL: Homepage, " in texts["METADATA"]
    assert "Author: " in texts["METADATA"]
    # Its text is shown far from its pictures.
    assert re.findall(r"!\[[^]]*\]\((?!https://)[^)]*\)", texts["METADATA"]) == []


@pytest.mark.parametrize(
    ("tags", "newest", "waiting", "said"),
    [
        (["v1.2.0"], "1.2.0 (2026-12-01)", "", []),
        ([], "1.2.0 (2026-12-01)", "", ["no tag v1.2.0"]),
        (["v1.1.0"], "1.2.0 (unreleased)", "", ["but v1.1.0", "«1.2.0 (unreleased)»"]),
        (["v1.2.0"], "1.1.0 (2026-10-01)", " M README.md", ["«1.1.0 (2026-10-01)»", "README.md"]),
    ],
)
def test_what_may_be_released(tags: list[str], newest: str, waiting: str, said: list[str]) -> None:
    """Version, tag and changelog agree, and all is committed; whatever is wrong is told at once."""
    changelog = f"# Changelog\n\n## {newest}\n\n## 1.0.0 (2026-01-01)\n"
    faults = runpy.run_path(str(REPOSITORY / ".ci" / "release.py"))["faults"]
    found = faults("1.2.0", tags, changelog, waiting)
    assert len(found) == len(said)
    assert all(part in fault for part, fault in zip(said, found, strict=True))


def test_installed_elsewhere(wheel: Path, tmp_path: Path) -> None:
    """Unpacked far from the checkout, the package makes a new project and freezes it."""
    installed, project = tmp_path / "lib", tmp_path / "proyecto"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    where = "import escarcha; print(escarcha.__file__)"
    for command, folder in (
        (["-c", where], tmp_path),
        (["-m", "escarcha", "init", "proyecto"], tmp_path),
        (["freeze.py", "--strict"], project),
    ):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        if command[-1] == where:
            assert Path(done.stdout.strip()).is_relative_to(installed)
    page = (project / "build" / "index.html").read_text("utf-8")
    (style,) = (project / "build" / "_static").glob("site.*.css")
    assert f"/_static/{style.name}" in page


def test_the_lock_is_complete() -> None:
    """Every package that we need, and that those need, is locked, by its hashes, at a version we admit."""
    text = (REPOSITORY / "requirements.lock").read_text("utf-8")
    named = re.findall(r"^([a-z0-9-]+)==(\S+)[^\n]* \\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(named) == len(re.findall("^[a-z0-9]", text, re.MULTILINE))
    locked: dict[str, list[str]] = {}
    for name, version in named:
        locked.setdefault(name, []).append(version)
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    pending = [Requirement(each) for each in project["dependencies"]]
    seen = set()
    while pending:
        needed = pending.pop()
        name = canonicalize_name(needed.name)
        if name in seen or (needed.marker and not needed.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        assert [*needed.specifier.filter(locked.get(name, []))], f"{needed}: see the top of requirements.lock"
        pending += map(Requirement, importlib.metadata.requires(name) or [])
    assert len(seen) > 20


def test_a_development_install_is_small() -> None:
    """What ``.[dev]`` brings is less than 400 MB before it is compiled; CI's own are as large again."""
    packages = [package for package in needed_by("escarcha[dev]") if package.name != "escarcha"]
    assert len(packages) > 60
    assert sum(file.size or 0 for package in packages for file in package.files or ()) < 400_000_000
