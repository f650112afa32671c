"""Where the site may be written: into a folder of its own, and over nobody else's."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import CommandTest, ScriptTest, SiteTest


def test_foreign_folder_is_refused(site: SiteTest, command: CommandTest) -> None:
    """A folder with files of somebody else's is not replaced: exit code 2, and the files stay."""
    site.write("a.md", "# A")
    site.build.mkdir()
    (site.build / "tesis.odt").write_text("diez años", "utf-8")
    done = command()
    assert done.returncode == 2
    assert "build: la carpeta de salida tiene cosas que Escarcha no ha escrito" in done.stderr
    assert "[salida-ajena]" in done.stderr
    assert site.tree() == {"tesis.odt": "diez años".encode()}


def test_foreign_nojekyll_is_refused(site: SiteTest) -> None:
    """A folder of another generator's, with a ``.nojekyll`` that is not ours, is not replaced."""
    site.write("a.md", "# A")
    site.build.mkdir()
    (site.build / ".nojekyll").touch()
    (site.build / "index.html").touch()
    site.freeze()
    assert site.codes == ["salida-ajena"]


def test_empty_folder_is_taken(site: SiteTest) -> None:
    """An empty folder is nobody's."""
    site.build.mkdir()
    site.write("a.md", "# A").freeze()
    assert not site.failed
    assert "a/index.html" in site.tree()


def test_file_as_output_is_refused(site: SiteTest) -> None:
    """An output that is a file is refused and stays."""
    site.write("a.md", "# A")
    site.build.write_text("x", "utf-8")
    site.freeze()
    assert site.codes == ["salida-ajena"]
    assert site.build.read_text("utf-8") == "x"


@pytest.mark.parametrize("folder", ["content", "content/sitio", "content/a/b", ".", "templates"])
def test_output_among_the_notes_is_refused(site: SiteTest, command: CommandTest, folder: str) -> None:
    """The site is not written among the notes, nor over them: exit code 2, and the notes stay."""
    site.write("a.md", "# A")
    done = command("--output", folder)
    assert done.returncode == 2
    assert "[salida-ajena]" in done.stderr
    assert [path.name for path in site.content.rglob("*")] == ["a.md"]


def test_a_name_too_long_for_the_output(site: SiteTest, command: CommandTest) -> None:
    """A name the disk does not take is a problem in Spanish."""
    site.write("a.md", "# A")
    done = command("--output", "x" * 300)
    assert done.returncode == 1
    assert "el nombre es demasiado largo" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_refusal_leaves_nothing_behind(site: SiteTest, command: CommandTest) -> None:
    """Neither a lock nor a folder stands beside what is somebody else's."""
    home = site.root / "casa"
    home.mkdir()
    (home / "cartas.txt").touch()
    site.write("a.md", "# A")
    before = sorted(site.root.iterdir())
    assert command("--output", "casa").returncode == 2
    assert sorted(path for path in site.root.iterdir() if path.name != ".cache") == before


MOUNTED = {
    "mount": "mount -t tmpfs none build",
    "bind": "mkdir otra && mount --bind otra build",
    "layer": "mkdir capa junta && mv build content capa/ && cp freeze.py capa/ && mount -t overlay "
    "-o lowerdir=capa,upperdir=$PWD/arriba/a,workdir=$PWD/arriba/b none junta && cd junta",
}
SAYS = {
    "mount": "es un punto de montaje",
    "bind": "quizá como punto de montaje",
    "layer": "está en otra capa del disco",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", MOUNTED)
def test_an_output_that_cannot_change_places(published: SiteTest, script: ScriptTest, kind: str) -> None:
    """A mount point, or a folder of a container's image: the cause is named, with what to do."""
    (published.root / "arriba").mkdir()
    prepare = "mount -t tmpfs none arriba && mkdir arriba/a arriba/b && " + MOUNTED[kind]
    run = f'{prepare} && exec "$0" freeze.py --no-cache'
    published.write("a.md", "# Nueva")
    command = ["unshare", "-rm", "sh", "-c", run, script.command[0]]
    done = subprocess.run(command, cwd=published.root, capture_output=True, text=True, check=False)
    if "mount: " in done.stderr or "unshare: " in done.stderr:
        pytest.skip("aquí no se puede montar nada")
    assert "Traceback" not in done.stderr
    assert SAYS[kind] in done.stderr
    assert "--output" in done.stderr
    assert done.returncode in {1, 2}


def test_symlinked_output(published: SiteTest) -> None:
    """Through a symbolic link the folder behind it is replaced, and the link stays."""
    real = published.root / "disco" / "sitio"
    real.parent.mkdir()
    published.build.rename(real)
    published.build.symlink_to(real)
    published.write("a.md", "# Nueva").freeze()
    assert not published.failed
    assert published.build.is_symlink()
    assert "Nueva" in (real / "a" / "index.html").read_text("utf-8")
    assert sorted(path.name for path in real.parent.iterdir()) == [".sitio.escarcha-lock", "sitio"]


def test_dangling_output_link(site: SiteTest) -> None:
    """A link to a folder that does not exist yet is a place to publish to."""
    site.build.symlink_to(site.root / "lejos")
    site.write("a.md", "# A").freeze()
    assert not site.failed
    assert (site.root / "lejos" / "a" / "index.html").is_file()


def test_looping_output_link(site: SiteTest, command: CommandTest) -> None:
    """An output that is a link to itself is a problem in Spanish, not a traceback."""
    site.build.symlink_to(site.build)
    site.write("a.md", "# A")
    done = command()
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
    assert "build" in done.stderr


def test_output_that_cannot_be_made(site: SiteTest, command: CommandTest) -> None:
    """An output below a file is a problem in Spanish that names it."""
    site.write("a.md", "# A")
    (site.root / "archivo").touch()
    done = command("--output", "archivo/build")
    assert done.returncode == 1
    assert "[escritura-fallida]" in done.stderr
    assert "archivo" in done.stderr
    assert "Traceback" not in done.stderr


def test_output_outside_the_project(
    site: SiteTest, command: CommandTest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The output may lie anywhere, in folders that do not exist yet."""
    site.write("a.md", "# A")
    folder = tmp_path_factory.mktemp("fuera") / "x" / "y"
    done = command("--output", str(folder))
    assert done.returncode == 0, done.stderr
    assert (folder / "a" / "index.html").is_file()
    assert not site.build.exists()


def test_moved_working_folder(
    site: SiteTest, script: ScriptTest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Run from another folder, ``freeze.py`` still freezes the project it stands in."""
    site.write("a.md", "# A")
    elsewhere = tmp_path_factory.mktemp("otra")
    done = script(cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert (site.build / "a" / "index.html").is_file()
    assert list(elsewhere.iterdir()) == []
