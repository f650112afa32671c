"""The output folder: whole or not at all, and nobody else's."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

from conftest import LEFTOVERS
from escarcha.config import Project
from escarcha.freezing import Options, freeze, output
from escarcha.freezing.swap import swap
from escarcha.preview.live import live_app
from escarcha.problems import EscarchaError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import CommandTest, ScriptTest, SiteTest


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
    assert published.leftovers == []
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
    assert published.leftovers == []


def test_first_failure_publishes_nothing(site: SiteTest) -> None:
    """Where nothing was published before, a failure makes no ``build/``."""
    site.write("a.md", b"\xff").freeze()
    assert site.failed
    assert not site.build.exists()
    assert site.leftovers == []


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
    assert published.leftovers == []


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
    # The front page and the list for programs show the first words of the note, and the search knows all.
    others = {file for file in changed if not file.startswith("_search")}
    assert others == {"b/index.html", "b/index.md", "index.html", "llms.txt"}
    assert published.report
    assert published.report.changed == len(changed) + 3  # the files of the search that have gone


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


@pytest.mark.slow
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
    assert published.leftovers == []
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
    assert published.leftovers == []


def test_repair_comes_before_a_failure(published: SiteTest) -> None:
    """A site that a crash left aside between two renames is put back even if the next freeze fails late."""
    before = published.tree()
    published.build.rename(published.root / LEFTOVERS[1])
    published.write("a.md", "[x](nada.md)").freeze(Options(strict=True))
    assert published.failed
    assert published.tree() == before
    assert published.leftovers == []


def test_repair_comes_before_anything_else(
    published: SiteTest, command: CommandTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if the next freeze ends with the first note, or no more is asked for than to see the site."""
    before = published.tree()
    published.build.rename(published.root / LEFTOVERS[1])
    published.write("a.md", b"\xff").freeze()
    assert published.codes == ["no-es-utf8"]
    assert published.tree() == before
    published.build.rename(published.root / LEFTOVERS[1])

    def bind(*_: object) -> None:
        raise OSError(errno.EADDRINUSE, "")

    monkeypatch.setattr("escarcha.cli.previewing.bind", bind)
    assert "[puerto-ocupado]" in command("preview", "--built").stderr
    assert published.tree() == before


def test_nothing_is_put_back_while_a_freeze_is_at_it(published: SiteTest) -> None:
    """What lies aside then is that freeze's own business."""
    with output.Output(published.project):
        published.build.rename(published.root / LEFTOVERS[1])
        published.write("a.md", b"\xff").freeze()
        assert not published.build.exists()
        (published.root / LEFTOVERS[1]).rename(published.build)


def test_without_swap(published: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two folders cannot be exchanged in one step, two renames publish the same site."""
    published.write("a.md", "# Nueva").freeze()
    wanted = published.tree()
    published.write("a.md", "# Vieja").freeze()
    monkeypatch.setattr(output, "swap", lambda _one, _other: False)
    published.write("a.md", "# Nueva").freeze()
    assert published.tree() == wanted
    assert published.leftovers == []


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


def test_exchange_is_used_here(tmp_path: Path) -> None:
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


def test_exchange_says_when_it_cannot(tmp_path: Path) -> None:
    """Folders that do not exist are not exchanged, and nothing is raised."""
    assert not swap(tmp_path / "nada", tmp_path / "ninguno")


def test_problems_come_as_an_error(site: SiteTest) -> None:
    """Who freezes from Python gets an EscarchaError, and the lock is free afterwards."""
    project = Project.at(site.root)
    site.write("a.md", "# A").write("site.toml", "x = 1")
    with pytest.raises(EscarchaError):
        list(freeze(project, live_app(project), Options()))
    (site.content / "site.toml").unlink()
    list(freeze(project, live_app(project), Options()))
    assert (site.build / "a" / "index.html").is_file()
