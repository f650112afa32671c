"""A disk that is full, that fails or that limits what is written to it: the last site stays."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import ScriptTest, SiteTest


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

    published.write("a.md", "# Nueva")
    monkeypatch.setattr(Path, "write_bytes", fail)
    published.freeze()
    assert (
        "el disco está lleno. Libera espacio y repite la orden. [escritura-fallida]" in published.problems[0]
    )


@pytest.mark.slow
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

    def fail(source: Path, target: Path) -> None:
        # As shutil has it: the file that is read, then the one that is written.
        raise OSError(errno.ENOSPC, "No space left on device", str(source), None, str(target))

    monkeypatch.setattr(shutil, "copyfile", fail)
    published.write("a.md", "# Nueva").freeze()
    assert published.codes == ["escritura-fallida"]
    assert ".build.escarcha-new/foto.png: no se puede escribir: el disco está lleno." in published.problems[0]
    assert published.tree() == before


@pytest.mark.slow
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
