"""Examples that leave their folder by ways that innocent code takes: each is told, and leaves nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha.examples import processes, runner
from escarcha.examples.child import fence
from escarcha.examples.child.gates import MOST_FILES
from escarcha.examples.example import Example, Kind, Step
from escarcha.freezing import Options
from hostile_project import FOLDER, lay_out

if TYPE_CHECKING:
    from conftest import SiteTest

FENCELESS = str(Path(__file__).parents[1] / "fenceless_example.py")

SAYS = {
    "archivos": f"más de {MOST_FILES} archivos",
    "attach": "not authorized",
    "carpetas": f"más de {MOST_FILES} archivos",
    "compartida": "«shm_open»",
    "escucha": "no tienen red",
    "fecha": "no salen de su carpeta",
    "historial": "«write_history_file»",
    "memoria": "no salen de su carpeta",
    "nodo": "«mknod»",
    "sesion": "«setpgid»",
    "spawn": "«fork_exec»",
    "tuberia": "«mkfifo»",
    "uri": "no salen de su carpeta",
    "uri-que-no-lo-es": "no salen de su carpeta",
    "vacuum": "authorization denied",
}

UNPYTHONIC = """\
import ctypes

libc = ctypes.CDLL(None)
print(libc.creat(b"../../fuera", 0o644), libc.open(b"/etc/passwd", 0), libc.mkdir(b"../../carpeta", 0o755))
print(libc.system(b"touch dentro") >> 8, libc.fork(), libc.socket(2, 1, 0), libc.socket(1, 1, 0))
print(libc.kill(1, 0), libc.setsid(), libc.unshare(0x10000000), libc.ptrace(0, 0, 0, 0))
"""
"""What no audit event tells of, as it does not go through Python."""


INNOCENT = """\
import asyncio, multiprocessing, socket, sqlite3, ssl, threading, zoneinfo

one = sqlite3.connect("a.db")
one.execute("ATTACH 'b.db' AS b")
one.execute("VACUUM INTO 'c.db'")
sqlite3.connect("file:d.db?mode=memory", uri=True).execute("CREATE TABLE a (b)")
a, b = socket.socketpair()
a.send(b"x")
print(b.recv(1), asyncio.run(asyncio.sleep(0, "ya")))
value = multiprocessing.Value("i")
value.value += 1
print(value.value, zoneinfo.ZoneInfo("Europe/Madrid"))
ssl.create_default_context()
thread = threading.Thread(target=print, args=("hilo",))
thread.start()
thread.join()
for end in (a, b, one):
    end.close()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the folders of examples are made, with a file beside them that must stay as it is."""
    made = tmp_path / "ejemplos"
    made.mkdir()
    (made / "fecha").touch()
    os.utime(made / "fecha", (0, 0))
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


def take_the_fence_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have examples run as on a system that fences nothing in."""
    command = [*processes._COMMAND]
    command.insert(-1, FENCELESS)
    monkeypatch.setattr(processes, "_COMMAND", command)


@pytest.mark.parametrize("has_fence", [True, False], ids=["fence", "hook"])
def test_every_hole_is_told_and_closed(
    site: SiteTest, folder: Path, monkeypatch: pytest.MonkeyPatch, *, has_fence: bool
) -> None:
    """With the fence of Linux, and where there is none; each note is named, and nothing is found outside."""
    if not has_fence:
        take_the_fence_down(monkeypatch)
    lay_out("agujeros", site.root)
    site.freeze(Options(jobs=2))
    told = {found.path.removeprefix("content/").removesuffix(".md"): found.cause for found in site.found}
    assert {name for name, cause in told.items() if SAYS[name] not in cause} == set()
    assert set(told) == {file.stem for file in (FOLDER / "agujeros" / "content").iterdir()} == set(SAYS)
    assert [path.name for path in folder.iterdir()] == ["fecha"]
    assert (folder / "fecha").stat().st_mtime == 0
    assert not Path("/dev/shm/escarcha-fuera").exists()  # noqa: S108 - where it would be


@pytest.mark.skipif(not (fence.version() and fence.has_filter()), reason="this system puts no fence")
@pytest.mark.parametrize("kind", [Kind.PYTHON, Kind.CONSOLE])
def test_the_fence_holds_against_any_code(folder: Path, kind: Kind) -> None:
    """Where Linux fences Examples in, not even C leaves the folder, begins a process or a connection."""
    steps: tuple[Step, ...] = (Step(Kind.PYTHON, UNPYTHONIC, 1, path="c.py"),)
    if kind is Kind.CONSOLE:
        steps = (Step(Kind.FILE, UNPYTHONIC, 1, path="c.py"), Step(kind, "python c.py", 9))
    outcome = runner.run(Example(steps))
    assert outcome.failures == ()
    assert outcome.steps[-1].output == "-1 -1 -1\n127 -1 -1 -1\n-1 -1 -1 -1\n"
    assert [path.name for path in folder.iterdir()] == ["fecha"]


def test_the_hook_alone_does_not_hold(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no system fences them in, C leaves the folder: the manual says so."""
    take_the_fence_down(monkeypatch)
    code = "import ctypes\nprint(ctypes.CDLL(None).mkdir(b'../../fuera', 0o755))\n"
    assert runner.run(Example((Step(Kind.PYTHON, code, 1),))).steps[0].output == "0\n"
    assert (folder / "fuera").is_dir()


def test_what_is_innocent_works(folder: Path) -> None:
    """Databases of its own, pairs of sockets, threads, shared values, zones: the fence is wide enough."""
    outcome = runner.run(Example((Step(Kind.PYTHON, INNOCENT, 1),)))
    assert outcome.failures == ()
    assert outcome.steps[0].output == "b'x' ya\n1 Europe/Madrid\nhilo\n"
    assert [path.name for path in folder.iterdir()] == ["fecha"]
