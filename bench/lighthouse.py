"""What Lighthouse says of each kind of page: ``python bench/lighthouse.py [--lighthouse COMMAND]``.

Our own notes, with a section of 1,000 made-up ones beside them, are frozen and served as hosts do. Lighthouse
(https://github.com/GoogleChrome/lighthouse) judges each of ``PAGES`` several times, with its settings for a
phone; it needs Node, and comes with ``npx lighthouse`` where no other command is given. Of the runs that with
the median LCP counts. Behind the four scores stand the times in milliseconds, how fast Lighthouse found the
machine, and what has cost points. Exits with 1 if a score is below 100. Lighthouse takes the machine for four
times as fast as a phone, which it is from some 1,000 on: of one that is busy, the first score and the times
say little (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md).
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hosting import FLAGS, NETLIFY, REPOSITORY, chromium, frozen, hosted

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
RUNS = 3
ATTEMPTS = 3
"""How often Lighthouse is asked: now and then its browser does not come up."""
HEADING = f"{'':10} rend acce prác  seo     FCP     LCP     TBT  equipo"
PAGES = {
    "portada": "/",
    "corriente": "/flask/enrutamiento/",
    "tablas": "/manual/ajustes/",
    "diagrama": "/flask/patrones-de-arquitectura/",
    "mil notas": "/mil/",
    "búsqueda": "/buscar/",
    "404": "/404.html",
}


class Verdict:
    """What Lighthouse said of a page.

    Args:
        report: as it wrote it.
    """

    def __init__(self, report: dict[str, Any]) -> None:
        audits, categories = report["audits"], report["categories"]
        self.scores = [round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES]
        self.times = [audits[name]["numericValue"] for name in TIMES]
        self.machine = report["environment"]["benchmarkIndex"]
        self.wrong = {
            each["id"]
            for category in categories.values()
            for each in category["auditRefs"]
            if each["weight"] and audits[each["id"]]["score"] not in (None, 1)
        }

    def __str__(self) -> str:
        """Return a line that stands below ``HEADING``."""
        scores = "".join(f"{score:5}" for score in self.scores)
        times = "".join(f"{time:8.0f}" for time in self.times)
        return f"{scores}{times}{self.machine:8.0f}  {' '.join(sorted(self.wrong))}"


def judge(command: list[str], url: str) -> Verdict:
    """Have Lighthouse judge a page several times; returns the run with the median LCP."""
    runs = [Verdict(_report(command, url)) for _ in range(RUNS)]
    return sorted(runs, key=lambda run: run.times[1])[RUNS // 2]


def _report(command: list[str], url: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "report.json"
        words = [*command, url, "--quiet", "--output=json", f"--output-path={output}"]
        words += [f"--chrome-flags={' '.join(FLAGS)}", f"--only-categories={','.join(CATEGORIES)}"]
        environment = {**os.environ, "CHROME_PATH": chromium()}
        for _ in range(ATTEMPTS):
            done = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)  # noqa: S603 - the reader's own command
            if not done.returncode:
                break
        else:
            sys.exit(f"Lighthouse: {done.stderr}")
        found: dict[str, Any] = json.loads(output.read_text("utf-8"))
    return found


def _with_a_thousand(folder: Path) -> Path:
    """Copy our own notes and write a section of 1,000 beside them; returns where they are."""
    content = shutil.copytree(REPOSITORY / "content", folder / "content")
    (content / "mil").mkdir()
    for number in range(1000):
        word = ("Árbol", "Barco", "Casa", "Dado", "Faro", "Ñandú", "Oso", "Pato", "Tren")[number % 9]
        text = f"# {word} {number}\n\nLo que hay que saber de {word.lower()} {number}.\n"
        (content / "mil" / f"{word}-{number}.md").write_text(text, "utf-8")
    return content


def main() -> None:
    """Read the command line, judge each page, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--lighthouse", default="npx --yes lighthouse", metavar="COMMAND")
    command = shlex.split(parser.parse_args().lighthouse)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch).resolve()
        site = frozen(_with_a_thousand(folder), folder / "build", runs=True)
        with hosted(site, NETLIFY) as (address, _):
            print(HEADING)
            found = []
            for name, url in PAGES.items():
                found.append(judge(command, address + url))
                print(f"{name:10}{found[-1]}", flush=True)
    sys.exit(any(score < 100 for verdict in found for score in verdict.scores))  # noqa: PLR2004 - of a hundred


if __name__ == "__main__":
    main()
