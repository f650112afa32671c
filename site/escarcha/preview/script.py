"""The project's own ``freeze.py``: loaded for its app, or tried out before a preview starts anew with it."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.problems import Code, EscarchaError, Problem, remedy_for, said

if TYPE_CHECKING:
    from flask import Flask

    from escarcha.config import Project

NAME = "freeze.py"
LONGEST = 30
"""Seconds that it may take to load it."""

_TRIAL = "from escarcha.preview.script import try_here; try_here()"


def load_app(script: Path) -> Flask | None:
    """Return the ``app`` of a ``freeze.py``, if it has one, with its ``freezer``.

    Raises:
        EscarchaError: with a problem that names the line, if the script cannot be loaded.
    """
    sys.path.insert(0, str(script.parent.resolve()))
    try:
        found = runpy.run_path(str(script.resolve()), run_name="freeze")
    except Exception as error:  # the author's own code may raise anything
        frames = [
            frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(NAME)
        ]
        line = frames[-1].lineno if frames else getattr(error, "lineno", None)
        cause = f"falla al cargarse ({said(error)})."
        raise EscarchaError(Problem(Code.BROKEN_PROJECT, NAME, line, cause, remedy_for(error))) from error
    app: Flask | None = found.get("app")
    if app is not None and (freezer := found.get("freezer")):
        from escarcha.web.own import FREEZER  # noqa: PLC0415 - Flask comes with it, and is loaded by now

        app.extensions[FREEZER] = freezer
    return app


def try_out(project: Project) -> Problem | None:
    """Load a project's ``freeze.py`` in a process of its own; return what is wrong with it, or None."""
    if not (project.root / NAME).is_file():
        return None
    command = [sys.executable, "-c", _TRIAL]
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            command, cwd=project.root, capture_output=True, check=False, text=True, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        cause = f"tarda más de {LONGEST} segundos en cargarse."
        return Problem(Code.BROKEN_PROJECT, NAME, None, cause)
    if done.returncode == 0:
        return None
    try:
        told = json.loads(done.stdout.splitlines()[-1])
        return Problem(Code.BROKEN_PROJECT, NAME, told["line"], told["cause"], told["remedy"])
    except (ValueError, IndexError, KeyError):
        cause = "termina el programa al cargarse."
        return Problem(Code.BROKEN_PROJECT, NAME, None, cause, detail=done.stderr.strip())


def try_here() -> None:
    """Load the ``freeze.py`` of the working folder; print what is wrong with it as JSON, and end with 1."""
    try:
        load_app(Path(NAME))
    except EscarchaError as error:
        sys.stdout.write(f"\n{json.dumps(error.problems[0].record())}\n")
        sys.stdout.flush()
        os._exit(1)
