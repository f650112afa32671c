"""The app of a project's own ``freeze.py``, for the ``escarcha`` command."""

from __future__ import annotations

import runpy
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.problems import Code, EscarchaError, Problem, remedy_for, said

if TYPE_CHECKING:
    from flask import Flask


def own_app() -> Flask | None:
    """Return the ``app`` of the working folder's ``freeze.py``, if there is one.

    Raises:
        EscarchaError: that names the line, if the script cannot be loaded.
    """
    script = Path("freeze.py")
    if not script.is_file():
        return None
    sys.path.insert(0, str(script.parent.resolve()))
    try:
        app: Flask | None = runpy.run_path(str(script.resolve()), run_name="freeze").get("app")
    except Exception as error:
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename.endswith("freeze.py")
        ]
        line = frames[-1].lineno if frames else getattr(error, "lineno", None)
        cause = f"falla al cargarse ({said(error)})."
        problem = Problem(Code.BROKEN_PROJECT, "freeze.py", line, cause, remedy_for(error))
        raise EscarchaError(problem) from error
    return app
