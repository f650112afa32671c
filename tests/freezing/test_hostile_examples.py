"""Examples that mean no good, or do none: the build says what happened and where, and goes on."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha.freezing import Options

if TYPE_CHECKING:
    from conftest import SiteTest

ENDLESS = "python run timeout=0.8"
APP = "from flask import Flask\napp = Flask(__name__)\n\n\n@app.get('/')\ndef a():\n    "

SLOW = "no ha acabado en 0,8 segundos"

HOSTILE = {
    "bucle": ({3, 4}, SLOW, "x = 1\nwhile True:\n    x += 1\n"),
    "sordo": ({4}, SLOW, "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n"),
    "en-c": ({2}, SLOW, "sum(range(10**12))\n"),
    "dormido": ({3}, SLOW, "import time\ntime.sleep(60)\n"),
    "espera": ({4}, SLOW, "import threading\nhilo = threading.Event()\nhilo.wait()\n"),
    "bifurcado": ({4}, "no pueden abrir otros procesos", "import os\nwhile True:\n    os.fork()\n"),
    "proceso": ({3}, "no pueden abrir otros procesos", "import os\nos.system('ls')\n"),
    "charlatan": ({4}, "escribe más de 4 MB", "x = 'x' * 9999\nwhile True:\n    print(x)\n"),
    "gigabyte": ({2}, "más de 1000 MB de memoria", "print('x' * 10**9)\n"),
    "fuga": ({3}, "ha terminado de golpe (código 0)", "import os\nos._exit(0)\n"),
    "caida": ({3}, "ha terminado de golpe (SIGSEGV)", "import ctypes\nctypes.string_at(0)\n"),
    "fuera": ({2}, "no salen de su carpeta", "open('/etc/passwd')\n"),
    "salida": ({3}, "SystemExit: adiós", "import sys\nsys.exit('adiós')\n"),
    "salida-de-nada": ({3}, "SystemExit: {}", "import sys\nsys.exit({})\n"),
    "recursion": ({3}, "RecursionError", "def f():\n    return f()\n\n\nf()\n"),
    "sintaxis": ({3}, "SyntaxError", "x = 1\nif x\n    y = 2\n"),
    "red": ({3}, "no tienen red", "from urllib.request import urlopen\nurlopen('http://127.0.0.1')\n"),
    "pregunta": ({2}, "EOFError", "input()\n"),
}
"""By the name of the note: on which lines it may be at fault, what is said, and the code."""

HARMLESS = {
    "hilo": "import threading\nthreading.Thread(target=threading.Event().wait).start()\nprint('listo')\n",
    "bytes": "import sys\nsys.stdout.buffer.write(b'\\xff\\xfe listo')\n",
    "mucho": "print('listo ' * 300_000)\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the folders of examples are made, and by that their processes found."""
    made = tmp_path / "ejemplos"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


def left_running(folder: Path) -> list[str]:
    """Return the processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            place = (process / "cwd").readlink()
        except OSError:
            continue
        if place.is_relative_to(folder):
            found.append((process / "cmdline").read_bytes().decode())
    return found


def test_the_build_says_what_happened_and_goes_on(site: SiteTest, folder: Path) -> None:
    """Each note is named with its line, those that are true are not, and nothing is left."""
    for name, (_, said, code) in HOSTILE.items():
        site.write(f"{name}.md", f"```{ENDLESS if said is SLOW else 'python run'}\n{code}```\n")
    for name, code in HARMLESS.items():
        site.write(f"{name}.md", f"```python run\n{code}```\n")
    site.write("respuesta.md", f"```python run\n{APP}return 'ñ' * 5_000_000\n```\n\n```http\nGET /\n```\n")
    site.write(
        "vista.md", f"```{ENDLESS}\n{APP}while True: pass\n```\n\n```http\nGET /\n\nHTTP/1.1 500\n```\n"
    )
    site.freeze(Options(jobs=2))

    told = {found.path.removeprefix("content/").removesuffix(".md"): found for found in site.found}
    assert told.pop("vista").line == 8
    assert sorted(told) == sorted(HOSTILE)
    for name, (lines, said, _) in HOSTILE.items():
        assert (name, told[name].line) in {(name, line) for line in lines}
        assert said in told[name].cause
    assert list(folder.iterdir()) == []
    assert left_running(folder) == []


def test_what_does_no_harm_is_published(site: SiteTest) -> None:
    """A thread that goes on, bytes that are no text, and more than anyone reads."""
    for name, code in HARMLESS.items():
        site.write(f"{name}.md", f"```python run\n{code}```\n")
    site.freeze(Options(jobs=2))
    assert site.problems == []
    assert all("listo" in site.article(f"{name}/") for name in HARMLESS)
    assert max(len(site.article(f"{name}/")) for name in HARMLESS) < 100_000
