"""Whether the examples of a site answer in a browser as they did when the site was built.

Run: .venv/bin/python bench/try_checks.py content

It freezes a copy of the notes with «try = true», serves it under the headers of the freeze, and has Chromium
run each example in the published worker. What comes back is judged as the Runner judges what its own child
says: of an exercise, its solution has to pass and its start to fail. It needs Chromium, and fetches Pyodide
where the project lacks it.
"""

from __future__ import annotations

import argparse
import difflib
import logging
import re
import shutil
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from escarcha.config import Project
from escarcha.examples.browser.pyodide import install
from escarcha.examples.child.protocol import StepReport
from escarcha.examples.example import Kind, Step
from escarcha.examples.judge import Judge, NotTrueError
from escarcha.examples.messages import read_requests
from escarcha.examples.tryouts import make_tryout, obstacle
from escarcha.freezing import Options, freeze
from escarcha.freezing.pipeline import open_edition
from escarcha.preview.built import BuiltSite
from escarcha.temporary import temporary_folder
from escarcha.web import create_app

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from playwright.sync_api import Page

    from escarcha.examples import Example, Exchange, Outcome, StepOutcome
    from escarcha.examples.tryouts import Tryout

Result = TypeVar("Result")

ROOT = Path(__file__).resolve().parents[1]

_WORKER = """async ([tryouts]) => {
  const overview = await (await fetch("/_python.json")).json();
  const script = [...document.scripts].find(({ src }) => src.includes("/page."));
  const page = await (await fetch(script.src)).text();
  const [, entry] = page.match(/[.][/](try[.][0-9a-f]+[.]js)/);
  const text = await (await fetch(new URL(entry, script.src))).text();
  const address = new URL(text.match(/[.][/](worker[.][0-9a-f]+[.]js)/)[1], script.src);
  const texts = Object.keys(overview.files).filter((name) => name.endsWith(".json"));
  const packages = texts.map((name) => name.slice(0, -5));
  let worker, fixed;
  const ask = (kind, value, end) => new Promise((resolve) => {
    const reports = [];
    const finish = (failed) => {
      clearTimeout(late);
      if (failed) fixed = undefined;
      resolve({ reports, failed });
    };
    const late = setTimeout(finish, 100000, "late");
    worker.onmessage = ({ data }) => {
      if (data.kind === "report") reports.push(data.value);
      else if (data.kind === end) finish();
      else if (data.kind === "failed") finish(data.value.text);
    };
    worker.postMessage({ kind, value });
  });
  const results = [];
  for (const tryout of tryouts) {
    const wants = `${tryout.clock} ${tryout.seed}`;
    if (fixed !== wants) {
      worker?.terminate();
      worker = new Worker(address, { type: "module" });
      const value = { base: new URL("/_python/", location).href, files: overview.files, packages };
      const { failed } = await ask("start", value, "ready");
      if (failed) throw new Error(failed);
      fixed = wants;
    }
    results.push(await ask("run", tryout, "done"));
  }
  return results;
}"""
"""Has the published worker run examples; what is fixed in it for good asks for another one."""


