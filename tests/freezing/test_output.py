"""The output folder: whole or not at all, and nobody else's."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

from escarcha.config import Project
from escarcha.freezing import Options, freeze, output
from escarcha.freezing.swap import swap
from escarcha.preview import live_app
from escarcha.problems import EscarchaError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import ScriptTest, SiteTest

LEFTOVERS = (".build.escarcha-new", ".build.escarcha-old")


@pytest.fixture
def published(site: SiteTest) -> SiteTest:
    """Return a site of two notes that has been frozen once."""
    site.write("a.md", "# A\n\nUno.").write("b.md", "# B\n\nDos.").write("foto.png", b"\x89PNG").freeze()
    assert not site.failed
    return site


def leftovers(site: SiteTest) -> list[str]:
    """Return what a freeze has left beside ``build/``, the lock apart."""
    return [name for name in LEFTOVERS if (site.root / name).exists()]


@pytest.fixture
def answering() -> Iterator[None]:
    """Answer SIGTERM as the command line does."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.skipif(os.name == "nt", reason="en Windows, os.kill no manda señales: termina")
@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize("step", ["mkdir", "write_text", "swap", "rename", "_remove"])
def test_an_interrupt_at_any_step(published: SiteTest, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """SIGTERM in the midst of a step leaves a whole site and nothing beside it."""
    before = published.tree()
    published.write("b.md", "# Cambiada")
    if step == "rename":
        monkeypatch.setattr(output, "swap", lambda *_: False)
    place = next(each for each in (output, Path) if hasattr(each, step))
    real = getattr(place, step)
    sent: list[str] = []

    def send() -> None:
        if not sent and (published.root / ".build.escarcha-new").exists():
            sent.append(step)
            os.kill(os.getpid(), signal.SIGTERM)

    def interrupted(*given: Any, **named: Any) -> Any:
        if step == "_remove":
            send()
        done = real(*given, **named)
        send()
        return done

    monkeypatch.setattr(place, step, interrupted)
    with pytest.raises(SystemExit):
        published.freeze()
    monkeypatch.undo()
    after = published.tree()
    assert sent
    assert leftovers(published) == []
    assert after == before or "Cambiada" in published.html("b/")
    published.freeze()
    assert not published.failed
    assert "Cambiada" in published.html("b/")
    assert after in (before, published.tree())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/a.md", b"---\ntitle: [\n---\n"),
        ("content/a.md", b"\xff"),
        ("content/site.toml", b"title = 3\n"),
        ("templates/note.html", b"{{ title"),
        ("templates/note.html", b"{{ no_existe }}"),
        ("templates/section.html", b"{{ no_existe }}"),
        ("content/A.md", b"# Otra"),
    ],
    ids=["header", "bytes", "setting", "template", "variable", "section", "collision"],
)
def test_a_failure_leaves_the_last_site(published: SiteTest, path: str, text: bytes) -> None:
    """Whatever fails, at whatever step, the published folder stays identical to the byte."""
    before = published.tree()
    times = {file: (published.build / file).stat().st_mtime_ns for file in before}
    published.write("seccion/c.md", "# C").write("b.md", "# Cambiada")
    (published.root / path).parent.mkdir(exist_ok=True)
    (published.root / path).write_bytes(text)
    published.freeze()
    assert published.failed
    assert published.tree() == before
    assert {file: (published.build / file).stat().st_mtime_ns for file in before} == times
    assert leftovers(published) == []


def test_first_failure_publishes_nothing(site: SiteTest) -> None:
    """Where nothing was published before, a failure makes no ``build/``."""
    site.write("a.md", b"\xff").freeze()
    assert site.failed
    assert not site.build.exists()
    assert leftovers(site) == []


def test_strict_leaves_the_last_site(published: SiteTest) -> None:
    """With ``strict``, a warning found in the frozen pages keeps them from being published."""
    before = published.tree()
    published.write("a.md", "[x](nada.md)").freeze(Options(strict=True))
    assert published.failed
    assert published.tree() == before


def test_check_publishes_nothing(published: SiteTest) -> None:
    """Without ``publish`` everything is checked and nothing replaced."""
    before = published.tree()
    published.write("a.md", "[x](nada.md)").freeze(Options(publish=False))
    assert published.codes == ["enlace-roto"]
    assert published.tree() == before
    assert leftovers(published) == []


