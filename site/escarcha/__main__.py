"""The ``escarcha`` command: the same as ``python freeze.py`` in the working folder."""

from __future__ import annotations

import runpy
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.cli import main as run
from escarcha.problems import Code, Problem

if TYPE_CHECKING:
    from flask import Flask


def main() -> None:
    """Run the command line on the working folder, with the app of its ``freeze.py`` if it has one."""
    run(_own_app(Path("freeze.py")))


def _own_app(script: Path) -> Flask | None:
    if not script.is_file():
        return None
    sys.path.insert(0, str(script.parent.resolve()))
    try:
        app: Flask | None = runpy.run_path(str(script.resolve()), run_name="freeze").get("app")
    except Exception as error:  # noqa: BLE001 - the author's own code may raise anything
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename.endswith("freeze.py")
        ]
        line = frames[-1].lineno if frames else getattr(error, "lineno", None)
        cause = f"falla al cargarse ({type(error).__name__}: {error})."
        sys.exit(str(Problem(Code.BROKEN_PROJECT, "freeze.py", line, cause)))
    return app


if __name__ == "__main__":
    main()
