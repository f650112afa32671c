"""Where the site is written: in no folder of somebody else's; and what is told when the disk refuses."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha.config import Project
from escarcha.freezing import Options, freeze
from escarcha.preview import live_app
from escarcha.problems import EscarchaError

if TYPE_CHECKING:
    from conftest import ScriptTest, SiteTest


def test_foreign_folder_is_refused(site: SiteTest, script: ScriptTest) -> None:
    """A folder with files of somebody else's is not replaced: exit code 2, and the files stay."""
    site.write("a.md", "# A")
    site.build.mkdir()
    (site.build / "tesis.odt").write_text("diez años", "utf-8")
    done = script()
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
def test_output_among_the_notes_is_refused(site: SiteTest, script: ScriptTest, folder: str) -> None:
    """The site is not written among the notes, nor over them: exit code 2, and the notes stay."""
    site.write("a.md", "# A")
    done = script("--output", folder)
    assert done.returncode == 2
    assert "[salida-ajena]" in done.stderr
    assert [path.name for path in site.content.rglob("*")] == ["a.md"]


def test_a_name_too_long_for_the_output(site: SiteTest, script: ScriptTest) -> None:
    """A name the disk does not take is a problem in Spanish."""
    site.write("a.md", "# A")
    done = script("--output", "x" * 300)
    assert done.returncode == 1
    assert "el nombre es demasiado largo" in done.stderr
    assert "Traceback" not in done.stderr


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


def test_looping_output_link(site: SiteTest, script: ScriptTest) -> None:
    """An output that is a link to itself is a problem in Spanish, not a traceback."""
    site.build.symlink_to(site.build)
    site.write("a.md", "# A")
    done = script()
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
    assert "build" in done.stderr


def test_output_that_cannot_be_made(site: SiteTest, script: ScriptTest) -> None:
    """An output below a file is a problem in Spanish that names it."""
    site.write("a.md", "# A")
    (site.root / "archivo").touch()
    done = script("--output", "archivo/build")
    assert done.returncode == 1
    assert "[escritura-fallida]" in done.stderr
    assert "archivo" in done.stderr
    assert "Traceback" not in done.stderr


def test_output_outside_the_project(
    site: SiteTest, script: ScriptTest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The output may lie anywhere, in folders that do not exist yet."""
    site.write("a.md", "# A")
    folder = tmp_path_factory.mktemp("fuera") / "x" / "y"
    done = script("--output", str(folder))
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


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO])
def test_disk_that_does_not_take_it(
    published: SiteTest, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Whichever way the disk fails while pages are written, the last site stays and the message is ours."""
    before = published.tree()
    write = Path.write_bytes

    def fail(self: Path, content: bytes) -> int:
        if self.name == "index.html" and self.parent.name == "b":
            raise OSError(number, os.strerror(number), str(self))
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", fail)
    published.write("a.md", "# Nueva").freeze()
    assert published.codes == ["escritura-fallida"]
    assert published.tree() == before
    assert published.leftovers == []


def test_full_disk_message(published: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is called that, with what to do."""

    def fail(self: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", fail)
    published.freeze()
    assert (
        "el disco está lleno. Libera espacio y repite la orden. [escritura-fallida]" in published.problems[0]
    )


def test_a_limit_on_the_size_of_files(site: SiteTest, script: ScriptTest) -> None:
    """Where the system limits how large a file may be, that is said in Spanish, and the last site stays."""
    assert script(cwd=site.write("a.md", "# A").root).returncode == 0
    before = site.tree()
    site.write("a.md", f"# A\n\n{'a' * 900_000}")
    limited = ["bash", "-c", 'ulimit -f 500; exec "$@"', "-", *script.command]
    done = subprocess.run(limited, cwd=site.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no se puede escribir: el archivo pasa del tamaño permitido." in done.stderr
    assert site.tree() == before


def test_full_disk_while_media_are_copied(published: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up while media are copied leaves the last site too."""
    before = published.tree()

    def fail(_source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(shutil, "copyfile", fail)
    published.write("a.md", "# Nueva").freeze()
    assert published.codes == ["escritura-fallida"]
    assert published.tree() == before


@pytest.mark.skipif(os.geteuid() != 0, reason="montar un disco pequeño pide ser root")
def test_really_full_disk(site: SiteTest, script: ScriptTest) -> None:
    """On a disk that really is full the command ends with 1, in Spanish, and the last site stays."""
    disk = site.root / "disco"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)],  # noqa: S607 - as a shell finds it
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("aquí no se puede montar un disco")
    try:
        site.write("a.md", "# A")
        assert script("--output", "disco/build").returncode == 0
        before = {path: path.read_bytes() for path in (disk / "build").rglob("*") if path.is_file()}
        site.write("grande.bin", bytes(500_000)).write("a.md", "# Nueva")
        done = script("--output", "disco/build")
        after = {path: path.read_bytes() for path in (disk / "build").rglob("*") if path.is_file()}
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)  # noqa: S607 - as a shell finds it
    assert done.returncode == 1
    assert "el disco está lleno" in done.stderr
    assert "Traceback" not in done.stderr
    assert after == before


def test_cache_that_cannot_be_written(published: SiteTest) -> None:
    """A cache that cannot be kept stops nobody."""
    shutil.rmtree(published.root / ".cache", ignore_errors=True)
    (published.root / ".cache").write_text("un archivo", "utf-8")
    published.write("a.md", "# Nueva").freeze()
    assert not published.failed
    assert "Nueva" in published.html("a/")


def test_problems_come_as_an_error(site: SiteTest) -> None:
    """Who freezes from Python gets an EscarchaError, and the lock is free afterwards."""
    project = Project.at(site.root)
    site.write("a.md", "# A").write("site.toml", "x = 1")
    with pytest.raises(EscarchaError):
        list(freeze(project, live_app(project), Options()))
    (site.content / "site.toml").unlink()
    list(freeze(project, live_app(project), Options()))
    assert (site.build / "a" / "index.html").is_file()