def test_unchanged_files_keep_their_time(published: SiteTest) -> None:
    """A file with the same bytes keeps its time of change; one with other bytes gets a new one."""
    past = 1_000_000_000 * 10**9
    for file in published.build.rglob("*"):
        os.utime(file, ns=(past, past))
    published.write("b.md", "# B\n\nTres.").freeze()
    changed = {
        file.relative_to(published.build).as_posix()
        for file in published.build.rglob("*")
        if file.is_file() and file.stat().st_mtime_ns != past
    }
    # The front page shows the first words of the note, and the search knows all of them.
    assert {file for file in changed if not file.startswith("_search")} == {"b/index.html", "index.html"}
    assert published.report
    assert published.report.changed == len(changed) + 1  # the file of the search that has gone


def test_vanished_files_count_as_changes(published: SiteTest) -> None:
    """A deleted note's page is gone from the site and counted in the report."""
    (published.content / "foto.png").unlink()
    published.freeze()
    assert "foto.png" not in published.tree()
    assert published.report
    assert published.report.changed == 1


def test_nothing_changed(published: SiteTest) -> None:
    """Freezing twice reports no change."""
    published.freeze()
    assert published.report
    assert published.report.changed == 0


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


def test_second_freeze_is_refused(published: SiteTest) -> None:
    """While one freeze holds the lock another fails with its own code; afterwards it works."""
    before = published.tree()
    with FileLock(published.root / ".build.escarcha-lock"):
        published.write("a.md", "# Otra").freeze()
        assert published.codes == ["congelacion-en-marcha"]
        assert published.tree() == before
    published.freeze()
    assert not published.failed
    assert "Otra" in published.html("a/")


def test_second_process_is_refused(published: SiteTest, script: ScriptTest) -> None:
    """The lock holds between processes, and says in Spanish what to do."""
    first = freeze(published.project, live_app(published.project), Options())
    while not (published.root / LEFTOVERS[0]).exists():
        next(first)
    done = script()
    first.close()
    assert done.returncode == 1
    assert "otra congelación está escribiendo en «build». Espera" in done.stderr
    assert "[congelacion-en-marcha]" in done.stderr
    assert leftovers(published) == []
    assert script().returncode == 0


@pytest.mark.parametrize("with_build", [True, False], ids=["with-build", "without-build"])
def test_leftovers_are_repaired(published: SiteTest, *, with_build: bool) -> None:
    """What a killed run left is gone after the next one, whether or not it got as far as the swap."""
    (published.root / LEFTOVERS[0]).mkdir()
    (published.root / LEFTOVERS[0] / "index.html").write_text("a medias", "utf-8")
    old = published.root / LEFTOVERS[1]
    if with_build:
        shutil.copytree(published.build, old)
    else:
        published.build.rename(old)
    published.write("a.md", "# Nueva").freeze()
    assert not published.failed
    assert "Nueva" in published.html("a/")
    assert leftovers(published) == []


def test_repair_comes_before_a_failure(published: SiteTest) -> None:
    """A site that a crash left aside between two renames is put back even if the next freeze fails late."""
    before = published.tree()
    published.build.rename(published.root / LEFTOVERS[1])
    published.write("a.md", "[x](nada.md)").freeze(Options(strict=True))
    assert published.failed
    assert published.tree() == before
    assert leftovers(published) == []


def test_without_a_swap(published: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two folders cannot be swapped in one step, two renames publish the same site."""
    published.write("a.md", "# Nueva").freeze()
    wanted = published.tree()
    published.write("a.md", "# Vieja").freeze()
    monkeypatch.setattr(output, "swap", lambda _one, _other: False)
    published.write("a.md", "# Nueva").freeze()
    assert published.tree() == wanted
    assert leftovers(published) == []


def test_rename_that_fails_puts_the_old_site_back(
    published: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the second of the two renames fails, the old site is back in its place at once."""
    before = published.tree()
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == LEFTOVERS[0]:
            raise OSError(errno.EIO, "roto", str(self))
        return rename(self, target)

    monkeypatch.setattr(output, "swap", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", fail)
    published.write("a.md", "# Nueva").freeze()
    assert published.codes == ["escritura-fallida"]
    assert published.tree() == before


def test_swap_is_used_here(tmp_path: Path) -> None:
    """On Linux the two folders change places, each with its own files."""
    if sys.platform != "linux":
        pytest.skip("otro sistema: se usan los dos cambios de nombre")
    one, other = tmp_path / "uno", tmp_path / "otro"
    one.mkdir()
    other.mkdir()
    (one / "1").touch()
    (other / "2").touch()
    assert swap(one, other)
    assert [path.name for path in one.iterdir()] == ["2"]
    assert [path.name for path in other.iterdir()] == ["1"]


def test_swap_says_when_it_cannot(tmp_path: Path) -> None:
    """Folders that do not exist are not swapped, and nothing is raised."""
    assert not swap(tmp_path / "nada", tmp_path / "ninguno")


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
    assert leftovers(published) == []


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
