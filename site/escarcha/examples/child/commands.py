"""What a command does, in the process that it has.

The programs known are Python and those that packages install. No shell reads the line.
"""

from __future__ import annotations

import functools
import importlib.metadata
import os
import platform
import re
import runpy
import shlex
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SETTING = re.compile(r"(?P<name>[A-Za-z_]\w*)=(?P<value>.*)", re.DOTALL)
_SHELL = frozenset(["|", "||", "&", "&&", ";", ">", ">>", "<", "2>", "2>&1"])


@functools.cache
def scripts() -> dict[str, importlib.metadata.EntryPoint]:
    """Return the commands that the installed packages bring, by name."""
    return {each.name: each for each in importlib.metadata.entry_points(group="console_scripts")}


def run_command(text: str, folder: Path) -> None:
    """Run a command in this process, as its program would.

    Args:
        text: ``FLASK_DEBUG=1 flask --app hola routes``.
        folder: in which it runs.

    Raises:
        LookupError: if there is no such program.
        SystemExit: and anything else that the program raises.
    """
    words = shlex.split(text)
    while words and (setting := _SETTING.fullmatch(words[0])):
        os.environ[setting["name"]] = setting["value"]
        words.pop(0)
    if shell := next((word for word in words if word in _SHELL), None):
        raise LookupError(f"los ejemplos no tienen intérprete de órdenes, y «{shell}» sería suyo")
    program = words[0] if words else ""
    sys.argv = words
    if program in {"python", "python3"} and words[1:2] == ["-m"] and len(words) > 2:  # noqa: PLR2004 - -m and a name
        sys.argv = words[2:]
        runpy.run_module(words[2], run_name="__main__", alter_sys=True)
    elif program in {"python", "python3"} and words[1:] in (["--version"], ["-V"]):
        print(f"Python {platform.python_version()}")  # noqa: T201 - as «python --version» does
    elif program in {"python", "python3"} and words[1:2] == ["-c"]:
        sys.argv = ["-c", *words[3:]]
        exec(compile(words[2], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102 - as «python -c» does
    elif program in {"python", "python3"} and len(words) > 1 and not words[1].startswith("-"):
        sys.argv = words[1:]
        runpy.run_path(str(folder / words[1]), run_name="__main__")
    elif program in scripts():
        sys.exit(scripts()[program].load()())
    else:
        cause = "los ejemplos saben de «python» y de las órdenes de los paquetes instalados"
        raise LookupError(f"{cause}, y no de «{program}»")
