"""``escarcha init`` in a folder that has notes already."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from conftest import CommandTest
from escarcha.web.rules import ICON_URLS

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    "README.md": "# Mis notas\n\nMira [listas](python/listas.md).\n",
    "python/listas.md": "# Listas\n\n![Un ñandú](foto.svg)\n",
    "python/foto.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
}
NO_NOTES = {
    "node_modules/paquete/README.md": "# No",
    "entorno/pyvenv.cfg": "",
    "entorno/lib/LICENSE.md": "# No",
    ".git/hooks/README.md": "# No",
    ".obsidian/nota.md": "# No",
    "python/pagina.mdx": "# No",
    "python/listas.md~": "# No",
    "python/#listas.md#": "# No",
    "python/.listas.md.swp": "# No",
    "python/listas.md.orig": "# No",
    "src/app.py": "x = 1",
    "LICENSE": "x",
}
NETLIFY = {"netlify.toml", ".netlify-cache/index.js", ".netlify-cache/manifest.yml"}
ADDED = {".gitignore", "direcciones.txt", "freeze.py", *NETLIFY, "requirements.txt", "site.toml"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandTest:
    """Return the command line in a folder of notes as they lie in a repository."""
    write(tmp_path, NOTES | NO_NOTES)
    return CommandTest(tmp_path, monkeypatch, capsys)


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, apart from what a freeze makes and the wheel."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".whl")
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
    return {name: text for name, text in found.items() if not name.startswith((".cache", ".build"))}


def test_what_a_note_links_to_is_not_left_out(here: CommandTest) -> None:
    """A README names its licence: the folder freezes strictly, and the link leads there."""
    write(here.root, {"README.md": "# Apuntes\n\n[Licencia](LICENSE) y [más](python/listas.md)\n"})
    assert here("init", ".").returncode == 0
    assert '"LICENSE"' not in (here.root / "site.toml").read_text("utf-8")
    assert here("--strict", "--no-cache").returncode == 0
    assert (here.root / "build" / "LICENSE").is_file()


def test_a_folder_is_adopted_where_it_lies(here: CommandTest) -> None:
    """It gets what a project needs and no more, no file of it is touched, and it freezes, twice."""
    before = tree(here.root)
    done = here("init", ".")
    assert (done.returncode, done.stderr) == (0, "")
    after = tree(here.root)
    assert after.keys() - before.keys() == ADDED
    assert {name: after[name] for name in before} == before
    assert "la portada es «README.md»" in done.stdout
    for _ in range(2):
        frozen = here("--strict", "--no-cache")
        assert frozen.returncode == 0, frozen.stderr
    assert "<h1" in (here.root / "build" / "index.html").read_text("utf-8")
    published = {name.removeprefix("build/") for name in tree(here.root) if name.startswith("build/")}
    ours = {"404.html", ".nojekyll", "robots.txt", "_search.json", "_pages.speculationrules", "_headers"}
    published = {
        name for name in published - ours if not name.startswith(("_static/", "_search/", "buscar/"))
    }
    pages = {"index", "python/index", "python/listas/index"}
    copies = {"index.md", "python/listas/index.md", "llms.txt"}
    assert published - {url[1:] for url in ICON_URLS} == {
        *(f"{page}.html" for page in pages),
        *copies,
        "python/foto.svg",
    }


def test_nothing_changed_is_noticed_where_the_output_is_among_the_notes(here: CommandTest) -> None:
    """What a freeze writes is no change of the notes: the next one has nothing to do, and an edit is seen."""
    here("init", ".")
    here()
    times = {name: (here.root / name).stat().st_mtime_ns for name in tree(here.root)}
    again = here()
    assert " 0 archivos con cambios" in again.stdout
    assert {name: (here.root / name).stat().st_mtime_ns for name in times} == times
    write(here.root, {"README.md": "# Otro título\n"})
    here()
    assert "Otro título" in (here.root / "build" / "index.html").read_text("utf-8")


def test_what_was_published_elsewhere_is_no_note(here: CommandTest) -> None:
    """A site that has been frozen into another folder of the project is not published with the next one."""
    here("init", ".")
    assert here("--output", "publico").returncode == 0
    assert here("--strict").returncode == 0
    assert not [name for name in tree(here.root) if name.startswith("build/publico")]


def test_what_it_would_do_is_shown(here: CommandTest) -> None:
    """With ``--dry-run`` every file and every line is named, and nothing is written."""
    write(here.root, {".gitignore": "*.log"})
    before = tree(here.root)
    done = here("init", ".", "--dry-run")
    assert done.returncode == 0
    assert tree(here.root) == before
    assert not (here.root / "vendor").exists()
    for name in (*ADDED, "+ /build/", "Notas que se publicarán: 2"):
        assert name in done.stdout


def test_a_file_that_is_there_gets_lines_and_only_if_asked(here: CommandTest) -> None:
    """Where nobody can be asked, nothing is written; with ``--yes`` the lines that were there stay."""
    write(here.root, {".gitignore": "*.log\n/build/", "requirements.txt": "flask\n"})
    before = tree(here.root)
    done = here("init", ".")
    assert done.returncode == 1
    assert "--yes" in done.stderr
    assert tree(here.root) == before
    assert here("init", ".", "--yes").returncode == 0
    ignored = (here.root / ".gitignore").read_text("utf-8").splitlines()
    assert ignored[:2] == ["*.log", "/build/"]
    assert ignored.count("/build/") == 1
    first, second = (here.root / "requirements.txt").read_text("utf-8").splitlines()
    assert (first, "escarcha" in second) == ("flask", True)


@pytest.mark.parametrize(("answer", "code"), [("s", 0), ("n", 1), ("", 1)])
def test_a_person_is_asked(
    here: CommandTest, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    """At a terminal the answer decides, and no answer is no."""
    write(here.root, {".gitignore": "*.log\n"})
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", lambda *_, **__: answer)
    assert here("init", ".").returncode == code
    assert (here.root / "freeze.py").exists() is not bool(code)


def test_somebody_elses_script_stays(here: CommandTest) -> None:
    """Where ``freeze.py`` is another program, nothing is written, and the author is told to rename it."""
    write(here.root, {"freeze.py": "from flask_frozen import Freezer\n"})
    before = tree(here.root)
    done = here("init", ".", "--yes")
    assert done.returncode == 1
    assert done.stderr.startswith("error freeze.py: este archivo ya existe y no es de Escarcha.")
    assert tree(here.root) == before


def test_a_project_gets_what_it_lacks(here: CommandTest) -> None:
    """A second ``init`` adds nothing but what has gone meanwhile."""
    here("init", ".")
    assert "[ya-existe]" in here("init", ".").stderr
    (here.root / "netlify.toml").unlink()
    done = here("init", ".")
    assert done.stdout.splitlines()[0] == "nuevo     netlify.toml"
    assert (here.root / "netlify.toml").is_file()


def test_the_wheel_is_kept_where_git_would_ignore_it(here: CommandTest) -> None:
    """A repository that ignores ``vendor/`` keeps the wheel all the same, as a host needs it."""
    (here.root / ".git" / "hooks" / "README.md").unlink()
    subprocess.run(["git", "init", "-q"], cwd=here.root, check=True)  # noqa: S607 - as history.py does
    write(here.root, {".gitignore": "vendor/\n*.whl\n"})
    here("init", ".", "--yes")
    listed = ["git", "ls-files", "--others", "--exclude-standard"]
    done = subprocess.run(listed, cwd=here.root, capture_output=True, text=True, check=True)
    assert "vendor/escarcha-0.1.0-py3-none-any.whl" in done.stdout


def test_settings_name_another_folder(here: CommandTest) -> None:
    """``content`` in a ``site.toml`` at the root says where the notes are, and what is edited on the web."""
    write(here.root, {"site.toml": 'content = "python"\nrepository = "https://ejemplo.es/r"\n'})
    assert here().returncode == 0
    page = (here.root / "build" / "listas" / "index.html").read_text("utf-8")
    assert "https://ejemplo.es/r/edit/main/python/listas.md" in page


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("site.toml", "pithon", "¿Querías «python»?"),
        ("site.toml", "../otra", "está fuera del proyecto"),
        ("site.toml", "x" * 300, "no es ninguna carpeta"),
        ("content/site.toml", ".", "solo vale en un site.toml que esté en la carpeta del proyecto"),
    ],
)
def test_a_folder_that_cannot_be(here: CommandTest, name: str, value: str, says: str) -> None:
    """A folder of notes that is not there, or not in the project, is told with the line that names it."""
    write(here.root, {name: f'title = "A"\ncontent = "{value}"\n'})
    done = here()
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if line.startswith(f"error {name}:2: ")]
    assert says in line
    assert "[ajuste-invalido]" in done.stderr


@pytest.mark.parametrize("name", ["Site.toml", "sitio.toml", "content/SITE.TOML", "content/site.toml"])
def test_settings_that_nobody_reads_are_told(here: CommandTest, name: str) -> None:
    """A file that looks like the settings, called otherwise or beside those that count, is a warning."""
    write(here.root, {"content/a.md": "# A"})
    if name == "content/site.toml":
        write(here.root, {"site.toml": 'title = "Uno"\n'})
    write(here.root, {name: 'title = "Dos"\n'})
    done = here("--quiet")
    assert done.returncode == 0
    assert done.stderr.startswith(f"aviso {name}: ")
    assert "[ajustes-en-otro-sitio]" in done.stderr


def test_a_site_of_mkdocs_needs_no_settings(here: CommandTest) -> None:
    """Its own file says where the notes are, and goes on saying it."""
    write(here.root, {"mkdocs.yml": "site_name: x", "docs/index.md": "# Hola"})
    here("init", ".")
    assert set(tree(here.root)) >= ADDED - {"site.toml"}
    assert not (here.root / "site.toml").exists()
