"""Freezes made-up projects of hundreds of hostile notes for as long as it is given, and says what fell out.

    python bench/fuzz.py [--minutes 60] [--notes 300] [--seed 1] [--keep FOLDER]

A round lays out a project (``hostile_input.py``) and freezes it, in a process of its own, as that of a
stranger (``--untrusted``). What its errors blame is removed, and what is left frozen again, until something
is published. A fault is

- an exception that is no Problem, or a process that dies or does not end;
- a Problem that names a file that is not there or a line that the file has not, or says nothing of use;
- errors that never end, though all that they blame is gone;
- a published page in which a note runs something, or breaks out of its place.

The files of a round with a fault are halved as long as it stays, and what is left is kept in a folder. The
same seed gives the same rounds. The exit code is 1 if there was a fault.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import multiprocessing
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hostile_input import Inputs
from selectolax.lexbor import LexborHTMLParser

from escarcha import create_app
from escarcha.config import Project
from escarcha.freezing import Options, freeze
from escarcha.problems import EscarchaError, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

LIMIT = 300
"""Seconds that a round may take before it counts as endless."""

TRIES = 12
"""How often what errors blame is removed before they count as without end."""

RUNS = "script, iframe, object, embed, base, meta, link, form, style"
"""What never stands in the text of a note that is not trusted."""

_SCHEME = re.compile(r"[\s\x00-\x1f]*(javascript|vbscript)\s*:", re.IGNORECASE)
_OURS = re.compile(r"Traceback|object at 0x|NoneType|\bself\b|Errno")
_DISTURBS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_LINE_END = re.compile(rb"\r\n|\r|\n")


def rounds_of(seed: int, notes: int) -> Iterator[tuple[int, Path]]:
    """Yield the number and the folder of one project after another, gone when the next is asked for."""
    number = seed
    while True:
        with tempfile.TemporaryDirectory(prefix="escarcha-", dir=_in_memory()) as folder:
            Inputs(random.Random(number)).lay_out(Path(folder), notes)  # noqa: S311 - no secret
            yield number, Path(folder)
        number += 1


def faults_of(folder: Path) -> list[str]:
    """Freeze a project in a process of its own and return its faults, each on its first line."""
    here, there = multiprocessing.get_context("fork").Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_tell, args=(folder, there))
    process.start()
    there.close()
    told: list[str] = []
    try:
        told = here.recv() if here.poll(LIMIT) else ["no end"]
    except EOFError:
        told = ["the process died"]
    finally:
        process.kill()
        process.join()
    return told


def _tell(folder: Path, there: Connection) -> None:
    faulthandler.enable()
    found: list[str] = []
    try:
        found.extend(_faults(folder))
    except Exception as error:  # noqa: BLE001 - what falls out is what is looked for
        found += [f"{type(error).__name__}: {error}\n{traceback.format_exc()}"]
    there.send(found)


def _faults(folder: Path) -> Iterator[str]:
    project = Project.at(folder, is_trusted=False)
    last = ""
    for _ in range(TRIES):
        try:
            problems = _freeze(project)
        except EscarchaError as error:
            for problem in error.problems:
                yield from _told_badly(problem, folder)
            last = str(error.problems[0])
            if not _remove_blamed(error, folder):
                return
        else:
            for problem in problems:
                yield from _told_badly(problem, folder)
            # What an author's own templates make of a page is theirs to say.
            for page in [] if project.templates.exists() else sorted(project.output.rglob("*.html")):
                for fault in escapes(page.read_text("utf-8")):
                    yield f"{fault}: {page.relative_to(project.output)}"
            return
    yield f"errors without end: {last}"


def _freeze(project: Project) -> tuple[Problem, ...]:
    steps = freeze(project, create_app(project.root), Options())
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value.problems  # type: ignore[no-any-return]


def _remove_blamed(error: EscarchaError, folder: Path) -> int:
    """Remove the files that errors blame; return how many were there."""
    blamed = {problem.path for problem in error.problems if problem.severity is Severity.ERROR}
    files = [folder / path for path in blamed if path]
    gone = 0
    for file in files:
        with contextlib.suppress(OSError, ValueError):
            file.unlink()
            gone += 1
    return gone


def _told_badly(problem: Problem, folder: Path) -> Iterator[str]:
    """Yield what is wrong with how a Problem is told."""
    text = str(problem)
    if not problem.cause.strip() or _OURS.search(text) or _DISTURBS.search(text):
        yield f"told badly: {text!r}"
    text.encode("utf-8")
    if not problem.path or problem.path.startswith("<"):
        return
    file = folder / problem.path
    if not file.exists():
        yield f"names what is not there: {text}"
    elif problem.line is not None and file.is_file():
        lines = len(_LINE_END.findall(file.read_bytes())) + 1
        if not 1 <= problem.line <= lines:
            yield f"names line {problem.line} of {lines}: {text}"


def escapes(html: str) -> Iterator[str]:
    """Yield what a note has put into its page that may not be there.

    Args:
        html: of the page, with the note in its only ``<article>``.
    """
    tree = LexborHTMLParser(html)
    articles = tree.css("article")
    if len(articles) > 1 or len(tree.css("main")) > 1 or len(tree.css("body > footer")) > 1:
        yield f"{len(articles)} articles"
    for article in articles:
        for node in article.css(RUNS):
            yield f"<{node.tag}> in the article"
        for node in article.css("*"):
            names = [name for name in node.attributes if name.startswith("on") or name == "srcdoc"]
            if names or any(_SCHEME.match(node.attributes.get(name) or "") for name in ("href", "src")):
                yield f"<{node.tag}> that runs"


def reduced(folder: Path, fault: str) -> Path:
    """Return a folder with the fewest files of a project that halving them finds to have a fault still."""
    kind = _kind(fault)
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    files = [file for file in files if file.parts[0] in {"content", "templates"}]
    part = max(1, len(files) // 2)
    while True:
        for begin in range(0, len(files), part):
            fewer = files[:begin] + files[begin + part :]
            with _copied(folder, fewer) as attempt:
                if fewer and kind in map(_kind, faults_of(attempt)):
                    files = fewer
                    break
        else:
            if part == 1:
                break
            part //= 2
    kept = Path(tempfile.mkdtemp(prefix="fuzz-"))
    with _copied(folder, files) as last:
        shutil.copytree(last, kept, dirs_exist_ok=True)
    return kept


@contextlib.contextmanager
def _copied(folder: Path, files: list[Path]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="escarcha-", dir=_in_memory()) as copy:
        for file in files:
            target = Path(copy) / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / file, target)
        yield Path(copy)


def _kind(fault: str) -> str:
    """Return what two faults of one kind share: no names, no numbers."""
    return re.sub(r"\d+|«[^»]*»|'[^']*'|\S*/\S*", "", fault.split("\n", 1)[0])[:90]


def _in_memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own is made in it


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--notes", type=int, default=300, help="in a project")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where reduced projects go; without it nothing is reduced")
    options = parser.parse_args()
    begun, rounds = time.monotonic(), 0
    found: Counter[str] = Counter()
    for number, folder in rounds_of(options.seed, options.notes):
        if time.monotonic() > begun + 60 * options.minutes:
            break
        rounds += 1
        source = Path(tempfile.mkdtemp(prefix="escarcha-fuente-", dir=_in_memory()))
        shutil.copytree(folder, source, dirs_exist_ok=True)
        for fault in faults_of(folder):
            found[_kind(fault)] += 1
            if found[_kind(fault)] == 1:
                print(f"seed {number}: {fault}", flush=True)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    kept = shutil.move(reduced(source, fault), options.keep / f"{number}-{len(found)}")
                    print(f"  kept in {kept}", flush=True)
        shutil.rmtree(source)
    minutes = (time.monotonic() - begun) / 60
    notes = rounds * options.notes
    print(f"{rounds} projects, {notes} notes, {minutes:.0f} minutes, {len(found)} kinds of fault")
    for kind, many in found.most_common():
        print(f"  {many:6} {kind}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
