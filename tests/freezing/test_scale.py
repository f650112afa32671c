"""Large sites: memory stays flat and pages do not grow with the site."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import ScriptTest

MEGABYTE = 1_000_000

WORDS = (
    "Una vista es una función que recibe una petición y devuelve una respuesta. "
    "Las rutas se declaran con un decorador, y cada una puede llevar variables. "
)

CODE = """```python title="app{block}.py"
from flask import Flask

app = Flask(__name__)


@app.get("/nota/<int:numero>/")
def nota_{number}(numero: int) -> str:
    \"\"\"Devuelve la nota {number}.\"\"\"
    return f"Nota {{numero}} de {number}"
```
"""

# Run by another Python, so that the peak is that of the freeze alone.
MEASURE = """
import json, resource, subprocess, sys, time
command = [sys.executable, "freeze.py", "--jobs", "2", "--no-cache", "--quiet"]
done = subprocess.run(command, capture_output=True, text=True)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
scale = 1 if sys.platform == "darwin" else 1024
print(json.dumps({"code": done.returncode, "err": done.stderr, "peak": usage.ru_maxrss * scale,
                  "cpu": usage.ru_utime + usage.ru_stime}))
"""


@dataclass(frozen=True)
class Measure:
    """What a freeze took and gave.

    Args:
        peak: bytes of the largest process.
        cpu: seconds, workers included.
        page: bytes of an average page.
    """

    peak: int
    cpu: float
    page: float


def write_notes(content: Path, count: int, sections: int) -> None:
    """Write notes of some 5 KB with three code blocks, in as many sections, or in none."""
    for number in range(count):
        folder = content / f"seccion-{number % sections}" if sections else content
        folder.mkdir(parents=True, exist_ok=True)
        other = (number + sections) % count if sections else (number + 1) % count
        blocks = "\n".join(
            f"## Parte {block} de {number}\n\n{WORDS * 8}\n\n{CODE.format(block=block, number=number)}"
            for block in range(3)
        )
        text = f"# Nota {number}\n\nSigue en [otra](nota-{other}.md).\n\n{blocks}"
        (folder / f"nota-{number}.md").write_text(text, "utf-8")


def measure(script: ScriptTest, count: int, sections: int) -> Measure:
    """Freeze a project of so many notes in a process of its own."""
    root = script.root / f"{count}-{sections}"
    root.mkdir()
    write_notes(root / "content", count, sections)
    (root / "freeze.py").write_bytes((script.root / "freeze.py").read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], cwd=root, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert found["code"] == 0, found["err"]
    assert found["err"] == ""
    pages = [path.stat().st_size for path in (root / "build").rglob("nota-*/index.html")]
    assert len(pages) == count
    return Measure(found["peak"], found["cpu"], sum(pages) / count)


@pytest.mark.slow
@pytest.mark.parametrize("sections", [2, 0], ids=["sections", "flat"])
def test_hundreds_of_notes(script: ScriptTest, sections: int) -> None:
    """Many more notes take hardly more memory than few, never 150 MB, and pages stay as light as they were.

    The few are enough to fill the navigation's window (40 entries of a section) in both sites.
    """
    small = measure(script, 90, sections)
    large = measure(script, 200, sections)
    for count, found in ((90, small), (200, large)):
        print(  # noqa: T201 - a measure, not a limit
            f"{count} notes: {found.cpu / count * 1000:.1f} ms of CPU a note, "
            f"peak {found.peak / MEGABYTE:.0f} MB, {found.page:.0f} bytes a page"
        )
    assert large.peak < 150 * MEGABYTE
    assert large.peak - small.peak < 30 * MEGABYTE
    assert abs(large.page / small.page - 1) < 0.1
