"""The process of an Example under ``make coverage``: it runs the program that it is given, and watches.

Coverage's own way does not lead in there: the environment is empty, the process ends with ``os._exit``, its
number and chance are the same for all, and by then nothing may be written outside of its folder.

    python measured_example.py PROGRAM [warm]
"""

from __future__ import annotations

import contextlib
import os
import runpy
import sys
from pathlib import Path
from typing import NoReturn

import coverage

REPOSITORY = Path(__file__).resolve().parents[1]

number, really_exit = os.getpid, os._exit
run = os.urandom(8).hex()
names: list[str] = []
package = str(REPOSITORY / "site" / "escarcha")
watcher = coverage.Coverage(data_file=None, config_file=False, source=[package], branch=True)


def name_the_file() -> None:
    """Choose the name under which this process will save, while its number is still its own."""
    names[:] = [f".coverage.example-{run}-{number()}"]
    for name, module in list(sys.modules.items()):
        if name.startswith("_escarcha_") and name.endswith(
            ".fence"
        ):  # which could not be taken down at the end
            module.shut_in = lambda *_: None  # type: ignore[attr-defined]


def open_the_gates() -> None:
    """Let this process write outside of the Example's folder again, now that the Example has ended."""
    for name, module in list(sys.modules.items()):
        if name.startswith("_escarcha_") and name.endswith(".gates"):
            module._stay = lambda *_: None  # type: ignore[attr-defined]


def save_and_exit(status: int) -> NoReturn:
    """Save which lines have run, and end as asked; what fills the memory or the disk is not measured."""
    with contextlib.suppress(Exception):
        watcher.stop()
        open_the_gates()
        saved = coverage.CoverageData(str(REPOSITORY / names[0]))
        saved.update(watcher.get_data())
        saved.close()
    really_exit(status)


if __name__ == "__main__":
    name_the_file()
    os.register_at_fork(after_in_child=name_the_file)
    os._exit = save_and_exit
    watcher.set_option("run:disable_warnings", ["no-data-collected"])  # it would be output of the Example
    watcher.start()
    runpy.run_path(sys.argv[1], run_name="__main__")
