"""What it costs to look inside an example: a request of two hundred lines, recorded and plain.

Processor time, the best of many: of the request alone, in this process, and of an Example that has it, as a
freeze runs it. It takes seconds.

    python bench/inside.py
"""

from __future__ import annotations

import linecache
import resource
import tempfile
import time
from pathlib import Path
from types import ModuleType

from escarcha.examples import Example, Step
from escarcha.examples.child.recorder import Recorder
from escarcha.examples.example import Kind
from escarcha.examples.runner import run

ROUNDS, EXAMPLES = 100, 5
APP = """\
from flask import Flask, g, render_template_string, session

app = Flask(__name__)
app.secret_key = "x"
NOTAS = [{"titulo": f"Nota {n}", "texto": "uno dos tres " * n} for n in range(48)]
LISTA = "<ul>{% for linea in lineas %}<li>{{ linea }}</li>{% endfor %}</ul>"


@app.before_request
def cuenta():
    g.visitas = session.get("visitas", 0)


@app.get("/")
def lista():
    lineas = []
    total = 0
    for nota in NOTAS:
        palabras = len(nota["texto"].split())
        total += palabras
        lineas.append(f"{nota['titulo']}: {palabras}")
    session["visitas"] = g.visitas + 1
    return render_template_string(LISTA, lineas=lineas, total=total)
"""


def request_costs(folder: Path) -> tuple[float, float, int]:
    """Return the seconds of a request that is plain, and of one that is recorded, and the Moments of that."""
    file = folder / "app.py"
    file.write_text(APP, "utf-8")
    module = ModuleType("app")
    exec(compile(APP, str(file), "exec"), module.__dict__)  # noqa: S102 - our own
    linecache.checkcache(str(file))
    client = module.app.test_client()
    plain, recorded = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        client.get("/")
        plain.append(time.process_time() - start)
        start = time.process_time()
        with Recorder(folder) as recorder:
            client.get("/")
        recorded.append(time.process_time() - start)
    return min(plain), min(recorded), len(recorder.trace.moments)


def example_cost(*, traced: bool) -> float:
    """Return the seconds of processors that an Example takes, its process included."""
    steps = (Step(Kind.PYTHON, APP, 1), Step(Kind.HTTP, "GET /\n", 40, traced=traced))
    costs = []
    for _ in range(EXAMPLES):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        outcome = run(Example(steps))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if outcome.failures:
            raise SystemExit(outcome.failures[0].cause)
        costs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(costs)


def main() -> None:
    """Print both."""
    with tempfile.TemporaryDirectory() as folder:
        plain, recorded, count = request_costs(Path(folder).resolve())
    times = recorded / plain
    print(
        f"request: {plain * 1000:.1f} ms, recorded {recorded * 1000:.1f} ms: {times:.1f} x, {count} moments"
    )
    plain, traced = (example_cost(traced=traced) for traced in (False, True))
    print(f"example: {plain * 1000:.0f} ms, recorded {traced * 1000:.0f} ms ({traced / plain:.2f} x)")


if __name__ == "__main__":
    main()
