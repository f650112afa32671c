"""How long it takes from saving a note to its new text on the screen, in Chromium on the same machine.

The notes are those of ``build.py``. Each generator serves its preview in turn; one note is open in the
browser, and its first paragraph gets another sentence again and again. What is counted begins when the file
is written and ends with the first frame that has the sentence, however the page came by it.
``start`` is how long the command needs until it serves that page: of Escarcha first with nothing kept.

Escarcha runs as it is in this checkout; others are installed below ``--tools``, as for ``build.py``.

    python bench/preview.py [--notes 1000] [--saves 30] [--pause 1.5] [--only Escarcha] [--tools FOLDER]
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from build import TOOLS, make_notes, programs_of
from generators import GENERATORS
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from generators import Note
    from playwright.sync_api import Page

PORT = 8456
SERVE = {
    "Escarcha": (sys.executable, "freeze.py", "preview", "--port", str(PORT)),
    "Zensical": ("zensical", "serve", "-a", f"localhost:{PORT}"),
    "MkDocs Material": ("mkdocs", "serve", "--livereload", "-a", f"localhost:{PORT}"),
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LONGEST = 300.0
"""Seconds that a server or a save may take."""

WATCH = """
const look = () => {
  const found = /testigo(\\d+)x/.exec(document.body?.textContent ?? "");
  if (!found || sessionStorage.getItem(found[1])) return;
  sessionStorage.setItem(found[1], "seen");
  requestAnimationFrame(() => setTimeout(() => sessionStorage.setItem(found[1], Date.now()), 0));
};
new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
"""
"""Notes in each page when a sentence has come, once its frame is made."""


def measure(name: str, project: Path, programs: Path, note: Note, asked: argparse.Namespace) -> None:
    """Serve one preview, save a note again and again, and print what was found."""
    generator = GENERATORS[name]
    program, *words = SERVE[name]
    file = project / generator.notes / note.place
    address = f"http://localhost:{PORT}/{note.place.removesuffix('.md')}/"
    start = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own command
        [programs / program, *words],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as server:
        try:
            wait_for(address)
            started = time.perf_counter() - start
            with sync_playwright() as playwright:
                path = next(found for each in BROWSERS if (found := shutil.which(each)))
                browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
                page = browser.new_page()
                page.add_init_script(WATCH)
                page.goto(address)
                time.sleep(3)  # whatever goes on after the start
                times = [save(page, file, number, asked.pause) for number in range(asked.saves)]
                browser.close()
        finally:
            os.killpg(server.pid, signal.SIGKILL)
    nine = sorted(times)[len(times) * 9 // 10]
    figures = (f"{each:.0f} ms" for each in (statistics.median(times), nine, max(times)))
    print(f"| {name} | {started:.1f} s | {' | '.join(figures)} |", flush=True)


def wait_for(address: str) -> None:
    """Wait until a server answers.

    Raises:
        SystemExit: if it never does.
    """
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=LONGEST):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"{address} does not answer")


def save(page: Page, file: Path, number: int, pause: float) -> float:
    """Add a sentence to a note, and return the milliseconds until it is seen.

    Raises:
        SystemExit: if it never is.
    """
    time.sleep(pause)
    head, rest = file.read_text("utf-8").split("\n\n", 1)
    text = f"{head}\n\nLa frase testigo{number}x. {rest}".encode()
    begun = time.time() * 1000
    file.write_bytes(text)
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        time.sleep(0.1)
        try:
            seen = page.evaluate(f"sessionStorage.getItem({number})")
        except Exception:  # noqa: BLE001, S112 - a page that is being loaded anew
            continue
        if seen and seen != "seen":
            return float(seen) - begun
    sys.exit(f"save {number} was never seen")


def main() -> None:
    """Lay out, serve, save and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notes", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--pause", type=float, default=1.5, help="seconds between two saves")
    parser.add_argument("--only", nargs="+", choices=SERVE, default=list(SERVE), metavar="GENERATOR")
    parser.add_argument("--tools", type=Path, default=TOOLS, help="where other generators are installed")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    notes = make_notes(asked.notes, asked.seed)
    print(
        f"{len(notes)} notes, {asked.saves} saves, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {dt.datetime.now(dt.UTC):%Y-%m-%d}\n\n"
        "| generator | start | median | 9 of 10 | longest |\n|---|--:|--:|--:|--:|"
    )
    with tempfile.TemporaryDirectory(prefix="escarcha-preview-") as folder:
        for name in asked.only:
            project = Path(folder).resolve() / name.lower().replace(" ", "-")
            GENERATORS[name].lay_out(project, notes)
            programs, _ = programs_of(name, GENERATORS[name], asked.tools.resolve())
            measure(name, project, programs, notes[len(notes) // 2], asked)


if __name__ == "__main__":
    main()