def main() -> None:
    """Compare, tell what differs, and end with 1 if anything does."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("notes", type=Path, nargs="?", default=ROOT / "content")
    notes: Path = parser.parse_args().notes
    with temporary_folder("probar") as folder:
        project = _with_try(notes, folder)
        _finish(freeze(project, create_app(project), Options(jobs=2)))
        _, edition = _finish(open_edition(project, Options()))
        runs = [
            (entry.url, example, outcome)
            for entry in edition.site.entries.values()
            for example, outcome in edition.runs(entry)
        ]
        left = [(url, why) for url, example, outcome in runs if (why := obstacle(example, outcome))]
        asked = [run for run in runs if not obstacle(*run[1:])]
        tryouts = [make_tryout(example, outcome) for _, example, outcome in asked]
        results = _in_browser(project, tryouts)
    equal = 0
    for (url, example, outcome), tryout, result in zip(asked, tryouts, results, strict=True):
        difference = result.get("failed") or _difference(example, outcome, tryout, result["reports"])
        equal += not difference
        if difference:
            print(f"\n{url} (línea {example.line}):\n{difference}")
    for url, why in left:
        print(f"{url}: {why}")
    print(f"\n{len(runs)} examples, {len(asked)} for the browser, {equal} answer equally")
    sys.exit(equal < len(asked))


def _with_try(notes: Path, folder: Path) -> Project:
    """Copy notes into a project whose readers may run examples."""
    shutil.copytree(notes, folder / "content")
    settings = folder / "content" / "site.toml"
    before = settings.read_text("utf-8") if settings.exists() else ""
    settings.write_text(f"try = true\n{before}", "utf-8")
    project = Project.at(folder)
    before_that = Project.at(ROOT).cache
    if before_that.exists():  # what has run and was fetched before
        shutil.copytree(before_that, project.cache)
    install(project)
    return project


def _finish(work: Generator[Any, None, Result]) -> Result:
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result


def _in_browser(project: Project, tryouts: list[Tryout]) -> list[dict[str, Any]]:
    server = make_server(
        "127.0.0.1", 0, BuiltSite(project.output, "", project.root / "netlify.toml"), threaded=True
    )
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser_file = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_file, args=["--no-sandbox", "--disable-gpu"]
        )
        page: Page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.port}/")
        results: list[dict[str, Any]] = page.evaluate(
            _WORKER, [[msgspec.to_builtins(each) for each in tryouts]]
        )
        browser.close()
    server.shutdown()
    return results


def _difference(example: Example, outcome: Outcome, tryout: Tryout, reports: list[dict[str, Any]]) -> str:
    """Return how what a browser has reported differs from an Outcome; empty if it does not."""
    places = {step.path: [(0, step)] for step in example.steps if step.path}
    judge = Judge(Path("/ejemplo"), places, tryout.seconds)
    ran = [step for step in tryout.steps if step.kind != Kind.FILE.value]
    must_fail = example.steps[-1].must_fail
    happened: list[StepOutcome] = []
    try:
        for step, report in zip(ran, reports, strict=False):
            kind = Kind(step.kind)
            told = msgspec.convert({"type": "step", **report}, StepReport)
            requests = read_requests(step.text) if kind is Kind.HTTP else []
            made, failures = judge.hear(
                Step(kind, step.text, 1, error=step.error, must_fail=must_fail), told, requests
            )
            happened.append(made)
            if failures:
                return "\n".join(f"{failure.cause}\n{failure.detail}" for failure in failures)
    except NotTrueError as error:
        return f"{error.failure.cause}\n{error.failure.detail}"
    if len(happened) < len(ran):
        return f"solo se hicieron {len(happened)} de {len(ran)} pasos"
    before, now = _lines(outcome.steps), _lines(happened)
    return (
        ""
        if before == now
        else "\n".join(difflib.unified_diff(before, now, "al construir", "navegador", lineterm="", n=0))
    )


_STDLIB = re.compile(r'(?<=File ")/lib/python\d+\.zip/')
_MARKS = re.compile(r"^ +[~^]+\n", re.MULTILINE)
"""Below the line of a call: newer versions of Python put them elsewhere."""


_NEWER = {"integer division or modulo by zero": "division by zero"}
"""What newer versions of Python say otherwise."""
_OF_FILES = {"Last-Modified", "ETag"}
"""Headers that tell when an example has written a file: at a freeze that is the machine's own time."""


def _lines(steps: Sequence[StepOutcome]) -> list[str]:
    """Write down what has happened, to be compared line by line."""
    output = _MARKS.sub("", _STDLIB.sub("…/", "".join(step.output for step in steps)))
    for before, now in _NEWER.items():
        output = output.replace(before, now)
    exchanges = (line for step in steps for each in step.exchanges for line in _exchange(each))
    tables = (
        f"{table.columns} {row}"
        for step in steps
        for table in step.tables
        for row in (*table.rows, table.total)
    )
    return [*output.split("\n"), *exchanges, *tables]


def _exchange(exchange: Exchange) -> Iterator[str]:
    yield exchange.request
    yield exchange.status
    # Sets of texts have another order where a hash has 32 bits.
    yield from (
        f"{name}: {sorted(value.split(', ')) if name == 'Allow' else value}"
        for name, value in exchange.headers
        if name not in _OF_FILES
    )
    # An address in memory has fewer digits there, and whoever masks it does not count again.
    yield f"{exchange.size if exchange.is_binary else len(exchange.body)} bytes, {exchange.chunks} trozos"
    yield from exchange.body.split("\n")


if __name__ == "__main__":
    main()
